"""`clausecheck history add|show|forget|export`: own signed deals, kept on this machine for their owner alone."""

import argparse

from clausecheck.cli import history_add, history_export, history_forget, history_show

COMMANDS = {"add": history_add, "show": history_show, "forget": history_forget, "export": history_export}
"""The commands of the group and their modules, in the order of the help."""

_EPILOG = """\
examples:
  clausecheck history add signed/*.docx --side seller
  clausecheck history show --side seller
  clausecheck history forget 3 --side seller
  clausecheck review next.docx --side seller          compares with them as well
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the group with its commands."""
    parser = subparsers.add_parser(
        "history",
        help="keep your own signed deals, on this machine alone",
        description="Keep what your own signed deals say (values and kinds of clause, not their text) in a file that "
        "you alone can read. Reviews for your side then say what you usually have and what you last accepted.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="subcommand", required=True)
    for module in COMMANDS.values():
        module.add_parser(commands)
    parser.set_defaults(parser=parser)
