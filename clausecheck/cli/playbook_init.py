"""`clausecheck playbook init`: a playbook to start from, with the shipped rules of a side."""

import argparse
import os

from clausecheck.cli import options, output
from clausecheck.errors import UsageError

_EPILOG = """\
examples:
  clausecheck playbook init --side seller -o house.toml
  clausecheck playbook init --side buyer

exit codes: 0 done, 1 it could not be written, 2 wrong usage, or the file is there already
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "init",
        help="begin a playbook with the shipped rules of your side",
        description="Write a playbook that holds the shipped rules of a side, for you to change: what you do not need "
        "can be taken out, for the shipped rules go on where yours are silent.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    options.add_side(parser)
    options.add_file(parser.add_argument_group("output"))
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Write the playbook and return the exit code."""
    from clausecheck.model import Side
    from clausecheck.reviewers.playbook.starter import starter

    path = output.output_path(args)
    if path is not None and os.path.lexists(path):
        raise UsageError(f"{path.name} is there already", hint="give another name; check it with playbook check")
    output.write_text(starter(Side(args.side)), args)
    return 0
