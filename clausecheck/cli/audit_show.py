"""`clausecheck audit show`: the list of reviews, or one in plain words."""

import argparse
from pathlib import Path

from clausecheck.cli import options, output

FORMATS = ("terminal", "json", "markdown")

_EPILOG = """\
examples:
  clausecheck audit show                 every review on one line
  clausecheck audit show last            the last one in plain words
  clausecheck audit show 12 --format json

exit codes: 0 done, 1 the record cannot be used, 2 wrong usage
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "show",
        help="tell in plain words what was read, sent, answered and refused",
        description="List the reviews of the record, or tell one in plain words: what was read, hidden, skipped, sent, "
        "answered and refused.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "record", nargs="?", metavar="RECORD", help="its number, the beginning of its hash, or last (default: all)"
    )
    add_record(parser)
    options.add_output(parser, FORMATS)
    parser.set_defaults(run=run, parser=parser)


def add_record(group: argparse._ActionsContainer) -> None:
    """Add the option on the file of the record."""
    group.add_argument("--audit", metavar="FILE", help="the record (default: audit.jsonl in your data folder)")


def path_of(args: argparse.Namespace) -> Path:
    """The file of `--audit`, else the one in the data folder."""
    if args.audit:
        return Path(args.audit)
    from clausecheck.audit.ledger import default_path

    return default_path()


def run(args: argparse.Namespace) -> int:
    """Write what the record says."""
    form = output.chosen_format(args, FORMATS)

    from clausecheck.audit import reading
    from clausecheck.report.audit import list_page
    from clausecheck.report.audit_record import fault_lines, record_page
    from clausecheck.report.json import to_json
    from clausecheck.report.json_audit import show_json

    if args.record is None:
        found, verdict = reading.entries(path_of(args))
        page = list_page(found, verdict)
    else:
        one, verdict = reading.entry(path_of(args), args.record)
        found, page = (one,), record_page(one, verdict)
    if form == "json":
        output.write_text(to_json(show_json(found, verdict)), args)
    else:
        output.write_page(page, form, args)
    output.warn([f"the record is not as it was written: {text}" for text in fault_lines(verdict)])
    return 0
