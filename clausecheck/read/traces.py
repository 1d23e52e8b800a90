"""Collects what a reader meets that a person does not see or a program does not read."""

from dataclasses import replace
from typing import Final

from clausecheck.model import Trace

MOST: Final = 300
"""Most traces of one technique that are kept apart; the rest are counted in the last."""
QUOTE: Final = 2_000
"""Most characters of a trace's quote."""


class Traces:
    """Traces in the order they are met; the same one is kept once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str, int | None], Trace] = {}
        self._counts: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, trace: Trace) -> None:
        """Keep a trace; a long quote is cut."""
        if len(trace.quote) > QUOTE:
            trace = replace(trace, quote=trace.quote[:QUOTE] + " …")
        key = trace.technique, trace.quote, trace.part, trace.at
        if key in self._found:
            return
        count = self._counts[trace.technique] = self._counts.get(trace.technique, 0) + 1
        if count <= MOST:
            self._found[key] = trace

    def found(self) -> tuple[Trace, ...]:
        """What was kept; where there was more of a technique, its last trace says how much."""
        traces = list(self._found.values())
        last = {trace.technique: place for place, trace in enumerate(traces)}
        for technique, count in self._counts.items():
            if count > MOST:
                place = last[technique]
                told = f"{count - MOST:,} more of this kind are not listed"
                detail = f"{traces[place].detail}; {told}" if traces[place].detail else told
                traces[place] = replace(traces[place], detail=detail)
        return tuple(traces)
