"""`clausecheck audit verify`: whether the record is as it was written."""

import argparse
from pathlib import Path

from clausecheck.cli import audit_show, options, output
from clausecheck.errors import UsageError

FORMATS = ("terminal", "json", "markdown")
BROKEN = 10
"""Exit code for a record that is not as it was written."""

_EPILOG = """\
examples:
  clausecheck audit verify
  clausecheck audit verify --anchor /mnt/elsewhere/anchor.json

exit codes: 0 as it was written, 1 it cannot be used, 2 wrong usage, 10 not as it was written
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "verify",
        help="check that no line was changed, and name the first that was",
        description="Check every line of the record: each holds the digest of the one before. The first that was "
        "changed, inserted, deleted or moved is named; with an anchor, also a cut end and a record made anew.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    audit_show.add_record(parser)
    parser.add_argument(
        "--anchor", type=options.file("--anchor"), metavar="FILE", help="what review --anchor wrote, kept elsewhere"
    )
    options.add_output(parser, FORMATS)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Check the record, say what was found and return the exit code."""
    form = output.chosen_format(args, FORMATS)
    path = audit_show.path_of(args)

    from clausecheck.audit import anchoring
    from clausecheck.audit.verifying import verify
    from clausecheck.report.audit import verify_page
    from clausecheck.report.json import to_json
    from clausecheck.report.json_audit import verify_json

    anchor = anchoring.read(Path(args.anchor)) if args.anchor else None
    if not path.is_file() and (anchor is None or path.exists()):
        raise UsageError(f"there is no record called {path.name}", hint="review --audit FILE names one")
    verdict = verify(path, anchor)
    if form == "json":
        output.write_text(to_json(verify_json(verdict)), args)
    else:
        output.write_page(verify_page(verdict), form, args)
    return BROKEN if verdict.fault else 0
