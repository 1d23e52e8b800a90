"""The tree: each number finds its list, each list the clause it stands under."""

from dataclasses import dataclass, field

from clausecheck.model import BlockKind, Part
from clausecheck.segment.chains import Sequence
from clausecheck.segment.numbers import Mark, Reading
from clausecheck.segment.units import Unit

_WIDEST_GAP = 3
_DEEPEST = 8


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
    lists: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The last values of each list right below."""
    looks: dict[str, bool] = field(default_factory=dict)
    """Whether the items of each list have headings."""
    automatic: dict[tuple[str, int | None], str] = field(default_factory=dict)
    """The style of each automatic list right below."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number could stand, and how likely that is."""

    score: float
    depth: int
    reading: Reading


class Lists:
    """The open clauses from the root down, and the lists below each."""

    def __init__(self, sequence: Sequence, top: str) -> None:
        self.sequence = sequence
        self.top = top
        self.unnumbered = sequence.only_firsts(top)
        self.open: list[Node] = [Node(None)]
        self.base = 0
        """How deep the clauses of the current part begin: 1 below the title of an exhibit."""
        self.recitals: int | None = None
        """The title that the paragraphs of the recitals stand under, while they last."""

    def reset(self, draft: int | None) -> None:
        """Begin anew below a clause without a number, or at the root."""
        self.open = [Node(None)] if draft is None else [Node(None), Node(draft)]
        self.base = len(self.open) - 1

    def ancestor(self, level: int) -> int | None:
        """The clause that an unnumbered one of this level stands under."""
        node = self.open[min(level, len(self.open)) - 1]
        return node.draft

    def enter_titled(self, level: int, draft: int) -> None:
        """Open a clause without a number at this level."""
        del self.open[min(level, len(self.open)) :]
        self.open.append(Node(draft))

    def missing_parent(self, mark: Mark) -> tuple[int, ...]:
        """The top-level number that "3.1" needs, where it is the next one and was not seen; empty otherwise."""
        values, last = mark.readings[0].values, self.last_top
        if last is None or len(values) != 2 or values[-1] > 1 or len(last.values) != 1:
            return ()
        return values[:1] if values[0] == last.last + 1 else ()

    def enter_missing(self, values: tuple[int, ...], draft: int) -> None:
        """Open a top-level clause whose number could not be read."""
        del self.open[1:]
        self.open[0].lists[self.top] = values
        self.open.append(Node(draft, values))

    @property
    def last_top(self) -> Reading | None:
        """The last number of the top level."""
        values = self.open[0].lists.get(self.top)
        return Reading(self.top, values) if values else None

    def find(self, index: int, unit: Unit, mark: Mark) -> Place | None:
        """The most likely place of a number; None where it fits nowhere. One inside a block must count on exactly."""
        places = [place for reading in mark.readings for place in self._places(index, unit, mark, reading)]
        if unit.inner:
            places = [place for place in places if self._exact(place)]
        if unit.block.kind is BlockKind.TABLE_ROW:
            places = [place for place in places if self._exact(place) and self._leads(place)]
        return max(places, key=lambda place: (place.score, place.depth), default=None)

    def _exact(self, place: Place) -> bool:
        values = place.reading.values
        last = self.open[place.depth].lists.get(place.reading.style)
        if last is None or last[:-1] != values[:-1]:
            return values[-1] <= 1
        return values[-1] == last[-1] + 1

    def _leads(self, place: Place) -> bool:
        """Whether the place is one of a clause proper, not of a list in a table."""
        return (place.depth == self.base and place.reading.style in (self.top, "dec1")) or len(place.reading.values) > 1

    def enter(self, place: Place, draft: int, unit: Unit, mark: Mark) -> None:
        """Make the clause `draft` the last of its list."""
        del self.open[place.depth + 1 :]
        parent = self.open[place.depth]
        reading = place.reading
        parent.lists[reading.style] = reading.values
        parent.looks.setdefault(reading.style, unit.headed)
        if mark.automatic and unit.block.list_id:
            parent.automatic[unit.block.list_id, unit.block.level] = reading.style
        counts = reading.style.startswith(("dec", "bare", "article", "section", "clause", "part", "word:", "odd"))
        self.open.append(Node(draft, reading.values if counts and ")" not in reading.style else ()))

    def _places(self, index: int, unit: Unit, mark: Mark, reading: Reading) -> list[Place]:
        if reading.style == self.top and reading.last == 1 and self.unnumbered and len(reading.values) == 1:
            return [self._place_of_lost_number(unit, reading)]
        if mark.prefix:
            depth = self._depth_of(mark.prefix)
            return [Place(100, depth, reading)] if depth is not None else []
        if len(reading.values) > 1:
            return self._places_of_decimal(index, mark, reading)
        places = []
        deepest = len(self.open) - 1
        first = reading.last <= 1 or self._opens_body(reading)
        for depth in range(deepest, -1, -1):
            node = self.open[depth]
            last = node.lists.get(reading.style)
            if last is None:
                continue
            step = reading.last - last[-1]
            same_look = node.looks.get(reading.style) == unit.headed
            if step == 1:
                places.append(Place(100 + 10 * same_look + self._letter_bonus(index, mark, reading), depth, reading))
            elif 1 < step <= _WIDEST_GAP and (mark.automatic or self._gap_allowed(index, mark, reading, same_look)):
                places.append(Place(40, depth, reading))
            elif first and self._restarts(index, mark, reading, last[-1], same_look):
                places.append(Place(60, depth, reading))
            elif mark.automatic and node.automatic.get((unit.block.list_id, unit.block.level)) == reading.style:
                places.append(Place(70, depth, reading))
        if mark.bare and not places and unit.headed:
            places.extend(self._counts_on(Reading("dec1", reading.values)))
        nested = any(reading.style in node.lists for node in self.open) and not places
        if nested and not mark.automatic and deepest > 0 and not unit.headed and len(self.open) > _DEEPEST:
            return places
        if first and (mark.automatic or self.sequence.successor_follows(reading, index) or self._opens_body(reading)):
            places.append(Place(50 + self._letter_bonus(index, mark, reading), deepest, reading))
        if mark.automatic and not places:
            places.append(Place(10, deepest, reading))
        return places

    def _place_of_lost_number(self, unit: Unit, reading: Reading) -> Place:
        """Where every item is printed "1.", those with a heading are counted, and the others stand under them."""
        depth = 0 if unit.headed or len(self.open) == 1 else 1
        last = self.open[depth].lists.get(reading.style)
        return Place(100, depth, Reading(reading.style, (last[0] + 1 if last else 1,)))

    def _opens_body(self, reading: Reading) -> bool:
        return reading.style == self.top and not self.open[0].lists

    def _counts_on(self, reading: Reading) -> list[Place]:
        """Where a number written without its full stop is the next of a list."""
        found = (depth for depth, node in enumerate(self.open) if node.lists.get(reading.style) == (reading.last - 1,))
        return [Place(90, depth, reading) for depth in found]

    def _letter_bonus(self, index: int, mark: Mark, reading: Reading) -> float:
        """What the numbers behind say of a letter that may be a roman numeral."""
        if len(mark.readings) < 2:
            return 0
        return 60 if self.sequence.successor_follows(reading, index) else 0

    def _gap_allowed(self, index: int, mark: Mark, reading: Reading, same_look: bool) -> bool:
        return (
            not mark.bare
            and not mark.lower
            and same_look
            and (reading.style == self.top or self.sequence.successor_follows(reading, index))
        )

    def _restarts(self, index: int, mark: Mark, reading: Reading, last: int, same_look: bool) -> bool:
        """Whether a first number begins its list anew, instead of a list inside the last item."""
        if not mark.automatic and not self.sequence.successor_follows(reading, index) and last > 1:
            return False
        return same_look and not self.sequence.returns(reading, last, index)

    def _depth_of(self, numeric: tuple[int, ...]) -> int | None:
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].numeric == numeric:
                return depth
        return None

    def _places_of_decimal(self, index: int, mark: Mark, reading: Reading) -> list[Place]:
        if mark.lower and not mark.automatic and self._printed_again(index, reading):
            return []
        depth = self._depth_of(reading.values[:-1])
        if depth is not None:
            last = self.open[depth].lists.get(reading.style)
            step = reading.last - (last[-1] if last and last[:-1] == reading.values[:-1] else 0)
            widest = 100 if mark.padded or mark.automatic else 4
            return [Place(100, depth, reading)] if 0 < step <= widest or (step == 0 and last is None) else []
        for depth in range(len(self.open) - 1, -1, -1):
            last = self.open[depth].lists.get(reading.style)
            if last is not None:
                close = last < reading.values and (reading.values[:-1] == last[:-1] or reading.last <= 1 or mark.padded)
                return [Place(60, depth, reading)] if close or mark.automatic else []
        if reading.style == self.top:
            return [Place(60, 0, reading)]
        if reading.last == 1 or mark.automatic:
            return [Place(50, min(1, len(self.open) - 1), reading)]
        return []

    def _printed_again(self, index: int, reading: Reading) -> bool:
        """Whether the same number comes again before the list goes on."""
        return self.sequence.following(reading.style, index, 1) == [reading.values]
