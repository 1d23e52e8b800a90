"""Which reviewer is asked besides the rules."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from clausecheck.errors import UsageError
from clausecheck.model import Asking, Service

if TYPE_CHECKING:
    from clausecheck.model.estimate import Progress
    from clausecheck.reviewers import Reviewer
    from clausecheck.reviewers.claude.doors import NotReady
    from clausecheck.reviewers.claude.estimate import DryRun

BUILT_IN = ("auto", "rules", "claude")
"""The reviewers that ship with the program; "auto" is a choice between the others."""


def chosen(asking: Asking, progress: "Callable[[Progress], None] | None" = None) -> "Reviewer | None":
    """The reviewer that is asked besides the rules, or None where none is; `progress` is told of each answer.

    Raises UsageError for an unknown name, missing credentials, or a reviewer that needs the network it may not use.
    """
    if asking.reviewer not in BUILT_IN:
        raise UsageError(f"unknown reviewer {asking.reviewer!r}", hint="use auto, rules or claude")
    if asking.reviewer == "rules" or (asking.reviewer == "auto" and asking.offline):
        return None
    if asking.offline:
        raise UsageError("--reviewer claude needs the network", hint="leave out --offline, or use --reviewer rules")
    if asking.batches and asking.service is not Service.ANTHROPIC:
        raise UsageError(f"--service {asking.service} takes no batches", hint="leave out --batches")
    if missing := _missing(asking):
        if asking.reviewer == "auto" and asking.service is Service.ANTHROPIC:
            return None
        raise UsageError(missing.words, hint=missing.hint)
    from clausecheck.reviewers.claude.reviewer import ClaudeReviewer

    return ClaudeReviewer(asking, progress=progress)


def dry_run(asking: Asking) -> "DryRun":
    """A reviewer that asks nothing and estimates what Claude would cost, with or without credentials.

    Tokens are counted by the service where it can be reached, which is free of charge, and else here. Raises UsageError
    for a reviewer that costs nothing.
    """
    if asking.reviewer not in {"auto", "claude"}:
        raise UsageError("--dry-run is about Claude; other reviewers cost nothing", hint="use --reviewer claude")
    from clausecheck.reviewers.claude.estimate import DryRun

    return DryRun(asking, connect=not asking.offline and _missing(asking) is None)


def _missing(asking: Asking) -> "NotReady | None":
    from clausecheck.reviewers.claude.doors import not_ready

    return not_ready(asking.service, asking.model or os.environ.get("CLAUSECHECK_MODEL"))
