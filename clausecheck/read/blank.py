"""Blank lines between words, so many that a person who reads the page stops before the next ones."""

from typing import Final

from clausecheck.model import Trace

PAGE: Final = 60
"""Blank lines, as many as a page has."""
QUOTED: Final = 600
"""Characters that are quoted of what stands far away."""
_FAR: Final = 200
"""Blank lines that nobody scrolls past by accident."""


def below(blank: int, words: str) -> Trace:
    """The trace of `words` that stand below so many blank lines; its place is not known yet."""
    technique = "text.far_below" if blank > _FAR else "text.gap"
    return Trace(technique=technique, quote=words[:QUOTED], detail=f"{blank:,} blank lines stand before it")
