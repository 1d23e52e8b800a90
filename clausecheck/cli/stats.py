"""`clausecheck stats show|build|check`: look up, make and verify clause statistics."""

import argparse

from clausecheck.cli import stats_build, stats_check, stats_show

COMMANDS = {"show": stats_show, "build": stats_build, "check": stats_check}
"""The commands of the group and their modules, in the order of the help."""

_EPILOG = """\
examples:
  clausecheck stats show payment_days --category consulting
  clausecheck stats build deals.parquet -o statistics.json
  clausecheck stats check statistics.json
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the group with its commands."""
    parser = subparsers.add_parser(
        "stats",
        help="look up, make and verify clause statistics",
        description="Look up the counted figures that both sides are served, make some from contracts, verify a file.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="subcommand", required=True)
    for module in COMMANDS.values():
        module.add_parser(commands)
    parser.set_defaults(parser=parser)
