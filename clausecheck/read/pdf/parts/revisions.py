"""Earlier states of a PDF, which stay in the file when a program saves changes behind its end."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from clausecheck.model import Trace
from clausecheck.read.pdf.objects import PdfObject
from clausecheck.read.pdf.parts.file import Parts

_END = re.compile(rb"startxref\s{1,8}([0-9]{1,12})\s{1,8}%%EOF")
_INFO = re.compile(rb"/Info\s{1,4}([0-9]{1,10})\s")
_STATES: Final = 5
"""Most states that are compared: the first, and the last ones."""
_PAGES: Final = 400
"""Most pages that are compared, over all states."""
_LINES: Final = 8
"""Most changed lines that are told."""
_QUOTE: Final = 600

Lines = Mapping[str, int]
"""Lines of a state with the first page that has each."""


@dataclass(frozen=True, slots=True)
class _State:
    """An earlier state: the file's bytes up to `end`."""

    number: int
    """From 1, which is the oldest."""
    end: int
    signed: bool
    """A signature is in it."""


def revisions(parts: Parts, data: bytes) -> Iterator[Trace]:
    """A trace for each state of the file whose words differ from the next one's that was compared."""
    ends = _ends(data)
    if len(ends) < 2 or not any(_matters(parts, data, one, other) for one, other in pairwise(ends)):
        return
    states = _chosen(ends, data)
    texts = [_text(data[: state.end]) for state in states]
    for place, state in enumerate(states[:-1]):
        old, new = texts[place], texts[place + 1]
        if old is not None and new is not None:
            yield from _compared(state, old, new, len(ends))


def _ends(data: bytes) -> list[int]:
    """Where each state ends. The first part of a file made for the web is none, nor is one without a new object."""
    return [end.end() for end in _END.finditer(data) if 0 < int(end.group(1)) < end.start()]


def _matters(parts: Parts, data: bytes, begin: int, end: int) -> bool:
    """Whether a save wrote anything but properties of the file."""
    infos = set(map(int, _INFO.findall(data, begin, end)))
    written = [item for place, item in parts.objects.by_place.items() if begin <= place < end]
    return any(item.number not in infos and not _describes(item) for item in written)


def _describes(item: PdfObject) -> bool:
    return any(kind in item.head for kind in (b"/Metadata", b"/XRef", b"/DSS", b"/DocTimeStamp", b"/Linearized"))


def _chosen(ends: list[int], data: bytes) -> list[_State]:
    signature = data.find(b"/ByteRange")
    states = [_State(number, end, 0 <= signature < end) for number, end in enumerate(ends, 1)]
    if len(states) <= _STATES + 1:
        return states
    return [*states[:1], *states[-_STATES:]]


def _text(data: bytes) -> Lines | None:
    """The lines of a state; None where it cannot be opened."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    found: dict[str, int] = {}
    try:
        for index in range(min(len(document), _PAGES // _STATES)):
            for line in _lines(document, index):
                found.setdefault(line, index + 1)
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()
    return found


def _lines(document: Any, index: int) -> list[str]:
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            return [" ".join(line.split()) for line in textpage.get_text_bounded().splitlines() if line.strip()]
        finally:
            textpage.close()
    finally:
        page.close()


def _compared(state: _State, old: Lines, new: Lines, count: int) -> Iterator[Trace]:
    added = [line for line in new if line not in old]
    gone = [line for line in old if line not in new]
    if _letters(added) == _letters(gone):
        return
    page = new[added[0]] if added else None
    said = _quote(gone) or "nothing at that place"
    detail = f'state {state.number} of {count} in the file says "{said}"'
    if state.signed:
        yield Trace(technique="pdf.signed_change", quote=_quote(added) or _quote(gone), page=page, detail=detail)
    else:
        yield Trace(technique="pdf.incremental", quote=_quote(added) or _quote(gone), page=page, detail=detail)


def _letters(lines: list[str]) -> Counter[str]:
    """The letters and digits of lines, however they are divided."""
    return Counter(filter(str.isalnum, "".join(lines)))


def _quote(lines: list[str]) -> str:
    words = " ".join(lines[:_LINES])
    return words if len(words) <= _QUOTE else words[:_QUOTE] + " …"
