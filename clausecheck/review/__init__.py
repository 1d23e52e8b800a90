"""The straight line: file → document → clauses → types, facts and terms → deviations → findings → review."""

from clausecheck.review.reviewing import review, scanned, with_history
from clausecheck.review.shaping import datasets
from clausecheck.review.understanding import read_contract, scan_file, scan_unread, understand

__all__ = ["datasets", "read_contract", "review", "scan_file", "scan_unread", "scanned", "understand", "with_history"]
