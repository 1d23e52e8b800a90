"""Tables of contents: lines that name what comes later, and are not clauses themselves."""

import re
from functools import cache

from clausecheck.model import BlockKind
from clausecheck.segment.units import Unit

_TITLES = frozenset({"table of contents", "contents", "index", "table of content", "table of contents (continued)"})
_LONGEST_LINE = 160
_LEAST_RUN = 4
_SEARCHED = 0.4


def contents_lines(text: str, units: list[Unit]) -> set[int]:
    """The places of the units that are lines of a table of contents, its title included."""
    found = {index for index, unit in enumerate(units) if _is_marked(text, unit)}
    keys = [_key(text, unit) for unit in units]
    last_at = {key: index for index, key in enumerate(keys) if key}
    limit = int(len(units) * _SEARCHED)
    index = 0
    while index < limit:
        titled = text[units[index].start : units[index].end].strip(" :").lower() in _TITLES
        stop = index + titled
        while stop < limit and (stop in found or _repeats(units[stop], keys[stop], stop, last_at)):
            stop += 1
        entries = stop - index - titled
        if entries >= _LEAST_RUN or (titled and (entries >= 2 or index + 1 in found)):
            run_end = stop
            found.update(
                i for i in range(index, run_end) if i in found or last_at.get(keys[i], -1) >= run_end or titled
            )
        index = max(stop, index + 1)
    return found


@cache
def _leaders() -> re.Pattern[str]:
    return re.compile(r"\.{4,}|(?:\s\.){4,}|…{2,}|\t\s{0,4}\d{1,3}$")


def _is_marked(text: str, unit: Unit) -> bool:
    if unit.block.kind is BlockKind.CONTENTS:
        return True
    if unit.end - unit.start > 2000 or not text[unit.end - 1].isdigit() or unit.block.kind is BlockKind.TABLE_ROW:
        return False
    return _leaders().search(text, unit.start, unit.end) is not None


def _key(text: str, unit: Unit) -> str:
    """The words of a short line without number and page."""
    if unit.end - unit.start > _LONGEST_LINE or unit.block.kind is BlockKind.TABLE_ROW:
        return ""
    words = text[unit.start : unit.end].lower()
    key = "".join(letter for letter in words if letter.isalpha())
    return key if len(key) > 3 and not words.endswith(":") else ""


def _repeats(unit: Unit, key: str, index: int, last_at: dict[str, int]) -> bool:
    """Whether a numbered or heading-like line stands here for the first time, and again later."""
    return bool(key) and last_at[key] > index and (unit.mark is not None or unit.heading is not None)
