"""`clausecheck audit show|verify|replay`: the record of what was read, asked and answered."""

import argparse

from clausecheck.cli import audit_replay, audit_show, audit_verify

COMMANDS = {"show": audit_show, "verify": audit_verify, "replay": audit_replay}
"""The commands of the group and their modules, in the order of the help."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the group with its commands."""
    parser = subparsers.add_parser(
        "audit",
        help="show, check and replay the record of reviews",
        description="Each review adds a line to a record on this machine: what was read, sent, answered and refused, "
        "chained to the line before. Show it, check that nobody has changed it, or make a review again.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="subcommand", required=True)
    for module in COMMANDS.values():
        module.add_parser(commands)
    parser.set_defaults(parser=parser)
