"""`clausecheck history add|show|forget|export`."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser("history", help="keep your own signed deals, on this machine alone", description="keep your own signed deals, on this machine alone", allow_abbrev=False)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return the exit code."""
    raise NotImplementedError(args.command)
