"""A batch with real reviews and the real SDK, against a local service."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from clausecheck.batch.asking.answers import Answers
from clausecheck.batch.asking.opening import open_questions
from clausecheck.batch.engines.here import Here
from clausecheck.batch.journal import Journal
from clausecheck.batch.place import Folder
from clausecheck.batch.running import Again, Batch
from clausecheck.model import Asking, Scope, Side
from clausecheck.model.batch import Reviewing, Row, Upload
from clausecheck.model.estimate import Estimate, Progress
from clausecheck.reviewers.claude.limits import Limits
from tests.cli.conftest import CONTRACT
from tests.messages_server import Service

QUICK = Limits(tries=2, longest_wait=0.05, connect_seconds=2.0)


def contract(number: int) -> bytes:
    """One of many contracts, of which each asks a question of its own."""
    return CONTRACT.replace("ninety (90)", f"sixty-{number} (6{number})").encode()


def upload(number: int) -> Upload:
    """The upload of that contract."""
    return Upload(name=f"{number}.txt", file=f"{number}.txt", sides=(Side.SELLER,), read=lambda: contract(number))


@dataclass
class Told:
    """What came of one run."""

    rows: list[Row]
    estimates: list[Estimate] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)

    @property
    def outcomes(self) -> list[str]:
        return [row.result.outcome.value for row in self.rows]

    @property
    def why(self) -> list[str]:
        return [row.result.why for row in self.rows]


@dataclass
class Out:
    """A folder of results, and the service that is asked."""

    folder: Path
    service: Service

    def run(
        self,
        count: int = 3,
        *,
        bulk: bool = False,
        max_cost: float | None = None,
        max_time: float | None = None,
        again: Again = Again.FAILED,
        limits: Limits = QUICK,
        wait: bool = True,
        ask: bool = True,
        runs: int = 1,
    ) -> Told:
        asking = Asking(
            reviewer="claude", scope=Scope.ALL, batches=bulk, max_cost=max_cost, max_time=max_time, runs=runs
        )
        told = Told([])

        def tell(what: Estimate | Progress) -> None:
            (told.estimates if isinstance(what, Estimate) else told.progress).append(what)  # type: ignore[arg-type]

        self.folder.mkdir(exist_ok=True)
        with (
            Journal(self.folder / "journal.sqlite") as journal,
            open_questions(
                asking, journal, tell, force=again is Again.ALL, wait=wait, ask=ask, limits=limits
            ) as questions,
        ):
            batch = self.batch(asking, journal, questions, again)
            batch.run(upload(number) for number in range(count))
            told.rows = list(batch.rows())
        return told

    def batch(self, asking: Asking, journal: Journal, questions: Answers, again: Again = Again.FAILED) -> Batch:
        how = Reviewing(asking=asking)
        place = Folder(self.folder)
        return Batch(
            how=how,
            engine=Here(how),
            journal=journal,
            place=place,
            told=lambda _: None,
            questions=questions,
            again=again,
        )

    def reviews(self) -> dict[str, bytes]:
        """The reviews by name."""
        return {path.name: path.read_bytes() for path in sorted((self.folder / "reviews").iterdir())}


@contextmanager
def journal_of(out: Out) -> Iterator[Journal]:
    """The journal of a folder, between two runs."""
    with Journal(out.folder / "journal.sqlite") as journal:
        yield journal
