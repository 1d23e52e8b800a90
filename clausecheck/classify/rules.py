"""Clause types by rule: headings that name a type, and patterns kept as data in `clause_stats/type_rules.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from clausecheck.model import Clause
from clausecheck.resources import folder

HEADING_PROBABILITY: Final = 0.95
"""A clause whose heading names a type has that type, unless its heading misleads."""
RULE_PROBABILITY: Final = 0.7
"""Where a rule does not say how sure it is."""
MAX_TEXT: Final = 20_000
"""Characters of a clause that patterns look at."""
STEM: Final = 4
"""Letters of a word that tell whether a rule is tried at all."""
_PARTS: Final = re.compile(r"[;,/&]| and ")
_WORD: Final = re.compile("[a-z]+")
_PLAIN: Final = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "\u00ad": ""}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern that gives a clause a type."""

    type: str
    any: tuple[str, ...]
    """One of these must stand in the text before the pattern is tried."""
    pattern: str
    probability: float = RULE_PROBABILITY
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()

    def hits(self, text: str) -> bool:
        """Whether `text`, as `plain` returns it, is of the rule's type."""
        for word in self.any:  # a plain loop: this is asked for every clause, and a generator costs twice the time
            if word in text:
                return _compiled(self.pattern).search(text) is not None
        return False


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def plain(text: str) -> str:
    """Lower case, straight quotes, plain hyphens, single spaces; at most MAX_TEXT characters."""
    return " ".join(text[:MAX_TEXT].translate(_PLAIN).lower().split())


def heading_key(heading: str) -> str:
    """A heading without case, figures, punctuation, hyphens and plurals."""
    words = re.sub(r"[^a-z ]", "", plain(heading[:200]).replace("-", "")).split()
    return " ".join(word[:-3] + "y" if word.endswith("ies") else word.rstrip("s") for word in words)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((folder("clause_stats") / "type_rules.toml").read_text(encoding="utf-8"))


@cache
def _alone() -> frozenset[str]:
    """Headings that name a type only where nothing else stands in the heading."""
    return frozenset(map(heading_key, _data()["alone"]))


@cache
def load() -> tuple[tuple[Rule, ...], Mapping[str, tuple[str, ...]]]:
    """The rules, and the types that each heading names, by its key."""
    data = _data()
    rules = tuple(_rule(entry) for entry in data["rule"])
    named: dict[str, tuple[str, ...]] = {}
    for clause_type, headings in data["headings"].items():
        for key in map(heading_key, headings):
            named[key] = (*named.get(key, ()), clause_type)
    return rules, named


def _rule(entry: Mapping[str, Any]) -> Rule:
    lists: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Rule(**lists)


def headed(heading: str) -> tuple[str, ...]:
    """The types that a heading names as a whole, or else by its parts."""
    if not heading:
        return ()
    table, alone = load()[1], _alone()
    keys = [heading_key(part) for part in _PARTS.split(plain(heading[:200]))]
    return table.get(heading_key(heading)) or tuple(
        dict.fromkeys(kind for key in keys if key not in alone for kind in table.get(key, ()))
    )


def hits(clause: Clause) -> dict[str, float]:
    """Types and probabilities that the clause's words give by rule."""
    return hits_in(clause.text)


def hits_in(text: str) -> dict[str, float]:
    """Types and probabilities that the words of a text give by rule."""
    words = plain(text)
    stems = {word[:STEM] for word in _WORD.findall(words)}
    return {rule.type: rule.probability for rule, own in _stemmed() if not own.isdisjoint(stems) and rule.hits(words)}


@cache
def _stemmed() -> tuple[tuple[Rule, frozenset[str]], ...]:
    """Each rule with the beginnings of its words: asking a set is ten times faster than searching the text."""
    return tuple((rule, frozenset(_WORD.findall(word)[0][:STEM] for word in rule.any)) for rule in load()[0])


def named(clause: Clause) -> dict[str, float]:
    """Types and probabilities that the clause's heading gives."""
    return dict.fromkeys(headed(clause.heading), HEADING_PROBABILITY)
