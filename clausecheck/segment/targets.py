"""The clauses of a document by number, to find the one that is cited."""

import re
from collections import defaultdict
from functools import cache
from typing import Final

from clausecheck.model import Clause, Document, Part
from clausecheck.segment.citations import ATTACHMENTS
from clausecheck.segment.numbers import roman_value
from clausecheck.segment.vocabulary import vocabulary

_REACH: Final = 30_000
"""Characters of a clause in which an item of a sentence is looked for."""
_BODY: Final = -1
_ENOUGH: Final = 3
_COMPLETE: Final = 0.8
_NO_NAMES: Final = frozenset({"of", "to", "by", "in", "is", "as", "an", "or", "at", "on", "if"})


class Targets:
    """An index of clauses; a clause is told by its place in the sequence."""

    def __init__(self, document: Document, low: str, clauses: tuple[Clause, ...]) -> None:
        self.text, self.low, self.clauses = document.text, low, clauses
        place = {clause.id: index for index, clause in enumerate(clauses)}
        self.parent = [place[clause.parent] if clause.parent else _BODY for clause in clauses]
        self.scope: list[int] = []
        """The annex that a clause stands in, by its place; -1 for the body."""
        self.word: list[str] = []
        self.ends = [clause.whole.end for clause in clauses]
        """Where the last clause below each ends."""
        self._full: list[tuple[str, ...]] = []
        self._children: dict[int, list[int]] = defaultdict(list)
        self._by: dict[tuple[int, tuple[str, ...]], list[int]] = defaultdict(list)
        self._inline: dict[tuple[int, str], bool] = {}
        self.annexes: dict[tuple[str, ...], int] = {}
        for index in range(len(clauses)):
            self._add(index)
        for index in range(len(clauses) - 1, -1, -1):
            if self.parent[index] >= 0:
                self.ends[self.parent[index]] = max(self.ends[self.parent[index]], self.ends[index])

    def _add(self, index: int) -> None:
        clause, parent = self.clauses[index], self.parent[index]
        root = clause.part is Part.ANNEX and parent < 0
        scope = index if root else self.scope[parent] if parent >= 0 else _BODY
        word, tokens = number_tokens(clause.number)
        above = self._full[parent] if parent >= 0 else ()
        full = tokens if len(tokens) > 1 and tokens[0].isdigit() else (*above, *tokens)
        self.scope.append(scope)
        self.word.append(word)
        self._full.append(full)
        self._children[parent].append(index)
        if root:
            key = attachment_key(self.low[clause.whole.start : clause.whole.start + 60])
            if key:
                self.annexes.setdefault(key, index)
        if tokens:
            self._by[scope, full].append(index)
            if full != tokens:
                self._by[scope, tokens].append(index)
            if len(tokens) == 1 and clause.number.isupper() and (value := roman_value(tokens[0])) is not None:
                self._by[scope, (*full[:-1], str(value))].append(index)

    def number_of(self, index: int) -> tuple[str, ...]:
        """The whole number of a clause: ("7", "2", "a")."""
        return self._full[index]

    def chain(self, index: int) -> list[int]:
        """The clause and those above it, from the inside out."""
        found = []
        while index >= 0:
            found.append(index)
            index = self.parent[index]
        return found

    def find(self, word: str, tokens: tuple[str, ...], at: int, scope: int, within: int = _BODY) -> int | None:
        """The clause with a number, cited as a "section", "article", … from the clause at `at`; None if there is none.

        Tokens behind the number of a clause are looked for among those below it, and then in its words.
        """
        for length in range(len(tokens), 0, -1):
            base = self._best(word, tokens[:length], at, scope, within)
            if base is None:
                continue
            found = self._down(base, tokens[length:])
            if found is not None or length == 1 or not tokens[length - 1].isdigit():
                return found
        return None

    def _best(self, word: str, tokens: tuple[str, ...], at: int, scope: int, within: int) -> int | None:
        if len(tokens) == 1 and not tokens[0].isdigit():
            return None
        places = self._by.get((scope, tokens), [])
        if within >= 0:
            places = [place for place in places if within in self.chain(place)]
        if not places:
            return None
        tops = self.chain(at)[-1:] if at >= 0 else []

        def score(place: int) -> int:
            same = 2 * (self.word[place] == word) + (self._full[place] == tokens) + (not self.word[place])
            return 2 * same + (self.chain(place)[-1:] == tops)

        return max(places[:50], key=score)

    def _down(self, base: int, tokens: tuple[str, ...]) -> int | None:
        for token in tokens:
            below = self.child(base, token)
            if below is not None:
                base = below
            elif not self.has_item(base, token):
                return None
        return base

    def child(self, index: int, token: str) -> int | None:
        """The clause with this number right below, or below one without a number."""
        for child in self._children.get(index, ()):
            tokens = number_tokens(self.clauses[child].number)[1]
            if tokens[-1:] == (token,):
                return child
        for child in self._children.get(index, ()):
            if not self.clauses[child].number and (found := self.child(child, token)) is not None:
                return found
        return None

    def children(self, index: int) -> list[int]:
        """The clauses right below."""
        return self._children.get(index, [])

    def has_item(self, index: int, token: str) -> bool:
        """Whether the words of a clause, those below it included, have an item of this number in a sentence."""
        key = (index, token)
        if key not in self._inline:
            start = self.clauses[index].whole.start
            words = self.low[start : min(self.ends[index], start + _REACH)]
            ways = (f"({token})", f"( {token} )", f" {token})", f"\n{token}.", f" {token}. ", f"({token} ")
            self._inline[key] = any(way in words for way in ways)
        return self._inline[key]

    def item_before(self, at: int, token: str, start: int) -> bool:
        """Whether the clause's own words have "(i)" as an item of a sentence, apart from the mention at `start`."""
        span, mark = self.clauses[at].span, f"({token})"
        place = self.low.find(mark, span.start, span.end)
        while place >= 0:
            if not start <= place < start + 24:
                return True
            place = self.low.find(mark, place + 1, span.end)
        return False

    def relative(self, at: int, tokens: tuple[str, ...], start: int) -> int | None:
        """The clause "(c)" as seen from the one at `at`: below it, in its words, beside it, then further out."""
        chain = self.chain(at)
        below = self.child(at, tokens[0])
        if below is None and self.item_before(at, tokens[0], start):
            return at
        for above in chain[1:]:
            if below is not None:
                break
            below = self.child(above, tokens[0])
        for above in chain[1:]:
            if below is None and self.has_item(above, tokens[0]):
                return above
        return self._down(below, tokens[1:]) if below is not None else None

    @property
    def counted(self) -> dict[int, int]:
        """The highest top-level number of the body and of each annex whose numbers run from 1 without many gaps."""
        values: dict[int, set[int]] = defaultdict(set)
        for (scope, tokens), _ in self._by.items():
            if len(tokens) == 1 and tokens[0].isdigit():
                values[scope].add(int(tokens[0]))
        return {
            scope: max(found)
            for scope, found in values.items()
            if len(found) >= _ENOUGH and len(found) >= _COMPLETE * max(found)
        }


def number_tokens(number: str) -> tuple[str, tuple[str, ...]]:
    """The word of a clause's number and its tokens: ("section", ("2", "3")) of "Section 2.03"."""
    word, rest = "", number
    match = _lead().match(number)
    if match:
        word = vocabulary().keywords.get(match["word"].lower().rstrip("."), "")
        rest = number[match.end() :]
    written = vocabulary().numbers.get(rest.strip(" .:)").lower())
    if written is not None:
        return word, (str(written),)
    tokens = tuple(token.lstrip("0") or "0" for token in re.findall(r"\d+|[a-z]+", rest.lower()))
    if len(tokens) == 2 and tokens[1] == "0":
        tokens = tokens[:1]
    numeral = roman_value(tokens[0]) if word and tokens else None
    return word, ((str(numeral), *tokens[1:]) if numeral is not None else tokens)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(r"(?P<word>[A-Za-z]{3,}\.?|§)\s{0,4}(?=[\dA-Za-z])")


def attachment_key(low: str) -> tuple[str, ...]:
    """("exhibit", "a", "1") of a title or citation in small letters; empty for other words."""
    match = _attachment().match(low)
    if match is None or match["word"] not in ATTACHMENTS:
        return ()
    name = match["id"] or ""
    return (match["word"], *(() if name in _NO_NAMES else re.findall(r"\d+|[a-z]+", name)))


@cache
def _attachment() -> re.Pattern[str]:
    return re.compile(
        r"[\s\[(\"“]{0,3}(?P<word>[a-z]{5,10})[\s-]{0,6}(?:no\.?\s|#\s?)?[\"“'‘]?"
        r"(?P<id>(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3})(?:[-.]?\d{1,3}|[-.][a-z]){0,3})?(?![a-z\d])"
    )
