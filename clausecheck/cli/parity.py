"""`clausecheck parity A B`."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser("parity", help="prove that two reviews were served the same figures", description="prove that two reviews were served the same figures", allow_abbrev=False)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return the exit code."""
    raise NotImplementedError(args.command)
