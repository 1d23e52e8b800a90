"""Finding every mention of a party in the text, to speak of roles and not of names."""

import re
from collections.abc import Sequence

from clausecheck.terms.words import any_of, plain


class Mentions:
    """Replaces what parties are called by a mark for each group of parties."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        """Each group holds the words for one side; its mark is its place in the sequence."""
        self._mark: dict[str, str] = {}
        forms: list[str] = []
        pronouns: list[str] = []
        for place, words in enumerate(groups):
            for word in words:
                key = " ".join(plain(word).split())
                if not key or key.lower() in self._mark:
                    continue
                self._mark[key.lower()] = mark_of(place)
                (pronouns if key.lower() in _PRONOUNS else forms).extend({key, key.upper(), _title(key), *_spoken(key)})
        for place, words in enumerate(groups):
            for word in words:
                for pronoun in _PRONOUNS.get(word.lower(), ()):
                    self._mark.setdefault(pronoun, mark_of(place))
                    pronouns.extend((pronoun, pronoun.capitalize(), pronoun.upper()))
        pattern = any_of([*forms, *pronouns])
        self._pattern = re.compile(rf"(?<![\w@])(?:[Tt]he +|THE +)?({pattern})(?![\w@])") if pattern else None

    def mark(self, text: str) -> str:
        """The text, which must be plain, with marks in place of mentions; an article before a mention goes with it."""
        if self._pattern is None:
            return text
        return self._pattern.sub(self._replace, text)

    def _replace(self, match: re.Match[str]) -> str:
        word = " ".join(match.group(1).split()).lower()
        mark = self._mark[word]
        return mark + "'s" if word in _POSSESSIVE else mark


def mark_of(place: int) -> str:
    """The character that stands for a group of parties."""
    return chr(1 + place)


def _title(key: str) -> str:
    return key[:1].upper() + key[1:]


def _spoken(key: str) -> tuple[str, ...]:
    """What is defined in capitals as sentences say it: "COMMERCE ONE" is "Commerce One" there."""
    return (key.title(),) if key.isupper() and len(key) >= _SPOKEN else ()


_SPOKEN = 4
"""Shorter words in capitals may be other words otherwise: "IT"."""
_PRONOUNS = {"you": ("you", "your"), "we": ("we", "us", "our")}
_POSSESSIVE = frozenset({"your", "our"})
