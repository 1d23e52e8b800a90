"""The clauses of a document by number, to find the one that is cited."""

import re
from collections import defaultdict
from functools import cache, cached_property
from itertools import takewhile
from typing import Final

from clausecheck.model import Clause, Part
from clausecheck.segment.numbers import roman_value
from clausecheck.segment.references.citations import ATTACHMENTS
from clausecheck.segment.vocabulary import vocabulary

BODY: Final = -1
"""The scope of what stands in no annex, and the parent of what stands at the top."""
_REACH: Final = 30_000
"""Characters of a clause in which an item of a sentence is looked for."""
_MOST_ALIKE: Final = 50
_MOST_ANNEXES: Final = 20
_ENOUGH: Final = 3
_COMPLETE: Final = 0.8
_FAR, _FEW = 2, 5
"""A number beyond this many times the highest one, and a few, is of something else: a parcel of land, a form."""
_MENTION: Final = 24
_NO_NAMES: Final = frozenset({"of", "to", "by", "in", "is", "as", "an", "or", "at", "on", "if"})


class Targets:
    """An index of clauses; a clause is told by its place in the sequence."""

    def __init__(self, low: str, clauses: tuple[Clause, ...]) -> None:
        """`low` is the document's text in small letters."""
        self._low, self._clauses = low, clauses
        place = {clause.id: index for index, clause in enumerate(clauses)}
        self._parent = [place[clause.parent] if clause.parent else BODY for clause in clauses]
        self.scope: list[int] = []
        """The annex that a clause stands in, by its place; BODY for the body."""
        self.word: list[str] = []
        """"section" of "Section 2.3"; empty for a number alone."""
        self.annexes: dict[tuple[str, ...], int] = {}
        """Exhibits and the like by ("exhibit", "a")."""
        self.first_of: dict[tuple[str, ...], int] = {}
        """Where there are Exhibits F-1 and F-2, the first of them by ("exhibit", "f")."""
        self.recitals: dict[str, int] = {}
        """Recitals by their letter or number."""
        self._full: list[tuple[str, ...]] = []
        self._by: dict[tuple[int, tuple[str, ...]], list[int]] = defaultdict(list)
        self._below: dict[tuple[int, str], int] = {}
        self._items: dict[tuple[int, str], bool] = {}
        for index in range(len(clauses)):
            self._add(index)
        self._ends = [clause.whole.end for clause in clauses]
        for index in range(len(clauses) - 1, -1, -1):
            if (above := self._parent[index]) != BODY:
                self._ends[above] = max(self._ends[above], self._ends[index])

    def _add(self, index: int) -> None:
        clause, parent = self._clauses[index], self._parent[index]
        annex = clause.part is Part.ANNEX and parent == BODY
        scope = index if annex else self.scope[parent] if parent != BODY else BODY
        word, tokens = number_tokens(clause.number)
        above = self._full[parent] if parent != BODY else ()
        full = tokens if len(tokens) > 1 and tokens[0].isdecimal() else (*above, *tokens)
        self.scope.append(scope)
        self.word.append(word)
        self._full.append(full)
        if annex and (key := attachment_key(self._low[clause.whole.start : clause.whole.start + 60])):
            self.annexes.setdefault(key, index)
            self.first_of.setdefault(key[:2], index)
        if not tokens:
            return
        if clause.part is Part.COVER:
            self.recitals.setdefault(tokens[-1], index)
        self._by[scope, full].append(index)
        if full != tokens:
            self._by[scope, tokens].append(index)
        if len(tokens) == 1 and clause.number.isupper() and (value := roman_value(tokens[0])) is not None:
            self._by[scope, (*full[:-1], str(value))].append(index)
        self._below.setdefault((parent, tokens[-1]), index)
        while parent != BODY and not self._clauses[parent].number:
            parent = self._parent[parent]
            self._below.setdefault((parent, tokens[-1]), index)

    def number_of(self, index: int) -> tuple[str, ...]:
        """The whole number of a clause: ("7", "2", "a")."""
        return self._full[index]

    def chain(self, index: int) -> list[int]:
        """The clause and those above it, from the inside out."""
        found = []
        while index != BODY:
            found.append(index)
            index = self._parent[index]
        return found

    def child(self, index: int, token: str) -> int | None:
        """The clause with this number right below, or below one without a number."""
        return self._below.get((index, token))

    @cached_property
    def numbered_annexes(self) -> tuple[int, ...]:
        """The first annexes that have numbered clauses."""
        return tuple(dict.fromkeys(scope for scope, _ in self._by if scope != BODY))[:_MOST_ANNEXES]

    def has(self, number: tuple[str, ...], scope: int) -> bool:
        """Whether the body or annex has a clause of exactly this number."""
        return (scope, number) in self._by

    def find(self, word: str, tokens: tuple[str, ...], at: int, scope: int, within: int | None = None) -> int | None:
        """The clause with a number, cited as a "section", "article", … from the clause at `at`; None if there is none.

        Tokens behind the number of a clause are looked for among those below it, and then in its words.
        """
        for length in range(len(tokens), 0, -1):
            base = self._best(word, tokens[:length], at, scope, within)
            if base is None:
                continue
            found = self._down(base, tokens[length:])
            if found is not None or length == 1 or not tokens[length - 1].isdecimal():
                return found
        return self._best(word, (*tokens, "1"), at, scope, within) if len(tokens) == 1 else None

    def _best(self, word: str, tokens: tuple[str, ...], at: int, scope: int, within: int | None) -> int | None:
        if len(tokens) == 1 and not tokens[0].isdecimal():
            return None
        places = self._by.get((scope, tokens), [])[:_MOST_ALIKE]
        if within is not None:
            places = [place for place in places if within in self.chain(place)]
        top = self.chain(at)[-1:]

        def score(place: int) -> int:
            same = 2 * (self.word[place] == word) + (self._full[place] == tokens) + (not self.word[place])
            return 2 * same + (self.chain(place)[-1:] == top)

        return max(places, key=score, default=None)

    def _down(self, base: int, tokens: tuple[str, ...]) -> int | None:
        for token in tokens:
            below = self.child(base, token)
            if below is None and not self.has_item(base, token):
                return None
            base = base if below is None else below
        return base

    def has_item(self, index: int, token: str) -> bool:
        """Whether the words of a clause, those below it included, have an item of this number in a sentence."""
        key = (index, token)
        if key not in self._items:
            start = self._clauses[index].whole.start
            words = self._low[start : min(self._ends[index], start + _REACH)]
            ways = [f"({token})", f"({token} ", f" .{token} ", f"\n.{token} "]
            if token.isalpha():
                ways += [f"( {token} )", f" {token})", f"\n{token}.", f" {token}. "]
            self._items[key] = any(way in words for way in ways)
        return self._items[key]

    def relative(self, at: int, tokens: tuple[str, ...], start: int) -> int | None:
        """The clause "(c)" as seen from the one at `at`: below it, in its words, beside it, then further out.

        `start` is where it is mentioned.
        """
        chain = self.chain(at)
        below = self.child(at, tokens[0])
        if below is None and self._has_other(at, tokens[0], start):
            return at
        outwards = [*chain[1:], *([BODY] if self.scope[at] == BODY else [])]
        if below is None:
            below = next((p for above in outwards if (p := self.child(above, tokens[0])) is not None), None)
        if below is not None:
            return self._down(below, tokens[1:])
        return next((above for above in chain[1:] if self.has_item(above, tokens[0])), None)

    def _has_other(self, at: int, token: str, start: int) -> bool:
        """Whether the clause's own words have "(i)" as an item of a sentence, apart from the mention at `start`."""
        span, mark = self._clauses[at].span, f"({token})"
        if self._low.find(mark, span.start, start) >= 0:
            return True
        return self._low.find(mark, start + _MENTION, span.end) >= 0

    def lacks(self, tokens: tuple[str, ...], scope: int) -> bool:
        """Whether the numbers of the body or annex are complete enough to say that this one is missing there.

        It must lie behind the last of its list: one in a gap may only have been read wrongly. Items in brackets often
        stand in a sentence, and are not called missing where their clause is there.
        """
        if scope not in self._counted or not tokens[0].isdecimal():
            return False
        if tokens[0] == "0" or int(tokens[0]) > self._counted[scope]:
            return int(tokens[0]) <= _FAR * self._counted[scope] + _FEW
        number = tuple(takewhile(str.isdigit, tokens))
        for depth in range(1, len(number)):
            if (scope, number[: depth + 1]) not in self._by:
                found = self._below_number[scope, number[:depth]]
                return len(found) > 1 and int(number[depth]) > max(found)
        return False

    @cached_property
    def _below_number(self) -> dict[tuple[int, tuple[str, ...]], set[int]]:
        """The last parts of the numbers such as "7.1" under "7"."""
        found: dict[tuple[int, tuple[str, ...]], set[int]] = defaultdict(set)
        for scope, full in zip(self.scope, self._full, strict=True):
            if len(full) > 1 and all(map(str.isdigit, full)):
                found[scope, full[:-1]].add(int(full[-1]))
        return found

    @cached_property
    def _counted(self) -> dict[int, int]:
        """The highest top-level number of the body and of each annex that counts without many gaps."""
        values: dict[int, set[int]] = defaultdict(set)
        for scope, full in zip(self.scope, self._full, strict=True):
            if full and full[0].isdecimal():
                values[scope].add(int(full[0]))
        enough = {scope: found for scope, found in values.items() if len(found) >= _ENOUGH}
        return {scope: max(found) for scope, found in enough.items() if len(found) >= _COMPLETE * max(found)}


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
