"""`clausecheck review --dry-run`: what asking a model would cost."""

import argparse
from typing import TYPE_CHECKING

from clausecheck.cli import output, reviewer
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.reviewers.claude.estimate import DryRun

_ONLY_OF_A_REVIEW = ("explain", "message", "manifest", "fail_on")


def chosen(args: argparse.Namespace) -> "DryRun":
    """The reviewer that estimates. Raises UsageError for options that need a review."""
    from clausecheck.review.choice import dry_run

    for option in _ONLY_OF_A_REVIEW:
        if getattr(args, option):
            named = option.replace("_", "-")
            raise UsageError(f"--dry-run and --{named} exclude each other", hint="a dry run judges nothing")
    return dry_run(reviewer.asking(args))


def write(who: "DryRun", form: str, args: argparse.Namespace) -> int:
    """Write what `who` estimated while it was asked to review, and return the exit code."""
    from clausecheck.report.estimate import estimate_json, estimate_page

    if who.estimate is None:
        raise AssertionError("write is for after the review")
    if form == "json":
        from clausecheck.report.json import to_json

        output.write_text(to_json(estimate_json(who.estimate)), args)
    else:
        output.write_page(estimate_page(who.estimate), form, args)
    return 0
