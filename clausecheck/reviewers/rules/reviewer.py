"""The reviewer that needs no model: deviations and readings, put into words by a playbook."""

from collections.abc import Iterable, Iterator

from clausecheck.compare.market import Market
from clausecheck.model import (
    Clause,
    Contract,
    Finding,
    ReviewerAnswer,
    ReviewerInfo,
    ReviewRequest,
    Side,
)
from clausecheck.reviewers.playbook import Playbook
from clausecheck.reviewers.playbook.in_force import in_force, without
from clausecheck.reviewers.playbook.rulebook import Rulebook
from clausecheck.reviewers.playbook.shipped import shipped
from clausecheck.reviewers.rules.absent import absent
from clausecheck.reviewers.rules.candidate import Candidate, strongest
from clausecheck.reviewers.rules.concessions import concessions
from clausecheck.reviewers.rules.conflicts import conflicts
from clausecheck.reviewers.rules.definitions import definitions
from clausecheck.reviewers.rules.deviations import deviations
from clausecheck.reviewers.rules.doubt import doubted
from clausecheck.reviewers.rules.essentials import settled
from clausecheck.reviewers.rules.findings import can_give, findings
from clausecheck.reviewers.rules.integrity import contradictions
from clausecheck.reviewers.rules.money import deal, in_money
from clausecheck.reviewers.rules.names import names
from clausecheck.reviewers.rules.placing import in_market
from clausecheck.reviewers.rules.reading import Match, Reading, library, matches
from clausecheck.reviewers.rules.reread import Rereader
from clausecheck.reviewers.rules.ruling import ruled
from clausecheck.reviewers.rules.rulings import fallen_short, rulings
from clausecheck.reviewers.rules.severity import weigh
from clausecheck.reviewers.rules.sieve import Sieve
from clausecheck.reviewers.rules.summary import summary
from clausecheck.reviewers.rules.trades import trades
from clausecheck.reviewers.rules.view import View, views
from clausecheck.reviewers.rules.wording import Writer


class RulesReviewer:
    """Reviews by playbooks and readings alone: no network, the same answer every time."""

    def __init__(
        self, *, market: Market | None = None, deal_size: float | None = None, own: Rulebook | None = None
    ) -> None:
        """Review beside `market`, where there is one, a deal worth `deal_size` in the currency of its statistics.

        `own` is the user's own playbook: it decides on what its rules are about.
        """
        self._own = own
        self._market = market
        self._deal_size = deal_size

    @property
    def name(self) -> str:
        """See `Reviewer.name`."""
        return "rules"

    @property
    def version(self) -> str:
        """See `Reviewer.version`."""
        return "1"

    def _measured(self, said: Iterable[Finding], about: Iterable[str], contract: Contract) -> Iterator[Finding]:
        """The findings beside the market, and in money; `about` says what each one's ask is placed by."""
        if self._market is None:
            yield from said
            return
        size, currency = self._deal_size, self._market.statistics.currency
        made = deal(contract, size, currency) if size else None
        for finding, term in zip(said, about, strict=True):
            yield in_money(in_market(finding, term, self._market), term, contract, made)

    def review(self, request: ReviewRequest) -> ReviewerAnswer:
        """Findings from the request's deviations and from reading its clauses. Raises nothing of its own."""
        contract, side, own = request.contract, request.side, self._own
        book = in_force(side, own)
        kept = strongest([weigh(candidate, book) for candidate in _candidates(request, book, own)])
        kept = doubted(kept, _decided(contract))
        if own:
            kept = ruled(kept, [*rulings(contract, own, book, request.category)], own, book)
        called = names(contract)
        writer = Writer(contract, called, book, Rereader(contract, _decided(contract), _headings(contract)))
        said = findings(kept, contract.document, side, called, book, writer)
        about = [(candidate.words or book.position(candidate.topic)).market for candidate in kept]
        found = tuple(self._measured(said, about, contract))
        return ReviewerAnswer(
            reviewer=ReviewerInfo(name=self.name, version=self.version, maker="the clausecheck developers"),
            findings=found,
            can_give=can_give(found, kept, side, called, book),
            trades=trades(found, kept, contract, side, called),
            summary=summary(found, side, called),
        )


def _candidates(request: ReviewRequest, book: Playbook, own: Rulebook | None) -> Iterator[Candidate]:
    contract, shelf = request.contract, library()
    for side in Side:
        yield from fallen_short(contract, without(shipped(side), own), book, request.category)
    seen = views(contract, shelf.synonyms, shelf.marks)
    counted = deviations(contract, request.deviations, book)
    yield from settled(counted, shelf.essentials, contract, request.category, seen, book)
    yield from contradictions(contract)
    yield from conflicts(contract, seen)
    yield from absent(contract, book.favors)
    yield from definitions(contract, seen)
    yield from concessions(contract, seen)
    sieve, types, headings = Sieve(seen), _decided(contract), _headings(contract)
    for reading in shelf.readings:
        for match in matches(reading, sieve, types, headings):
            yield _candidate(match, contract)


def _candidate(match: Match, contract: Contract) -> Candidate:
    reading = match.reading
    return Candidate(
        rule=reading.id,
        topic=reading.topic,
        family=reading.family,
        kind=reading.kind,
        confidence=reading.confidence,
        favored=match.favored,
        clause_type=_clause_type(reading, match.view, contract),
        clause=match.view.clause,
        span=match.view.span,
        distance=match.distance,
        value=match.value,
        why=reading.why,
    )


def _clause_type(reading: Reading, view: View, contract: Contract) -> str:
    """The usual type of the reading; for one of any subject, what the words themselves or their clause are about."""
    if reading.types:
        return reading.types[0]
    own = contract.types.get(view.clause.id, ())
    said = [kind for kind in own if kind.span and kind.span.start < view.span.end and view.span.start < kind.span.end]
    return (*said, *own)[0].id if own else "interpretation"


def _decided(contract: Contract) -> dict[str, frozenset[str]]:
    """The types that each clause is taken to be of."""
    return {
        clause_id: frozenset(kind.id for kind in kinds if kind.decided) for clause_id, kinds in contract.types.items()
    }


def _headings(contract: Contract) -> dict[str, str]:
    """The heading of each clause with those above it, in lower case."""
    found: dict[str, str] = {}
    for clause in contract.clauses:
        above = found.get(clause.parent, "") if clause.parent else ""
        found[clause.id] = f"{above} {_own_heading(clause)}".strip()[-300:]
    return found


def _own_heading(clause: Clause) -> str:
    return clause.heading.lower()
