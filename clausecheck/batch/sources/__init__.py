"""Where files come from: folders, patterns, archives, lists; each becomes an `Upload`, and none is opened for ever."""

from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.sources import Sources

__all__ = ["Asked", "Sources"]
