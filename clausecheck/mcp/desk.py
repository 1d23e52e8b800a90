"""What is on the desk: the contracts that were read and the reviews that were made, kept for a while."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from clausecheck.errors import UsageError
from clausecheck.mcp.folder import Folder
from clausecheck.model import Asking, Contract, Document, Review, Scan, View

if TYPE_CHECKING:
    from clausecheck.mcp.asks import OfFile, OneReview
    from clausecheck.model.estimate import Progress
    from clausecheck.report.schema import ParseJson
    from clausecheck.report.schema_review import ReviewJson

_CONTRACTS: Final = 4
_REVIEWS: Final = 16
_SPENT: Final = "The bound of --max-cost is spent, so the rules alone have reviewed; no model was asked."

LISTENER: "Final[ContextVar[Callable[[Progress], None] | None]]" = ContextVar("listener", default=None)
"""Who is told how far the asking has come, in the call that is being answered."""

Kept = TypeVar("Kept")


class Record(Protocol):
    """What becomes the record of one review."""

    contract: Contract | None
    review: Review | None


class Recorder(Protocol):
    """Does the work of one review and keeps a record of it, whatever came of it."""

    def __call__(self, ask: "OneReview", work: Callable[[Record], object]) -> None:
        """Do the work, which fills the record as far as it comes, keep that, and raise what the work raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user has set when the server was started; no assistant can change it."""

    asking: Asking
    """Who reviews besides the rules; `max_cost` bounds all reviews of the server together."""
    recorder: Recorder
    statistics: Path | None = None
    policy: Path | None = None


class Desk:
    """One piece of work after the other, whatever is asked for at the same time; the same question is worked on once.

    Own deals and playbooks never come onto it: what is on it goes to an assistant, together with the other side's
    words.
    """

    def __init__(self, folder: Folder, settings: Settings) -> None:
        self.settings = settings
        self._folder = folder
        self.left = settings.asking.max_cost
        """US dollars that may still be spent; None without a bound."""
        self._contracts: OrderedDict[str, tuple[Contract, ParseJson]] = OrderedDict()
        self._reviews: OrderedDict[str, ReviewJson] = OrderedDict()
        self._lock = Lock()

    def parsed(self, ask: "OfFile") -> "ParseJson":
        """A contract as `clausecheck parse` writes it. Raises ClausecheckError."""
        with self._lock:
            return self._contract(*self._folder.read(ask.file), ask.view)[1]

    def scanned(self, ask: "OfFile") -> tuple[Document, Scan]:
        """A file, and what it hides. Raises ClausecheckError."""
        from clausecheck import scan

        with self._lock:
            contract, _ = self._contract(*self._folder.read(ask.file), ask.view)
            return contract.document, scan.scan(contract.document, contract.clauses, contract.references)

    def reviewed(self, ask: "OneReview") -> "tuple[str, ReviewJson]":
        """The key of a review, and the review as `clausecheck review` writes it. Raises ClausecheckError."""
        with self._lock:
            data, name = self._folder.read(ask.file)
            told = (name, hashlib.sha256(data).hexdigest(), ask.view, ask.side, ask.category, ask.region, ask.deal_size)
            key = f"r{hashlib.sha256(repr(told).encode()).hexdigest()[:12]}"
            return key, _kept(self._reviews, key, _REVIEWS, lambda: self._review(data, name, ask))

    def recalled(self, key: str) -> "ReviewJson":
        """A review that was made before. Raises UsageError where it is not kept any more."""
        with self._lock:
            if key not in self._reviews:
                raise UsageError("no such review is kept", hint="ask for the review again, and use its `review`")
            return self._reviews[key]

    def _contract(self, data: bytes, name: str, view: View) -> "tuple[Contract, ParseJson]":
        key = f"{hashlib.sha256(data).hexdigest()} {view} {name}"
        return _kept(self._contracts, key, _CONTRACTS, lambda: _understood(data, name, view))

    def _review(self, data: bytes, name: str, ask: "OneReview") -> "ReviewJson":
        from clausecheck.report.json_review import review_json

        made: list[ReviewJson] = []

        spent = self.left is not None and self.left <= 0

        def work(record: Record) -> None:
            record.contract, _ = self._contract(data, name, ask.view)
            record.review = review = self._made(record.contract, ask, rules_alone=spent)
            made.append(review_json(replace(review, notes=(*review.notes, _SPENT)) if spent else review))

        self.settings.recorder(ask, work)
        return made[0]

    def _made(self, contract: Contract, ask: "OneReview", *, rules_alone: bool) -> Review:
        from clausecheck.review import review
        from clausecheck.review.choice import chosen

        made = review(
            contract,
            ask.side,
            category=ask.category,
            region=ask.region,
            deal_size=ask.deal_size,
            statistics=self.settings.statistics,
            policy=self.settings.policy,
            reviewer=None if rules_alone else chosen(replace(self.settings.asking, max_cost=self.left), LISTENER.get()),
        )
        if self.left is not None:
            self.left -= made.usage.cost_usd
        return made


def _understood(data: bytes, name: str, view: View) -> "tuple[Contract, ParseJson]":
    from clausecheck.report.json import parse_json
    from clausecheck.review import read_contract

    contract = read_contract(data, name, view)
    return contract, parse_json(contract)


def _kept(shelf: "OrderedDict[str, Kept]", key: str, most: int, make: Callable[[], Kept]) -> Kept:
    """What is kept under a key, made where it is not there; what was not asked for the longest gives way."""
    found = shelf.get(key)
    if found is None:
        found = shelf[key] = make()
        if len(shelf) > most:
            shelf.popitem(last=False)
    shelf.move_to_end(key)
    return found
