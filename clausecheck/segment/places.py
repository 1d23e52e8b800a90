"""Where a number belongs: each number finds its list, by what is open and by what comes next."""

from clausecheck.model import BlockKind
from clausecheck.segment.chains import Sequence
from clausecheck.segment.numbers import Mark, Reading
from clausecheck.segment.tree import Place, Tree
from clausecheck.segment.units import Unit

_BRACKETED = {"lower()", "roman()", "dec1()"}
_WIDEST_GAP = 3
_WIDEST_DECIMAL_GAP = 4
_WIDEST_STATED_GAP = 100
_DEEPEST = 8

_SAME_LOOK = 10
_NUMERAL = 60
_NEXT = 100
_NEXT_BARE = 90
_SAME_LIST = 70
_RESTART = 60
_NEW = 50
_CARRIED = 45
_GAP = 40
_STATED = 10


class Places:
    """Finds the places that a number could take in the tree, and takes the most likely."""

    def __init__(self, tree: Tree, sequence: Sequence, first: int) -> None:
        self.tree = tree
        self.first = first
        """The unit that the body begins with."""
        self.sequence = sequence
        self.lost = sequence.only_firsts(tree.top)

    def find(self, index: int, unit: Unit) -> Place | None:
        """The most likely place of a unit's number; None where it fits nowhere, and so is no number of a clause."""
        mark = unit.mark
        if mark is None:
            return None
        places = [place for reading in mark.readings for place in self._places(index, unit, mark, reading)]
        if unit.inner or unit.block.kind is BlockKind.TABLE_ROW:
            places = [place for place in places if index == self.first or self._counts_on_exactly(place)]
        if unit.block.kind is BlockKind.TABLE_ROW:
            places = [place for place in places if self._leads(place)]
        return max(places, key=lambda place: (place.score, place.depth), default=None)

    def _counts_on_exactly(self, place: Place) -> bool:
        """Asked of numbers inside a block, and in tables, where many others stand."""
        values = place.reading.values
        last = self.tree.open[place.depth].lists.get(place.reading.style)
        if last is None or last[:-1] != values[:-1]:
            return values[-1] <= 1
        return values[-1] == last[-1] + 1

    def _leads(self, place: Place) -> bool:
        """Whether the place is one of a clause proper, not of a list in a table."""
        leads = place.depth == self.tree.base and place.reading.style in {self.tree.top, "dec1"}
        return leads or len(place.reading.values) > 1 or place.reading.style in _BRACKETED

    def _places(self, index: int, unit: Unit, mark: Mark, reading: Reading) -> list[Place]:
        if mark.prefix:
            depth = self.tree.depth_of(mark.prefix)
            return [Place(_NEXT, depth, reading)] if depth is not None else []
        if len(reading.values) > 1:
            return self._of_decimal(index, mark, reading)
        if self.lost and reading.style == self.tree.top and reading.last == 1:
            return [self._of_lost_number(unit, reading)]
        places = []
        for depth in range(self.tree.deepest, -1, -1):
            score = self._score_in_list(depth, index, unit, mark, reading)
            if score:
                places.append(Place(score, depth, reading))
        if not places and mark.bare and unit.headed:
            places.extend(self._next_without_stop(Reading("dec1", reading.values)))
        begins = mark.automatic or self.sequence.successor_follows(reading, index) or self._opens_body(reading)
        begins = begins or self._is_lone(index, mark, reading)
        depth = min(self.tree.deepest, _DEEPEST)
        if begins and self._is_first(reading):
            places.append(Place(_NEW + self._bonus_of_letter(index, mark, reading), depth, reading))
        elif not places and mark.automatic:
            places.append(Place(_STATED, depth, reading))
        return places

    def _score_in_list(self, depth: int, index: int, unit: Unit, mark: Mark, reading: Reading) -> int:
        """How well a number carries on the list of its style below the clause at `depth`; 0 if it does not."""
        node = self.tree.open[depth]
        last = node.lists.get(reading.style)
        if last is None:
            before = node.before.get(reading.style)
            carries_on = before is not None and reading.last == before[-1] + 1 > 2
            return _CARRIED if carries_on and not (mark.bare or mark.lower or mark.automatic) else 0
        step = reading.last - last[-1]
        same_look = node.looks.get(reading.style) == unit.headed
        if step == 1:
            return _NEXT + _SAME_LOOK * same_look + self._bonus_of_letter(index, mark, reading)
        if 1 < step <= _WIDEST_GAP and (mark.automatic or self._may_skip(index, mark, reading, same_look=same_look)):
            return _GAP
        if self._is_first(reading) and same_look and self._restarts(index, mark, reading, last[-1]):
            return _RESTART
        if depth == self.tree.base and self._repeats(index, unit, mark, reading, -step) and same_look:
            return _GAP
        same_list = node.automatic.get((unit.block.list_id, unit.block.level)) == reading.style
        return _SAME_LIST if mark.automatic and same_list else 0

    def _is_lone(self, index: int, mark: Mark, reading: Reading) -> bool:
        """Whether a list may have this item alone: "Section 1" of its article, "(a)" right under a heading."""
        if mark.bare or mark.lower or not self.sequence.begins_often(reading.style):
            return False
        return reading.style == "section" or self.sequence.is_under_heading(index)

    def _is_first(self, reading: Reading) -> bool:
        return reading.last <= 1 or self._opens_body(reading)

    def _opens_body(self, reading: Reading) -> bool:
        return reading.style == self.tree.top and not self.tree.open[0].lists

    def _may_skip(self, index: int, mark: Mark, reading: Reading, *, same_look: bool) -> bool:
        """Whether a number may stand where one or two before it are missing: two or all of three signs tell."""
        if mark.lower:
            return False
        signs = same_look, reading.style == self.tree.top, self.sequence.successor_follows(reading, index)
        return sum(signs) > 1 + mark.bare

    def _restarts(self, index: int, mark: Mark, reading: Reading, last: int) -> bool:
        """Whether a first number begins its list anew, instead of a list inside the last item."""
        if not mark.automatic and not self.sequence.successor_follows(reading, index) and last > 1:
            return False
        return not self.sequence.returns(reading, last, index)

    def _repeats(self, index: int, unit: Unit, mark: Mark, reading: Reading, back: int) -> bool:
        """Whether a top-level number was used before, by a slip: it has a heading, and the numbers count on from it."""
        if not 0 <= back <= _WIDEST_GAP or reading.last <= 1 or reading.style != self.tree.top:
            return False
        spaced = mark.shown[0].isalpha() or unit.body > unit.start + len(mark.shown) + 1
        typed = unit.headed and spaced and not (unit.inner or mark.bare or mark.lower or mark.automatic)
        return typed and self.sequence.overtakes(reading, reading.last + back, index)

    def _bonus_of_letter(self, index: int, mark: Mark, reading: Reading) -> int:
        """What the numbers behind say of a letter that may be a roman numeral."""
        return _NUMERAL if len(mark.readings) > 1 and self.sequence.successor_follows(reading, index) else 0

    def _next_without_stop(self, reading: Reading) -> list[Place]:
        """Where a number written without its full stop is the next of a list."""
        before = (reading.last - 1,)
        return [
            Place(_NEXT_BARE, depth, reading)
            for depth, node in enumerate(self.tree.open)
            if node.lists.get(reading.style) == before
        ]

    def _of_lost_number(self, unit: Unit, reading: Reading) -> Place:
        """Where every item is printed "1.", those with a heading are counted, and the others stand under them."""
        depth = 0 if unit.headed or self.tree.deepest == 0 else 1
        last = self.tree.open[depth].lists.get(reading.style)
        return Place(_NEXT, depth, Reading(reading.style, (last[0] + 1 if last else 1,)))

    def _of_decimal(self, index: int, mark: Mark, reading: Reading) -> list[Place]:
        printed_again = self.sequence.following(reading.style, index, 1) == [reading.values]
        if mark.lower and not mark.automatic and printed_again:
            return []
        depth = self.tree.depth_of(reading.values[:-1])
        if depth is not None:
            return self._under_its_number(depth, mark, reading)
        for depth in range(self.tree.deepest, -1, -1):
            last = self.tree.open[depth].lists.get(reading.style)
            if last is not None:
                same = reading.values[:-1] == last[:-1] or reading.last <= 1 or mark.padded
                return [Place(_RESTART, depth, reading)] if mark.automatic or (same and last < reading.values) else []
        if reading.style == self.tree.top:
            return [Place(_RESTART, self.tree.base, reading)]
        if reading.last == 1 or mark.automatic:
            return [Place(_NEW, min(1, self.tree.deepest), reading)]
        return []

    def _under_its_number(self, depth: int, mark: Mark, reading: Reading) -> list[Place]:
        """Put "2.3" under "2", where "2.2", "2.1" or nothing of its kind was the last."""
        last = self.tree.open[depth].lists.get(reading.style)
        step = reading.last - self.tree.open[depth].own
        widest = _WIDEST_STATED_GAP if mark.padded or mark.automatic else _WIDEST_DECIMAL_GAP
        return [Place(_NEXT, depth, reading)] if 0 < step <= widest or (step == 0 and last is None) else []
