"""Words that would act where a careless program shows them: markup, formulas, escape sequences."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from clausecheck.model import Document, ObservationCategory, Trace
from clausecheck.scan.acting import acting
from clausecheck.scan.techniques import technique

MOST: Final = 40
"""Most traces of one technique; the rest are counted in the last."""
_NEAR: Final = 80
"""Characters between two stretches of one technique in one line that are quoted together."""
_LONGEST: Final = 600
"""Characters of a quote."""
_CONTROL: Final = "output.control"
_TOLD: Final = frozenset({ObservationCategory.OUTPUT_ESCAPE, ObservationCategory.ACTIVE_CONTENT})
"""Categories whose words are observed for what they do already."""

Stretch = tuple[str, int, int]


def escapes(document: Document, met: Sequence[Trace]) -> Iterator[Trace]:
    """A trace for each stretch of the text, or of what is hidden (`met`), that would act."""
    counts: dict[str, list[Trace]] = {}
    for trace in _found(document, met):
        counts.setdefault(trace.technique, []).append(trace)
    for traces in counts.values():
        yield from traces[: MOST - 1]
        if len(traces) >= MOST:
            more = f"{len(traces) - MOST:,} more of this kind are not listed" if len(traces) > MOST else ""
            yield replace(traces[MOST - 1], detail=more)


def _found(document: Document, met: Sequence[Trace]) -> Iterator[Trace]:
    seen = set()
    for trace in (*_in_text(document), *_in_name(document.name), *_beside(met)):
        if (key := (trace.technique, trace.quote)) not in seen or trace.at is not None:
            seen.add(key)
            yield trace


def _in_text(document: Document) -> Iterator[Trace]:
    starts = [block.span.start for block in document.blocks]
    for kind, start, end in _joined(document.text):
        place = bisect_right(starts, start) - 1
        page = document.blocks[place].page if place >= 0 else None
        yield Trace(technique=kind, quote=document.text[start:end], at=start, page=page)


def _in_name(name: str) -> Iterator[Trace]:
    for kind, start, end in _joined(name):
        yield Trace(technique=kind, quote=name[start:end], part="the file's name")


def _beside(met: Iterable[Trace]) -> Iterator[Trace]:
    """In words that are not part of the text: hidden ones, comments, properties of the file."""
    for trace in met:
        if technique(trace.technique).category in _TOLD:
            continue
        place = replace(trace, shown="", detail="in words beside the text")
        for kind, start, end in _joined(trace.quote):
            yield replace(place, technique=kind, quote=trace.quote[start:end])
        if told := _controls(trace.quote):
            yield replace(place, technique=_CONTROL, quote=trace.quote[:_LONGEST], detail=told)


def _joined(text: str) -> Iterator[Stretch]:
    """Stretches that act, those of one technique that stand close together as one."""
    last: Stretch | None = None
    for kind, start, end in acting(text):
        if last and last[0] == kind and _together(text, last, start, end):
            last = kind, last[1], end
            continue
        if last:
            yield last
        last = kind, start, end
    if last:
        yield last


def _together(text: str, last: Stretch, start: int, end: int) -> bool:
    return start - last[2] <= _NEAR and end - last[1] <= _LONGEST and "\n" not in text[last[2] : start]


def _controls(text: str) -> str:
    """Which control characters a text has, white space apart, and how many; empty where it has none."""
    if text.isprintable():
        return ""
    found = [char for char in text if (char < " " and char not in "\t\n\r\f\v") or "\x7f" <= char <= "\x9f"]
    return ", ".join(f"U+{ord(char):04X} ×{found.count(char)}" for char in dict.fromkeys(found))
