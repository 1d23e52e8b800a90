"""`clausecheck stats build SOURCE`."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser("build", help="make statistics from contracts or a table of observations", description="make statistics from contracts or a table of observations", allow_abbrev=False)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return the exit code."""
    raise NotImplementedError(args.command)
