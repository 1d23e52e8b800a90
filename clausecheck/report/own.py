"""The words of what own deals say, each line marked private."""

from typing import Final

from clausecheck.compare.directions import DIRECTED
from clausecheck.model import Binds, Contract
from clausecheck.model.history import (
    ABSENT,
    DIRECTION,
    PRESENT,
    Accepted,
    OwnFigure,
    OwnUsual,
    PrivateContext,
)
from clausecheck.report import wording
from clausecheck.stats import value_words

_WORDS: Final = {
    "index": "an index alone",
    "legal_maximum": "the highest rate that the law allows",
    "perpetual": "for ever",
    "unlimited": "no limit",
    "while_trade_secret": "as long as it is a trade secret",
    PRESENT: "such a clause",
    ABSENT: "no such clause",
}


SECTION: Final = "Against your own deals (private)"
"""The title of the section of `worse`."""
CLOSING: Final = (
    "Lines marked private come from your own deals, which no reviewer was shown. Before you pass this report on, make "
    "it again with --no-history."
)


def labelled(private: PrivateContext | None, finding_id: str) -> tuple[tuple[str, str], ...]:
    """What own deals say at a finding: labels, and what stands beside them; empty where they say nothing."""
    figures = [figure for figure in private.figures if figure.finding_id == finding_id] if private else []
    return tuple(
        (label, f"{words} (private)")
        for figure in figures
        for label, words in (("You usually", _usually(figure)), ("You accepted", _accepted(figure)))
    )


def worse(private: PrivateContext | None, contract: Contract) -> tuple[str, ...]:
    """Values that are worse than what own deals usually say, and on which there is no finding."""
    figures = private.figures if private else ()
    return tuple(_worse(figure, contract) for figure in figures if not figure.finding_id)


def header_words(private: PrivateContext) -> str:
    """How many own deals a review was compared with."""
    with_party = f", {private.with_party} with this party" if private.with_party else ""
    return f"{deals_words(private.deals)} of your own{with_party} (private)"


def _usually(figure: OwnFigure) -> str:
    usual = figure.usual
    if figure.term:
        return counted(usual, figure.term, figure.clause_type)
    having = usual.count if usual.value == PRESENT else usual.sampled - usual.count
    if usual.sampled == 1:
        return f"{'one' if having else 'none'} in your only deal so far"
    told = {
        0: f"none of your {usual.sampled} deals has one",
        usual.sampled: f"all {usual.sampled} deals of yours have one",
    }
    return told.get(having, f"{having} of your {usual.sampled} deals {'has' if having == 1 else 'have'} one")


def _accepted(figure: OwnFigure) -> str:
    """What was last accepted, and what with this party."""
    last, party = figure.usual.last, figure.with_party
    told = f"last {_agreed(last, figure)}"
    if party is None:
        return told
    return f"{told}, with this party" if party == last else f"{told}; with this party {_agreed(party, figure)}"


def _agreed(accepted: Accepted, figure: OwnFigure) -> str:
    return f"{said(accepted.value, figure.unit, figure.term, figure.clause_type)} {when(accepted)}"


def _worse(figure: OwnFigure, contract: Contract) -> str:
    clause = contract.by_id.get(figure.clause_id or "")
    place = f" ({wording.place_of(clause)})" if clause else ""
    return (
        f"{wording.type_name(figure.clause_type)}{place}: {said(figure.value, figure.unit)} here; you usually have "
        f"{counted(figure.usual, figure.term)}; {_accepted(figure)}"
    )


def counted(usual: OwnUsual, term: str, clause_type: str = "") -> str:
    """What is usual with how many deals say so: "30 days in 2 of 3 deals of yours that say"."""
    words = said(usual.value, usual.unit, term, clause_type)
    if usual.sampled == 1:
        return f"{words} in your only deal that says"
    if usual.majority or isinstance(usual.value, str):
        often = f"all {usual.count}" if usual.count == usual.sampled else f"{usual.count} of {usual.sampled}"
        return f"{words} in {often} deals of yours that say"
    low, high = (said(end or 0.0, usual.unit) for end in (usual.low, usual.high))
    return f"{low.split()[0]} to {high} in {usual.sampled} deals of yours that say, {words} in the middle"


def when(accepted: Accepted) -> str:
    """When something was accepted: "on 2025-03-01"."""
    return f"on {accepted.date}" if accepted.date else "in a deal without a date"


def said(value: float | str, unit: str, term: str = "", clause_type: str = "") -> str:
    """A value in words."""
    if not isinstance(value, str):
        return value_words(value, unit)
    if term != DIRECTION:
        return _WORDS.get(value, value)
    bound = DIRECTED[clause_type].bound
    return f"each side {bound}" if value == Binds.BOTH else f"only the {value} {bound}"


def deals_words(count: int) -> str:
    """How many deals there are."""
    return "1 deal" if count == 1 else f"{count} deals"
