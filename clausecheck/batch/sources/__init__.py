"""Where files come from: folders, patterns, archives, lists; each becomes an `Upload`, and none is opened for ever."""

from clausecheck.batch.sources.folders import uploads

__all__ = ["uploads"]
