"""The category of a contract: its title decides where it says so, else a linear model of its words."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np

from clausecheck import resources
from clausecheck.classify import linear
from clausecheck.classify.features import document_bag
from clausecheck.classify.linear import Linear
from clausecheck.classify.rules import plain
from clausecheck.model import CategoryGuess, Document
from clausecheck.model.taxonomy import category_chain

OPENING: Final = 3000
"""Characters at the start of a contract that say what it is."""
NAME_WITHIN: Final = 1200
"""Characters within which a contract says its name."""
NAME_SHARE: Final = 0.9
"""How much surer a title is than a name in the opening."""
SURE: Final = 0.5
"""Below this probability the parent category is the answer, and the guess is unsure."""
MODEL: Final = "category"
MODEL_SHARE: Final = 0.35
"""Of the probability that the model alone gives, what is told. A contract whose title and opening name no category is
often of none that the model knows; measured by tools/train_category.py."""
TITLE_PROBABILITY: Final = 0.95
"""How sure a title is where its rule does not say; measured by tools/train_category.py."""
NO_CONTRACT_SHARE: Final = 0.5
"""Of any probability, what is told where the text does not read like a contract."""
CONTRACT_WORDS: Final = 4
"""Of a thousand words of a contract at least so many name it, its parties or a duty; 4.1 is the least of 485."""
FEW_LETTERS: Final = 300
"""A shorter text is too short to tell."""
LISTED: Final = 4
"""Likely categories that an unsure guess names."""
_CONTRACT_WORD: Final = re.compile(r"\b(?:agreements?|contracts?|party|parties|shall|must)\b")


class CategoryRule(NamedTuple):
    """Words of a title, or of the opening, that tell a category."""

    category: str
    title: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    least: int = 1
    """How many of the words must stand in the opening."""
    probability: float = TITLE_PROBABILITY
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()

    def names(self, title: str) -> bool:
        """Whether the plain title names the category."""
        return any(re.search(rf"\b{re.escape(words)}", title) for words in self.title if words in title)

    def named_at(self, opening: str) -> int | None:
        """Where the opening calls the contract by one of the rule's titles."""
        places = [
            match.start()
            for words in self.title
            if words in opening
            for match in [re.search(rf"\b{re.escape(words)}[^.]{{0,50}}\b(?:agreement|contract)\b", opening)]
            if match
        ]
        whole = [
            match.start()
            for words in self.title
            if words in opening and words.endswith(("agreement", "contract"))
            for match in [re.search(rf"\b{re.escape(words)}", opening)]
            if match
        ]
        return min(places + whole, default=None)

    def opens(self, opening: str) -> bool:
        """Whether the plain opening words tell the category."""
        return bool(self.opening) and sum(words in opening for words in self.opening) >= self.least


@cache
def load() -> tuple[CategoryRule, ...]:
    """The rules in the order in which they are tried."""
    data = resources.toml("clause_stats", "category_rules.toml")
    return tuple(_rule(entry) for entry in data["rule"])


def _rule(entry: Mapping[str, Any]) -> CategoryRule:
    lists: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return CategoryRule(**lists)


def detect_category(title: str, document: Document, model: Linear | None = None) -> CategoryGuess:
    """The category that the contract most likely is of, with its probability; "all" where nothing tells.

    The title decides, or what the opening calls the contract; else a linear model of the words. What is less likely
    than `SURE` gives way to its parent, and the guess is unsure. `model` replaces the shipped one.
    """
    opening = plain(document.text[:OPENING])
    told = by_title(plain(title[:300])) or by_name(opening[:NAME_WITHIN]) or by_words(opening)
    shares = by_model(title, document, model or linear.load(MODEL)) if told is None else {told.id: told.probability}
    return _settled(shares, 1.0 if reads_like_a_contract(document.text) else NO_CONTRACT_SHARE)


def reads_like_a_contract(text: str) -> bool:
    """Whether the words for an agreement, its parties and its duties are as frequent as in any contract."""
    words = plain(text)
    found = 1000 * len(_CONTRACT_WORD.findall(words))
    return len(words) < FEW_LETTERS or found >= CONTRACT_WORDS * (words.count(" ") + 1)


def _settled(shares: Mapping[str, float], share: float) -> CategoryGuess:
    """The likeliest category; where it is not likely enough the one above it, and the likeliest beside it."""
    likely = sorted(shares, key=lambda name: (-shares[name], name))[:LISTED]
    best, above = category_chain(likely[0])[:2]
    if share * shares[best] >= SURE:
        return CategoryGuess(id=best, probability=round(share * shares[best], 3))
    family = sum(value for name, value in shares.items() if above in category_chain(name))
    probability = 1.0 if above == "all" else round(share * family, 3)
    return CategoryGuess(id=above, probability=probability, likely=tuple(likely))


def by_title(title: str) -> CategoryGuess | None:
    """What the plain title says."""
    return next((_guess(rule) for rule in load() if rule.names(title)), None)


def by_name(opening: str) -> CategoryGuess | None:
    """What the plain opening calls the contract: the words of a title, shortly before "agreement" or "contract"."""
    found = [(place, order) for order, rule in enumerate(load()) if (place := rule.named_at(opening)) is not None]
    return _guess(load()[min(found)[1]], NAME_SHARE) if found else None


def by_words(opening: str) -> CategoryGuess | None:
    """What several words of the plain opening tell together."""
    return next((_guess(rule) for rule in load() if rule.opens(opening)), None)


def _guess(rule: CategoryRule, share: float = 1.0) -> CategoryGuess:
    return CategoryGuess(id=rule.category, probability=round(rule.probability * share, 3))


def by_model(title: str, document: Document, model: Linear) -> dict[str, float]:
    """What a linear model of the words says: the probability of each category that it knows."""
    scores = model.scores(document_bag(title, document.text))[0].astype(np.float64)
    likely = np.exp(scores - scores.max())
    return dict(zip(model.classes, (MODEL_SHARE * likely / likely.sum()).tolist(), strict=True))
