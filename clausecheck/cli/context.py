"""`clausecheck context`."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser("context", help="print the figures that either side is served, with their digest", description="print the figures that either side is served, with their digest", allow_abbrev=False)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return the exit code."""
    raise NotImplementedError(args.command)
