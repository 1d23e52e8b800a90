"""`clausecheck stats show TYPE`."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser("show", help="show what is usual", description="show what is usual", allow_abbrev=False)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return the exit code."""
    raise NotImplementedError(args.command)
