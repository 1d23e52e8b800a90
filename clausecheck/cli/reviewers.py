"""`clausecheck reviewers list|test`: who can review, and whether a reviewer does as it should."""

import argparse

from clausecheck.cli import reviewers_list, reviewers_test

COMMANDS = {"list": reviewers_list, "test": reviewers_test}
"""The commands of the group and their modules, in the order of the help."""

_EPILOG = """\
examples:
  clausecheck reviewers list
  clausecheck reviewers test "command:python3 bot.py"
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the group with its commands."""
    parser = subparsers.add_parser(
        "reviewers",
        help="list reviewers, and test one of your own",
        description="List the reviewers that --reviewer can choose, and try one on contracts made for it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="subcommand", required=True)
    for module in COMMANDS.values():
        module.add_parser(commands)
    parser.set_defaults(parser=parser)
