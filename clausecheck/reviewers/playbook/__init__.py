"""Playbooks: what a side holds on each topic, as shipped and as a user adds to it."""

from clausecheck.reviewers.playbook.positions import FALLBACK, Playbook, Position, ValueRule, playbook

__all__ = ["FALLBACK", "Playbook", "Position", "ValueRule", "playbook"]
