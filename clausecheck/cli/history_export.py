"""`clausecheck history export -o FILE`: everything that the history holds, as JSON."""

import argparse
from pathlib import Path

from clausecheck.cli import options, output, own

_EPILOG = """\
examples:
  clausecheck history export -o my-deals.json --side seller

exit codes: 0 done, 1 the history cannot be used, 2 wrong usage
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "export",
        help="write all of it as JSON",
        description="Write everything that the history holds as JSON, into a file that you alone can read.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    options.add_side(parser)
    own.add_history(parser)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="the file to write")
    parser.add_argument("-q", "--quiet", action="store_true", help="no remarks on standard error")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Write the file and return the exit code."""
    from clausecheck.context.usual import summary
    from clausecheck.report.json import to_json
    from clausecheck.report.json_private import history_json

    path = Path(args.output)
    output.check("-o", path, {"the history": own.path_of(args)})
    with own.opened_existing(args) as store:
        deals = store.deals()
    output.write_file(path, to_json(history_json(own.owner(args), deals, summary(deals))), args, private=True)
    return 0
