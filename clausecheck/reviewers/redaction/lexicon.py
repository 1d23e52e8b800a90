"""The words of `clause_stats/redaction.toml`."""

from functools import cache

from clausecheck.resources import toml


@cache
def lexicon(name: str) -> frozenset[str]:
    """The words that the file has under `name`."""
    return frozenset(_lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    return toml("clause_stats", "redaction.toml")
