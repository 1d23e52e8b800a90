"""`clausecheck playbook init|check`: a playbook of one's own, begun from what ships and checked line by line."""

import argparse

from clausecheck.cli import playbook_check, playbook_init

COMMANDS = {"init": playbook_init, "check": playbook_check}
"""The commands of the group and their modules, in the order of the help."""

_EPILOG = """\
examples:
  clausecheck playbook init --side seller -o house.toml
  clausecheck playbook check house.toml
  clausecheck review msa.docx --playbook house.toml
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the group with its commands."""
    parser = subparsers.add_parser(
        "playbook",
        help="write down what you ask for, settle for and refuse",
        description="Begin a playbook of your own, and check it. It stays on this machine: no model and no other side "
        "sees anything of it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="subcommand", required=True)
    for module in COMMANDS.values():
        module.add_parser(commands)
    parser.set_defaults(parser=parser)
