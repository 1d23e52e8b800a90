"""Whoever reviews: the rules that ship, a model, one's own bot. All stand behind `interface.Reviewer`."""

from clausecheck.reviewers.interface import Reviewer

__all__ = ["Reviewer"]
