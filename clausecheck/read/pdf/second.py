"""A second reading of a PDF by another reader, in a process of its own: which letters the first one lacks.

The second reader, pdfminer, gets a copy that is put together from the objects found in the file, so that it does not
stumble over the same wrong table of places. It is slow and easily overwhelmed: hence a process with its own limits.
"""

import contextlib
import logging
import os
import select
import signal
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any, Final

from clausecheck.read.pdf.objects import Objects

CPU_SECONDS: Final = 12
"""Processor time of the second reading: about 100 pages."""
WALL_SECONDS: Final = 20.0
PAGE_CHARACTERS: Final = 100_000
"""Most characters of a page that the second reader goes through."""
_LEAST_SHARE: Final = 0.02
_LEAST_LETTERS: Final = 5
"""A page lacks words where it lacks this share of the second reader's letters, and at least so many."""


def missing(objects: Objects, root: int, texts: Mapping[int, str]) -> dict[int, int]:
    """How many letters the second reader finds that the texts of these pages, counted from 1, lack.

    Pages that could not be compared, or not before the time was up, are left out.
    """
    copy = rebuilt(objects, root)
    if hasattr(os, "fork"):
        return dict(_aside(copy, texts))
    found: dict[int, int] = {}
    with contextlib.suppress(Exception):  # pdfminer raises nearly every kind on damaged files
        found.update(_compare(copy, texts, time.monotonic() + WALL_SECONDS))
    return found


def rebuilt(objects: Objects, root: int, changed: Mapping[int, bytes] | None = None) -> bytes:
    """A file of the same objects with a new table of places, and of those `changed`, which are whole objects."""
    changed = changed or {}
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, item in objects.live.items():
        if b"/ObjStm" in item.head or b"/XRef" in item.head:
            continue
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + changed.get(number, item.head)
        if item.stream is not None and number not in changed:
            out += b"stream\n" + objects.data[slice(*item.stream)] + b"\nendstream"
        out += b"\nendobj\n"
    start = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in sorted(places.items()))
    size = max(places, default=0) + 1
    return bytes(out) + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)


def letters(text: str) -> Counter[str]:
    """The letters and digits of a text, however they are composed and cased."""
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _compare(copy: bytes, texts: Mapping[int, str], deadline: float) -> Iterator[tuple[int, int]]:
    """For each page, in order, the letters that its text lacks."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    manager = PDFResourceManager(caching=True)
    device = _device(manager)
    interpreter = PDFPageInterpreter(manager, device)
    pages = PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(copy))))
    last = max(texts, default=0)
    for number, page in enumerate(islice(pages, last), 1):
        if number not in texts:
            continue
        device.seen.clear()
        interpreter.process_page(page)
        second = letters("".join(letter for letter, _, _ in device.seen))
        lacks = (second - letters(texts[number])).total()
        yield number, lacks if lacks > max(_LEAST_LETTERS, _LEAST_SHARE * second.total()) else 0
        if time.monotonic() > deadline:
            return


def _device(manager: Any) -> Any:
    """Collects each letter with its place; letters drawn twice to look bold count once."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdffont import PDFUnicodeNotDefined

    class Device(PDFTextDevice):
        def __init__(self) -> None:
            super().__init__(manager)
            self.seen: set[tuple[str, int, int]] = set()

        def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, *rest: Any) -> float:
            cid = rest[1]
            with contextlib.suppress(PDFUnicodeNotDefined):
                self.seen.add((font.to_unichr(cid), round(matrix[4]), round(matrix[5])))
            if len(self.seen) > PAGE_CHARACTERS:
                raise ValueError("too many characters")
            return float(font.char_width(cid) * fontsize * scaling)

    return Device()


def _aside(copy: bytes, texts: Mapping[int, str]) -> list[tuple[int, int]]:
    """Compare in a child process; what it told before it ended or was ended."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            _limit()
            for page, lacks in _compare(copy, texts, time.monotonic() + WALL_SECONDS):
                os.write(writing, b"%d %d\n" % (page, lacks))
        finally:
            os._exit(0)
    os.close(writing)
    try:
        told = _collect(reading, time.monotonic() + WALL_SECONDS)
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    lines = (line.split() for line in told.rpartition(b"\n")[0].splitlines())
    return [(int(page), int(lacks)) for page, lacks in lines]


def _collect(reading: int, deadline: float) -> bytes:
    told = b""
    while (left := deadline - time.monotonic()) > 0 and select.select([reading], [], [], left)[0]:
        part = os.read(reading, 1 << 16)
        if not part:
            break
        told += part
    return told


def _limit() -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = CPU_SECONDS if hard == resource.RLIM_INFINITY else min(CPU_SECONDS, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
