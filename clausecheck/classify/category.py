"""The category of a contract: its title decides where it says so, else a linear model of its words."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from clausecheck.classify.rules import plain
from clausecheck.model import CategoryGuess, Document
from clausecheck.resources import folder

OPENING: Final = 3000
"""Characters at the start of a contract that say what it is."""
TITLE_PROBABILITY: Final = 0.9
"""How sure a title is where its rule does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRule:
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

    def opens(self, opening: str) -> bool:
        """Whether the plain opening words tell the category."""
        return bool(self.opening) and sum(words in opening for words in self.opening) >= self.least


@cache
def load() -> tuple[CategoryRule, ...]:
    """The rules in the order in which they are tried."""
    data = tomllib.loads((folder("clause_stats") / "category_rules.toml").read_text(encoding="utf-8"))
    return tuple(_rule(entry) for entry in data["rule"])


def _rule(entry: Mapping[str, Any]) -> CategoryRule:
    lists: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return CategoryRule(**lists)


def detect_category(title: str, document: Document) -> CategoryGuess:
    """The category that the contract most likely is of, with its probability; "all" where nothing tells."""
    heading = plain(title[:300])
    for rule in load():
        if rule.names(heading):
            return CategoryGuess(id=rule.category, probability=rule.probability)
    opening = plain(document.text[:OPENING])
    for rule in load():
        if rule.opens(opening):
            return CategoryGuess(id=rule.category, probability=rule.probability)
    return CategoryGuess(id="all", probability=1.0)
