"""Defined terms: what a contract means by its words, and where that holds."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from clausecheck.model import Block, BlockKind, Clause, Definition, DefinitionForm, Document, Part, Reference, Span
from clausecheck.segment import defining
from clausecheck.segment.references.citations import ATTACHMENTS, small
from clausecheck.segment.uses import count_uses

MOST: Final = 2000
"""Definitions that are kept of one document."""
_BEFORE: Final = 400
_BEHIND: Final = 100
_NEAR: Final = 160
_INTRODUCTION: Final = 250
_LONGEST_ENTRY: Final = 600
"""Characters of a cover page's entry."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A definition while it is gathered."""

    terms: tuple[str, ...]
    span: Span
    form: DefinitionForm
    at: int
    """Where the first term stands."""


def find_definitions(
    document: Document, clauses: tuple[Clause, ...], references: tuple[Reference, ...]
) -> tuple[Definition, ...]:
    """The defined terms of a document, in reading order. Linear in its size.

    `references` tell which clause "this Section" is, where a term is defined for a part of the document only.
    """
    if not clauses:
        return ()
    reader = _Reader(document, clauses, references)
    found = list(reader.read())
    entries = list(reader.key_terms({term for one in found for term in one.terms}))
    uses = count_uses(document.text, [term for one in (*found, *entries) for term in one.terms])
    found += [entry for entry in entries if uses[entry.terms[0]]]
    found = sorted(found, key=lambda one: (one.at, one.span.start))[:MOST]
    return tuple(reader.made(one, term, uses[term]) for one in _apart(found) for term in one.terms)


def _apart(found: list[_Found]) -> Iterator[_Found]:
    """Where several terms are defined in one paragraph, the words of each end where the next begins."""
    for place, one in enumerate(found):
        behind = found[place + 1] if place + 1 < len(found) else None
        means = one.form is DefinitionForm.MEANS and behind is not None and behind.form is DefinitionForm.MEANS
        if means and behind is not None and one.at < behind.at < one.span.end:
            yield replace(one, span=Span(one.span.start, behind.at))
        else:
            yield one


class _Reader:
    """Reads one document."""

    def __init__(self, document: Document, clauses: tuple[Clause, ...], references: tuple[Reference, ...]) -> None:
        self.document, self.clauses = document, clauses
        self.text, self.low = document.text, small(document.text)
        self.starts = [clause.whole.start for clause in clauses]
        self.places = {clause.id: place for place, clause in enumerate(clauses)}
        self.cited = {reference.span.start: reference for reference in references}
        self.block_starts = [block.span.start for block in document.blocks]

    def read(self) -> Iterator[_Found]:
        """Definitions by quoted terms, then by rows and by paragraphs that begin with a term in bold."""
        quoted: set[int] = set()
        for found in self._of_quotes():
            quoted.add(self._block(found.at).span.start)
            yield found
        table = False
        for block in self.document.blocks:
            if block.kind is BlockKind.TABLE_ROW:
                one = self._of_row(block, table=table)
            else:
                one = self._of_paragraph(block) if block.span.start not in quoted else None
            table = one is not None and one.form is DefinitionForm.TABLE and self.text[one.at] not in defining.OPENING
            if one is not None:
                yield one

    def key_terms(self, known: set[str]) -> Iterator[_Found]:
        """Entries of a cover page that the contract fills its terms with: "General Cap Amount: $100,000"."""
        for clause in self.clauses:
            if clause.part is not Part.COVER or not clause.heading or not 0 < len(clause.text) <= _LONGEST_ENTRY:
                continue
            term = defining.term_of(clause.heading)
            words = [word for word in term.split() if word not in defining.SMALL_WORDS]
            if term and term not in known and not term.isupper() and all(word[0].isupper() for word in words):
                known.add(term)
                yield _Found((term,), clause.span, DefinitionForm.TABLE, clause.whole.start)

    def made(self, found: _Found, term: str, uses: int) -> Definition:
        """The definition of one of the terms that are defined together."""
        start, end = found.span.start, found.span.end
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Definition(
            term=term,
            span=Span(start, end),
            text=self.text[start:end],
            clause_id=self.clauses[self._at(found.at)].id,
            form=found.form,
            scope=self._scope(found),
            uses=uses,
        )

    def _at(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _block(self, offset: int) -> Block:
        return self.document.blocks[max(0, bisect_right(self.block_starts, offset) - 1)]

    def _of_quotes(self) -> Iterator[_Found]:
        last = -1
        quotes = list(defining.quotes(self.text))
        for place, first in enumerate(quotes):
            if first.start < last:
                continue
            group = [first]
            for behind in quotes[place + 1 : place + 6]:
                if not defining.joined(self.text[group[-1].end : behind.start]):
                    break
                group.append(behind)
            terms = tuple(dict.fromkeys(quote.term for quote in group if quote.term))
            found = self._of_group(first.start, group[-1].end, terms) if terms else None
            if found is not None:
                last = group[-1].end
                yield found

    def _of_group(self, start: int, end: int, terms: tuple[str, ...]) -> _Found | None:
        """A definition where words that define stand behind a quoted term, or a bracket around it."""
        block = self._block(start)
        if defining.MEANS.match(self.low, end, min(block.span.end, end + _NEAR)):
            return _Found(terms, self._words(start, block), DefinitionForm.MEANS, start)
        lead = self.low[max(block.span.start, start - _BEHIND) : start]
        if defining.BRACKET.search(lead):
            close = self.text.find(")", end, min(block.span.end, end + _BEHIND))
            return _Found(
                terms, Span(self._sentence(start), close + 1 if close >= 0 else end), DefinitionForm.INLINE, start
            )
        if defining.CALLED.search(lead):
            return _Found(terms, Span(self._sentence(start), end), DefinitionForm.INLINE, start)
        return None

    def _of_row(self, block: Block, *, table: bool) -> _Found | None:
        """A row of a term and its meaning: the term in quotes, or in a clause of definitions.

        `table` says that the row above it is one of such a clause.
        """
        cells = [cell for cell in block.cells if len(cell)]
        if len(cells) != 2 or len(cells[0]) > defining.LONGEST:
            return None
        label = self.document.slice(cells[0]).strip()
        term = defining.term_of(label.strip("“”\"'‘’ :"))
        quoted = label[:1] in defining.OPENING
        if not term or not (quoted or (term[0].isupper() and (table or self._defines(block.span.start)))):
            return None
        if defining.MEANS.match(self.low, cells[0].end, cells[0].end + _NEAR) and quoted:
            return None
        return _Found((term,), cells[1], DefinitionForm.TABLE, cells[0].start)

    def _of_paragraph(self, block: Block) -> _Found | None:
        """A paragraph that begins with a term without quotes: in bold, or in a clause of definitions."""
        if self.low.find("mean", block.span.start, block.span.start + 200) < 0:
            return None
        match = defining.PLAIN.match(self.text, block.span.start, min(block.span.end, block.span.start + 200))
        if match is None:
            return None
        styled = block.heading_end is not None and abs(block.heading_end - match.end("term")) <= 2
        term = defining.term_of(match["term"])
        if not term or not (styled or self._defines(block.span.start)):
            return None
        return _Found((term,), self._words(match.start("term"), block), DefinitionForm.MEANS, match.start("term"))

    def _defines(self, offset: int) -> bool:
        """Whether a clause at or above has a heading that speaks of definitions."""
        place: int | None = self._at(offset)
        while place is not None:
            clause = self.clauses[place]
            if any(word in clause.heading.lower() for word in defining.HEADINGS):
                return True
            place = self.places[clause.parent] if clause.parent else None
        return False

    def _words(self, start: int, block: Block) -> Span:
        """From the term to the end of its paragraph, and of the list that follows it where it ends with a colon."""
        own = self.clauses[self._at(start)].span.end
        listed = self.text[block.span.end - 1] == ":"
        return Span(start, max(start, own if listed else min(own, block.span.end)))

    def _sentence(self, at: int) -> int:
        """Where the sentence begins."""
        first = max(self._block(at).span.start, at - _BEFORE)
        place = max(self.text.rfind(stop, first, at) for stop in (". ", "; ", ".\t"))
        return place + 2 if place >= 0 else first

    def _scope(self, found: _Found) -> str:
        """The id of the clause or annex that the definition is for; empty for the whole document."""
        at = self._at(found.at)
        clause = self.clauses[at]
        means = found.form is DefinitionForm.MEANS
        ranges = [(self._sentence(found.at), min(found.at + _NEAR, found.span.end) if means else found.at)]
        if found.form is not DefinitionForm.INLINE:
            while True:
                ranges.append((clause.whole.start, min(clause.span.start + _INTRODUCTION, clause.span.end, found.at)))
                if clause.parent is None:
                    break
                clause = self.clauses[self.places[clause.parent]]
        for start, end in ranges:
            match = defining.SCOPE.search(self.low, start, max(start, end))
            if match is not None:
                return self._named(match.start("this"), match.start("word"), match["word"], at)
        return self.clauses[self._top(at)].id if self.clauses[at].part is Part.ANNEX else ""

    def _top(self, at: int) -> int:
        while (parent := self.clauses[at].parent) is not None:
            at = self.places[parent]
        return at

    def _named(self, this: int, word: int, name: str, at: int) -> str:
        reference = self.cited.get(this) or self.cited.get(word)
        if reference is not None and reference.targets:
            return reference.targets[0]
        if name in ATTACHMENTS:
            return self.clauses[self._top(at)].id if self.clauses[at].part is Part.ANNEX else ""
        return self.clauses[at].id if name in defining.CLAUSES else ""
