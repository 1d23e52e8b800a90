"""Hides names and numbers of one contract in everything that is sent, and puts them back in what comes back."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from clausecheck.model import Contract, Redacted, Redaction
from clausecheck.reviewers.grounding import visible
from clausecheck.reviewers.redaction.accounts import find_accounts
from clausecheck.reviewers.redaction.addresses import find_addresses
from clausecheck.reviewers.redaction.amounts import CURRENCIES, LEAST, find_amounts, find_known
from clausecheck.reviewers.redaction.companies import company_forms, has_kind
from clausecheck.reviewers.redaction.contacts import find_contacts
from clausecheck.reviewers.redaction.forms import Form, Forms, Found, folded
from clausecheck.reviewers.redaction.leftover import left_over
from clausecheck.reviewers.redaction.people import people_forms
from clausecheck.reviewers.redaction.plainness import Plainness

NOTE: Final = (
    "Names and numbers were replaced: [PARTY_1] stands for one party throughout, [PARTY_1B] for the same party written"
    " in another way, and so on. Write them exactly so, in quotes too."
)
"""What a model is told where anything is hidden."""

_LABELS: Final = "PARTY|COMPANY|PERSON|ADDRESS|ACCOUNT|EMAIL|PHONE|URL|AMOUNT"
_MARK: Final = re.compile(rf"\[?\b({_LABELS})_(\d{{1,9}})([A-Z]{{0,3}})\b\]?")
_TAKEN: Final = re.compile(rf"({_LABELS})[_ ]?(\d{{1,9}})", re.IGNORECASE)
_FINDERS: Final[Mapping[Redaction, Callable[[str], Iterator[Found]]]] = {
    Redaction.ADDRESSES: find_addresses,
    Redaction.CONTACTS: find_contacts,
    Redaction.ACCOUNTS: find_accounts,
}


@dataclass(frozen=True, slots=True)
class Hidden:
    """A JSON value with placeholders, and what they stand for."""

    data: Any
    words: Mapping[str, str]
    """Each placeholder, as in "[PARTY_1]", with the words it stands for. Never to be sent or recorded."""
    kinds: Mapping[str, Redaction]
    """Each placeholder with its kind."""

    def shown(self, answer: Any) -> Any:
        """A copy of a JSON value with every placeholder of this one replaced by its words; all else as it is."""
        return _changed(answer, lambda text: _MARK.sub(self._word, text))

    def _word(self, match: re.Match[str]) -> str:
        return self.words.get(f"[{match[1]}_{match[2]}{match[3]}]", match[0])


class Redactor:
    """Knows the names and numbers of one contract that are to be hidden. It never changes."""

    def __init__(self, contract: Contract, kinds: Iterable[Redaction]) -> None:
        self.kinds = frozenset(kinds)
        text = visible(contract.document.text)
        self._text = text
        self._words = Plainness(contract, text)
        self._amounts: frozenset[float] = frozenset()
        self._forms = Forms(self._all_forms(contract, text))

    def _all_forms(self, contract: Contract, text: str) -> Iterator[Form]:
        companies = list(company_forms(contract, text, self._words))
        if Redaction.PARTIES in self.kinds:
            yield from companies
        if Redaction.PEOPLE in self.kinds:
            hidden = Redaction.PARTIES in self.kinds
            named = frozenset(folded(form.text) for form in companies if hidden or has_kind(form.text))
            yield from people_forms(text, self._words, named)
        for kind, find in _FINDERS.items():
            if kind in self.kinds:
                for found in find(text):
                    yield Form(text[found.start : found.end], kind, found.label, found.group, name=False)
        if Redaction.AMOUNTS in self.kinds:
            amounts = set()
            for found, amount in find_amounts(text):
                amounts.add(amount)
                if amount is None:
                    yield Form(text[found.start : found.end], found.kind, found.label, found.group, name=False)
            self._amounts = frozenset(amount for amount in amounts if amount is not None)

    def hidden(self, data: Any) -> Hidden:
        """A copy of a JSON value with placeholders in its texts; the same for the same value."""
        marks = _Marks(
            {(label.upper(), int(number)) for text in _texts(data) for label, number in _TAKEN.findall(text)}
        )
        changed = _changed(
            data, lambda text: self._hide(text, marks), lambda number, near: self._hide_number(number, near, marks)
        )
        return Hidden(changed, marks.words, marks.kinds)

    def _hide(self, text: str, marks: "_Marks") -> str:
        shown, places = _as_seen(text)
        parts, last = [], 0
        for found in self._found(shown):
            start, end = places[found.start], places[found.end - 1] + 1
            parts += [text[last:start], marks.mark(found, text[start:end])]
            last = end
        return "".join([*parts, text[last:]])

    def _hide_number(self, value: float, near: bool, marks: "_Marks") -> Any:
        """A number in money: of a sum of the contract, if it is large or stands beside a currency."""
        if value not in self._amounts or not (near or value >= LEAST):
            return value
        found = Found(0, 0, Redaction.AMOUNTS, "AMOUNT", f"amount {value:g}")
        return marks.mark(found, f"{value:g}" if value != int(value) else str(int(value)))

    def _found(self, text: str) -> list[Found]:
        """Every place that is to be hidden, none within another; of two that overlap the longer is whole."""
        found = list(self._forms.find(text))
        for kind, find in _FINDERS.items():
            if kind in self.kinds:
                found.extend(find(text))
        if self._amounts:
            found.extend(find_known(text, self._amounts))
        taken, kept = bytearray(len(text)), []
        for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
            if taken.find(1, one.start, one.end) == -1:
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                kept.append(one)
        return sorted(kept, key=lambda one: one.start)

    def report(self, sent: Iterable[Hidden]) -> Redacted:
        """What was replaced in all of `sent`, and what in it still looks like a name or a number."""
        everything = list(sent)
        pairs = {(one.kinds[mark], words) for one in everything for mark, words in one.words.items()}
        counted = Counter(kind for kind, _ in pairs)
        texts = (text for one in everything for text in _texts(one.data))
        left = left_over(texts, self._text, self.kinds, self._words)
        return Redacted(
            replaced=tuple((kind, counted[kind]) for kind in Redaction if kind in self.kinds),
            uncovered=tuple(kind for kind in Redaction if kind not in self.kinds),
            left=left[:_SHOWN],
            left_count=len(left),
        )


_SHOWN: Final = 12


class _Marks:
    """Gives out placeholders: one number a name, one letter more for each other way to write it."""

    def __init__(self, taken: set[tuple[str, int]]) -> None:
        self.words: dict[str, str] = {}
        self.kinds: dict[str, Redaction] = {}
        self._taken = taken
        self._numbers: dict[tuple[str, str], int] = {}
        self._ways: dict[tuple[str, int], dict[str, str]] = {}
        self._last: dict[str, int] = {}

    def mark(self, found: Found, words: str) -> str:
        """The placeholder for these words."""
        key = (found.label, found.group)
        number = self._numbers.get(key) or self._next(found.label)
        self._numbers[key] = number
        ways = self._ways.setdefault((found.label, number), {})
        if words not in ways:
            mark = f"[{found.label}_{number}{_letters(len(ways))}]"
            ways[words], self.words[mark], self.kinds[mark] = mark, words, found.kind
        return ways[words]

    def _next(self, label: str) -> int:
        number = self._last.get(label, 0) + 1
        while (label, number) in self._taken:
            number += 1
        self._last[label] = number
        return number


def _letters(count: int) -> str:
    """Nothing for the first way to write a name, then B, C, … Z, BA, …."""
    letters = ""
    while count:
        count, rest = divmod(count, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _as_seen(text: str) -> tuple[str, range | list[int]]:
    """The text without what cannot be seen, and where each character stood."""
    shown = visible(text)
    if len(shown) == len(text):
        return text, range(len(text))
    places = [place for place, char in enumerate(text) if visible(char)]
    return shown, places


def _changed(value: Any, text: Callable[[str], str], number: Callable[[float, bool], Any] | None = None) -> Any:
    """A copy of a JSON value with every text changed, and every number where that is wanted; keys stay."""

    def of(part: Any, near: bool) -> Any:
        if isinstance(part, str):
            return text(part)
        if isinstance(part, Mapping):
            beside = _in_money(part.values())
            return {key: of(held, beside) for key, held in part.items()}
        if isinstance(part, list | tuple):
            beside = _in_money(part)
            return [of(held, beside) for held in part]
        if number and isinstance(part, int | float) and not isinstance(part, bool):
            return number(part, near)
        return part

    return of(value, False)


def _in_money(values: Iterable[Any]) -> bool:
    return any(isinstance(value, str) and value in CURRENCIES for value in values)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from _texts(key)
            yield from _texts(held)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from _texts(held)
