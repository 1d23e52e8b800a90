"""The words of `clause_stats/structure.toml`: what numbers, headings and parts of a contract are known by."""

from dataclasses import dataclass
from functools import cache

from clausecheck import resources


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The data file in memory; all words are in lower case."""

    keywords: dict[str, str]
    """Words before a number, to the style of its list."""
    numbers: dict[str, int]
    small: frozenset[str]
    """Words of a heading that need no capital."""
    abbreviations: frozenset[str]
    contents: tuple[str, ...]
    recitals: frozenset[str]
    cover: frozenset[str]
    signatures: tuple[str, ...]
    signed: frozenset[str]
    """Titles of the signatures, when nothing else is in the line."""
    references: frozenset[str]
    made: tuple[str, ...]
    between: tuple[str, ...]
    agreed: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The words, read once."""
    data = resources.toml("clause_stats", "structure.toml")
    headings, parts = data["headings"], data["parts"]
    return Vocabulary(
        keywords=data["keywords"],
        numbers=data["numbers"],
        small=frozenset(headings["small"]),
        abbreviations=frozenset(headings["abbreviations"]),
        contents=tuple(parts["contents"]),
        recitals=frozenset(parts["recitals"]),
        cover=frozenset(parts["cover"]),
        signatures=tuple(parts["signatures"]),
        signed=frozenset(parts["signed"]),
        references=frozenset(parts["references"]),
        made=tuple(parts["made"]),
        between=tuple(parts["between"]),
        agreed=tuple(parts["agreed"]),
    )
