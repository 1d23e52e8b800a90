"""Links whose words show another address than they lead to."""

import ctypes
import re
from typing import Any

from clausecheck.model import Trace
from clausecheck.read.pdf.annotation import Annotation
from clausecheck.read.pdf.page import Page

_URI = 3
"""Kind of action that leads to an address (PDFACTION_URI of fpdf_doc.h)."""
_LONGEST = 2_000
_HOST = re.compile(r"(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?=[/:?#]|$)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})", re.IGNORECASE)


def misleading(annotation: Annotation, document: Any, page: Page) -> list[Trace]:
    """A trace for a link whose words are the address of another site than it leads to."""
    target = _target(annotation, document)
    leads = _host(target.removeprefix("mailto:"))
    if not leads:
        return []
    shown = _words(annotation, page)
    says = _host(shown)
    if not says or _site(says) == _site(leads):
        return []
    return [Trace(technique="pdf.link_elsewhere", quote=target, shown=shown, page=page.number)]


def _target(annotation: Annotation, document: Any) -> str:
    raw = annotation.raw
    link = raw.FPDFAnnot_GetLink(annotation.handle)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action or raw.FPDFAction_GetType(action) != _URI:
        return ""
    size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    if not 1 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document.raw, action, buffer, size)
    return buffer.value.decode("utf-8", "replace").strip()


def _words(annotation: Annotation, page: Page) -> str:
    """The words that stand inside the link alone."""
    left, right, top, bottom, _ = annotation.edges(page)
    inside = [
        words.text
        for words in page.words
        if top - 2 <= words.baseline <= bottom + 2 and left - 3 <= words.x0 and words.x1 <= right + 3
    ]
    return " ".join(inside) if len(inside) <= 3 else ""


def _host(text: str) -> str:
    """The site that a text is the address of; empty where it is none."""
    words = text.strip().strip("<>()[].,;")
    found = _MAIL.fullmatch(words) or _HOST.match(words)
    if found is None or " " in words:
        return ""
    return found.group(1).casefold()


def _site(host: str) -> str:
    """The last two parts of a host's name, by which its owner is known well enough."""
    return ".".join(host.split(".")[-2:])
