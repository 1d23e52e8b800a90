"""Where in the text of a PDF the traces of its pages stand."""

from collections.abc import Sequence
from dataclasses import replace

from clausecheck.model import Block, Document, Trace


def placed(document: Document) -> Document:
    """The document, whose traces with a page and without a place have one.

    It is where their words stand on that page as text; where they do not, the place at which the page's text begins.
    """
    if all(trace.page is None or trace.at is not None for trace in document.traces):
        return document
    spans = _spans(document.blocks)
    return replace(document, traces=tuple(_placed(trace, document.text, spans) for trace in document.traces))


def _spans(blocks: Sequence[Block]) -> dict[int, tuple[int, int]]:
    """Where the text of each page begins and ends."""
    spans: dict[int, tuple[int, int]] = {}
    for block in blocks:
        if block.page is not None:
            start, end = spans.get(block.page, (block.span.start, block.span.end))
            spans[block.page] = min(start, block.span.start), max(end, block.span.end)
    return spans


def _placed(trace: Trace, text: str, spans: dict[int, tuple[int, int]]) -> Trace:
    if trace.page is None or trace.at is not None:
        return trace
    start, end = spans.get(trace.page, (-1, -1))
    if start < 0:
        before = [place for page, (_, place) in spans.items() if page < trace.page]
        return replace(trace, at=max(before, default=0))
    for words in (trace.shown, trace.quote):
        for part in (words, words[:40], words[:16]):
            place = text.find(part, start, end) if len(part) > 3 else -1
            if place >= 0:
                return replace(trace, at=place)
    return replace(trace, at=start)
