"""What a document's top-level clauses are: numbers, headings, or neither."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from clausecheck.model import BlockKind
from clausecheck.segment import parts
from clausecheck.segment.chains import Scheme
from clausecheck.segment.units import Unit

_LONG = 100
_LEAST_HEADINGS = 3
_HEADINGS_BEAT_NUMBERS = 1.6
_MOST_WORDS = 14
_LEAST_COVER = 0.3
_LEAST_HEADED = 0.25
_MOST_BEFORE = 0.4
_FEWEST_BEFORE = 12
_LEAST_PART = 5
_LEAST_RESTARTS = 3
_RESTARTS_BEAT = 2
_MOST_OF_ONE = 0.6


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the body begins, and what its top-level clauses begin with."""

    style: str
    """The style of the top-level numbers; empty where they have none."""
    first: int
    """The first unit of the body; -1 where there is no body."""
    headings: dict[int, int] = field(default_factory=dict)
    """Units that begin a clause without a number, with its level."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of a document before its top-level clauses are chosen."""

    text: str
    units: list[Unit]
    passed: set[int]
    """Units that cannot begin a clause by their heading: lines of contents, and headings of the number below them."""
    end: int
    """The first unit of the signatures or exhibits."""

    @property
    def free(self) -> list[int]:
        """Units without a number, behind the preamble."""
        begin = self.start
        return [i for i in range(begin, len(self.units)) if i not in self.passed and self.units[i].mark is None]

    def before(self, first: int) -> float:
        """The share of what stands behind the preamble and the recitals that comes before the unit `first`."""
        begin = self.units[min(self.start, first)].start
        return (self.units[first].start - begin) / max(1, self.units[-1].end - begin)

    @property
    def start(self) -> int:
        """The unit behind "now, therefore, the parties agree as follows", or behind the preamble."""
        last = max(_FEWEST_BEFORE, int(self.end * _MOST_BEFORE))
        early = self.units[: min(last, self.end)]
        agreed = [i for i, unit in enumerate(early) if parts.agrees(self.text, unit)]
        if agreed:
            return agreed[0] + 1
        whereas = [i for i, unit in enumerate(self.units[: self.end]) if parts.is_recital(self.text, unit)]
        made = [i for i, unit in enumerate(early) if parts.names_parties(self.text, unit)]
        return max([-1, *whereas, *made[:1]]) + 1


def side_headings(text: str, units: list[Unit]) -> set[int]:
    """Unnumbered headings that stand above most numbers of a style, each the heading of the number behind it."""
    above: dict[str, list[int]] = {}
    count: Counter[str] = Counter()
    for index, unit in enumerate(units):
        if unit.mark is None:
            continue
        style = unit.mark.readings[0].style
        count[style] += 1
        before = units[index - 1] if index else None
        if before is None or before.mark is not None or unit.headed or unit.alone:
            continue
        if parts.is_outside_body(text, before):
            continue
        if before.heading is not None and before.heading.alone and before.size <= 100:
            above.setdefault(style, []).append(index - 1)
    return {
        index
        for style, places in above.items()
        if len(places) > 1 and 2 * len(places) >= count[style]
        for index in places
    }


def end_of_body(text: str, units: list[Unit], contents: set[int]) -> int:
    """The first unit of the signatures, or of an exhibit behind at least a fifth of the document.

    Titles of exhibits that stand right behind each other are a list of them.
    """
    least = len(units) // _LEAST_PART
    before = False
    for index, unit in enumerate(units):
        annex = index not in contents and parts.is_annex_heading(text, unit)
        listed = annex and (before or (index + 1 < len(units) and parts.is_annex_heading(text, units[index + 1])))
        if (annex and not listed and index > least) or parts.is_witness(text, unit):
            return index
        before = annex
    return len(units)


def outline_of(ground: Ground, scheme: Scheme) -> Outline:
    """Decide between numbers, headings and paragraphs: the one that spans the document."""
    units, free = ground.units, ground.free
    titles = _without_title(units, [i for i in free if _is_title(ground.text, units, i)])
    in_body = [i for i in titles if i < ground.end]
    if _restarts_under(ground, in_body, scheme):
        return Outline("", titles[0], _levels(units, titles))
    if scheme.headed and scheme.cover >= _LEAST_HEADED and not _head_lists(units, in_body, scheme):
        return Outline(scheme.style, scheme.first)
    if len(in_body) >= _LEAST_HEADINGS and _cover(units, in_body[0]) > _HEADINGS_BEAT_NUMBERS * scheme.cover:
        return Outline("", titles[0], _levels(units, titles))
    if len(in_body) > 1 and _head_lists(units, in_body, scheme):
        return Outline("", titles[0], _levels(units, titles))
    early = scheme.cover > 0 and ground.before(scheme.first) < _MOST_BEFORE
    strong = scheme.cover >= _LEAST_COVER and early
    run_in = [i for i in free if not strong and _is_run_in(ground.text, units[i])]
    if not strong and len(in_body) + sum(i < ground.end for i in run_in) >= _LEAST_HEADINGS:
        levels = _levels(units, titles) if titles else {}
        levels |= {i: _level_of_run_in(units, titles, i) for i in run_in}
        return Outline("", min(levels), levels)
    if early:
        return Outline(scheme.style, scheme.first)
    paragraphs = _by_paragraphs(ground, free)
    return paragraphs if paragraphs.first >= 0 or scheme.cover == 0 else Outline(scheme.style, scheme.first)


def _head_lists(units: list[Unit], titles: list[int], scheme: Scheme) -> bool:
    """Whether titles without a number stand right above "1.1", "2.1", …, so that these are not of the top level."""
    if not scheme.style.startswith("dec") or scheme.style in {"dec0", "dec1"}:
        return False
    behind = [units[i + 1].mark for i in titles if i + 1 < len(units)]
    heads = sum(mark is not None and mark.readings[0].last == 1 and len(mark.readings[0].values) > 1 for mark in behind)
    return heads > 1 and 2 * heads >= len(titles)


def _restarts_under(ground: Ground, titles: list[int], scheme: Scheme) -> bool:
    """Whether titles stand over the top-level numbers: most of them have words alone, or numbers that begin anew.

    A title that most of the text stands under speaks against it, and so do numbers before the first title.
    """
    if len(titles) < _LEAST_RESTARTS or scheme.first < titles[0]:
        return False
    units, last = ground.units, 0
    anew = apart = on = longest = 0
    for title, stop in pairwise([*titles, ground.end]):
        values = [
            r.last for unit in units[title:stop] if unit.mark for r in unit.mark.readings if r.style == scheme.style
        ]
        anew += values[:1] == [1]
        apart += not values
        on += values[:1] == [last + 1] and last > 0
        last = values[-1] if values else last
        longest = max(longest, units[stop - 1].end - units[title].start)
    whole = units[ground.end - 1].end - units[titles[0]].start
    over = anew > 1 and anew + apart >= _LEAST_RESTARTS and anew + apart > _RESTARTS_BEAT * on
    return over and longest <= _MOST_OF_ONE * whole


def _level_of_run_in(units: list[Unit], titles: list[int], index: int) -> int:
    heading = units[index].heading
    same = heading is not None and any(_looks(units[i])[0] == heading.capitals for i in titles[:1])
    return 1 if not titles or same else 2


def _by_paragraphs(ground: Ground, free: list[int]) -> Outline:
    """Each paragraph is a clause, from the first long one."""
    units = ground.units
    first = next((i for i in free if units[i].size >= _LONG and units[i].block.kind is not BlockKind.TABLE_ROW), -1)
    if first < 0:
        return Outline("", -1)
    chosen = (i for i in free if i >= first and (i == first or _is_paragraph(ground.text, units[i], units[i - 1])))
    return Outline("", first, dict.fromkeys(chosen, 1))


def _is_paragraph(text: str, unit: Unit, before: Unit) -> bool:
    whole = unit.block.kind is BlockKind.PARAGRAPH and unit.size >= _LONG // 2 and not text[unit.start].islower()
    return whole and text[before.end - 1] not in ",:"


def _is_title(text: str, units: list[Unit], index: int) -> bool:
    """Whether the unit is a heading on a line of its own, with words under it."""
    unit = units[index]
    heading = unit.heading
    if heading is None or not heading.alone or not heading.certain or index + 1 >= len(units):
        return False
    words = text[unit.start : unit.end].split()
    if len(words) > _MOST_WORDS or parts.is_outside_body(text, unit):
        return False
    behind = units[index + 1]
    under = behind.size >= _LONG // 2 or behind.mark is not None or behind.block.kind is not BlockKind.PARAGRAPH
    return under or (unit.block.kind is BlockKind.HEADING and behind.heading is not None)


def _is_run_in(text: str, unit: Unit) -> bool:
    heading = unit.heading
    if heading is None or heading.alone or unit.size < _LONG // 2 or parts.is_outside_body(text, unit):
        return False
    return heading.certain or text[heading.end : heading.end + 1] == "."


def _without_title(units: list[Unit], titles: list[int]) -> list[int]:
    """Leave out the document's own title: a first heading that no long paragraph stands before."""
    if titles and not any(unit.size >= _LONG for unit in units[: titles[0]]):
        return titles[1:]
    return titles


def _cover(units: list[Unit], first: int) -> float:
    return (units[-1].end - units[first].start) / max(1, units[-1].end - units[0].start)


def _levels(units: list[Unit], titles: list[int]) -> dict[int, int]:
    """Levels as the file states them, or by looks: those that look like the first are of the first level."""
    stated = sorted({units[i].block.level or 0 for i in titles if units[i].block.kind is BlockKind.HEADING})
    first = _looks(units[titles[0]])
    levels = {}
    for index in titles:
        block = units[index].block
        if block.kind is BlockKind.HEADING:
            levels[index] = min(4, 1 + stated.index(block.level or 0))
        else:
            levels[index] = (
                1 if not stated and _looks(units[index]) == first else 2 if not stated else min(4, 1 + len(stated))
            )
    return levels


def _looks(unit: Unit) -> tuple[bool, bool]:
    heading = unit.heading
    return (heading is not None and heading.capitals, unit.block.centered)
