"""What is laid over a page: text that looks like the page's own, notes, stamps and marks."""

import re
from dataclasses import dataclass, field
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.pdf.annotation import Annotation
from clausecheck.read.pdf.fields import lines
from clausecheck.read.pdf.page import Page, Words
from clausecheck.read.pdf.parts.appearance import Appearances

_FREE_TEXT: Final = 3
_STRUCK: Final = 12
_KINDS: Final = {1: "a note", 3: "text laid over the page", 9: "a note on highlighted words",
                 10: "a note on underlined words", 11: "a note on underlined words",
                 12: "a note on words that are struck out", 13: "a stamp", 14: "an insertion mark"}  # fmt: skip
"""Kinds of annotation (FPDF_ANNOT_* of fpdf_annot.h) by what a person calls them."""
_SENTENCE: Final = 6
"""So many words laid over a page are part of what it says, wherever they stand."""
_FEW: Final = 3
"""Fewer hidden words say nothing."""
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class Overlay:
    """What was found in an annotation."""

    words: list[Words] = field(default_factory=list)
    """Words that a person sees and that belong to what the page says."""
    traces: list[Trace] = field(default_factory=list)
    told: str = ""
    """What must be said of it; empty where nothing must."""
    quote: str = ""


def read_overlay(annotation: Annotation, page: Page, appearances: Appearances) -> Overlay:
    """What an annotation other than a link or a field adds to a page."""
    kind, contents = annotation.kind, annotation.text(b"Contents")
    named = _KINDS.get(kind, "a mark")
    told = f"{named} on page {page.number} stands outside the text"
    if annotation.hidden or (annotation.away and kind in (_FREE_TEXT, 13)):
        trace = _hidden(annotation, contents, page.number, named)
        return Overlay([], [trace], told, contents) if contents else Overlay()
    painted = _painted(annotation, page, appearances)
    seen = " ".join(words.text for words in painted)
    if not seen and kind == _FREE_TEXT and not annotation.has(b"AP"):
        painted, seen = lines(page, contents, annotation), contents
    if not seen and not contents and kind != _STRUCK:
        return Overlay()
    if kind == _STRUCK and (struck := _under(annotation, page)):
        return _struck(struck, contents, page.number)
    by = annotation.text(b"T")
    detail = f"{named}, by {by}" if by else named
    if not _belongs(page, seen, annotation, free=kind == _FREE_TEXT):
        trace = Trace(technique="pdf.annotation_note", quote=contents or seen, page=page.number, detail=detail)
        return Overlay([], [trace], told, contents or seen)
    traces = [Trace(technique="pdf.annotation_visible", quote=seen, page=page.number, detail=detail)]
    if contents and _letters(contents) != _letters(seen):
        traces.append(_other(contents, seen, page.number, free=kind == _FREE_TEXT))
    return Overlay(painted, traces)


def _painted(annotation: Annotation, page: Page, appearances: Appearances) -> list[Words]:
    if not annotation.has(b"AP") or annotation.drawn_only:
        return []
    left, right, top, bottom, _ = annotation.edges(page)
    return appearances.inside(page, (left, right, top, bottom))


def _under(annotation: Annotation, page: Page) -> str:
    """The words that an annotation stands on; of a line, by how far along it they are."""
    left, right, top, bottom, _ = annotation.edges(page)
    found: list[str] = []
    for line in page.words:
        if not top <= (line.top + line.bottom) / 2 <= bottom or line.x1 <= line.x0:
            continue
        at, letter = line.x0, (line.x1 - line.x0) / max(1, len(line.text))
        for token in line.text.split():
            if left <= at + len(token) * letter / 2 <= right:
                found.append(token)
            at += (len(token) + 1) * letter
    return " ".join(found)


def _struck(words: str, contents: str, page: int) -> Overlay:
    told = f"words on page {page} are struck out by a mark; they stand in the text"
    traces = [Trace(technique="pdf.annotation_struck", quote=words, page=page)]
    if contents:
        traces.append(Trace(technique="pdf.annotation_note", quote=contents, page=page, detail=_KINDS[_STRUCK]))
    return Overlay([], traces, told, words)


def _hidden(annotation: Annotation, contents: str, page: int, named: str) -> Trace:
    usual = ""
    if annotation.has(b"IRT"):
        usual = "an answer to another note, which viewers show with it"
    elif len(_WORD.findall(contents)) < _FEW:
        usual = "too few words to say anything"
    return Trace(technique="pdf.annotation_hidden", quote=contents, page=page, detail=named, usual=usual)


def _other(contents: str, seen: str, page: int, *, free: bool) -> Trace:
    """A stamp's note may say anything; text laid over a page is stored as it is shown."""
    if free:
        return Trace(technique="pdf.annotation_appearance", quote=contents, shown=seen, page=page)
    return Trace(technique="pdf.annotation_note", quote=contents, page=page)


def _belongs(page: Page, seen: str, annotation: Annotation, *, free: bool) -> bool:
    """Whether words are part of what the page says: a sentence, or text laid between the page's lines."""
    if not seen or len(seen.split()) >= _SENTENCE:
        return bool(seen)
    _, _, top, bottom, _ = annotation.edges(page)
    middle = (top + bottom) / 2
    return free and any(words.top <= middle for words in page.words) and any(
        words.bottom >= middle for words in page.words
    )  # fmt: skip


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
