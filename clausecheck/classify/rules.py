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
_PARTS: Final = re.compile(r"[;,/&]| and ")
_STEM: Final = re.compile("(?<![a-z])[a-z]{1,4}")
"""The letters of a word that tell whether a rule is tried at all."""
_PLAIN: Final = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "\u00ad": ""}


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
    text = text[:MAX_TEXT]
    if not text.isascii():
        for odd, simple in _PLAIN.items():  # ten times as fast as `translate` once a text has one curly quote
            text = text.replace(odd, simple)
    return " ".join(text.lower().split())


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
    rules, by_stem = load()[0], _by_stem()
    tried = {place for stem in by_stem.keys() & set(_STEM.findall(words)) for place in by_stem[stem]}
    return {rules[i].type: rules[i].probability for i in sorted(tried) if rules[i].hits(words)}


@cache
def _by_stem() -> Mapping[str, tuple[int, ...]]:
    """Places of the rules whose words begin so: a text's stems are looked up faster than each rule is asked."""
    found: dict[str, tuple[int, ...]] = {}
    for place, rule in enumerate(load()[0]):
        for stem in dict.fromkeys(_STEM.findall(word)[0] for word in rule.any):
            found[stem] = (*found.get(stem, ()), place)
    return found


def named(clause: Clause) -> dict[str, float]:
    """Types and probabilities that the clause's heading gives."""
    return dict.fromkeys(headed(clause.heading), HEADING_PROBABILITY)
