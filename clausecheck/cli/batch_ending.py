"""How a batch ends: its summary, its exit code, and what has to be done next."""

import argparse

from clausecheck.cli import output, review, scan
from clausecheck.cli.options import HIDDEN
from clausecheck.model import Severity
from clausecheck.model.batch import Outcome
from clausecheck.report.batch.totals import Totals

AGAIN = "what is done is kept, and the same command goes on"
_UNFINISHED = (Outcome.FAILED, Outcome.PENDING)
_UNREAD = (Outcome.UNREADABLE, Outcome.LIMIT, Outcome.PARTIAL)
_REVIEWED = (Outcome.REVIEWED, Outcome.PARTIAL)


def write_summary(totals: Totals, args: argparse.Namespace) -> None:
    """Write what the batch comes to, as `--format` says, to standard output."""
    if args.format == "json":
        from clausecheck.report.batch.json import summary_json
        from clausecheck.report.json import to_json

        output.write_text(to_json(summary_json(totals)), args)
        return
    from clausecheck.report.batch.summary import summary_page

    output.write_page(summary_page(totals), args.format, args)


def exit_code(totals: Totals, fail_on: str | None) -> int:
    """What hides words comes first, then what is not done, what was not read, and last what was found.

    What was skipped was no upload of anybody; but where nothing else was there, nothing was read.
    """
    counts = totals.outcomes
    if fail_on == HIDDEN and totals.hostile:
        return scan.HIDDEN
    if any(counts[one] for one in _UNFINISHED):
        return 1
    if any(counts[one] for one in _UNREAD) or not any(counts[one] for one in _REVIEWED):
        return output.PARTIAL
    if fail_on in {None, HIDDEN}:
        return 0
    return review.FINDINGS if totals.has(Severity(fail_on)) else 0


def remark(totals: Totals, args: argparse.Namespace, stopped: int) -> None:
    """Say what is left to do."""
    left = sum(totals.outcomes[one] for one in _UNFINISHED)
    if left:
        output.remark(f"{left:,} of {totals.files:,} files are not done: {AGAIN}", args)
    elif stopped:
        output.remark(f"stopped; {AGAIN}", args)
