"""Limits of liability in their parts."""

from clausecheck.terms.caps.limits import read_limits

__all__ = ["read_limits"]
