"""What the tree is built from: a document's blocks, each with the number it may begin with."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from clausecheck.model import Block, BlockKind, Document
from clausecheck.segment.headings import Heading, find_heading
from clausecheck.segment.inline import inner_starts, run_together
from clausecheck.segment.numbers import Mark, Reading, read_label, read_mark

_LEAST_SENTENCE = 40
_OPENS_ITEM = "(123456789aAi"
_WIDEST_STEP = 3


@dataclass(slots=True, kw_only=True)
class Unit:
    """A block, or a part of one, that belongs to one clause as a whole."""

    start: int
    end: int
    block: Block
    mark: Mark | None
    heading: Heading | None = field(default=None)
    """The heading that the words behind the number begin with, or are."""
    inner: bool = False
    """Stands in the middle of its block."""
    headed: bool = False
    """A heading, with words under it in this block or the next."""

    @property
    def body(self) -> int:
        """Where the words behind the number begin."""
        return min(self.mark.end, self.end) if self.mark else self.start

    @property
    def size(self) -> int:
        """Characters behind the number."""
        return self.end - self.body

    @property
    def alone(self) -> bool:
        """Whether the number stands alone in its block."""
        return self.mark is not None and self.body >= self.end


def units_of(document: Document) -> list[Unit]:
    """The units of a document in reading order; together they are all its blocks."""
    units = list(_units(document))
    _part_by_depth(units)
    for index, unit in enumerate(units):
        behind = units[index + 1] if index + 1 < len(units) else None
        heading = unit.heading
        if heading is not None and heading.alone and _runs_on(document.text, heading, behind):
            heading = unit.heading = None
        if heading is not None:
            unit.headed = heading.certain or not heading.alone or _stands_over(unit, behind)
        elif unit.alone and behind is not None and behind.mark is None and behind.heading is not None:
            unit.headed = True
    _join_bare(units)
    return units


def _join_bare(units: list[Unit]) -> None:
    """Take headed numbers without a stop ("7 FEES", or "7" in a line above "FEES") into the list they carry on.

    So are those with a stop where the first of the list has none. A number that stands alone in its block is one only
    if both the number before and the number behind bear it out.
    """
    headed = [unit for unit in units if unit.headed and unit.mark and unit.mark.readings[0].style in ("dec1", "bare1")]
    values = [unit.mark.readings[0].last for unit in headed if unit.mark]
    first = next((headed[at] for at, pair in enumerate(pairwise(values)) if pair == (1, 2)), None)
    usual, odd = ("bare1", "dec1") if first and first.mark and first.mark.bare else ("dec1", "bare1")
    last = 0
    for index, unit in enumerate(headed):
        assert unit.mark is not None
        reading = unit.mark.readings[0]
        step = reading.last - last
        if reading.style == odd and last and 0 < step <= _WIDEST_STEP:
            behind = headed[index + 1].mark if index + 1 < len(headed) else None
            borne_out = behind is not None and behind.readings[0].last == reading.last + 1
            if (step == 1 and not unit.alone) or (borne_out and (step == 1 or not unit.alone)):
                unit.mark = replace(unit.mark, readings=(Reading(usual, reading.values),), bare=usual == "bare1")
        last = reading.last if unit.mark.readings[0].style == usual else last
    for unit in units:
        if unit.mark is not None and unit.mark.bare and unit.alone:
            unit.mark, unit.headed = None, False


def _part_by_depth(units: list[Unit]) -> None:
    """Where lists of one style stand inside each other, tell them apart by the level that the file states.

    Only where that makes the numbers count on better: stated levels are often wrong.
    """
    by_style: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.mark is not None and unit.mark.automatic:
            for reading in unit.mark.readings[:1]:
                by_style.setdefault(reading.style, []).append(unit)
    for members in by_style.values():
        by_level: dict[int | None, list[Unit]] = {}
        for unit in members:
            by_level.setdefault(unit.block.level, []).append(unit)
        if len(by_level) > 1 and sum(map(_breaks, by_level.values())) < _breaks(members):
            for unit in members:
                assert unit.mark is not None
                unit.mark = unit.mark.at_depth(unit.block.level)


def _breaks(units: list[Unit]) -> int:
    """How many numbers neither begin a list nor count on from the one before."""
    values = [unit.mark.readings[0].last for unit in units if unit.mark]
    return sum(b not in (1, a + 1) for a, b in pairwise(values))


def _runs_on(text: str, heading: Heading, behind: Unit | None) -> bool:
    """Whether the line is the beginning of a sentence that the next block carries on."""
    return not heading.capitals and behind is not None and behind.mark is None and text[behind.start].islower()


def _stands_over(unit: Unit, behind: Unit | None) -> bool:
    """Whether the next block is words under this line, and not the next item of a list."""
    if behind is None or unit.size > 100:
        return False
    if unit.mark is None or behind.mark is None:
        return behind.mark is None
    return {reading.style for reading in unit.mark.readings}.isdisjoint(
        reading.style for reading in behind.mark.readings
    )


def _units(document: Document) -> Iterator[Unit]:
    text = document.text
    letters = run_together([len(block.span) for block in document.blocks])
    seen: set[tuple[int, ...]] = set()
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        words = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        bounds = [start, *(inner_starts(text, start, end, letters=letters) if words else ()), end]
        for at, stop in pairwise(bounds):
            mark, begin = _mark(text, block, at, stop), at
            number = _number_before_item(text, mark, at, seen)
            if number is not None:
                yield Unit(start=at, end=number.end, block=block, mark=number, inner=at > start)
                mark, begin = read_mark(text, number.end, stop), number.end
            seen.update(found.readings[0].values for found in (number, mark) if found is not None)
            unit = Unit(start=begin, end=stop, block=block, mark=mark, inner=begin > start)
            unit.heading = find_heading(text, unit.body, stop, block, numbered=mark is not None)
            first = _first_item(text, unit)
            yield unit
            if first is not None:
                unit.end = first.start
                yield first


def _number_before_item(text: str, mark: Mark | None, start: int, seen: set[tuple[int, ...]]) -> Mark | None:
    """The number 11.5 of a clause that begins with its first item, "11.5 (a) The customer …"; None of any other."""
    if mark is None or len(mark.prefix) < 2 or mark.automatic or mark.prefix in seen or not text[start].isdecimal():
        return None
    if all(reading.last != 1 for reading in mark.readings) or not text[mark.end : mark.end + 1].isalpha():
        return None
    return read_mark(text, start, text.index("(", start))


def _mark(text: str, block: Block, start: int, end: int) -> Mark | None:
    if block.kind is BlockKind.TABLE_ROW:
        return _mark_of_row(text, block)
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return None
    if block.label and start == block.span.start:
        return read_label(block.label, text, start, end)
    return read_mark(text, start, end)


def _mark_of_row(text: str, block: Block) -> Mark | None:
    """The number of a clause that is set as a table: in a cell of its own, or before a sentence."""
    cells = [cell for cell in block.cells if len(cell)]
    if not cells or cells[0].start != block.span.start:
        return None
    mark = read_mark(text, cells[0].start, cells[0].end)
    if mark is None or mark.end < cells[0].end:
        ruled = not any(letter.isalnum() for cell in cells[1:] for letter in text[cell.start : cell.end])
        return mark if len(cells[0]) >= _LEAST_SENTENCE or ruled else None
    torn = len(mark.readings[0].values) > 1 and len(block.span) >= 2 * _LEAST_SENTENCE
    return replace(mark, end=cells[1].start) if len(cells) == 2 or (torn and len(cells) > 1) else None


def _first_item(text: str, unit: Unit) -> Unit | None:
    """The item (a) that stands right behind the number or heading of its list: "7. Notices. (a) All notices …"."""
    heading = unit.heading
    if unit.mark is None or unit.alone or (heading is not None and heading.alone):
        return None
    start, opens = (unit.body, "(") if heading is None else (heading.body, _OPENS_ITEM)
    if text[start] not in opens:
        return None
    mark = read_mark(text, start, unit.end)
    if mark is None or mark.bare or all(reading.last != 1 for reading in mark.readings):
        return None
    if heading is None and (mark.lower or unit.mark.lower or unit.block.label):
        return None
    if heading is not None:
        unit.heading = Heading(
            heading.start, heading.end, heading.body, alone=True, certain=True, capitals=heading.capitals
        )
    item = Unit(start=start, end=unit.end, block=unit.block, mark=mark, inner=True)
    item.heading = find_heading(text, item.body, item.end, item.block, numbered=True)
    return item
