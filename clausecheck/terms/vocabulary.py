"""The words of `clause_stats/roles.toml`: what parties are called and how they are spoken of."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from clausecheck import resources

_ROLE_WORD = re.compile(r"\b[A-Z][a-z]+\b|\b[A-Z]{4,}\b")


class Use(NamedTuple):
    """A way of speaking of a party, with how much it tells."""

    pattern: str
    """X is the party, Y the other one; for text in lower case."""
    weight: int
    """Above 0 it speaks for the seller, below for the buyer."""
    example: str


@dataclass(frozen=True)
class Vocabulary:
    """The data file in memory."""

    alias: dict[str, int]
    """What a party is called, in lower case, to its weight: above 0 for a seller, below for a buyer."""
    uses: tuple[Use, ...]
    not_parties: frozenset[str]
    numbered: tuple[str, ...]
    counterparts: tuple[tuple[str, str], ...]
    """Words for the two sides of one deal, the seller's first: where one is a party, the other is the other party."""
    common: frozenset[str]
    """Words that begin many company names and so stand for none."""

    def role_of(self, label: str) -> int | None:
        """The weight of what a party is called; None for a word that tells nothing."""
        return self.alias.get(label.lower().removeprefix("the ").strip())

    def is_numbered_party(self, label: str) -> bool:
        """Whether the label is "Party 1", "Party A", "First Party"."""
        low = label.lower().strip()
        return low in self.numbered[1:] or bool(re.fullmatch(rf"{self.numbered[0]} ?(?:[1-4a-d]|one|two)", low))

    def can_be_party(self, alias: str) -> bool:
        """Whether a quoted word may stand for a party, and not for the agreement, a date or a thing."""
        if self.role_of(alias) is not None or self.is_numbered_party(alias):
            return True
        words = re.findall(r"[a-z0-9]+", alias.lower())
        return bool(words) and len(words) <= 6 and words[-1] not in self.not_parties

    @cached_property
    def _certain(self) -> dict[str, str]:
        return {word: "seller" if weight > 0 else "buyer" for word, weight in self.alias.items() if abs(weight) >= 8}

    def count_role_words(self, text: str) -> dict[str, tuple[int, str]]:
        """How often each certain role word stands with a capital, with the side it belongs to."""
        counts = Counter(_ROLE_WORD.findall(text))
        found: dict[str, tuple[int, str]] = {}
        for word, count in counts.items():
            side = self._certain.get(word.lower())
            if side:
                name = word.title()
                found[name] = (found.get(name, (0, side))[0] + count, side)
        return found


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = resources.toml("clause_stats", "roles.toml")
    alias = {word: int(weight) for word, weight in data["alias"]["seller"].items()}
    alias |= {word: -int(weight) for word, weight in data["alias"]["buyer"].items()}
    return Vocabulary(
        alias=alias,
        uses=tuple(Use(use["pattern"], int(use["weight"]), use["example"]) for use in data["use"]),
        not_parties=frozenset(data["not_parties"]),
        numbered=tuple(data["numbered_parties"]),
        counterparts=tuple((seller, buyer) for seller, buyer in data["counterparts"]),
        common=frozenset(data["common_words"]),
    )
