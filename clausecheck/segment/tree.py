"""The tree while it grows: the clauses that are open, and the lists below each of them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from clausecheck.model import Part
from clausecheck.segment.numbers import Mark, Reading
from clausecheck.segment.units import Unit

_CITED_BY_NUMBER = ("dec", "bare", "article", "section", "clause", "part", "word:", "odd")


@dataclass(slots=True)
class Draft:
    """A clause while its words are being gathered."""

    units: list[Unit]
    level: int
    parent: int | None
    part: Part
    mark: Mark | None = None
    has_children: bool = False
    heading_above: bool = False
    """The first unit is a heading that stands above the number, the second has the number."""
    title: str = ""
    """What those below it are cited with, where it has no number: "Exhibit A"."""


@dataclass(slots=True)
class Node:
    """A clause that is open: the next number may stand under it."""

    draft: int | None
    numeric: tuple[int, ...] = ()
    """What decimal numbers below it begin with: (2,) of "2.", "Article II" and "2.0"."""
    lists: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The last values of each list right below."""
    own: int = 0
    """The last value of the decimal numbers that begin with its own: 3 below "2" where "2.3" was the last."""
    before: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The last values of each list below the clause before it, which a list below this one may count on from."""
    looks: dict[str, bool] = field(default_factory=dict)
    """Whether the items of each list have headings."""
    automatic: dict[tuple[str, int | None], str] = field(default_factory=dict)
    """The style of each automatic list right below."""


class Place(NamedTuple):
    """Where a number could stand, and how likely that is."""

    score: int
    depth: int
    """Of the clause that it would stand under; 0 is the root."""
    reading: Reading


class Tree:
    """The open clauses from the root down."""

    def __init__(self, top: str) -> None:
        self.top = top
        """The style of the top-level numbers."""
        self.open: list[Node] = [Node(None)]
        self.base = 0
        """How deep the clauses of the current part begin: 1 below the title of an exhibit."""
        self.recitals: int | None = None
        """The title that the paragraphs of the recitals stand under, while they last."""

    @property
    def deepest(self) -> int:
        """The depth of the innermost open clause."""
        return len(self.open) - 1

    @property
    def last_top(self) -> Reading | None:
        """The last number of the top level."""
        values = self.open[0].lists.get(self.top)
        return Reading(self.top, values) if values else None

    def depth_of(self, numeric: tuple[int, ...]) -> int | None:
        """The depth of the open clause with this number."""
        for depth in range(self.deepest, -1, -1):
            if self.open[depth].numeric == numeric:
                return depth
        return None

    def ancestor(self, level: int) -> int | None:
        """The clause that an unnumbered one of this level stands under."""
        return self.open[min(level, len(self.open)) - 1].draft

    def missing_parent(self, mark: Mark) -> tuple[int, ...]:
        """The top-level number that "3.1" needs, where it is the next one and was not seen; empty otherwise."""
        values, last = mark.readings[0].values, self.last_top
        if last is None or len(values) != 2 or values[-1] > 1 or len(last.values) != 1:
            return ()
        return values[:1] if values[0] == last.last + 1 else ()

    def reset(self, draft: int | None) -> None:
        """Begin anew below a clause without a number, or at the root."""
        self.open = [Node(None)] if draft is None else [Node(None), Node(draft)]
        self.base = self.deepest

    def enter(self, place: Place, draft: int, unit: Unit, mark: Mark) -> None:
        """Make the clause `draft` the last of its list."""
        closed = self.open[place.depth + 1].lists if len(self.open) > place.depth + 1 else {}
        del self.open[place.depth + 1 :]
        parent, reading = self.open[place.depth], place.reading
        parent.lists[reading.style] = reading.values
        if len(reading.values) > 1 and reading.values[:-1] == parent.numeric:
            parent.own = reading.last
        parent.looks.setdefault(reading.style, unit.headed)
        if mark.automatic and unit.block.list_id:
            parent.automatic[unit.block.list_id, unit.block.level] = reading.style
        numeric = reading.style.startswith(_CITED_BY_NUMBER) and ")" not in reading.style
        self.open.append(Node(draft, reading.values if numeric else (), before=closed))

    def enter_titled(self, level: int, draft: int) -> None:
        """Open a clause without a number at this level."""
        depth = min(level, len(self.open))
        closed = {**self.open[depth].before, **self.open[depth].lists} if depth < len(self.open) else {}
        del self.open[depth:]
        self.open.append(Node(draft, before=closed))

    def close_below(self, draft: int) -> None:
        """Close what stands under the clause `draft`: a paragraph of its own came behind."""
        depth = next((at for at, node in enumerate(self.open) if node.draft == draft), self.deepest)
        del self.open[depth + 1 :]

    def enter_missing(self, values: tuple[int, ...], draft: int) -> None:
        """Open a top-level clause whose number could not be read."""
        del self.open[1:]
        self.open[0].lists[self.top] = values
        self.open.append(Node(draft, values))
