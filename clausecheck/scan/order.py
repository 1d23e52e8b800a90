"""Clauses whose numbers contradict each other, and mentions that lead nowhere."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from clausecheck.model import BlockKind, Clause, Document, Part, Reference, ReferenceKind, Trace

_LABEL = re.compile(
    r"(?:(?:article|section|clause)\s{1,3})?([0-9]{1,3}(?:\.[0-9]{1,3}){0,4})[.):]{0,2}\s", re.IGNORECASE
)
_QUOTED: Final = 240
_MOST: Final = 20
"""Traces of one kind; a contract with more of them is numbered by other rules than these."""
_TOLD: Final = {
    ReferenceKind.DANGLING: ("order.dangling_reference", "no clause of this document has that number"),
    ReferenceKind.NOT_ATTACHED: ("order.not_attached", "it is not part of this file"),
}
_BODY: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def out_of_order(document: Document, clauses: Sequence[Clause], references: Sequence[Reference]) -> Iterator[Trace]:
    """A trace for each number that two clauses have, and for each mention of a clause that is not there."""
    twice = {trace.at: trace for kind in (_same_path(document, clauses), _inside(document, clauses)) for trace in kind}
    yield from list(twice.values())[:_MOST]
    yield from list(_steps(document, clauses))[:_MOST]
    yield from list(_lost(references))[:_MOST]


def _same_path(document: Document, clauses: Sequence[Clause]) -> Iterator[Trace]:
    """Two clauses of the body that are cited alike."""
    first: dict[str, Clause] = {}
    for clause in clauses:
        if clause.number and clause.part is Part.BODY and _LABEL.match(f"{clause.path} "):
            before = first.setdefault(clause.path, clause)
            if before is not clause:
                yield _twice(document, clause.path, before, clause.whole.start, clause.page)


def _inside(document: Document, clauses: Sequence[Clause]) -> Iterator[Trace]:
    """A paragraph inside a clause that begins with the clause's own number."""
    ordered = sorted(clauses, key=lambda clause: clause.whole.start)
    starts = [clause.whole.start for clause in ordered]
    before = ""
    for block in document.blocks:
        label = _LABEL.match(document.text, block.span.start, min(block.span.end, block.span.start + 60))
        number = label.group(1) if label and block.kind in _BODY else ""
        index = bisect_right(starts, block.span.start) - 1
        if number and index >= 0 and starts[index] < block.span.start and not _counts_up(before, number):
            clause = ordered[index]
            if clause.number and clause.part is Part.BODY and number == clause.path:
                yield _twice(document, number, clause, block.span.start, block.page)
        before = number or before


def _counts_up(before: str, number: str) -> bool:
    """Whether `number` is the next item of the list that `before` stands in."""
    head, _, last = number.rpartition(".")
    first, _, earlier = before.rpartition(".")
    return bool(before) and head == first and int(last) == int(earlier) + 1


def _twice(document: Document, number: str, first: Clause, at: int, page: int | None) -> Trace:
    line = document.text.find("\n", at + _QUOTED // 2)
    end = min(at + _QUOTED, line if line >= 0 else len(document.text))
    said = first.heading or " ".join(first.text.split()[:8])
    told = f"{number} is also the number of “{said[:80]}”"
    return Trace(technique="order.number_twice", quote=document.text[at:end], at=at, page=page, detail=told)


def _steps(document: Document, clauses: Sequence[Clause]) -> Iterator[Trace]:
    """Top-level clauses of the body whose numbers leave one out or go back."""
    numbered = [
        clause
        for clause in clauses
        if clause.parent is None and clause.part is Part.BODY and clause.number.isascii() and clause.number.isdecimal()
    ]
    present = {int(clause.number) for clause in numbered}
    for before, clause in pairwise(numbered):
        last, number = int(before.number), int(clause.number)
        end = min(clause.whole.end, clause.whole.start + _QUOTED)
        quote = document.text[clause.whole.start : end]
        missing = [one for one in range(last + 1, min(number, last + 4)) if one not in present]
        if missing and number - last < 4:
            told = f"{' and '.join(map(str, missing))} is missing between {last} and {number}"
            yield Trace(
                technique="order.number_missing", quote=quote, at=clause.whole.start, page=clause.page, detail=told
            )
        elif 1 < number < last:
            told = f"{number} stands after {last}"
            yield Trace(
                technique="order.number_back", quote=quote, at=clause.whole.start, page=clause.page, detail=told
            )


def _lost(references: Sequence[Reference]) -> Iterator[Trace]:
    """Mentions of what is not there, once for each name."""
    told: set[str] = set()
    for reference in references:
        technique, what = _TOLD.get(reference.kind, ("", ""))
        name = reference.name.casefold()
        if technique and name not in told:
            told.add(name)
            yield Trace(technique=technique, quote=reference.name, at=reference.span.start, detail=what)
