"""Cross-references: what every mention of a clause or an exhibit leads to."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from clausecheck.model import BlockKind, Clause, Document, Reference, ReferenceKind, Span
from clausecheck.segment.citations import ATTACHMENTS, MOST, WEAK, Citation, Item, citations, small
from clausecheck.segment.outside import Told, Whose, document_is_of_another, told_of
from clausecheck.segment.targets import Targets, attachment_key
from clausecheck.segment.written import Written

_LARGEST = 99
"""A higher number than any contract has clauses."""
_MOST_TARGETS = 60
_LABEL = 160


def find_references(document: Document, clauses: tuple[Clause, ...]) -> tuple[Reference, ...]:
    """Every mention of a clause, exhibit or the like in the words of the clauses, in reading order.

    Numbers and headings of the clauses themselves, titles of exhibits and tables of contents are no mentions. At most
    `MOST` are read. The time is linear in the size of the document.
    """
    if not clauses:
        return ()
    found: list[Reference] = []
    for reference in _Reader(document, clauses).read():
        found.append(reference)
        if len(found) == MOST:
            break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Led:
    """Where one item leads."""

    kind: ReferenceKind
    targets: tuple[int, ...] = ()


_EXTERNAL = _Led(ReferenceKind.EXTERNAL)
_DANGLING = _Led(ReferenceKind.DANGLING)
_NOT_ATTACHED = _Led(ReferenceKind.NOT_ATTACHED)


class _Reader:
    """Reads one document."""

    def __init__(self, document: Document, clauses: tuple[Clause, ...]) -> None:
        self.text, self.low, self.clauses = document.text, small(document.text), clauses
        self.blocks = document.blocks
        self.block_starts = [block.span.start for block in document.blocks]
        self.starts = [clause.whole.start for clause in clauses]
        self.targets = Targets(document, self.low, clauses)
        self.written = Written(self.low, self.starts)
        self.is_change = document_is_of_another(self.text, [(b.span.start, b.span.end) for b in self.blocks[:8]])
        self.title = " ".join(self.low[: 600].split())

    @cached_property
    def counted(self) -> dict[int, int]:
        return self.targets.counted

    def read(self) -> Iterator[Reference]:
        last: tuple[Citation, int | None] | None = None
        waiting = list(citations(self.text, self.low))
        told = [told_of(self.text, self.low, citation, self.title) for citation in waiting]
        begins = {citation.start: number for number, citation in enumerate(waiting)}
        for number, citation in enumerate(waiting):
            at = bisect_right(self.starts, citation.start) - 1
            if at < 0 or self._is_label(citation, at):
                last = None
                continue
            whole = begins.get(told[number].joined)
            within = self._within(waiting[whole], told[whole], at) if whole is not None else None
            says = told[number]
            if whole is not None and told[whole].whose in (Whose.OTHER, Whose.LIKELY_OTHER):
                says = told[whole]
            article = self._follows_article(last, citation)
            base: tuple[str, ...] = ()
            first: int | None = None
            for item in citation.items:
                led = self._lead(citation, item, base, says, at, within if within is not None else article)
                if led is None:
                    continue
                if not item.bare:
                    base = item.tokens
                first = led.targets[0] if led.targets and first is None else first
                yield self._reference(citation, item, base, led, at)
            last = (citation, first)

    def _reference(self, citation: Citation, item: Item, base: tuple[str, ...], led: _Led, at: int) -> Reference:
        start = citation.start if item is citation.items[0] else item.start
        quote = self.text[start : item.end]
        word = self.text[citation.start : citation.items[0].start].split()
        first = item is citation.items[0]
        head = " ".join(self.text[citation.items[0].start : citation.items[0].end].partition("(")[0].split())
        shown = " ".join(self.text[item.start : item.end].split())
        name = " ".join(quote.split()) if first else f"{' '.join(word)} {head if item.bare else ''}{shown}"
        targets = tuple(self.clauses[target].id for target in led.targets[:_MOST_TARGETS])
        return Reference(
            clause_id=self.clauses[at].id, span=Span(start, item.end), quote=quote, name=name, kind=led.kind,
            targets=targets,
        )  # fmt: skip

    def _is_label(self, citation: Citation, at: int) -> bool:
        """Whether the words are a clause's own number, the title of an exhibit, or a line of contents."""
        clause = self.clauses[at]
        if citation.start < clause.span.start:
            return True
        place = bisect_right(self.block_starts, citation.start) - 1
        block = self.blocks[place]
        if block.kind is BlockKind.CONTENTS:
            return True
        begins = self.text[block.span.start : citation.start].strip(" \t([\"“*-–—") == ""
        behind = self.text[citation.end : block.span.end].lstrip(' ."”:-–—)]*')
        if citation.this or not begins:
            return False
        return not behind or not (behind[0].islower() or behind[0] in ",;")

    def _within(self, whole: Citation, told: Told, at: int) -> int | None:
        """The clause that "of Section 5" or "of Exhibit B" names."""
        if told.whose is Whose.OTHER:
            return None
        item = whole.items[0]
        if not item.tokens:
            return self._this(whole.word, at)
        if whole.word in ATTACHMENTS:
            return self._annex(whole.word, item)
        return self._clause(whole.word, item.tokens, at, item)

    def _follows_article(self, last: tuple[Citation, int | None] | None, citation: Citation) -> int | None:
        """The article of "Article V, Section 3"."""
        if last is None or last[0].word == citation.word or last[0].word not in ("article", "section", "clause"):
            return None
        between = self.low[last[0].end : citation.start]
        return last[1] if between.strip(" ,") == "" and len(between) < 4 else None

    def _lead(
        self, citation: Citation, item: Item, base: tuple[str, ...], told: Told, at: int, within: int | None
    ) -> _Led | None:
        """Where an item leads; None where it is no citation after all."""
        if told.whose is Whose.OTHER:
            return _EXTERNAL
        if not item.tokens:
            own = self._this(citation.word, at)
            return _Led(ReferenceKind.RESOLVED, (own,)) if own is not None else None
        if citation.word in ATTACHMENTS:
            return self._lead_attachment(citation, item, told)
        found = self._found(citation, item, base, at, within)
        if found is not None:
            return _Led(ReferenceKind.RESOLVED, (found, *self._rest(citation.word, item, base, found, at)))
        if citation.word in WEAK or (item.bare and base):
            return None
        return self._unfound(citation, item, told, at, within)

    def _found(
        self, citation: Citation, item: Item, base: tuple[str, ...], at: int, within: int | None
    ) -> int | None:
        if citation.word == "recital":
            return self._recital(item)
        if item.bare and base:
            return self._beside(citation.word, base, item.tokens, at)
        if item.bare and within is not None:
            child = self.targets.child(within, item.tokens[0])
            if child is None:
                return within if self.targets.has_item(within, item.tokens[0]) else None
            return child
        if item.bare:
            return self.targets.relative(at, item.tokens, item.start)
        if within is not None:
            found = self.targets.find(citation.word, item.tokens, at, self.targets.scope[within], within)
            if found is None and len(item.tokens) > 0 and (child := self.targets.child(within, item.tokens[0])) is not None:
                found = child
            return found
        if citation.word == "item":
            return None
        return self._clause(citation.word, item.tokens, at, item)

    def _clause(self, word: str, tokens: tuple[str, ...], at: int, item: Item) -> int | None:
        """A clause by number: of the annex that cites it, of the body, or where its number is written in a text."""
        if item.bare:
            return self.targets.relative(at, tokens, item.start)
        own = self.targets.scope[at]
        scopes = dict.fromkeys((own, -1))
        for scope in scopes:
            found = self.targets.find(word, tokens, at, scope)
            if found is not None:
                return found
        if word in WEAK:
            return None
        found = self.written.clause(tokens)
        if found is not None:
            return found
        for scope in dict.fromkeys(self.targets.annexes.values()):
            if scope not in scopes and (found := self.targets.find(word, tokens, at, scope)) is not None:
                return found
        return None

    def _beside(self, word: str, base: tuple[str, ...], tokens: tuple[str, ...], at: int) -> int | None:
        """"(b)" behind "3(a)": beside its last token, or beside one before it."""
        for length in range(len(base) - 1, 0, -1):
            for scope in dict.fromkeys((self.targets.scope[at], -1)):
                found = self.targets.find(word, (*base[:length], *tokens), at, scope)
                if found is not None:
                    return found
        return None

    def _rest(self, word: str, item: Item, base: tuple[str, ...], first: int, at: int) -> tuple[int, ...]:
        """The clauses of a range behind its first."""
        if not item.last:
            return ()
        if item.last[0].isdigit() == (item.tokens[0].isdigit()) and not item.bare:
            last = self._clause(word, item.last, at, item)
        else:
            last = self._beside(word, (*base[:-1], *item.tokens), item.last, at)
        if last is None or last <= first:
            return ()
        level = self.clauses[first].level
        return tuple(
            place for place in range(first + 1, min(last + 1, first + 400)) if self.clauses[place].level == level
        )[:_MOST_TARGETS]

    def _unfound(self, citation: Citation, item: Item, told: Told, at: int, within: int | None) -> _Led | None:
        """Judge a number that no clause has: of another document, or of none."""
        top = item.tokens[0]
        if told.whose is Whose.LIKELY_OTHER or (told.whose is not Whose.OWN and self.is_change):
            return _EXTERNAL
        if item.bare:
            return None
        odd = not top.isdigit() or int(top) > _LARGEST or "-" in self.text[item.start : item.end]
        if odd or self.low[citation.start] == "§" or (len(item.tokens) > 1 and item.tokens[1].isalpha()
            and self.low[item.start : item.end].find("(") < 0):
            return _EXTERNAL
        scope = self.targets.scope[at]
        return _DANGLING if self.counted.get(scope) or self.counted.get(-1) else None

    def _lead_attachment(self, citation: Citation, item: Item, told: Told) -> _Led | None:
        place = self._annex(citation.word, item)
        if place is not None:
            return _Led(ReferenceKind.RESOLVED, (place,))
        if told.whose is Whose.LIKELY_OTHER or item.bare or _is_form(citation.word, item):
            return _EXTERNAL if not item.bare else None
        return _NOT_ATTACHED

    def _annex(self, word: str, item: Item) -> int | None:
        for length in range(len(item.tokens), 0, -1):
            found = self.targets.annexes.get((word, *item.tokens[:length]))
            if found is None:
                found = self.written.attachment((word, *item.tokens[:length]))
            if found is not None:
                return found
        return None

    def _recital(self, item: Item) -> int | None:
        for index, clause in enumerate(self.clauses):
            if clause.part.value != "cover":
                return None
            if self.targets.number_of(index)[-1:] == item.tokens[-1:] and clause.number:
                return index
        return None

    def _this(self, word: str, at: int) -> int | None:
        """The clause that "this Section" means, as seen from within it."""
        chain = self.targets.chain(at)
        if word in ATTACHMENTS:
            return self.targets.scope[at] if self.targets.scope[at] >= 0 else None
        numbered = [place for place in chain if self.clauses[place].number]
        same = [place for place in numbered if self.targets.word[place] == word]
        if same:
            return same[0]
        if word in WEAK or not numbered:
            return None if word in WEAK else at
        if word == "article":
            return numbered[-1]
        if word == "paragraph":
            return numbered[0]
        whole = [place for place in numbered if self.clauses[place].number[0] not in "(" and len(self.targets.number_of(place)) < 3]
        return (whole or numbered)[0]


def _is_form(word: str, item: Item) -> bool:
    """Schedule 13D and the like: forms of the SEC."""
    return word == "schedule" and item.tokens[:1] in (("13",), ("14",)) and item.tokens[1:2] and item.tokens[1].isalpha() or False
