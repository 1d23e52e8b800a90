"""How numbers follow each other over the whole document: what the top-level scheme is, and what comes next."""

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass

from clausecheck.segment.numbers import Reading
from clausecheck.segment.units import Unit

_WIDEST_STEP = 3
_WIDEST_PADDED = 100
_ENOUGH = 0.6
_HALF = 0.5
_AHEAD = 30
_LOST = 5
_LOST_SHARE = 0.8
_LEAST_BODY = 0.25
_LEAST_COVER = 0.3
_ENOUGH_HEADED = 4
_MOST_BEGINNINGS = 4


class Sequence:
    """All numbers of a document by style, to look ahead in."""

    def __init__(self, units: list[Unit]) -> None:
        self._at: dict[str, list[int]] = defaultdict(list)
        self._values: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        self._firsts: Counter[str] = Counter()
        self._ambiguous = [unit.mark is not None and len(unit.mark.readings) > 1 for unit in units]
        self._headings = [
            unit.mark is not None and unit.heading is not None and unit.heading.alone and unit.headed for unit in units
        ]
        for index, unit in enumerate(units):
            if unit.mark:
                for reading in unit.mark.readings:
                    self._at[reading.style].append(index)
                    self._values[reading.style].append(reading.values)
                    self._firsts[reading.style] += reading.last == 1

    @property
    def styles(self) -> tuple[str, ...]:
        """The styles that occur, in order of their first number."""
        return tuple(sorted(self._at, key=lambda style: self._at[style][0]))

    def begins_often(self, style: str) -> bool:
        """Whether more than one list of this style begins in the document."""
        return self._firsts[style] > 1

    def is_under_heading(self, index: int) -> bool:
        """Whether the unit stands right behind one that is a number with a heading and nothing else."""
        return index > 0 and self._headings[index - 1]

    def only_firsts(self, style: str) -> bool:
        """Whether a conversion lost the numbers of a style, so that nearly every item is printed "1."."""
        values = self._values.get(style, [])
        firsts = sum(value == (1,) for value in values)
        return firsts >= _LOST and firsts >= _LOST_SHARE * len(values) and (2,) not in values

    def following(self, style: str, index: int, most: int = 40) -> list[tuple[int, ...]]:
        """The values of a style behind the unit at `index`, at most `most` of them."""
        first = bisect_right(self._at[style], index)
        return self._values[style][first : first + most]

    def places(self, style: str) -> list[tuple[int, tuple[int, ...]]]:
        """Every unit with a number of this style, with its values."""
        return list(zip(self._at[style], self._values[style], strict=True))

    def successor_follows(self, reading: Reading, index: int) -> bool:
        """Whether the next number of the same style counts on from this one; those of two readings decide nothing."""
        style, values = reading.style, (*reading.values[:-1], reading.last + 1)
        first = bisect_right(self._at[style], index)
        for at in range(first, min(first + _AHEAD, len(self._at[style]))):
            if self._values[style][at] == values:
                return True
            if not self._ambiguous[self._at[style][at]]:
                return False
        return False

    def overtakes(self, reading: Reading, last: int, index: int) -> bool:
        """Whether the next numbers of the style count on from this one, one by one, to that behind `last`."""
        most = last + 1 - reading.last
        behind = [values[-1] for values in self.following(reading.style, index, most)]
        return behind == list(range(reading.last + 1, last + 2))

    def returns(self, reading: Reading, outer_last: int, index: int) -> bool:
        """Whether a list that begins here ends before a list outside it counts on from `outer_last`."""
        expected = reading.last
        for values in self.following(reading.style, index, 200):
            if values[-1] == expected + 1:
                expected += 1
                continue
            return values[-1] == outer_last + 1
        return False


@dataclass(frozen=True, slots=True)
class Scheme:
    """The numbers of the top-level clauses."""

    style: str = ""
    """Empty where the clauses have no numbers."""
    first: int = -1
    """The unit that has the first of them."""
    cover: float = 0.0
    """The share of the document from the first to the last."""
    headed: bool = False
    """Most of them have headings, and there are more than a few: clauses, whatever stands before them."""


def top_scheme(units: list[Unit], sequence: Sequence, cut: int) -> Scheme:
    """Find the numbers of the top-level clauses: of those that span most of the document, those that begin first.

    Those before `cut`, where signatures or exhibits begin, come first if they span enough of what stands there.
    """
    if units and units[cut - 1].end - units[0].start >= _LEAST_BODY * (units[-1].end - units[0].start):
        scheme = _top(units[:cut], sequence)
        if scheme.cover >= _LEAST_COVER:
            return scheme
    return _top(units, sequence)


def _top(units: list[Unit], sequence: Sequence) -> Scheme:
    found = [scheme for style in sequence.styles for scheme in _schemes(style, units, sequence)]
    if not found:
        return Scheme()
    best = max(scheme.cover for scheme in found)
    shallow = [scheme for scheme in found if _is_shallow(scheme.style) and scheme.cover >= _HALF * best]
    if shallow:
        found = [scheme for scheme in found if not _is_inner(scheme.style)]
        if any(scheme.headed and scheme.style != "bare1" for scheme in shallow):
            found = [scheme for scheme in found if scheme.style != "bare1" or scheme.headed]
        best = max(scheme.cover for scheme in found)
    return min((s for s in found if s.cover >= _ENOUGH * best), key=lambda s: (s.first, -s.cover))


def _is_shallow(style: str) -> bool:
    return style.partition("@")[0] in {
        "article",
        "section",
        "part",
        "clause",
        "dec1",
        "dec0",
        "bare1",
        "ROMAN.",
        "upper.",
    }


def _is_inner(style: str) -> bool:
    """Whether numbers of this style seldom are those of the top level: "1.1", "(a)", "(1)", "ii."."""
    return style.startswith(("lower", "roman", "dec1()")) or (style.startswith("dec") and style[3] > "1")


def _schemes(style: str, units: list[Unit], sequence: Sequence) -> list[Scheme]:
    """The chain of a style, from the best of its first few beginnings."""
    places = [(index, values) for index, values in sequence.places(style) if index < len(units)]
    if not places:
        return []
    begins = [at for at, (_, values) in enumerate(places) if values[-1] in (0, 1)][:_MOST_BEGINNINGS]
    mark = units[places[0][0]].mark
    if 0 not in begins and mark is not None and (mark.padded or mark.automatic or places[0][1][-1] <= _WIDEST_STEP):
        begins.insert(0, 0)
    if sequence.only_firsts(style):
        first, last = places[0][0], places[-1][0]
        return [Scheme(style, first, (units[last].end - units[first].start) / (units[-1].end - units[0].start))]
    chains = [_chain(style, units, places[at:]) for at in begins]
    chains = [chain for chain in chains if chain.cover > 0]
    return [max(chains, key=lambda chain: chain.cover)] if chains else []


def _chain(style: str, units: list[Unit], places: list[tuple[int, tuple[int, ...]]]) -> Scheme:
    first, before = places[0]
    last, counted, restarts, longest, headed = first, 1, 0, 0, int(units[first].headed)
    for index, values in places[1:]:
        mark = units[index].mark
        if _counts_on(before, values, padded=mark is not None and mark.padded):
            headed += units[index].headed
            longest = max(longest, units[index].start - units[last].start)
            before, last, counted = values, index, counted + 1
        elif values[-1] <= 1 and len(values) == 1:
            restarts += 1
    if counted < 2 or (style == "bare1" and 2 * headed < counted):
        return Scheme()
    end = min(units[-1].end, units[last].start + max(longest, units[last].end - units[last].start))
    reach = (end - units[first].start) / max(1, units[-1].end - units[0].start)
    most = 2 * headed >= counted and counted >= _ENOUGH_HEADED and 2 * restarts <= counted
    return Scheme(style, first, reach * counted / (counted + restarts), most)


def _counts_on(before: tuple[int, ...], values: tuple[int, ...], *, padded: bool) -> bool:
    """Whether a number can be the next: "3" or "5" behind "2", "2.4" or "3.1" behind "2.3"."""
    if values[:-1] == before[:-1]:
        return 0 < values[-1] - before[-1] <= (_WIDEST_PADDED if padded else _WIDEST_STEP)
    return values[-1] <= 1 and before[:-1] < values[:-1] and values[0] - before[0] <= _WIDEST_STEP
