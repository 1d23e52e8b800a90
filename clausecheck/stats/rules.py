"""Text rules that tell whether a contract has a clause of a type; the reference contracts were counted with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rtoml

from clausecheck.errors import UsageError
from clausecheck.resources import folder


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceRule:
    """A rule for one clause type: any pattern found in the prepared text of a contract counts as the clause."""

    clause_type: str
    says: str
    """What counts, in plain words."""
    patterns: tuple[tuple[str, str], ...]
    """A literal that must be there before the pattern behind it is tried; both are for prepared text."""
    counted: tuple[str, ...]
    """The corpora that the rule counts; where it is empty, the rule only guards against calling a clause missing."""
    right_hits: int | None
    right_misses: int | None
    """Of 30 contracts each, read by hand: how often the rule was right where it held, and where it did not."""
    matching: tuple[str, ...]
    other: tuple[str, ...]
    """Examples that must match, and that must not."""

    def find(self, prepared: str) -> re.Match[str] | None:
        """The first place in prepared text where a pattern holds."""
        for literal, pattern in self.patterns:
            if literal in prepared and (match := re.search(pattern, prepared)):
                return match
        return None


def prepare(text: str) -> str:
    """The text as rules read it: lower case, straight quotes, single spaces.

    A full stop stays where it ends a sentence: "1.5" becomes "1,5", and list marks such as "b." or "ii." lose theirs.
    """
    plain = " ".join(text.lower().translate(_QUOTES).split())
    return _MARK.sub(r"\1 ", re.sub(r"(?<=\d)\.(?=\d)", ",", plain))


_MARK = re.compile(r"(?<![a-z0-9,])([a-z]|[ivx]{1,4})\. ")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00ad": ""})


def presence_rules(path: Path | None = None) -> Mapping[str, PresenceRule]:
    """The rules by clause type, from `path` or the shipped file. Raises UsageError where the file makes no sense."""
    place = path or folder("clause_stats") / "presence_rules.toml"
    try:
        data = rtoml.loads(place.read_text(encoding="utf-8"))
        rules = [_rule(entry) for entry in data["rule"]]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise UsageError(f"{place.name} is no list of rules: {fault}", hint="see docs/statistics.md") from fault
    return {rule.clause_type: rule for rule in rules}


def _rule(entry: Mapping[str, object]) -> PresenceRule:
    patterns = entry["patterns"]
    if not isinstance(patterns, list):
        raise TypeError("patterns are no list")
    return PresenceRule(
        clause_type=str(entry["type"]),
        says=str(entry["says"]),
        patterns=tuple((str(literal), str(pattern)) for literal, pattern in patterns),
        counted=_texts(entry.get("counted", ["cuad", "contractnli"])),
        right_hits=_checked(entry.get("right_hits")),
        right_misses=_checked(entry.get("right_misses")),
        matching=_texts(entry["matching"]),
        other=_texts(entry["other"]),
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("examples are no list")
    return tuple(str(item) for item in value)


def _checked(value: object) -> int | None:
    if value is not None and not isinstance(value, int):
        raise TypeError("a check is no number")
    return value
