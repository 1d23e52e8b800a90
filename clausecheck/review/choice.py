"""Which reviewer is asked besides the rules."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from clausecheck.errors import UsageError
from clausecheck.model import Asking, Service

if TYPE_CHECKING:
    from clausecheck.model.estimate import Progress
    from clausecheck.reviewers import Reviewer
    from clausecheck.reviewers.bots.reviewer import BotReviewer
    from clausecheck.reviewers.claude.doors import NotReady
    from clausecheck.reviewers.claude.estimate import DryRun

BUILT_IN = ("auto", "rules", "claude")
"""The reviewers that ship with the program; "auto" is a choice between the others."""


def chosen(
    asking: Asking,
    progress: "Callable[[Progress], None] | None" = None,
    private: Mapping[str, Any] | None = None,
) -> "Reviewer | None":
    """The reviewer that is asked besides the rules, or None where none is; `progress` is told of each answer.

    `private` is what of the user's own a bot is given; a model never is given any. Raises UsageError for an unknown
    name, missing credentials, options that do not fit, or a reviewer that needs the network it may not use.
    """
    if asking.reviewer not in BUILT_IN:
        return _bot(asking, progress, private)
    if asking.private:
        raise UsageError("--give-private is for a bot of your own", hint="no model is ever given your deals")
    if asking.reviewer == "rules" or (asking.reviewer == "auto" and asking.offline):
        return None
    if asking.offline:
        raise UsageError("--reviewer claude needs the network", hint="leave out --offline, or use --reviewer rules")
    _check_batches(asking)
    if missing := _missing(asking):
        if asking.reviewer == "auto" and asking.service is Service.ANTHROPIC:
            return None
        raise UsageError(missing.words, hint=missing.hint)
    from clausecheck.reviewers.claude.reviewer import ClaudeReviewer

    return ClaudeReviewer(asking, progress=progress)


def dry_run(asking: Asking) -> "DryRun":
    """A reviewer that asks nothing and estimates what Claude would cost, with or without credentials.

    Tokens are counted by the service where it can be reached, which is free of charge, and else here. Raises UsageError
    for another reviewer, and options that do not fit.
    """
    if asking.reviewer not in {"auto", "claude"}:
        raise UsageError("--dry-run tells what Claude would cost", hint="use --reviewer claude")
    _check_batches(asking)
    from clausecheck.reviewers.claude.estimate import DryRun

    return DryRun(asking, connect=not asking.offline and _missing(asking) is None)


def _bot(
    asking: Asking, progress: "Callable[[Progress], None] | None", private: Mapping[str, Any] | None
) -> "BotReviewer":
    """A bot of one's own. What bounds or shapes the talk with a service means nothing to it, and is refused."""
    from clausecheck.reviewers.bots.reviewer import BotReviewer

    bot = BotReviewer(asking, private=private, progress=progress)
    if asking.offline:
        raise UsageError(f"{bot.name} is a program that could connect", hint="leave out --offline, or --reviewer")
    unfit = {
        "--batches": asking.batches,
        "--max-cost": asking.max_cost is not None,
        "--model": asking.model is not None,
        "--service": asking.service is not Service.ANTHROPIC,
    }
    for option in (option for option, used in unfit.items() if used):
        raise UsageError(f"{option} is about Claude, and {bot.name} is a bot of your own", hint=f"leave out {option}")
    return bot


def _check_batches(asking: Asking) -> None:
    if asking.batches and asking.service is not Service.ANTHROPIC:
        raise UsageError(f"--service {asking.service} takes no batches", hint="leave out --batches")


def _missing(asking: Asking) -> "NotReady | None":
    from clausecheck.reviewers.claude.doors import not_ready

    return not_ready(asking.service, asking.model or os.environ.get("CLAUSECHECK_MODEL"))
