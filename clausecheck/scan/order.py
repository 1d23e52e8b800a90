"""Clauses whose numbers contradict each other, and mentions that lead nowhere."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Final

from clausecheck.model import Block, BlockKind, Clause, Document, Part, Reference, ReferenceKind, Trace

_LABEL = re.compile(
    r"(?:((?:article|section|clause)\s{1,3})([ivxl]{1,7})|((?:(?:article|section|clause)\s{1,3})?)"
    r"([0-9]{1,3}(?:\.[0-9]{1,3}){0,4}))([.):]{0,2})\s",
    re.IGNORECASE,
)
_QUOTES: Final = frozenset("“\"‘'")
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_QUOTED: Final = 240
_NAMED: Final = 80
_LONGEST: Final = 60
"""Characters that a number and the word before it take."""
_DEPTH: Final = 8
"""Lists inside lists that are kept open."""
_MESSY: Final = 5
"""Numbers that stand twice; a contract with more was put together from parts, or numbered by hand without care."""
_MOST: Final = 20
"""Traces of one kind; a contract with more of them is numbered by other rules than these."""
_TOLD: Final = {
    ReferenceKind.DANGLING: ("order.dangling_reference", "no clause of this document has that number"),
    ReferenceKind.NOT_ATTACHED: ("order.not_attached", "it is not part of this file"),
}
_BODY: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def out_of_order(document: Document, clauses: Sequence[Clause], references: Sequence[Reference]) -> Iterator[Trace]:
    """A trace for each number that two clauses have, and for each mention of a clause that is not there."""
    twice = list(_twice(document, clauses))
    usual = "a contract whose numbers are not kept in order" if len(twice) > _MESSY else ""
    yield from (replace(trace, usual=usual) for trace in twice[:_MOST])
    yield from list(_steps(document, clauses))[:_MOST]
    yield from list(_lost(references))[:_MOST]


@dataclass(frozen=True, slots=True)
class _Label:
    """A number at the beginning of a paragraph: "7.2" has the head "7" and the count 2."""

    head: str
    count: int
    block: Block
    sign: str
    """What closes it: "." or nothing."""

    @property
    def number(self) -> str:
        """In full."""
        return f"{self.head.capitalize()}{'.' if self.head[-1:].isdecimal() else ''}{self.count}"


def _labels(document: Document, clauses: Sequence[Clause]) -> Iterator[_Label]:
    """Those of the contract's body, in reading order; exhibits count by themselves."""
    ordered = sorted(clauses, key=lambda clause: clause.whole.start)
    starts = [clause.whole.start for clause in ordered]
    for block in document.blocks:
        index = bisect_right(starts, block.span.start) - 1
        if block.kind in _BODY and index >= 0 and ordered[index].part is Part.BODY:
            label = _LABEL.match(document.text, block.span.start, min(block.span.end, block.span.start + _LONGEST))
            if label:
                word = (label.group(1) or label.group(3)).lower()
                head, _, count = (label.group(4) or "").rpartition(".")
                number = int(count) if count else _roman(label.group(2).lower())
                behind = document.text[label.end() : label.end() + 1]
                if behind.isupper() or behind in _QUOTES or (behind.isalpha() and not behind.islower()):
                    yield _Label(word + head, number, block, label.group(5))


def _kept(labels: list[_Label]) -> list[_Label]:
    """Without those that may be the number of a house or a day, where other clause numbers end with a point."""
    bare = [label for label in labels if not (label.head or label.sign)]
    signed = sum(not label.head and bool(label.sign) for label in labels)
    return labels if len(bare) > signed else [label for label in labels if label.head or label.sign]


def _roman(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip_longest(values, values[1:], fillvalue=0))


def _twice(document: Document, clauses: Sequence[Clause]) -> Iterator[Trace]:
    """Numbers that stand again where the count does not begin anew: "9" behind "9", or "5" between "7" and "8"."""
    first: dict[str, _Label] = {}
    open_counts: dict[str, list[int]] = {}
    labels = _kept(list(_labels(document, clauses)))
    for label, following in zip_longest(labels, labels[1:]):
        before = first.setdefault(label.number, label)
        begins = label.count <= 1 and following is not None and _follows(label, following)
        goes_on = _goes_on(open_counts.setdefault(label.head, []), label.count)
        single = label.count <= 1 and label.sign != before.sign
        if goes_on or begins or single or before is label:
            continue
        yield Trace(
            technique="order.number_twice",
            quote=_quote(document, label.block),
            at=label.block.span.start,
            page=label.block.page,
            detail=f"{label.number} is also the number of “{_quote(document, before.block)[:_NAMED]}”",
        )


def _follows(label: _Label, following: _Label) -> bool:
    """Whether a list begins: the next number is one more, or one of a level below."""
    return (following.head, following.count) == (label.head, label.count + 1) or following.head == label.number


def _goes_on(counts: list[int], count: int) -> bool:
    """Whether `count` is the next of a series that is open; those inside it end. `counts` are the last of each."""
    for depth in range(len(counts) - 1, -1, -1):
        if counts[depth] == count - 1:
            counts[depth:] = [count]
            return True
    if count <= 1 or not counts:
        del counts[_DEPTH:]
        counts.append(count)
    return False


def _quote(document: Document, block: Block) -> str:
    """The paragraph, and the one below where it is no more than a heading."""
    end = block.span.end
    if len(block.span) < _NAMED:
        line = document.text.find("\n", end + 1)
        end = line if line >= 0 else len(document.text)
    return " ".join(document.text[block.span.start : min(end, block.span.start + _QUOTED)].split())


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
