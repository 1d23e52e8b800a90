"""The rules' reviewer: what statistics count and readings find, judged for one side by a playbook."""

from clausecheck.reviewers.rules.reviewer import RulesReviewer

__all__ = ["RulesReviewer"]
