"""Words that are to be hidden, found again wherever they stand: in other spacing, punctuation or capitals."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from clausecheck.model import Redaction

WORD: Final = re.compile(r"[^\W_]+")
_WIDEST_GAP: Final = 8
"""Characters between two words of one name or number: "Acme,\\n  Inc."."""
_SPOKEN: Final = 4
"""Shorter words in capitals may be other words otherwise: "IT"."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which the contract writes a name or a number."""

    text: str
    kind: Redaction
    label: str
    """What stands in its place begins with: "PARTY", "EMAIL"."""
    group: str
    """The same for all ways to write the same name or number."""
    name: bool = True
    """A name keeps its capitals: "Price" is not found in "the price"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that is to be hidden."""

    start: int
    end: int
    kind: Redaction
    label: str
    group: str


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)


def folded(text: str) -> tuple[str, ...]:
    """The words of `text`, comparable: without case, punctuation and spacing."""
    return tuple(_fold(word[0]) for word in WORD.finditer(text))


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


class Forms:
    """Finds all forms in a text at once, in time that grows with the text alone."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._root = _Node()
        for form in forms:
            node = self._root
            for word in folded(form.text):
                node = node.after.setdefault(word, _Node())
            if node is not self._root:
                node.forms.append(form)

    def find(self, text: str) -> Iterator[Found]:
        """The longest form at each place, from left to right; also one that the end of the text cuts in two."""
        words = list(WORD.finditer(text))
        at = 0
        while at < len(words):
            form, count = self._longest(text, words, at)
            if form is None:
                at += 1
                continue
            end = words[at + count - 1].end()
            yield Found(words[at].start(), end, form.kind, form.label, form.group)
            at += count

    def _longest(self, text: str, words: list[re.Match[str]], at: int) -> tuple[Form | None, int]:
        """The longest form that begins with the word at `at`, and how many words it has."""
        node, best, count = self._root, None, 0
        for place in range(at, len(words)):
            if place > at and words[place].start() - words[place - 1].end() > _WIDEST_GAP:
                return best, count
            word = _fold(words[place][0])
            following = node.after.get(word)
            if following is None:
                cut = place > at and place == len(words) - 1 and words[place].end() == len(text)
                form = self._cut(node, word, words[at:]) if cut else None
                return (form, len(words) - at) if form else (best, count)
            node = following
            form = next((form for form in node.forms if _fits(form, words[at : place + 1])), None)
            if form:
                best, count = form, place + 1 - at
        if count < len(words) - at > 1 and (form := self._cut(node, "", words[at:])):
            return form, len(words) - at
        return best, count

    def _cut(self, node: _Node, beginning: str, words: list[re.Match[str]]) -> Form | None:
        """The form that begins with `words`, the last of which may be cut off, at the end of the text."""
        for word, following in node.after.items():
            if word.startswith(beginning):
                below = following
                while not below.forms:
                    below = next(iter(below.after.values()))
                if _capitals(below.forms[0], words):
                    return below.forms[0]
        return None


def _fits(form: Form, words: list[re.Match[str]]) -> bool:
    """Whether these words are the form, and not common words that are written the same but for their capitals."""
    if not form.name:
        return True
    if len(words) > 1:
        return _capitals(form, words)
    said, meant = words[0][0], next(WORD.finditer(form.text))[0]
    other = len(meant) >= _SPOKEN and said in {meant.upper(), meant.title() if meant.isupper() else meant}
    return said == meant or other


def _capitals(form: Form, words: list[re.Match[str]]) -> bool:
    meant = WORD.findall(form.text)
    return not form.name or not any(
        wanted[0].isupper() and word[0][0].islower() for wanted, word in zip(meant, words, strict=False)
    )
