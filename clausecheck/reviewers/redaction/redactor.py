"""Hides names and numbers of one contract in everything that is sent, and puts them back in what comes back."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from clausecheck.model import Contract, Redacted, Redaction
from clausecheck.reviewers.grounding import visible
from clausecheck.reviewers.redaction.accounts import find_accounts
from clausecheck.reviewers.redaction.addresses import find_addresses
from clausecheck.reviewers.redaction.amounts import LEAST, amount_group, find_amounts, find_known
from clausecheck.reviewers.redaction.companies import company_forms, has_kind
from clausecheck.reviewers.redaction.contacts import find_contacts
from clausecheck.reviewers.redaction.forms import Form, Forms, Found, folded
from clausecheck.reviewers.redaction.leftover import left_over
from clausecheck.reviewers.redaction.marks import MARK, Marks, taken
from clausecheck.reviewers.redaction.people import people_forms
from clausecheck.reviewers.redaction.plainness import Plainness
from clausecheck.reviewers.redaction.walk import changed, texts

NOTE: Final = (
    "Names and numbers were replaced: [PARTY_1] stands for one party throughout, [PARTY_1B] for the same party written"
    " in another way, and so on. Write them exactly so, in quotes too."
)
"""What a model is told where anything is hidden."""

_SHOWN: Final = 12
"""Words that are named to a person, of those that are left."""
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
        return changed(answer, lambda text: MARK.sub(self._word, text))

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
        marks = Marks(taken(texts(data)))
        given = changed(
            data, lambda text: self._hide(text, marks), lambda number, near: self._hide_number(number, near, marks)
        )
        return Hidden(given, marks.words, marks.kinds)

    def _hide(self, text: str, marks: Marks) -> str:
        shown, places = _as_seen(text)
        parts, last = [], 0
        for found in self._found(shown):
            start, end = places[found.start], places[found.end - 1] + 1
            parts += [text[last:start], marks.mark(found, text[start:end])]
            last = end
        return "".join([*parts, text[last:]])

    def _hide_number(self, value: float, near: bool, marks: Marks) -> Any:
        """A number in money: of a sum of the contract, if it is large or stands beside a currency."""
        if value not in self._amounts or not (near or value >= LEAST):
            return value
        found = Found(0, 0, Redaction.AMOUNTS, "AMOUNT", amount_group(value))
        return marks.mark(found, str(int(value)) if value == int(value) else str(value))

    def _found(self, text: str) -> list[Found]:
        """Every place that is to be hidden; where two overlap the longer is whole, and the rest of the other is too."""
        found = list(self._forms.find(text))
        for kind, find in _FINDERS.items():
            if kind in self.kinds:
                found.extend(find(text))
        if self._amounts:
            found.extend(find_known(text, self._amounts))
        covered = bytearray(len(text))
        kept: list[Found] = []
        for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
            kept.extend(_uncovered(one, covered, text))
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
        return sorted(kept, key=lambda one: one.start)

    def report(self, sent: Iterable[Hidden]) -> Redacted:
        """What was replaced in all of `sent`, and what in it still looks like a name or a number."""
        everything = list(sent)
        pairs = {(one.kinds[mark], words) for one in everything for mark, words in one.words.items()}
        counted = Counter(kind for kind, _ in pairs)
        sent_texts = (text for one in everything for text in texts(one.data))
        left = left_over(sent_texts, self._text, self.kinds, self._words)
        return Redacted(
            replaced=tuple((kind, counted[kind]) for kind in Redaction if kind in self.kinds),
            uncovered=tuple(kind for kind in Redaction if kind not in self.kinds),
            left=left[:_SHOWN],
            left_count=len(left),
        )


def _uncovered(found: Found, covered: bytearray, text: str) -> Iterator[Found]:
    """The parts of a place that nothing covers yet, where they hold words."""
    start = covered.find(0, found.start, found.end)
    while start != -1:
        end = covered.find(1, start, found.end)
        end = found.end if end == -1 else end
        if any(map(str.isalnum, text[start:end])):
            yield replace(found, start=start, end=end)
        start = covered.find(0, end, found.end)


def _as_seen(text: str) -> tuple[str, range | list[int]]:
    """The text without what cannot be seen, and where each character stood."""
    shown = visible(text)
    if len(shown) == len(text):
        return text, range(len(text))
    places = [place for place, char in enumerate(text) if visible(char)]
    return shown, places
