"""From a citation to the clause it names: in the annex that cites, in the body, or in words that became no clause."""

from itertools import takewhile

from clausecheck.model import Clause
from clausecheck.segment.references.citations import ATTACHMENTS, WEAK, Citation, Item
from clausecheck.segment.references.targets import BODY, Targets
from clausecheck.segment.references.written import Written

_MOST_TARGETS = 60
_FARTHEST = 400


class Leads:
    """Finds the clauses that are cited; a clause is told by its place in the sequence."""

    def __init__(self, text: str, low: str, clauses: tuple[Clause, ...]) -> None:
        """`text` is the document's, `low` the same in small letters."""
        self.clauses = clauses
        self.targets = Targets(low, clauses)
        self.written = Written(text, low, [clause.whole.start for clause in clauses])

    def whole(self, citation: Citation, at: int) -> int | None:
        """The clause or annex that "of Section 5" or "of Exhibit B" names, from the clause at `at`."""
        item = citation.items[0]
        if not item.tokens:
            return self.this(citation.word, at)
        if citation.word in ATTACHMENTS:
            return self.annex(citation.word, item)
        return self._clause(citation.word, item, item.tokens, at)

    def found(self, word: str, item: Item, base: tuple[str, ...], at: int, within: int | None) -> int | None:
        """The clause that an item names; `base` is the number before it, `within` the clause it is said to be of."""
        targets = self.targets
        if word == "recital":
            return targets.recitals.get(item.tokens[-1])
        if item.bare and base:
            return self._beside(word, base, item.tokens, at)
        if item.bare and within is not None:
            child = targets.child(within, item.tokens[0])
            return within if child is None and targets.has_item(within, item.tokens[0]) else child
        if within is not None:
            found = targets.find(word, item.tokens, at, targets.scope[within], within)
            if found is not None or (found := targets.child(within, item.tokens[0])) is not None:
                return found
        return None if word == "item" and not item.bare else self._clause(word, item, item.tokens, at)

    def rest(self, word: str, item: Item, base: tuple[str, ...], first: int, at: int) -> tuple[int, ...]:
        """The clauses of a range behind its first, of the same level."""
        if not item.last:
            return ()
        if item.last[0].isdecimal() == item.tokens[0].isdecimal() and not item.bare:
            last = self._clause(word, item, item.last, at)
        else:
            last = self._beside(word, (*base[:-1], *item.tokens), item.last, at)
        if last is None or last <= first:
            return ()
        reach = range(first + 1, min(last + 1, first + _FARTHEST))
        return tuple(p for p in reach if self.clauses[p].level == self.clauses[first].level)[:_MOST_TARGETS]

    def exists(self, tokens: tuple[str, ...]) -> bool:
        """Whether the body has a clause of this number."""
        return self.targets.find("", tokens, 0, BODY) is not None

    def annex(self, word: str, item: Item) -> int | None:
        """The exhibit or the like of this name: a part of the file, or a title in the words of a clause."""
        for length in range(len(item.tokens), 0, -1):
            key = (word, *item.tokens[:length])
            found = self.targets.annexes.get(key)
            if found is not None or (found := self.written.attachment(key)) is not None:
                return found
        return self.targets.first_of.get((word, *item.tokens))

    def this(self, word: str, at: int) -> int | None:
        """The clause that "this Section" means, as seen from within it."""
        targets = self.targets
        if word in ATTACHMENTS:
            return targets.scope[at] if targets.scope[at] != BODY else None
        numbered = [place for place in targets.chain(at) if self.clauses[place].number]
        same = [place for place in numbered if targets.word[place] == word]
        if same or word in WEAK:
            return same[0] if same else None
        if not numbered:
            return at
        if word in ("article", "paragraph"):
            return numbered[-1 if word == "article" else 0]
        whole = (place for place in numbered if self.clauses[place].number[0] != "(")
        return next((place for place in whole if len(targets.number_of(place)) < 3), numbered[0])

    def _clause(self, word: str, item: Item, tokens: tuple[str, ...], at: int) -> int | None:
        targets = self.targets
        if item.bare:
            return targets.relative(at, tokens, item.start)
        scopes = dict.fromkeys((targets.scope[at], BODY))
        for scope in scopes:
            if (found := targets.find(word, tokens, at, scope)) is not None:
                return found
        number = tuple(takewhile(str.isdigit, tokens))
        if word in WEAK or (len(number) < len(tokens) and any(self.targets.has(number, scope) for scope in scopes)):
            return None
        if (found := self.written.clause(tokens)) is not None:
            return found
        others = (scope for scope in targets.numbered_annexes if scope not in scopes)
        return next((p for scope in others if (p := targets.find(word, tokens, at, scope)) is not None), None)

    def _beside(self, word: str, base: tuple[str, ...], tokens: tuple[str, ...], at: int) -> int | None:
        """The clause "(b)" behind "3(a)": beside its last token, or beside one before it."""
        for length in range(len(base) - 1, 0, -1):
            for scope in dict.fromkeys((self.targets.scope[at], BODY)):
                found = self.targets.find(word, (*base[:length], *tokens), at, scope)
                if found is not None:
                    return found
        return None
