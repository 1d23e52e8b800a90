"""The straight line of a batch: uploads → tasks → reviews → places and journal → rows → tables."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from clausecheck.batch.engines.interface import Engine
from clausecheck.batch.identity import key_of, settings_digest
from clausecheck.batch.journal import Journal
from clausecheck.batch.place import Place
from clausecheck.errors import LimitExceeded, UnreadableError
from clausecheck.model import Side
from clausecheck.model.batch import Done, Outcome, Result, Reviewing, Row, Task, Upload

REVIEWS: Final = "reviews"
"""The folder of the reviews."""
_SLUG: Final = re.compile(r"[^A-Za-z0-9._-]+")
_SLUG_LENGTH: Final = 60
_KEY_LENGTH: Final = 16
"""Digits of a key in the name of a review: with ten thousand million files, two of one name have one chance in 10^9."""
_AGAIN: Final = frozenset({Outcome.FAILED, Outcome.PENDING})

Told = Callable[["Event"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that whoever watches a batch is told."""

    name: str
    """Of the upload."""
    outcome: Outcome | None
    """None where somebody has just started on it."""
    known: bool = False
    """Whether it was done by an earlier run."""


@dataclass(slots=True, kw_only=True)
class Batch:
    """One run over files that came in."""

    how: Reviewing
    engine: Engine
    journal: Journal
    place: Place
    told: Told
    record: Callable[[Any], None] = lambda _: None
    """Keeps the record of one review."""
    _rows: list[tuple[Upload, str, Result | None]] = field(default_factory=list)
    """Every upload in its order, with its key, or with what was known before it was opened."""
    _first: dict[str, Upload] = field(default_factory=dict)
    """The first upload of each key."""

    def run(self, uploads: Iterable[Upload]) -> None:
        """Do whatever is not done yet; afterwards `rows` tells of every upload.

        Raises OSError where results cannot be kept; what was done by then stays.
        """
        names = self._first
        for done in self.engine.run(self._tasks(uploads), lambda task: self._tell(names[task.key], None)):
            self._keep(done)

    def rows(self) -> Iterator[Row]:
        """Every upload once, in the order in which they came."""
        for upload, key, refused in self._rows:
            kept = None if refused else self.journal.recall(key)
            result, reviews = kept or (refused or Result(outcome=Outcome.PENDING), ())
            first = self._first.get(key, upload)
            yield Row(
                name=upload.name,
                account=upload.account,
                sides=upload.sides,
                result=result,
                reviews=tuple((side, name) for side, name, _ in reviews),
                same_as="" if first is upload else first.name,
            )

    def _tasks(self, uploads: Iterable[Upload]) -> Iterator[Task]:
        """Those that must be worked on; the others are told at once."""
        settings = settings_digest(self.how)
        for upload in uploads:
            try:
                task = self._task(upload, settings)
            except UnreadableError as fault:
                outcome = Outcome.LIMIT if isinstance(fault, LimitExceeded) else Outcome.UNREADABLE
                self._refuse(
                    upload, Result(outcome=outcome, why=fault.message, hint=fault.hint, fault=type(fault).__name__)
                )
                continue
            if task is not None:
                yield task

    def _task(self, upload: Upload, settings: str) -> Task | None:
        if upload.refused:
            self._refuse(upload, Result(outcome=Outcome.SKIPPED, why=upload.refused, fault="skipped"))
            return None
        data = upload.read()
        key = key_of(data, upload, settings)
        self._rows.append((upload, key, None))
        if key in self._first:
            return None
        self._first[key] = upload
        if known := self._known(key):
            self._tell(upload, known.outcome, known=True)
            return None
        return Task(
            key=key,
            file=upload.file,
            data=data,
            sides=upload.sides,
            category=upload.category,
            region=upload.region,
            account=upload.account,
        )

    def _known(self, key: str) -> Result | None:
        """What came of it in an earlier run, where that is still all there."""
        kept = self.journal.recall(key)
        if kept is None or kept[0].outcome in _AGAIN:
            return None
        result, reviews = kept
        return result if all(self.place.digest(name) == digest for _, name, digest in reviews) else None

    def _refuse(self, upload: Upload, result: Result) -> None:
        self._rows.append((upload, "", result))
        self._tell(upload, result.outcome)

    def _keep(self, done: Done) -> None:
        upload = self._first[done.key]
        reviews: list[tuple[Side, str, str]] = []
        for side, text in done.reports:
            name, data = review_name(upload, done.key, side), text.encode("ascii")
            self.place.write(name, data)
            reviews.append((side, name, hashlib.sha256(data).hexdigest()))
        self.journal.keep(done.key, done.result, tuple(reviews))
        for record in done.records:
            self.record(record)
        self._tell(upload, done.result.outcome)

    def _tell(self, upload: Upload, outcome: Outcome | None, *, known: bool = False) -> None:
        self.told(Event(name=upload.name, outcome=outcome, known=known))


def review_name(upload: Upload, key: str, side: Side) -> str:
    """Where a review is, below the results: a name that a person knows again, on any system."""
    slug = _SLUG.sub("-", upload.file)[:_SLUG_LENGTH].strip(".-") or "file"
    return f"{REVIEWS}/{slug}-{key[:_KEY_LENGTH]}-{side}.json"
