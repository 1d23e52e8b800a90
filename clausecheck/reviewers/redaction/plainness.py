"""Which words of a contract name nobody: words of its language, of the law, and what it defines."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from clausecheck.model import Contract
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.redaction.forms import WORD
from clausecheck.reviewers.redaction.lexicon import lexicon
from clausecheck.stats import region_code


@cache
def _legal() -> frozenset[str]:
    from clausecheck.terms.vocabulary import vocabulary

    words = vocabulary()
    known = [*words.alias, *words.not_parties, *words.numbered, *CLAUSE_TYPES, *CLAUSE_TYPES.values()]
    return lexicon("plain_words").union(word for text in known for word in re.findall(r"[a-z]+", text.lower()))


@cache
def _common_beginnings() -> frozenset[str]:
    from clausecheck.terms.vocabulary import vocabulary

    return vocabulary().common


class Plainness:
    """Tells the plain words of one contract from names."""

    def __init__(self, contract: Contract, text: str) -> None:
        words = WORD.findall(text)
        self._small = Counter(word for word in words if word.islower())
        self._large = Counter(word.lower() for word in words if not word.islower())
        parties = contract.facts.parties
        own = {word for party in parties for name in (party.name, party.alias, *party.aliases) for word in _small(name)}
        self._defined = frozenset(word for definition in contract.definitions for word in _small(definition.term)) - own

    def plain(self, word: str) -> bool:
        """Whether a word is one of the language: of the law, defined here, or written small more often than not."""
        low = word.lower()
        if low in _legal() or low in self._defined or low.isdigit():
            return True
        return bool(self._small[low]) and self._small[low] >= self._large[low]

    def names_nobody(self, words: Iterable[str]) -> bool:
        """Whether all of these are plain words, or together a place whose law may govern."""
        held = list(words)
        return all(map(self.plain, held)) or bool(region_code(" ".join(held)))

    def can_stand_alone(self, word: str) -> bool:
        """Whether one word of a name is enough to know whose it is."""
        alone = len(word) > 1 and (word[0].isupper() or word[0].isdigit()) and not word.isdigit()
        return alone and word.lower() not in _common_beginnings() and not self.names_nobody([word])


def _small(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]
