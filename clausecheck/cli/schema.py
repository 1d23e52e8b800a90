"""`clausecheck schema NAME`: the JSON Schema of an output."""

import argparse
import sys

from clausecheck.cli import options

BOTS = ("bot-request", "bot-answer")
"""What a bot of one's own is given, and what it answers."""
NAMES = (
    "parse",
    "review",
    "scan",
    "batch",
    "context",
    "manifest",
    "parity",
    "figures",
    "estimate",
    "history",
    "check",
    "playbook",
    "prompts",
    "statistics",
    "reviewers",
    "conformance",
    "audit",
    "audit-show",
    "audit-verify",
    "audit-replay",
    "anchor",
    *BOTS,
)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "schema",
        help="print the JSON Schema of an output",
        description="Print the JSON Schema of what a command writes with --format json, or of what a bot of your own "
        "is given and answers.",
        epilog="example:\n  clausecheck schema review > review.schema.json\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("name", metavar="NAME", type=options.choice("schema", NAMES), help=", ".join(NAMES))
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    from clausecheck.report.json import to_json
    from clausecheck.report.schema import json_schema
    from clausecheck.reviewers.bots.shapes import json_schema as bot_schema

    sys.stdout.write(to_json((bot_schema if args.name in BOTS else json_schema)(args.name)))
    return 0
