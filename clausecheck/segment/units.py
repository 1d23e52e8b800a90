"""What the tree is built from: a document's blocks, each with the number it may begin with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from clausecheck.model import Block, BlockKind, Document
from clausecheck.segment.headings import Heading, find_heading
from clausecheck.segment.inline import inner_starts, run_together
from clausecheck.segment.numbers import Mark, read_label, read_mark


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
    for unit, behind in zip(units, [*units[1:], None], strict=True):
        heading = unit.heading
        if heading is not None:
            unit.headed = heading.certain or not heading.alone or _stands_over(unit, behind)
        elif unit.alone and behind is not None and behind.mark is None and behind.heading is not None:
            unit.headed = True
    return units


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
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        words = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        bounds = [start, *(inner_starts(text, start, end, letters=letters) if words else ()), end]
        for at, stop in pairwise(bounds):
            mark = None
            if words and block.label and at == start:
                mark = read_label(block.label, block.level, text, at, stop)
            elif words:
                mark = read_mark(text, at, stop)
            unit = Unit(start=at, end=stop, block=block, mark=mark, inner=at > start)
            if block.heading_end is None or block.heading_end <= stop:
                unit.heading = find_heading(text, unit.body, stop, block)
            yield unit
