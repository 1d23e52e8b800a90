"""Tables of contents: lines that name what comes later, and are not clauses themselves."""

import re
from functools import cache

from clausecheck.model import BlockKind
from clausecheck.segment.units import Unit
from clausecheck.segment.vocabulary import vocabulary

_MOST_MISSED = 2
_LONGEST_LINE = 160
_LONGEST_PAGE = 6000
_LEAST_RUN = 5
_LEAST_PAGES = 5
_SEARCHED = 0.4
_EARLY = 0.1


def contents_lines(text: str, units: list[Unit]) -> set[int]:
    """The places of the units that are lines of a table of contents, its title included."""
    found = {index for index, unit in enumerate(units) if _is_marked(text, unit)}
    found |= {index for index, unit in enumerate(units) if _is_in_page_of_contents(text, unit)}
    keys = [_key(text, unit) for unit in units]
    last_at = {key: index for index, key in enumerate(keys) if key}
    limit = int(len(units) * _SEARCHED)
    pages = [_page(text, unit) for unit in units]
    index = 0
    while index < limit:
        titled = _is_title(text, units[index])
        stop = _end_of_run(units, keys, last_at, pages, found, index + titled, titled=titled)
        entries = stop - index - titled
        early = titled or index < _EARLY * len(units) or all(pages[i] is not None for i in range(index, stop))
        if early and entries >= (2 if titled else _LEAST_RUN):
            found.update(range(index, stop))
        elif titled and index + 1 in found:
            found.add(index)
        index = max(stop, index + 1)
    return found


def _end_of_run(
    units: list[Unit],
    keys: list[str],
    last_at: dict[str, int],
    pages: list[int | None],
    found: set[int],
    start: int,
    *,
    titled: bool,
) -> int:
    """Where a run of lines of contents ends: each marked, repeated later, or with a page that counts up."""
    stop, page, missed = start, 0, 0
    for index in range(start, len(units)):
        at = pages[index]
        row = units[index].block.kind is BlockKind.TABLE_ROW
        counts_up = at is not None and at >= page and (titled or (units[index].mark is not None and not row))
        repeats = bool(keys[index]) and last_at[keys[index]] > index and (units[index].mark or units[index].heading)
        if index in found or counts_up or repeats:
            stop, page, missed = index + 1, pages[index] or page, 0
        elif titled and missed < _MOST_MISSED and units[index].size < _LONGEST_LINE // 2:
            missed += 1
        else:
            break
    return stop


def _page(text: str, unit: Unit) -> int | None:
    """The page that a short line ends with."""
    if unit.size > _LONGEST_LINE:
        return None
    last = text[unit.start : unit.end].rsplit(maxsplit=1)
    return int(last[1]) if len(last) == 2 and last[1].isdecimal() and len(last[1]) <= 3 else None


def _is_in_page_of_contents(text: str, unit: Unit) -> bool:
    """Whether the unit is part of a block that is a whole page of contents, run together."""
    start, size = unit.block.span.start, len(unit.block.span)
    if not _LONGEST_LINE < size < _LONGEST_PAGE:
        return False
    titled = vocabulary().contents[0] in text[start : start + _LONGEST_LINE // 2].lower()
    return titled and len(_pages().findall(text, start, start + size)) >= _LEAST_PAGES


@cache
def _pages() -> re.Pattern[str]:
    return re.compile(r"(?<=\s)\d{1,3}(?=\s|$)")


def _is_title(text: str, unit: Unit) -> bool:
    if unit.size > _LONGEST_LINE // 2:
        return False
    words = " ".join(text[unit.start : unit.end].lower().split()).strip(" :.")
    return words in vocabulary().contents or words.startswith(vocabulary().contents[0])


@cache
def _leaders() -> re.Pattern[str]:
    return re.compile(r"\.{4,}|(?:\s\.){4,}|…{2,}|\t\s{0,4}\d{1,3}$")


def _is_marked(text: str, unit: Unit) -> bool:
    if unit.block.kind is BlockKind.CONTENTS:
        return True
    if unit.end - unit.start > 2000 or not text[unit.end - 1].isdecimal() or unit.block.kind is BlockKind.TABLE_ROW:
        return False
    return _leaders().search(text, unit.start, unit.end) is not None


def _key(text: str, unit: Unit) -> str:
    """The words of a short line without number and page."""
    if unit.end - unit.start > _LONGEST_LINE or unit.block.kind is BlockKind.TABLE_ROW:
        return ""
    words = text[unit.start : unit.end].lower()
    key = "".join(filter(str.isalpha, words))
    return key if len(key) > 2 and not words.endswith(":") else ""
