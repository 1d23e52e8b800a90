"""What is met while a part of a Word file is walked, and where in the text it turns out to stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from clausecheck.model import Trace
from clausecheck.read.styled import Place


@dataclass(slots=True, eq=False)
class Met:
    """A trace, noted on a run without words until the text is made."""

    trace: Trace
    page: int | None
    at: int | None = None

    def settled(self, part: str) -> Trace:
        """The trace with its place; `part` is the one that was walked."""
        trace = self.trace
        return replace(trace, at=self.at, page=trace.page or self.page, part=trace.part or part)


def settle_met(places: Iterable[Place]) -> None:
    """Tell what was met where it stands."""
    for place in places:
        if isinstance(place.note, Met):
            place.note.at = place.start
