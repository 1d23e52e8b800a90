"""Where words are looked for, and the traces of what is found: in the text, in what is hidden, in what was left out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from clausecheck.model import Document, ObservationCategory, Trace
from clausecheck.scan.addressing.finding import Found, merged
from clausecheck.scan.addressing.looking import look
from clausecheck.scan.addressing.patterns import Level
from clausecheck.scan.techniques import technique

ORDER: Final = "words.instruction"
HIDDEN_ORDER: Final = "words.instruction_hidden"
CODED_ORDER: Final = "words.instruction_in_code"
LIKELY_ORDER: Final = "words.instruction_likely"
POSSIBLE_ORDER: Final = "words.instruction_possible"
CODE: Final = "words.code"
MOST: Final = 100
"""Traces of one document."""
WHOLE: Final = 700
"""A line up to so many characters is quoted whole."""
GAP: Final = 160
"""Characters between two finds that are one."""
_TOLD: Final = 600
"""Characters of what a code says that are told."""
_UNSEEN: Final = frozenset(
    {ObservationCategory.HIDDEN_TEXT, ObservationCategory.UNICODE_TRICK, ObservationCategory.TEXT_MISMATCH}
)
"""What a person does not see, so that an order in it is meant for a program alone."""
_ENDS: Final = (". ", "! ", "? ", "; ", ".” ", '." ')


def of_text(document: Document) -> Iterator[Trace]:
    """A trace for each stretch of the text that speaks to a reviewer."""
    starts = [block.span.start for block in document.blocks]
    for found in merged(look(document.text), GAP)[:MOST]:
        start, end = _sentence(document.text, found)
        block = bisect_right(starts, start) - 1
        page = document.blocks[block].page if block >= 0 else None
        yield _trace(found, document.text[start:end], hidden=False, at=start, page=page)


def of_traces(document: Document, met: Sequence[Trace]) -> Iterator[Trace]:
    """A trace for each of those that readers have met whose words speak to a reviewer."""
    told: set[str] = set()
    for trace in met:
        for words in (trace.quote, trace.shown):
            if len(words) < 8 or words in told or _stands(document, trace.at, words):
                continue
            told.add(words)
            hidden = technique(trace.technique).category in _UNSEEN
            for found in merged(look(words), len(words))[:1]:
                quote = words if len(words) <= 2 * WHOLE else words[slice(*_sentence(words, found))]
                yield replace(_trace(found, quote, hidden=hidden, at=trace.at, page=trace.page), part=trace.part)


def of_notices(document: Document, met: Sequence[Trace]) -> Iterator[Trace]:
    """A trace for each notice whose words, which are not part of the text, speak to a reviewer."""
    told = {trace.quote for trace in met}
    for words, page in dict.fromkeys((one.quote, one.page) for one in document.notices if one.quote not in told):
        if words and words not in document.text:
            for found in merged(look(words), len(words))[:1]:
                yield _trace(found, words[: 2 * WHOLE], hidden=False, at=None, page=page)


def _stands(document: Document, at: int | None, words: str) -> bool:
    """Whether the words stand in the text there, where they are looked at anyway."""
    return at is not None and document.text.startswith(words, at)


def _trace(found: Found, quote: str, *, hidden: bool, at: int | None, page: int | None) -> Trace:
    detail = f"it {found.name}"
    name = {Level.HINT: CODE, Level.POSSIBLE: POSSIBLE_ORDER}.get(found.level, LIKELY_ORDER)
    if hidden and found.level >= Level.LIKELY:
        name = HIDDEN_ORDER
    elif found.reads and found.level == Level.PLAIN:
        name = CODED_ORDER
    elif found.level == Level.PLAIN:
        name = ORDER
    if found.reads:
        said = found.reads if len(found.reads) <= _TOLD else f"{found.reads[:_TOLD]} …"
        detail = f"{found.name}, they read: {said}"
    return Trace(technique=name, quote=quote, at=at, page=page, detail=detail)


def _sentence(text: str, found: Found) -> tuple[int, int]:
    """The line that a find stands in, or as much of a long one as its sentences and the ones around it."""
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    end = len(text) if end < 0 else end
    if end - start <= WHOLE:
        return start, end
    before = max((text.rfind(mark, start, max(start, found.start - 120)) + len(mark) for mark in _ENDS), default=start)
    first = before if before >= start + 2 and found.start - before <= WHOLE else max(start, found.start - 200)
    behind = [at + 1 for mark in _ENDS if (at := text.find(mark, min(end, found.end + 120), end)) >= 0]
    return first, min([*behind, end, found.end + WHOLE])
