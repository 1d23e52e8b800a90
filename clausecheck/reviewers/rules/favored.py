"""Whom words favour that a reading found either way round: told by who must or may act, pays, or decides."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from clausecheck.model import Side

_ROLES: Final = {"SELLER": Side.SELLER, "BUYER": Side.BUYER}
_CHOOSES: Final = (
    r"\b(SELLER|BUYER)(?: 's)? (?:alone )?(?:pleases|likes|wishes|wants|chooses|thinks|deems|sees fit|considers|decides"
    r"|requests|requires|demands|discretion|sole discretion|satisfaction)\b"
)
_GETS: Final = (
    r"\b(?:payable to|paid to|due to|pass to|passes to|forfeited to|belong to|belongs to|accrue to|enure to"
    r"|any employee of) (SELLER|BUYER)\b"
)
_BEARS: Final = (
    r"\b(?:payable by|paid by|borne by|binding on|binding upon|incumbent on|expense of|cost of|against|bind|binds|costs"
    r"|charged to|recover from|failure of|default of|payment by) (SELLER|BUYER)\b"
)
_GIVES: Final = (
    r"\b(SELLER|BUYER) (?:but not (?:SELLER|BUYER) )?(?:hereby )?(?:waives|renounces|forfeits|loses|surrenders|bears"
    r"|releases|indemnifies|undertakes|assigns|transfers|conveys|cedes|grants)\b"
)
_NEITHER: Final = r"\bneither (SELLER|BUYER) nor (?!SELLER|BUYER)"


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def favored_by(text: str, before: Iterable[str] = ()) -> Side | None:
    """The side that `text`, a view, favours; where it names no side, that which the last of the views `before` does."""
    if "neither SELLER nor BUYER" in text or "neither BUYER nor SELLER" in text:
        return None
    told = _by_verb(text) or _by_cues(text)
    if told is None and not any(role in text for role in (*_ROLES, "PARTY")):
        return next((side for view in before if (side := _by_verb(view) or _by_cues(view))), None)
    return told


def _by_verb(text: str) -> Side | None:
    """The side that alone may act, or across from the one that alone must."""
    must = [side for role, side in _ROLES.items() if f"{role} shall" in text]
    may = [side for role, side in _ROLES.items() if f"{role} may" in text]
    if len(must) == 1:
        return must[0].other if not may or may == [must[0].other] else None
    return may[0] if len(may) == 1 and not must else None


def _by_cues(text: str) -> Side | None:
    """The side that chooses or gets, or across from the one that bears or gives, where all cues agree."""
    sides = {_ROLES[found] for source in (_CHOOSES, _GETS) for found in _pattern(source).findall(text)}
    sides |= {_ROLES[found].other for source in (_BEARS, _GIVES, _NEITHER) for found in _pattern(source).findall(text)}
    return sides.pop() if len(sides) == 1 else None
