"""`clausecheck audit replay RECORD --file FILE`: a review made again from what was recorded; nobody is asked."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.cli import audit_show, options, output, own, recording, source
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.audit import shape
    from clausecheck.audit.reading import Entry
    from clausecheck.model import Contract
    from clausecheck.model.history import OwnDeal
    from clausecheck.reviewers.playbook.rulebook import Rulebook

FORMATS = ("terminal", "json")
DIFFERENT = 10
"""Exit code for a report that is not the same."""

_EPILOG = """\
examples:
  clausecheck audit replay last --file msa.docx
  clausecheck audit replay 12 --file msa.docx -o review.json

exit codes: 0 the same report, 1 the record cannot be used, 2 wrong usage, 3 the file cannot be read,
10 not the same report
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "replay",
        help="make a review again from its record, and compare the report",
        description="Make a review again from the recorded answers, without a connection, and compare its JSON report "
        "with the recorded digest. Whatever the review was made with must be there: the file, and your own statistics, "
        "prompts, playbook and deals where it used them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("record", metavar="RECORD", help="its number, the beginning of its hash, or last")
    parser.add_argument("--file", required=True, metavar="CONTRACT", help="the file that was reviewed")
    parser.add_argument("--name", metavar="NAME", help="the name that the file had then, if it has another now")
    audit_show.add_record(parser)
    options.add_statistics(parser)
    options.add_prompts(parser)
    own.add_history(parser)
    own.add_playbook(parser)
    parser.add_argument("--format", type=options.choice("format", FORMATS), metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report that was made again, as JSON, to FILE")
    parser.add_argument("-q", "--quiet", action="store_true", help="no remarks on standard error")
    parser.set_defaults(run=run, parser=parser, no_history=False, offline=True)


def run(args: argparse.Namespace) -> int:
    """Make the review again, say whether it is the same, and return the exit code."""
    output.check("-o", output.output_path(args), output.read_files(args))

    from clausecheck.audit import reading
    from clausecheck.context.canonical import digest
    from clausecheck.review.replay import replayed

    entry, verdict = reading.entry(audit_show.path_of(args), args.record)
    reviewed = _reviewed(entry)
    args.side, args.give_private = (entry.record["settings"][name] for name in ("side", "give_private"))
    deals, playbook = _deals(args, reviewed["own_deals"]), _playbook(args, reviewed["own_playbook"])
    contract = _contract(args, entry.record)
    again, why = replayed(
        entry.record,
        reviewed,
        contract,
        statistics=args.stats,
        policy=args.policy,
        prompts=args.prompts,
        playbook=playbook,
        deals=deals,
        private=own.given(args, deals, playbook),
    )
    settings = entry.record["settings"]
    text = recording.report_text(again, least=settings["min_severity"], message=settings["message"])
    then, now = reviewed["report"]["digest"], digest(text.encode("ascii"))
    if then != now and not why:
        why = _unexplained(args, entry.record)
    if output.output_path(args):
        output.write_text(text, args)
    _tell(args, entry, then, now, why)
    output.warn([f"the record is not as it was written: line {verdict.fault.line}"] if verdict.fault else [])
    return 0 if then == now else DIFFERENT


def _tell(args: argparse.Namespace, entry: "Entry", then: str, now: str, why: tuple[str, ...]) -> None:
    import sys

    from clausecheck.report.audit import replay_page
    from clausecheck.report.json import to_json
    from clausecheck.report.json_audit import replay_json
    from clausecheck.report.terminal import draw_review

    said = replay_json(entry, then, now, why)
    if args.format == "json":
        sys.stdout.write(to_json(said))
    else:
        draw_review(replay_page(said), sys.stdout)


def _reviewed(entry: "Entry") -> "shape.ReviewedJson":
    from clausecheck.audit.record import PROGRAM

    if entry.record["review"] is None:
        raise UsageError(f"record {entry.count} holds no review: it {entry.record['outcome']}", hint="choose another")
    if (then := entry.record["program"]) != PROGRAM:
        hint = f"install that version: pip install {then.replace(' ', '==')}"
        raise UsageError(f"record {entry.count} was made by {then}, this is {PROGRAM}", hint=hint)
    return entry.record["review"]


def _contract(args: argparse.Namespace, record: "shape.RecordJson") -> "Contract":
    from dataclasses import replace

    contract = source.contract(args.file, record["document"]["view"])
    if contract.document.sha256 != record["document"]["sha256"]:
        raise UsageError(
            f"{Path(args.file).name} is not the file that was reviewed", hint=_FILE.format(record["document"]["sha256"])
        )
    name = args.name or record["document"]["name"]
    return replace(contract, document=replace(contract.document, name=name)) if name else contract


_FILE = "give the one with the SHA-256 {}"


def _deals(args: argparse.Namespace, sealed: "shape.SealedJson | None") -> "tuple[OwnDeal, ...] | None":
    """The own deals of then: those of now, without those that were added since."""
    if sealed is None:
        return None
    now = own.for_review(args)
    count = sealed["count"]
    if now is None:
        raise UsageError(
            f"the review was made with {count} own deals, and there is no history", hint="name it with --history"
        )
    then = now[:count]
    from clausecheck.audit.record import sealed_deals

    if sealed_deals(then, sealed["salt"]) != sealed:
        raise UsageError("your own deals are not those of then", hint="name the history of then with --history")
    return then


def _playbook(args: argparse.Namespace, sealed: "shape.SealedJson | None") -> "Rulebook | None":
    if sealed is None:
        if args.playbook:
            raise UsageError("the review was made without a playbook of your own", hint="leave out --playbook")
        return None
    found = own.playbook(args)
    if found is None:
        raise UsageError("the review was made with a playbook of your own", hint="name it with --playbook")
    from clausecheck.audit.record import sealed_playbook

    if sealed_playbook(found, sealed["salt"]) != sealed:
        raise UsageError(f"{found.file} is not the playbook of then", hint="name the one that the review was made with")
    return found


def _unexplained(args: argparse.Namespace, record: "shape.RecordJson") -> tuple[str, ...]:
    """What may differ though all that was compared is the same."""
    if not args.name and record["document"]["name"] is None:
        return ("the file's name is part of the report: --name gives the one that it had then",)
    return ("what reads the file may be another version: converters and OCR are no part of this program",)
