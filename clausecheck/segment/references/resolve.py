"""Cross-references: what every mention of a clause or an exhibit leads to."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from clausecheck.model import Clause, Document, Part, Reference, ReferenceKind, Span
from clausecheck.segment.references.citations import ATTACHMENTS, MOST, WEAK, Citation, Item, citations, small
from clausecheck.segment.references.labels import Labels
from clausecheck.segment.references.leads import Leads
from clausecheck.segment.references.outside import Told, Whose, is_made_under_another, spread, told_of
from clausecheck.segment.references.targets import BODY

_LARGEST = 99
"""A higher number than any contract has clauses."""
_FEW_LOST, _MOST_LOST = 5, 0.15
"""Where so many more mentions lead nowhere, in all and of those that do not, the file's numbers are broken."""
_FIRST_LINES = 20
_TITLE = 600
_FORMS = frozenset([("to",), *((number, letter) for number in ("13", "14") for letter in "acdefgn")])
"""Schedule 13D, Schedule TO and the like, which are forms of the SEC."""
_OTHER_NUMBER = re.compile(r"\s{1,3}(?:\d{1,3}\.\d|\d{2,}\b)")
"""Another number right behind: the one that was read is that of a page, in a text that has lost its lines."""
_NEXT_SENTENCE = re.compile(r"\.\s{1,3}[A-Z]")
_ARTICLES = frozenset({"article", "section", "clause"})


def find_references(document: Document, clauses: tuple[Clause, ...]) -> tuple[Reference, ...]:
    """Every mention of a clause, exhibit or the like in the words of the clauses, in reading order.

    Numbers and headings of the clauses themselves, titles of exhibits and tables of contents are no mentions. At most
    `MOST` are read. The time is linear in the size of the document.
    """
    if not clauses:
        return ()
    found = tuple(islice(_Reader(document, clauses).read(), MOST))
    lost = {reference.name for reference in found if reference.kind is ReferenceKind.DANGLING}
    kept = {reference.name for reference in found if reference.kind is ReferenceKind.RESOLVED}
    if len(lost) <= _FEW_LOST or len(lost) <= _MOST_LOST * len(kept):
        return found
    return tuple(
        replace(reference, kind=ReferenceKind.UNCLEAR) if reference.kind is ReferenceKind.DANGLING else reference
        for reference in found
    )


@dataclass(frozen=True, slots=True)
class _Led:
    """Where one item leads."""

    kind: ReferenceKind
    targets: tuple[int, ...] = ()


_EXTERNAL = _Led(ReferenceKind.EXTERNAL)
_UNCLEAR = _Led(ReferenceKind.UNCLEAR)
_DANGLING = _Led(ReferenceKind.DANGLING)
_NOT_ATTACHED = _Led(ReferenceKind.NOT_ATTACHED)


class _Reader:
    """Reads one document."""

    def __init__(self, document: Document, clauses: tuple[Clause, ...]) -> None:
        self.text, self.low, self.clauses = document.text, small(document.text), clauses
        self.starts = [clause.whole.start for clause in clauses]
        self.labels = Labels(document, clauses)
        self.leads = Leads(self.text, self.low, clauses)
        self.lines = [(block.span.start, block.span.end) for block in document.blocks[:_FIRST_LINES]]
        self.title = " ".join(self.low[:_TITLE].split())

    def read(self) -> Iterator[Reference]:
        """The references in reading order."""
        found = list(citations(self.text, self.low))
        told = spread(self.text, [(one, told_of(self.text, self.low, one, self.title)) for one in found])
        labels = [self.labels.has(one) for one in found]
        for one, is_label in zip(found, labels, strict=True):
            if is_label:
                self.leads.written.add(one)
        place_of = {one.start: place for place, one in enumerate(found)}
        article: tuple[Citation, int | None] | None = None
        for place, citation in enumerate(found):
            if labels[place]:
                article = None
                continue
            at = bisect_right(self.starts, citation.start) - 1
            says, within = told[place], self._of_article(article, citation)
            if (whole := place_of.get(says.joined)) is not None:
                other = told[whole].whose in (Whose.OTHER, Whose.LIKELY_OTHER)
                says, within = (told[whole], None) if other else (says, self.leads.whole(found[whole], at))
            first = None
            for item, base, led in self._led(citation, says, at, within):
                if at >= 0 and item.end > self.clauses[at].whole.end:
                    continue  # a number of the next clause
                first = led.targets[0] if led.targets and first is None else first
                yield self._reference(citation, item, base, led, at)
            article = citation, first

    @cached_property
    def is_change(self) -> bool:
        """Whether the document changes another one, whose numbers it cites."""
        annexes = (clause.whole.start for clause in self.clauses if clause.part is Part.ANNEX)
        return is_made_under_another(self.low[: next(annexes, len(self.low))], self.lines)

    def _of_article(self, last: tuple[Citation, int | None] | None, citation: Citation) -> int | None:
        """The article of "Article V, Section 3"."""
        if last is None or last[0].word == citation.word or last[0].word not in _ARTICLES:
            return None
        between = self.low[last[0].end : citation.start]
        return last[1] if len(between) < 4 and not between.strip(" ,") else None

    def _led(
        self, citation: Citation, told: Told, at: int, within: int | None
    ) -> Iterator[tuple[Item, tuple[str, ...], _Led]]:
        """Each item with the number before it and where it leads; what is no citation after all is left out."""
        base: tuple[str, ...] = ()
        for item in citation.items:
            led = self._lead(citation, item, base, told, at, within)
            if led is not None:
                base = base if item.bare else item.tokens
                yield item, base, led

    def _lead(
        self, citation: Citation, item: Item, base: tuple[str, ...], told: Told, at: int, within: int | None
    ) -> _Led | None:
        if told.whose is Whose.OTHER:
            return _EXTERNAL
        if not item.tokens:
            own = self.leads.this(citation.word, at)
            return _Led(ReferenceKind.RESOLVED, (own,)) if own is not None else None
        if citation.word in ATTACHMENTS:
            return self._lead_to_annex(citation, item, told, at)
        found = self.leads.found(citation.word, item, base, at, within)
        if found is not None:
            return _Led(ReferenceKind.RESOLVED, (found, *self.leads.rest(citation.word, item, base, found, at)))
        return None if citation.word in WEAK or (item.bare and base) else self._unfound(citation, item, told, at)

    def _unfound(self, citation: Citation, item: Item, told: Told, at: int) -> _Led | None:
        """Judge a number that no clause has: of another document, or of none."""
        if told.whose is Whose.LIKELY_OTHER or self.is_change:
            return _EXTERNAL
        if _OTHER_NUMBER.match(self.low, citation.end) or self._is_of_what_follows(citation, item):
            return None
        if item.bare:
            return _UNCLEAR
        if self.low[citation.start] == "§" or _is_of_a_code(self.low[item.start : item.end], item.tokens):
            return _EXTERNAL
        scopes = dict.fromkeys((self.leads.targets.scope[at], BODY))
        return _DANGLING if any(self.leads.targets.lacks(item.tokens, scope) for scope in scopes) else _UNCLEAR

    def _is_of_what_follows(self, citation: Citation, item: Item) -> bool:
        """Whether a word and a number only stand side by side: "Sale of Articles 4.1. Fees", where 4.2 is a clause."""
        if item.tokens[-1] != "1" or not _NEXT_SENTENCE.match(self.text, citation.end):
            return False
        return self.leads.exists((*item.tokens[:-1], "2"))

    def _lead_to_annex(self, citation: Citation, item: Item, told: Told, at: int) -> _Led | None:
        place = self.leads.annex(citation.word, item)
        if place is None and citation.this:
            place = self.leads.this(citation.word, at)
        if place is not None:
            return _Led(ReferenceKind.RESOLVED, (place,))
        if citation.this or item.bare:
            return None
        form = citation.word == "schedule" and item.tokens in _FORMS
        return _EXTERNAL if form or told.whose is Whose.LIKELY_OTHER else _NOT_ATTACHED

    def _reference(self, citation: Citation, item: Item, base: tuple[str, ...], led: _Led, at: int) -> Reference:
        first = citation.items[0]
        start = citation.start if item is first else item.start
        word = " ".join(self.text[citation.start : first.start].split()).rstrip(' "“')
        number = self.text[item.start : item.end].strip('"“”')
        number = " ".join(number.split()) if item.last else "".join(number.split())
        if item.bare and base:
            number = f"{self.text[first.start : first.end].partition('(')[0].strip()}{number}"
        return Reference(
            clause_id=self.clauses[at].id,
            span=Span(start, item.end),
            quote=self.text[start : item.end],
            name=f"{_singular(word)} {number}" if item.tokens else " ".join(self.text[start : item.end].split()),
            kind=led.kind,
            targets=tuple(self.clauses[target].id for target in led.targets),
        )


def _is_of_a_code(words: str, tokens: tuple[str, ...]) -> bool:
    """Whether a number is one of a statute by its shape: "365", "409A", "2-314"."""
    if not tokens[0].isdecimal() or int(tokens[0]) > _LARGEST or "-" in words:
        return True
    if words.startswith("0") and len(words) > 1:
        return True
    return len(tokens) > 1 and tokens[1].isalpha() and "(" not in words


def _singular(word: str) -> str:
    """The word for one of several: "Section" for "SECTIONS"; a word in small letters stays so."""
    low = word.lower()
    one = {"annexes": "annex", "appendices": "appendix", "§§": "§"}.get(low, low.removesuffix("s"))
    return one if word[:1].islower() else one.capitalize()
