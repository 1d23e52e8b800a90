"""Every rule of a playbook, held against a contract."""

from collections.abc import Iterator

from clausecheck.model import Contract, Severity
from clausecheck.reviewers.playbook import Playbook
from clausecheck.reviewers.playbook.rulebook import AmountRule, PlaceRule, Rulebook
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.ruling import Ruling
from clausecheck.reviewers.rules.ruling_clauses import on_clause
from clausecheck.reviewers.rules.ruling_places import on_place
from clausecheck.reviewers.rules.ruling_values import on_amount


def rulings(contract: Contract, rulebook: Rulebook, book: Playbook, category: str) -> Iterator[Ruling]:
    """What each rule for the category comes to, in the order of the file; nothing for one without a place."""
    for rule in rulebook.rules:
        if not rule.stance.is_for(category):
            continue
        if isinstance(rule, AmountRule):
            yield from on_amount(rule, contract, rulebook, book)
        elif isinstance(rule, PlaceRule):
            yield from on_place(rule, contract, rulebook, book)
        else:
            yield from on_clause(rule, contract, rulebook, book)


def fallen_short(contract: Contract, rulebook: Rulebook, book: Playbook, category: str) -> Iterator[Candidate]:
    """What a contract falls short of, as candidates beside those of readings and figures."""
    for ruling in rulings(contract, rulebook, book, category):
        candidate = ruling.candidate
        if candidate is not None and candidate.at_least is not Severity.INFO:
            yield candidate
