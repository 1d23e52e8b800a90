"""A trial of a reviewer on contracts made for it: what it does with quotes, figures, orders, noise and languages."""

from clausecheck.review.conformance.cases import CASES
from clausecheck.review.conformance.trial import trial

__all__ = ["CASES", "trial"]
