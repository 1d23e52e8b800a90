"""The straight line of a batch: uploads → tasks → reviews → places and journal → rows → tables."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from clausecheck.batch.asking.interface import NoQuestions, Questions
from clausecheck.batch.engines.interface import Engine
from clausecheck.batch.identity import Identity
from clausecheck.batch.journal import Journal
from clausecheck.batch.naming import review_name, with_name, without_name
from clausecheck.batch.place import Place
from clausecheck.batch.rows import Rows
from clausecheck.errors import LimitExceeded, UnreadableError
from clausecheck.model import Side
from clausecheck.model.batch import Done, Outcome, Result, Reviewing, Row, Task, Upload

LOOK: Final = 5.0
"""Seconds to look up, after a stop, what earlier runs have done of the files that were not reached."""
_CHANGED: Final = "it was changed or removed while its questions were being answered"
_HINT: Final = "run the same command again"

Told = Callable[["Event"], None]


class Again(StrEnum):
    """Which files are done again although they are done."""

    FAILED = "failed"
    """Those that failed for a reason outside the file."""
    UNREAD = "unread"
    """Also those that could not be read, or only in part."""
    ALL = "all"

    def wants(self, outcome: Outcome) -> bool:
        """Whether a file with the outcome is done again."""
        failed = outcome in {Outcome.FAILED, Outcome.PENDING}
        unread = outcome in {Outcome.UNREADABLE, Outcome.LIMIT, Outcome.PARTIAL}
        return self is Again.ALL or failed or (unread and self is Again.UNREAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that whoever watches a batch is told. Each upload has one event with an outcome."""

    name: str
    """Of the upload."""
    outcome: Outcome | None
    """None where somebody has just started on it."""
    known: bool = False
    """Whether it was done by an earlier run."""
    same: bool = False
    """Whether it has the bytes of another upload, and its reviews."""


@dataclass(frozen=True, slots=True)
class _Open:
    """Work that is not finished."""

    upload: Upload
    same: list[str] = field(default_factory=list)
    """Names of further uploads of the same work."""


@dataclass(slots=True, kw_only=True)
class Batch:
    """One run over files that came in."""

    how: Reviewing
    engine: Engine
    journal: Journal
    place: Place
    told: Told
    record: Callable[[Any], None] = lambda _: None
    """Keeps the record of one review; called before the review counts as done."""
    questions: Questions = field(default_factory=NoQuestions)
    again: Again = Again.FAILED
    quiet: Callable[[], None] = lambda: None
    """Called when no upload is left for the moment and something has changed since."""
    checkpoint: Callable[[], None] = lambda: None
    """Called after each file that is done."""
    _identity: Identity = field(init=False)
    _rows: Rows = field(init=False)
    _open: dict[str, _Open] = field(default_factory=dict)
    """By key; without bytes, which are read again after questions."""
    _asked: set[str] = field(default_factory=set)
    """Keys of `_open` that wait for answers: nobody works on them."""
    _changed: bool = False

    def __post_init__(self) -> None:
        """Raises UsageError for what the reviews are made with and cannot be read."""
        self._identity = Identity(self.how)
        self._rows = Rows(self.journal.base)

    def run(self, uploads: Iterable[Upload | None]) -> None:
        """Do whatever is not done yet, as far as the engine goes; afterwards `rows` tells of every upload.

        None among the uploads says that there is none right now. Raises ResultsError where results cannot be kept;
        what was done by then stays.
        """
        arriving = iter(uploads)
        for done in self.engine.run(self._tasks(arriving), self._begun):
            self._finish(done)
        self._rest(arriving)

    def rows(self) -> Iterator[Row]:
        """Every upload once, in the order in which they came."""
        for one in self._rows:
            result, reviews = self._recalled(one.key) if one.known is None else (one.known, ())
            yield Row(
                name=one.name,
                account=one.account,
                sides=one.sides,
                result=replace(result, why=with_name(result.why, one.file)),
                reviews=tuple((side, name) for side, name, _ in reviews),
                same_as=one.same_as,
            )

    def _recalled(self, key: str) -> tuple[Result, tuple[tuple[Side, str, str], ...]]:
        return (self.journal.recall(key) if key else None) or (Result(outcome=Outcome.PENDING), ())

    def _tasks(self, uploads: Iterator[Upload | None]) -> Iterator[Task | None]:
        """Those that must be worked on; the others are told at once."""
        for upload in uploads:
            yield from self._answered()
            if upload is None:
                self._pause()
                yield None
            elif task := self._task(upload):
                yield task
        while self._open and self.how.asking is not None:
            yield from self._answered()
            self._pause()
            if self._idle and not self.questions.waiting():
                yield from self._answered()
                return
            yield None

    def _task(self, upload: Upload) -> Task | None:
        """The work on an upload that came; None where there is none, or none yet."""
        data = self._read(upload)
        if data is None:
            return None
        key = self._identity.key(data, upload)
        met = self._rows.first(key) is not None
        self._rows.add(upload, key)
        self._changed = True
        if met:
            self._same(upload, key)
            return None
        if known := self._known(key):
            self._tell(upload.name, known.outcome, known=True)
            return None
        self._open[key] = _Open(upload)
        if (answers := self.questions.known(key)) is None:
            self._asked.add(key)
            return None
        return _task_of(upload, key, data, answers)

    def _read(self, upload: Upload) -> bytes | None:
        """The bytes of an upload; None where its row is known without them."""
        if upload.refused:
            self._refuse(upload, Result(outcome=Outcome.SKIPPED, why=upload.refused, fault="skipped"))
            return None
        try:
            return upload.read()
        except UnreadableError as fault:
            outcome = Outcome.LIMIT if isinstance(fault, LimitExceeded) else Outcome.UNREADABLE
            why, hint = fault.message, fault.hint
            self._refuse(upload, Result(outcome=outcome, why=why, hint=hint, fault=type(fault).__name__))
        except Exception as fault:  # noqa: BLE001 one bad file is one row
            why = f"it cannot be read: {getattr(fault, 'strerror', None) or type(fault).__name__}"
            self._refuse(upload, Result(outcome=Outcome.FAILED, why=why, hint=_HINT, fault=type(fault).__name__))
        return None

    def _same(self, upload: Upload, key: str) -> None:
        """Tell of an upload whose work was met before: now, or with the first one."""
        if key in self._open:
            self._open[key].same.append(upload.name)
        else:
            self._tell(upload.name, self._recalled(key)[0].outcome, same=True)

    def _known(self, key: str) -> Result | None:
        """What came of it in an earlier run, where that is still all there and good enough."""
        kept = self.journal.recall(key)
        if kept is None or self.again.wants(kept[0].outcome) or self.questions.again(key):
            return None
        return kept[0] if all(self.place.digest(name) == digest for _, name, digest in kept[1]) else None

    def _refuse(self, upload: Upload, result: Result) -> None:
        self._rows.add(upload, known=result)
        self._changed = True
        self._tell(upload.name, result.outcome)

    def _answered(self) -> Iterator[Task]:
        """Those whose questions are settled, with what was answered."""
        for key in self.questions.ready():
            if key not in self._asked:
                continue
            self._asked.discard(key)
            upload, answers = self._open[key].upload, self.questions.known(key)
            try:
                data = upload.read()
            except Exception:  # noqa: BLE001 whatever it is, there are no such bytes any more
                data = b""
            if answers is not None and self._identity.key(data, upload) == key:
                yield _task_of(upload, key, data, answers)
            else:
                lost = Result(outcome=Outcome.FAILED, why=_CHANGED, hint=_HINT, fault="FileChanged")
                self._finish(Done(key=key, result=lost))

    @property
    def _idle(self) -> bool:
        """Whether nobody is working: all that is open waits for answers."""
        return len(self._asked) == len(self._open)

    def _pause(self) -> None:
        """No upload is there right now: ask, and where all is done, tell what there is."""
        if not self._idle:
            return
        self.questions.begin()
        if self._changed:
            self._changed = False
            self.quiet()

    def _rest(self, uploads: Iterator[Upload | None]) -> None:
        """After a stop: list what was not reached, with what is known of it as far as there is time to look."""
        until = time.monotonic() + LOOK
        for upload in uploads:
            if upload is None:
                return
            if upload.refused or time.monotonic() < until:
                data = self._read(upload)
                if data is not None:
                    self._rows.add(upload, self._identity.key(data, upload))
            else:
                self._rows.add(upload)

    def _begun(self, task: Task) -> None:
        if task.key in self._open:
            self._tell(self._open[task.key].upload.name, None)

    def _finish(self, done: Done) -> None:
        """Keep what came of a task, or its questions. What comes twice, or for no task of ours, is left out."""
        if done.key not in self._open or done.key in self._asked:
            return
        if done.wanted:
            try:
                self.questions.put(done.key, done.wanted)
            except ValueError as fault:
                why = f"its worker asked what nobody asks: {fault}"
                done = Done(key=done.key, result=Result(outcome=Outcome.FAILED, why=why, hint=_HINT, fault="Taken"))
            else:
                self._asked.add(done.key)
                return
        self._keep(done)
        ended = self._open.pop(done.key)
        self._changed = True
        self._tell(ended.upload.name, done.result.outcome)
        for name in ended.same:
            self._tell(name, done.result.outcome, same=True)
        self.checkpoint()

    def _keep(self, done: Done) -> None:
        """The reviews, then their records, then the journal: what it names is there, whenever the power fails."""
        upload, texts, reviews = self._open[done.key].upload, dict(done.reports), []
        for side in upload.sides:
            if side in texts:
                name, data = review_name(upload, done.key, side), texts[side].encode("ascii", "backslashreplace")
                self.place.write(name, data)
                reviews.append((side, name, hashlib.sha256(data).hexdigest()))
        for record in done.records:
            self.record(record)
        result = replace(done.result, why=without_name(done.result.why, upload.file))
        self.journal.keep(done.key, result, tuple(reviews))

    def _tell(self, name: str, outcome: Outcome | None, *, known: bool = False, same: bool = False) -> None:
        self.told(Event(name=name, outcome=outcome, known=known, same=same))


def _task_of(upload: Upload, key: str, data: bytes, answers: Any) -> Task:
    return Task(
        key=key,
        file=upload.file,
        data=data,
        sides=upload.sides,
        category=upload.category,
        region=upload.region,
        account=upload.account,
        answers=answers,
    )
