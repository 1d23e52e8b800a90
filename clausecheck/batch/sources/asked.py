"""What is asked of files where nothing else is told for one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from clausecheck.model import Side
from clausecheck.model.batch import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a file."""

    sides: tuple[Side, ...]
    category: str | None = None
    """None where it is to be detected."""
    region: str | None = None
    account: str = ""

    def upload(self, name: str, file: str, read: Callable[[], bytes]) -> Upload:
        """A file that can be opened; `file` is the last part of its name."""
        return self._made(name, file, read=read)

    def refused(self, name: str, file: str, why: str) -> Upload:
        """What is not opened at all."""
        return self._made(name, file, refused=why)

    def faulty(self, name: str, file: str, fault: Exception) -> Upload:
        """What cannot be opened, as was seen already: reading it raises `fault`."""

        def read() -> NoReturn:
            raise fault

        return self._made(name, file, read=read)

    def _made(self, name: str, file: str, *, refused: str = "", read: Callable[[], bytes] = bytes) -> Upload:
        return Upload(
            name=name,
            file=file,
            sides=self.sides,
            category=self.category,
            region=self.region,
            account=self.account,
            refused=refused,
            read=read,
        )
