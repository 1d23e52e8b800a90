"""The rules of a playbook on places: whose law governs, and where disputes are decided."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from clausecheck.model import Contract, Step
from clausecheck.reviewers.playbook import FALLBACK, Playbook
from clausecheck.reviewers.playbook.rulebook import PlaceRule, Rulebook
from clausecheck.reviewers.playbook.words import held
from clausecheck.reviewers.rules.ruling import Ruling, sentences, with_steps
from clausecheck.reviewers.rules.stated import ruling_on, sentence_of
from clausecheck.stats import region_code

_TITLES: Final = {"governing_law": "The law of {} governs", "venue": "Disputes are decided in {}"}
_WORDING: Final = {
    "governing_law": "This Agreement is governed by the laws of {}.",
    "venue": "The courts of {} decide every dispute about this Agreement.",
}


def on_place(rule: PlaceRule, contract: Contract, rulebook: Rulebook, book: Playbook) -> Iterator[Ruling]:
    """What the rule says of each place that the contract names for it."""
    about = rule.stance.about
    for term in contract.terms:
        if term.name != about or term.clause_id not in contract.by_id:
            continue
        usual = (*rule.standard, *rule.fallback)
        words = replace(
            book.position(f"rare_{about}"),
            title=_TITLES[about].format(term.value),
            explanation=sentences(f"The contract says {term.value}.", held(rule, rulebook), rule.stance.why),
            proposed=_WORDING[about].format(usual[0]) if usual else book.position(FALLBACK).proposed,
        )
        yield ruling_on(
            term, sentence_of(contract, term), contract, rule, _beyond(rule, str(term.value)), rulebook,
            with_steps(words, rule), "rare_value", frozenset({f"rare_{about}"}),
        )  # fmt: skip


def _beyond(rule: PlaceRule, name: str) -> Step | None:
    code = region_code(name)
    for step, places in ((None, rule.standard), (Step.ASK, rule.fallback), (Step.WALK_AWAY, rule.walk_away)):
        if any(name.casefold() == place.casefold() or _within(code, region_code(place)) for place in places):
            return step
    return Step.FALLBACK if rule.standard else None


def _within(code: str, place: str) -> bool:
    """Whether a place is another one, or a part of it: "US-NY" is within "US"."""
    return bool(code and place) and (code == place or code.startswith(f"{place}-"))
