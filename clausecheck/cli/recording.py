"""The record of a review: the options on it, and the line that is added when the review is over, however it ended."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from clausecheck.cli import output
from clausecheck.errors import AuditError, ClausecheckError, UsageError

if TYPE_CHECKING:
    from clausecheck.audit import shape
    from clausecheck.model import Contract, Exchange, Review, Severity
    from clausecheck.model.history import OwnDeal
    from clausecheck.reviewers.playbook.rulebook import Rulebook


class Seen:
    """What there is of a review so far, for its record."""

    def __init__(self) -> None:
        self.started = time.time()
        self.begun = time.monotonic()
        self.skip = False
        """Whether this is no review, so that nothing is recorded."""
        self.contract: Contract | None = None
        self.deals: tuple[OwnDeal, ...] | None = None
        self.playbook: Rulebook | None = None
        self.heard: list[Exchange] = []
        """What a reviewer outside this program was asked and answered so far."""
        self.review: Review | None = None
        self.report = ""
        """The whole JSON report, where it was made already."""


def add_options(group: argparse._ActionsContainer) -> None:
    """Add the options on the record."""
    group.add_argument(
        "--audit",
        metavar="FILE",
        help="add this review's record to FILE (default: audit.jsonl in your data folder)",
    )
    group.add_argument("--no-audit", action="store_true", help="keep no record of this review")
    group.add_argument(
        "--audit-full",
        action="store_true",
        help="keep the file's name, all requests and the contract's words too",
    )
    group.add_argument(
        "--anchor",
        metavar="FILE",
        help="write to FILE, to be kept elsewhere, the number of records and the last hash",
    )


def recorded(args: argparse.Namespace, work: Callable[[argparse.Namespace, Seen], int]) -> int:
    """Do the work and return its exit code, with a line in the record for what came of it.

    What fails is recorded too, then raised again; wrong usage is not, since nothing was reviewed. Where the record
    cannot be written, that is said, and result and exit code stay. Raises UsageError for options that cannot work.
    """
    check(args)
    seen = Seen()
    try:
        code = work(args, seen)
        sys.stdout.flush()
    except UsageError:
        raise
    except BaseException as fault:
        _keep(args, seen, _code(fault), fault)
        raise
    _keep(args, seen, code, None)
    return code


def report_text(review: "Review", *, least: "Severity", message: bool) -> str:
    """The whole JSON report of a review, as `--format json` writes it; its digest is in the record."""
    from clausecheck.report.json import to_json
    from clausecheck.report.json_review import review_json

    draft = None
    if message:
        from clausecheck.report.review.message import message as drafted

        draft = drafted(review)
    return to_json(review_json(review, least=least, message=draft))


def check(args: argparse.Namespace) -> None:
    """Check the options on the record before any work. Raises UsageError."""
    named = [option for option in ("audit", "audit_full", "anchor") if vars(args)[option]]
    if args.no_audit and named:
        option = f"--{named[0].replace('_', '-')}"
        raise UsageError(f"{option} and --no-audit contradict each other", hint="give one of them")
    others = output.read_files(args) | {"the report": output.output_path(args), "the manifest": args.manifest}
    for option, words in (("audit", "the record"), ("anchor", "the anchor")):
        if (name := vars(args)[option]) is None:
            continue
        if name == "-":
            raise UsageError(f"--{option} needs a file", hint="give the name of a file")
        output.check(f"--{option}", Path(name), {said: other for said, other in others.items() if said != words})


def _keep(args: argparse.Namespace, seen: Seen, code: int, fault: BaseException | None) -> None:
    """Add the line. A record that cannot be kept is told, and changes nothing else."""
    if args.no_audit or seen.skip:
        return
    from clausecheck.audit.ledger import append, default_path

    record = _record(args, seen, code, fault)
    anchor = Path(args.anchor) if args.anchor else None
    try:
        head, said = append(Path(args.audit) if args.audit else default_path(), record, anchor=anchor)
    except AuditError as trouble:
        output.warn([f"this review is not in the record: {trouble.message}; {trouble.hint}"])
        return
    output.warn([*said])
    if args.verbose:
        output.remark(f"record {head.count}: {head.hash}", args)


def _record(args: argparse.Namespace, seen: Seen, code: int, fault: BaseException | None) -> "shape.RecordJson":
    from clausecheck.audit import record
    from clausecheck.model import View

    contract, full = seen.contract, args.audit_full
    return record.record_json(
        started=seen.started,
        seconds=time.monotonic() - seen.begun,
        outcome=_outcome(contract, fault),
        exit_code=code,
        error=fault,
        document=(
            record.document_json(contract, full=full)
            if contract
            else record.unread_json(_digest(args.file), View(args.view))
        ),
        settings=_settings(args, seen),
        review=_reviewed(args, seen, seen.review, full=full) if seen.review else None,
        unfinished=record.exchanges_json(seen.heard, contract, full=full) if contract and not seen.review else (),
    )


def _reviewed(args: argparse.Namespace, seen: Seen, review: "Review", *, full: bool) -> "shape.ReviewedJson":
    from clausecheck.audit.record import reviewed_json, sealed_deals, sealed_playbook
    from clausecheck.model import Severity
    from clausecheck.reviewers.given import playbook_datasets

    salt = os.urandom(16).hex()
    report = seen.report or report_text(review, least=Severity(args.min_severity), message=args.message)
    return reviewed_json(
        review,
        report.encode("ascii"),
        playbook_datasets(),
        deals=sealed_deals(seen.deals, salt),
        playbook=sealed_playbook(seen.playbook, salt),
        full=full,
    )


def _settings(args: argparse.Namespace, seen: Seen) -> "shape.SettingsJson":
    from clausecheck.audit.record import settings_json
    from clausecheck.cli import reviewer
    from clausecheck.model import Severity, Side

    return settings_json(
        Side(args.side),
        reviewer.asking(args),
        seen.review,
        category=args.category,
        region=args.region,
        deal_size=args.deal_size,
        least=Severity(args.min_severity),
        fail_on=args.fail_on,
        mirror=args.mirror,
        message=args.message,
    )


def _outcome(
    contract: "Contract | None", fault: BaseException | None
) -> Literal["reviewed", "partial", "failed", "interrupted"]:
    if fault:
        return "interrupted" if isinstance(fault, KeyboardInterrupt) else "failed"
    return "partial" if contract and contract.document.partial else "reviewed"


def _code(fault: BaseException) -> int:
    """The exit code that the program ends with."""
    from clausecheck.cli import INTERRUPTED, PIPE_CLOSED

    if isinstance(fault, ClausecheckError):
        return fault.exit_code
    return {KeyboardInterrupt: INTERRUPTED, BrokenPipeError: PIPE_CLOSED}.get(type(fault), 1)


def _digest(name: str) -> str | None:
    """The SHA-256 of a file that could not be read as a contract; None where its bytes cannot be had."""
    import hashlib

    from clausecheck.read.limits import FILE_BYTES

    path = Path(name)
    try:
        if not path.is_file() or path.stat().st_size > FILE_BYTES:
            return None
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
