"""The words that readings share: a name with an at-sign stands for any of them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

_WORD: Final = re.compile(r"@(\w+)")


def shorthand(parts: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The `[words]` tables: the fragment that each name stands for."""
    return {name: f"({'|'.join(ways)})" for part in parts for name, ways in part.get("words", {}).items()}


def expanded(source: str, words: Mapping[str, str]) -> str:
    """`source` with the names of `words`, which may hold further names, filled in."""
    return _WORD.sub(lambda name: expanded(words[name[1]], words), source) if "@" in source else source
