"""`clausecheck history show`: what own deals usually say, and the list of them."""

import argparse
import sys

from clausecheck.cli import options, own

FORMATS = ("terminal", "json")

_EPILOG = """\
examples:
  clausecheck history show --side seller
  clausecheck history show --side buyer --format json

exit codes: 0 done, 1 the history cannot be used, 2 wrong usage
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "show",
        help="show what you usually have, and the list of deals",
        description="Show what your own deals usually say, term by term, what was last accepted, and the list of them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    options.add_side(parser)
    own.add_history(parser)
    parser.add_argument(
        "--format",
        type=options.choice("format", FORMATS),
        default="terminal",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: terminal)",
    )
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Write what the history holds and return the exit code."""
    from clausecheck.context.usual import summary
    from clausecheck.report.history import history_page
    from clausecheck.report.json import to_json
    from clausecheck.report.json_private import history_json
    from clausecheck.report.terminal import draw_review

    with own.opened_existing(args) as store:
        deals = store.deals()
    usual = summary(deals)
    if args.format == "json":
        sys.stdout.write(to_json(history_json(own.owner(args), deals, usual)))
    else:
        draw_review(history_page(own.owner(args), deals, usual), sys.stdout)
    return 0
