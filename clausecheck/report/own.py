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
    if private is None:
        return ()
    return tuple(
        (label, f"{words} (private)")
        for figure in private.figures
        if figure.finding_id == finding_id
        for label, words in (("You usually", _usually(figure, private.deals)), ("You accepted", _accepted(figure)))
    )


def worse(private: PrivateContext | None, contract: Contract) -> tuple[str, ...]:
    """Values that are worse than what own deals usually say, and on which there is no finding."""
    if private is None:
        return ()
    return tuple(_worse(figure, private.deals, contract) for figure in private.figures if not figure.finding_id)


def header_words(private: PrivateContext) -> str:
    """How many own deals a review was compared with."""
    with_party = f", {private.with_party} with this party" if private.with_party else ""
    return f"{deals_words(private.deals)} of your own{with_party} (private)"


def deals_words(count: int) -> str:
    """How many deals there are."""
    return "1 deal" if count == 1 else f"{count} deals"


def counted(usual: OwnUsual, deals: int, term: str = "", clause_type: str = "") -> str:
    """What is usual, with how many of all `deals` say so: "30 days in 2 of the 3 that say, of your 5 deals"."""
    words = said(usual.value, usual.unit, term, clause_type)
    if usual.majority or isinstance(usual.value, str):
        often = "" if usual.majority else "most often "
        return f"{often}{words} in {_share(usual.count, usual.sampled, deals)}"
    low, high = (said(end or 0.0, usual.unit) for end in (usual.low, usual.high))
    middle = f", {words} in the middle" if usual.sampled > 2 else ""
    return f"{low.split()[0]} to {high} in {_share(usual.sampled, usual.sampled, deals)}{middle}"


def when(accepted: Accepted) -> str:
    """When something was accepted: "last time (2025-03-01)"."""
    return f"last time ({accepted.date or 'no date'})"


def _share(count: int, sampled: int, deals: int) -> str:
    """How many of those deals that say anything: "2 of your 3 deals"."""
    if sampled == 1:
        return "your only deal" if deals == 1 else f"the only one of your {deals} deals that says"
    often = {0: "any", sampled: "both" if count == 2 else f"all {count}"}.get(count, str(count))
    if sampled == deals:
        return f"{often} of your deals" if count == sampled else f"{often} of your {deals} deals"
    return f"{often}{'' if count == sampled else f' of the {sampled}'} that say, of your {deals} deals"


def _usually(figure: OwnFigure, deals: int) -> str:
    usual = figure.usual
    if figure.term:
        return counted(usual, deals, figure.term, figure.clause_type)
    having = usual.count if usual.value == PRESENT else usual.sampled - usual.count
    return f"{'one' if having else 'none'} in {_share(having, usual.sampled, deals)}"


def _accepted(figure: OwnFigure) -> str:
    """What was last accepted, and what with this party."""
    last, party = figure.usual.last, figure.with_party
    told = f"{_value(last, figure)} {when(last)}"
    if party is None:
        return told
    return (
        f"{told}, with this party"
        if party == last
        else f"{told}; with this party {_value(party, figure)} {when(party)}"
    )


def _value(accepted: Accepted, figure: OwnFigure) -> str:
    return said(accepted.value, figure.unit, figure.term, figure.clause_type)


def _worse(figure: OwnFigure, deals: int, contract: Contract) -> str:
    clause = contract.by_id.get(figure.clause_id or "")
    place = f" ({wording.place_of(clause)})" if clause else ""
    return (
        f"{wording.type_name(figure.clause_type)}{place}: {said(figure.value, figure.unit)} here; you usually have "
        f"{counted(figure.usual, deals)}; {_accepted(figure)}"
    )


def said(value: float | str, unit: str, term: str = "", clause_type: str = "") -> str:
    """A value in words."""
    if not isinstance(value, str):
        return value_words(value, unit)
    if term != DIRECTION:
        return _WORDS.get(value, value)
    bound = DIRECTED[clause_type].bound
    return f"each side {bound}" if value == Binds.BOTH else f"only the {value} {bound}"
