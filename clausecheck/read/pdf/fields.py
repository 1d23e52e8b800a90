"""A field of a form: its value stands on the page at its place; where it shows something else, that counts."""

import re
from dataclasses import dataclass, field
from typing import Any

from clausecheck.model import Trace
from clausecheck.read.pdf.annotation import Annotation, wide
from clausecheck.read.pdf.page import Look, Page, Words
from clausecheck.read.pdf.parts.appearance import Appearances

_BUTTON, _BOX, _CHOICE, _SIGNATURE = 1, (2, 3), (4, 5), 7
"""Kinds of field (FPDF_FORMFIELD_* of fpdf_formfill.h): what is no button, box or signature has a value in words."""
_PASSWORD = 1 << 13
_TYPE = 0.7
"""Size of the type in a field, as a share of its height, where no words beside it tell."""
_LARGEST = 12.0
_NEAR = 4.0
"""Words on a field's line have their baseline at most this many points outside it."""
_SHORT = 8
"""A value of fewer words is a name, a date or an amount: what forms are filled in with."""
_HIDDEN_SHORT = 3
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Field:
    """What was found in a field."""

    words: list[Words] = field(default_factory=list)
    """Words that a person sees on the page."""
    traces: list[Trace] = field(default_factory=list)
    told: str = ""
    """What must be said of it; empty where nothing must."""
    quote: str = ""


def read_field(annotation: Annotation, form: Any, page: Page, appearances: Appearances) -> Field:
    """The field of `form`, pdfium's form environment, that an annotation shows."""
    raw = annotation.raw
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation.handle)
    flags = raw.FPDFAnnot_GetFormFieldFlags(form, annotation.handle)
    if kind == _BUTTON or (kind not in _CHOICE and flags & _PASSWORD):
        return Field()
    name = wide(raw.FPDFAnnot_GetFormFieldName, form, annotation.handle)
    if kind == _SIGNATURE:
        return Field(told=f"page {page.number} has a field for an electronic signature", quote=name)
    if kind in _BOX:
        if annotation.hidden or annotation.away:
            return Field()
        ticked = raw.FPDFAnnot_IsChecked(form, annotation.handle)
        return Field(lines(page, "\u2612" if ticked else "\u2610", annotation))
    value = wide(raw.FPDFAnnot_GetFormFieldValue, form, annotation.handle).strip()
    if not value:
        return Field()
    if annotation.hidden or annotation.away:
        told = f'the field "{name}" on page {page.number} is filled in and not shown'
        return Field(traces=[_hidden(value, name, page.number)], told=told, quote=value)
    return _shown(annotation, value, page, appearances, list_of=kind in _CHOICE)


def _hidden(value: str, name: str, page: int) -> Trace:
    usual = "" if len(_WORD.findall(value)) >= _HIDDEN_SHORT else "a value that the form keeps for itself"
    detail = f'the field is called "{name}"' if name else ""
    return Trace(technique="pdf.form_field_hidden", quote=value, page=page, detail=detail, usual=usual)


def _shown(annotation: Annotation, value: str, page: Page, appearances: Appearances, *, list_of: bool) -> Field:
    left, right, top, bottom, _ = annotation.edges(page)
    painted = [] if list_of or not annotation.has(b"AP") else appearances.inside(page, (left, right, top, bottom))
    seen = " ".join(words.text for words in painted)
    if seen and _other(value, seen):
        trace = Trace(technique="pdf.form_field_appearance", quote=value, shown=seen, page=page.number)
        return Field(painted, [trace])
    usual = "what was filled in" if len(value.split()) < _SHORT else ""
    trace = Trace(technique="pdf.form_field", quote=value, page=page.number, usual=usual)
    return Field(lines(page, value, annotation), [trace])


def _other(value: str, seen: str) -> bool:
    """Whether what is seen is not the value: other words, or other numbers among the same words."""
    one, other = (_WORD.findall(side.casefold()) for side in (value, seen))
    if "".join(one) == "".join(other) or "".join(one).startswith("".join(other)):
        return False
    letters = [{word for word in side if not word.isdecimal()} for side in (one, other)]
    if not any(letters):
        return False
    return letters[0] != letters[1] or [word for word in one if word.isdecimal()] != [
        word for word in other if word.isdecimal()
    ]


def lines(page: Page, value: str, annotation: Annotation) -> list[Words]:
    """The lines of a value where they are shown, the first on the line of the words beside the annotation."""
    told = [line.strip() for line in value.splitlines() if line.strip()]
    if not told:
        return []
    quarter = page.words[0].look.quarter if page.words else 0
    left, right, top, bottom, _ = annotation.edges(page)
    beside = _beside(page, left, top, bottom)
    size = beside.size if beside else min(_LARGEST, _TYPE * (bottom - top))
    look = Look("", size, bold=False, color=0, alpha=255, mode=0, quarter=quarter, slanted=False)
    baseline = beside.baseline if beside else min(bottom, top + size * 1.2)
    found = []
    for number, line in enumerate(told):
        base = baseline + number * size * 1.2
        end = min(right, left + 0.5 * size * len(line))
        found.append(Words(line, left, max(end, left + 1), base - size, base, base, look, space=True))
    return found


def _beside(page: Page, left: float, top: float, bottom: float) -> Words | None:
    """The words on the first line of the field that stand nearest to it."""
    near = [words for words in page.words if top <= words.baseline <= bottom + _NEAR and words.baseline - top < 30]
    return min(near, key=lambda words: (abs(words.x1 - left), words.baseline), default=None)
