"""Uploads, and somebody who works on them, for tests of what is around the work."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clausecheck.batch.engines.interface import Begun
from clausecheck.batch.journal import Journal
from clausecheck.batch.place import Folder
from clausecheck.batch.running import Again, Batch, Event
from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Done, Judged, Outcome, Point, Result, Reviewing, Row, Task, Upload


def upload(name: str, data: bytes | Callable[[], bytes] = b"words", sides: tuple[Side, ...] = (Side.SELLER,)) -> Upload:
    """An upload with its bytes, or with what is to happen when it is read."""
    read = data if callable(data) else lambda: data
    return Upload(name=name, file=name.rpartition("/")[2], sides=sides, read=read)


def reviewed(task: Task) -> Done:
    """What a worker might tell of a task; it depends on the task alone."""
    point = Point(severity=Severity.HIGH, kind="one_sided", clause_type="payment", title="Pays late")
    result = Result(
        outcome=Outcome.REVIEWED,
        scan=Verdict.CLEAN,
        size=len(task.data),
        judged=tuple(Judged(side=side, points=(point,)) for side in task.sides),
    )
    told = task.data.decode("ascii", "replace")
    return Done(key=task.key, result=result, reports=tuple((side, f"{side} {told}") for side in task.sides))


def failed(task: Task) -> Done:
    """What is told of a task that met a fault."""
    return Done(key=task.key, result=Result(outcome=Outcome.FAILED, why="no luck"))


@dataclass
class Hands:
    """An engine that does each task at once, as it is told to."""

    does: Callable[[Task], Done] = reviewed
    most: int = 1_000_000
    """After how many tasks it stops, as if somebody had stopped it."""
    done: list[Task] = field(default_factory=list)

    def run(self, tasks: Iterator[Task | None], begun: Begun) -> Iterator[Done]:
        for task in tasks:
            if task is None:
                continue
            begun(task)
            self.done.append(task)
            yield self.does(task)
            if len(self.done) == self.most:
                return

    def stop(self, *, now: bool = False) -> None:
        raise AssertionError

    def close(self) -> None:
        raise AssertionError


@dataclass
class Run:
    """What one run told."""

    hands: Hands
    events: list[Event]
    rows: list[Row]
    said: tuple[str, ...]

    @property
    def outcomes(self) -> dict[str, str]:
        return {row.name: row.result.outcome.value for row in self.rows}


def run(
    out: Path,
    uploads: Iterable[Upload | None],
    hands: Hands | None = None,
    again: Again = Again.FAILED,
    how: Reviewing | None = None,
    **more: object,
) -> Run:
    """One run with a folder of results."""
    events: list[Event] = []
    hands = hands or Hands()
    out.mkdir(exist_ok=True)
    with Journal(out / "journal.sqlite") as journal:
        batch = Batch(
            how=how or Reviewing(),
            engine=hands,
            journal=journal,
            place=Folder(out),
            told=events.append,
            again=again,
            **more,  # type: ignore[arg-type]
        )
        batch.run(uploads)
        return Run(hands, events, list(batch.rows()), journal.said)


def files(out: Path) -> dict[str, bytes]:
    """The results by name, without the journal."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith("journal")
    }
