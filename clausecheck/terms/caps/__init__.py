"""Limits of liability in their parts."""

from clausecheck.terms.caps.limits import read_limits
from clausecheck.terms.caps.values import cap_terms

__all__ = ["cap_terms", "read_limits"]
