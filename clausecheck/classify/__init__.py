"""What each clause is, and what kind of contract it stands in."""

from clausecheck.classify.category import detect_category
from clausecheck.classify.misleading import heading_notices
from clausecheck.classify.types import classify, highest

__all__ = ["classify", "detect_category", "heading_notices", "highest"]
