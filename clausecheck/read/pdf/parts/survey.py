"""Looks through all parts of a PDF; what fails in one part is told and costs no other."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from clausecheck.model import Notice, Trace
from clausecheck.read.pdf.parts.active import active
from clausecheck.read.pdf.parts.attached import attached
from clausecheck.read.pdf.parts.file import Parts
from clausecheck.read.pdf.parts.properties import descriptions, properties, unplaced
from clausecheck.read.pdf.parts.revisions import revisions
from clausecheck.read.pdf.parts.spoken import spoken

FAULTS: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What broken parts of a file raise in those who look at them."""


def survey(parts: Parts, document: Any, data: bytes) -> tuple[list[Trace], list[Notice]]:
    """Traces of all that is not on the pages, and notices on what could not be looked through.

    `document` is an opened `pypdfium2.PdfDocument`, `data` the file as it came.
    """
    looks: dict[str, Callable[[], Iterator[Trace]]] = {
        "its scripts and actions": lambda: active(parts),
        "the files packed into it": lambda: attached(parts),
        "its properties": lambda: properties(parts, data),
        "its earlier states": lambda: revisions(parts, data),
        "its structure": lambda: spoken(parts, document),
        "its form": lambda: unplaced(parts),
        "its descriptions": lambda: descriptions(parts),
    }
    traces: list[Trace] = []
    notices: list[Notice] = []
    for name, look in looks.items():
        try:
            traces.extend(look())
        except FAULTS as fault:
            told = f"{name} could not be looked through ({type(fault).__name__})"
            notices.append(Notice(code="not_scanned", message=told))
    return traces, notices
