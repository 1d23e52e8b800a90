"""What is met while a part of a Word file is walked, and where in the text it turns out to stand."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clausecheck.model import Trace
from clausecheck.read.styled import Place


@dataclass(slots=True, eq=False)
class Met:
    """A trace, noted on a run without words until the text is made."""

    trace: Trace
    page: int | None
    at: int | None = None
    alone: bool = False
    """Nothing of its paragraph is in the text: it stands before the next one."""

    def settled(self, part: str) -> Trace:
        """The trace with its place; `part` is the one that was walked."""
        trace = self.trace
        return replace(trace, at=self.at, page=trace.page or self.page, part=trace.part or part)


def settle_met(places: Iterable[Place], starts: Sequence[int]) -> None:
    """Tell what was met where it stands; `starts` are the places where blocks begin."""
    for place in places:
        if isinstance(place.note, Met):
            place.note.at = place.start
            if place.note.alone:
                place.note.at = max(0, starts[max(0, bisect_right(starts, place.start) - 1)] - 1)
