"""The port between a batch and whoever answers the questions of its reviews."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from clausecheck.model import Exchange
from clausecheck.model.batch import Wanted


class Questions(Protocol):
    """Keeps the questions of all files, has them answered, and tells which files can go on. Nothing here waits."""

    def known(self, key: str) -> Mapping[str, Exchange] | None:
        """The answers that a task starts with; None where it has to wait until `ready` names it."""
        ...

    def again(self, key: str) -> bool:
        """Whether a finished file is to be done again: nobody answered then, and somebody may now."""
        ...

    def put(self, key: str, wanted: Sequence[Wanted]) -> None:
        """A task came back with questions; they are on the disk when this returns.

        Raises ValueError for questions that this program does not ask: whoever made them was taken over.
        """
        ...

    def begin(self) -> None:
        """Nobody is working and no file waits right now: what was put is asked. For calling again and again."""
        ...

    def ready(self) -> Sequence[str]:
        """Keys of the tasks whose questions have all been settled since the last call."""
        ...

    def waiting(self) -> bool:
        """Whether `ready` will name more without anything being put; not so once asking has ended."""
        ...


class NoQuestions:
    """For reviews that ask nobody."""

    def known(self, key: str) -> Mapping[str, Exchange]:  # noqa: ARG002 nothing is known of any
        """See `Questions`."""
        return {}

    def again(self, key: str) -> bool:  # noqa: ARG002 no file has any
        """See `Questions`."""
        return False

    def put(self, key: str, wanted: Sequence[Wanted]) -> None:  # noqa: ARG002 none is taken
        """See `Questions`."""
        raise ValueError("a question, and nobody is to be asked")

    def begin(self) -> None:
        """See `Questions`."""

    def ready(self) -> Sequence[str]:
        """See `Questions`."""
        return ()

    def waiting(self) -> bool:
        """See `Questions`."""
        return False
