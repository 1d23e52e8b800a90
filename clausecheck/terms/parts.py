"""The parts of a value beside its number: limits, choices, rates, indexes, and the day that a period runs from."""

import re
from typing import Final

from clausecheck.terms.numbers import Quantity
from clausecheck.terms.words import Expression

_REACH = 60
_AT_LEAST = re.compile(
    r"\b(?:at least|(?:not|no|never) (?:be )?(?:less|fewer|sooner|earlier|lower) than|minimum(?: period)? of|a minimum)"
    r"(?: an?| of| the)?(?: period of| notice of)? ?\(?$"
)
_AT_MOST = re.compile(
    r"\b(?:(?:not|no|never|nor) (?:be )?(?:to )?(?:exceed(?:ing|s)?|(?:more|greater|higher|longer) than)|up to|at most"
    r"|maximum(?: period)? of|a maximum)(?: an?| of| the)?(?: period of| amount of| sum of| rate of)? ?\(?$"
)
_OR_MORE = re.compile(r"['s]* or more\b")
_OR_LESS = re.compile(r"['s]* or (?:less|fewer)\b")
_CHOICE_BEFORE = re.compile(
    r"\b(?:(?P<lesser>lesser|lower|lowest|smaller|less|least|earlier|earliest|shorter|sooner)"
    r"|(?P<greater>greater|greatest|higher|highest|larger|more|later|latest|longer|longest)) of\b"
)
_CHOICE_AFTER = re.compile(
    r"\bwhichever (?:\w+ ){0,3}"
    r"(?:(?P<lesser>less|lesser|lower|lowest|smaller|least|earlier|earliest|first|shorter|sooner)"
    r"|(?P<greater>greater|greatest|higher|highest|larger|more|later|latest|last|longer))\b"
)
_CHOICE_REACH = 260
_SUM = r"(?! (?:rent|fee|payment|charge|amount|instal|sales|revenue))"
"""Not of a rate, but of what is paid: "monthly fees"."""
_RATES: Final = {
    "percent_per_day": re.compile(r"\b(?:per|a|each|every)[ -]day\b|\bdaily\b|/day|per diem"),
    "percent_per_week": re.compile(r"\b(?:per|a|each|every)[ -](?:full )?week\b|\bweekly\b"),
    "percent_per_month": re.compile(
        rf"\b(?:per|a|each|every|by the|for each)[ -](?:calendar )?month\b|\bmonthly\b{_SUM}|/month"
    ),
    "percent_per_year": re.compile(
        r"\b(?:per|a|each|every|by the)[ -](?:calendar |contract )?(?:year|annum)\b|\byearly\b|\bp\.a"
        rf"|per-annum|\bannual(?:ly|ized)?\b{_SUM}|/year"
    ),
}
_INDEX = Expression(
    r"(?P<CPI>consumer prices? index|\bc\.?p\.?i\b|cost of living|retail prices? index|\brpi\b|rate of inflation)"
    r"|(?P<prime>\bprime\b(?! (?:contract|supplier)))|(?P<base>\bbase (?:lending |interest )?rate)|(?P<LIBOR>\blibor\b)"
    r"|(?P<EURIBOR>\beuribor\b)|(?P<SOFR>\bsofr\b)"
)
_INDEX_NAMES: Final = {"prime": "prime rate", "base": "base rate"}
_INDEX_REACH = 120
_FROM: Final = {
    "month_end": re.compile(
        r"\bend of (?:the |each |every |such |any |that |said |a )?(?:\w+ )?months?\b"
        r"|\b(?:following|next|succeeding) (?:calendar )?month\b|\bmonth (?:following|end)\b|^ of the month"
    ),
    "quarter_end": re.compile(
        r"\bend of (?:the |each |every |such |any |that |said |a )?(?:\w+ ){0,2}quarters?\b|\bquarter end\b"
    ),
    "receipt": re.compile(r"\brecei(?:pt|ves?|ving|ved)\b"),
    "invoice": re.compile(r"\binvoic\w+|\bbill(?:ing)?\b|\bstatement\b"),
    "delivery": re.compile(r"\bdeliver(?:y|ed|s|ies)?\b|\bship(?:ment|ped|ping)\b"),
    "notice": re.compile(r"\bnotice\b|\bnotif\w+"),
}
_FROM_REACH = 90
_STOP = re.compile(r"[;:]|\. |\b(?:unless|if|provided|except)\b")


def limit(low: str, quantity: Quantity) -> str:
    """Whether the number is said to be a limit: "at_least" or "at_most"; else empty."""
    before = low[max(0, quantity.start - _REACH) : quantity.start]
    if _AT_LEAST.search(before) or _OR_MORE.match(low, quantity.end):
        return "at_least"
    return "at_most" if _AT_MOST.search(before) or _OR_LESS.match(low, quantity.end) else ""


def choice(low: str, start: int, end: int) -> str:
    """Which of several values counts, of which this is one: "lesser" or "greater"; else empty."""
    before = [*_CHOICE_BEFORE.finditer(low, max(0, start - _CHOICE_REACH), start)]
    found = before[-1] if before else _CHOICE_AFTER.search(low, end, end + _CHOICE_REACH)
    return (found.lastgroup or "") if found else ""


def rate(low: str, quantity: Quantity) -> str:
    """The unit of a percentage by the period that it is for; "percent" where none is named."""
    following = low[quantity.end : quantity.end + _REACH]
    named = [(match.start(), unit) for unit, words in _RATES.items() if (match := words.search(following))]
    if named:
        return min(named)[1]
    before = low[max(0, quantity.start - _REACH) : quantity.start]
    named = [(-match.start(), unit) for unit, words in _RATES.items() if (match := words.search(before))]
    return min(named)[1] if named else "percent"


def index(low: str, start: int, end: int) -> str:
    """The index or reference rate that a percentage is added to or measured by; empty where none is named."""
    match = _INDEX.search(low, max(0, start - _INDEX_REACH), end + _INDEX_REACH)
    return _INDEX_NAMES.get(match.lastgroup or "", match.lastgroup or "") if match else ""


def counted_from(low: str, end: int) -> str:
    """What a period runs from, by the words behind it; empty where they do not say."""
    stop = _STOP.search(low, end, end + _FROM_REACH)
    following = low[end : stop.start() if stop else end + _FROM_REACH]
    named = [(match.start(), name) for name, words in _FROM.items() if (match := words.search(following))]
    return min(named)[1] if named else ""
