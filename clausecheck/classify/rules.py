"""Clause types by rule: headings that name a type, and patterns kept as data in `clause_stats/type_rules.toml`."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

from clausecheck import resources
from clausecheck.model import Clause, Part

HEADING_PROBABILITY: Final = 0.95
"""A clause whose heading names a type has that type, unless its heading misleads."""
RULE_PROBABILITY: Final = 0.7
"""Where a rule does not say how sure it is."""
MAX_TEXT: Final = 20_000
"""Characters of a clause that patterns look at."""
LEAD: Final = 240
"""Characters of the words that lead to an item of a list: "Provider may terminate this Agreement if:"."""
_LEADS: Final = re.compile(r"(?::|\b(?:if|that|to|and|or|of|by)|,|--?)\W{0,3}$")
"""How a text ends that items go on with."""
_PAGES: Final = re.compile(
    r"[a-z.;)\]] ?(?:\.{2,60}|\. )? ?\d{1,3} (?=\d{1,2}[. ]|article\b|section\b|exhibit\b|schedule\b)"
)
"""An entry of a table of contents, with the page and the number of the next one."""
_FEWEST_PAGES: Final = 4
_TITLED: Final = re.compile(r"\((?<=\d \()[a-z][^()]{2,60}\)")
"""The title of a clause that is cited: "Section 7 (Confidentiality)" says nothing of confidentiality."""
_PARTS: Final = re.compile(r"[;,/&]| and ")
_LETTERS: Final = 4
_STEM: Final = re.compile(f"(?<![a-z])[a-z]{{1,{_LETTERS}}}")
"""The letters of a word that tell whether a rule is tried at all."""
_DECIMAL: Final = re.compile(r"\.(?<=\d\.)(?=\d)")
_PLAIN: Final = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "\u00ad": ""}


class Rule(NamedTuple):
    """A pattern that gives a clause a type."""

    type: str
    any: tuple[str, ...]
    """One of these must stand in a sentence before the pattern is tried on it."""
    pattern: str
    probability: float = RULE_PROBABILITY
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()

    def search(self, text: str) -> re.Match[str] | None:
        """Where `text`, as `plain` returns it, is of the rule's type; only sentences with a word of `any` are read."""
        read: set[tuple[int, int]] = set()
        for word in self.any:
            place = text.find(word)
            while place >= 0:
                start, end = max(0, text.rfind(". ", 0, place)), text.find(". ", place) + 1 or len(text)
                if (start, end) not in read:
                    match = _compiled(self.pattern).search(text, start, end)
                    if match is not None:
                        return match
                    read.add((start, end))
                place = text.find(word, end)
        return None


class Hit(NamedTuple):
    """What a rule found."""

    probability: float
    word: int | None = None
    """The number of the first word of what was found; None where it stands in the words before the clause."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def plain(text: str) -> str:
    """Lower case, straight quotes, plain hyphens, single spaces; at most MAX_TEXT characters.

    The point within a number ("Section 5.2") becomes "·", so that a full stop ends something.
    """
    text = text[:MAX_TEXT]
    if not text.isascii():
        for odd, simple in _PLAIN.items():  # ten times as fast as `translate` once a text has one curly quote
            text = text.replace(odd, simple)
    return _DECIMAL.sub("·", " ".join(text.lower().split()))


def heading_key(heading: str) -> str:
    """A heading without case, figures, punctuation, hyphens and plurals."""
    words = re.sub(r"[^a-z ]", "", plain(heading[:200]).replace("-", "")).split()
    return " ".join(word[:-3] + "y" if word.endswith("ies") else word.rstrip("s") for word in words)


@cache
def data() -> dict[str, Any]:
    """The tables of `type_rules.toml`, as they stand there."""
    return resources.toml("clause_stats", "type_rules.toml")


@cache
def _alone() -> frozenset[str]:
    """Headings that name a type only where nothing else stands in the heading."""
    return frozenset(map(heading_key, data()["alone"]))


@cache
def load() -> tuple[tuple[Rule, ...], Mapping[str, tuple[str, ...]]]:
    """The rules, and the types that each heading names, by its key."""
    rules = tuple(_rule(entry) for entry in data()["rule"])
    named: dict[str, tuple[str, ...]] = {}
    for clause_type, headings in data()["headings"].items():
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
    if whole := table.get(heading_key(heading)):
        return whole
    keys = [heading_key(part) for part in _PARTS.split(plain(heading[:200]))]
    return tuple(dict.fromkeys(kind for key in keys if key not in alone for kind in table.get(key, ())))


def lead(above: Clause | None) -> str:
    """The last words of the clause above where they lead to its items: "Provider may terminate if:"; else nothing."""
    if above is None or not above.text or _LEADS.search(above.text[-8:]) is None:
        return ""
    words = above.text[-LEAD:]
    return words[words.rfind(". ") + 1 :].strip()


def hits(clause: Clause, before: str = "") -> dict[str, Hit]:
    """What rules find in the clause's words, by type; `before` are words that lead to the clause."""
    words = plain(clause.text)
    if clause.part is Part.COVER and len(_PAGES.findall(words)) >= _FEWEST_PAGES:
        return {}
    words = _TITLED.sub(_blanked, words) if "(" in words else words
    ahead = plain(before) + " \n" if before else ""  # the line break lets a pattern ask for the clause's beginning
    return {kind: _placed(hit, ahead) for kind, hit in hits_in(ahead + words).items()}


def _blanked(match: re.Match[str]) -> str:
    """As many words that mean nothing."""
    return " ".join("-" for _ in match[0].split())


def _placed(hit: Hit, ahead: str) -> Hit:
    """The hit with the number of its word in the clause itself."""
    word = (hit.word or 0) - ahead.count(" ")
    return Hit(hit.probability, word if word >= 0 else None)


def hits_in(words: str) -> dict[str, Hit]:
    """What rules find in a text, as `plain` returns it, by type: the surest of each."""
    rules = load()[0]
    found: dict[str, Hit] = {}
    for place in sorted(set(chain.from_iterable(map(_asked, set(words.split()))))):
        rule = rules[place]
        if rule.type in found and found[rule.type].probability >= rule.probability:
            continue
        match = rule.search(words)
        if match is not None:
            found[rule.type] = Hit(rule.probability, words.count(" ", 0, match.start()))
    return found


@lru_cache(maxsize=32768)
def _asked(word: str) -> tuple[int, ...]:
    """Places of the rules that are tried on a text because this word stands in it."""
    by_stem = _by_stem()
    return tuple(place for stem in _STEM.findall(word) for begun, place in by_stem.get(stem, ()) if begun in word)


@cache
def _by_stem() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """By their stems, the longest word of each thing that a rule asks for, with the place of the rule.

    A word of fewer letters than a stem may be the beginning of a longer one; the first word with a letter stands then.
    """
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for place, rule in enumerate(load()[0]):
        for word in dict.fromkeys(map(_rarest, rule.any)):
            stem = _STEM.findall(word)[0]
            found[stem] = (*found.get(stem, ()), (word, place))
    return found


def _rarest(words: str) -> str:
    lettered = [word for word in words.split() if _STEM.search(word)]
    longest = max(lettered, key=len)
    return longest if len(_STEM.findall(longest)[0]) == _LETTERS else lettered[0]


def named(clause: Clause) -> dict[str, float]:
    """Types and probabilities that the clause's heading gives."""
    return dict.fromkeys(headed(clause.heading), HEADING_PROBABILITY)
