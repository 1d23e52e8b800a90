"""Which reviewer is asked besides the rules."""

from typing import TYPE_CHECKING

from clausecheck.errors import UsageError
from clausecheck.model import Asking

if TYPE_CHECKING:
    from clausecheck.reviewers import Reviewer

BUILT_IN = ("auto", "rules", "claude")
"""The reviewers that ship with the program; "auto" is a choice between the others."""


def chosen(asking: Asking) -> "Reviewer | None":
    """The reviewer that is asked besides the rules, or None where none is.

    Raises UsageError for an unknown name, missing credentials, or a reviewer that needs the network it may not use.
    """
    if asking.reviewer not in BUILT_IN:
        raise UsageError(f"unknown reviewer {asking.reviewer!r}", hint="use auto, rules or claude")
    if asking.reviewer == "rules" or (asking.reviewer == "auto" and asking.offline):
        return None
    if asking.offline:
        raise UsageError("--reviewer claude needs the network", hint="leave out --offline, or use --reviewer rules")
    from clausecheck.reviewers.claude.reviewer import ClaudeReviewer

    if not ClaudeReviewer.available():
        if asking.reviewer == "auto":
            return None
        raise UsageError("no credentials for Claude", hint="set ANTHROPIC_API_KEY, or use --reviewer rules")
    return ClaudeReviewer(asking.prompts, model=asking.model)
