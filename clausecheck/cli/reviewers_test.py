"""`clausecheck reviewers test NAME`: a trial of one reviewer, and its scorecard."""

import argparse

from clausecheck.cli import options, output, reviewer
from clausecheck.errors import UsageError

FORMATS = ("terminal", "json", "markdown")
FAILED = 10
"""Exit code for a reviewer that does not conform."""

_EPILOG = """\
examples:
  clausecheck reviewers test rules
  clausecheck reviewers test "command:python3 bot.py" --format json
  clausecheck reviewers test claude --max-cost 2

exit codes: 0 it conforms, 10 it does not, 2 wrong usage
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "test",
        help="try a reviewer on contracts made for it",
        description="Give a reviewer contracts that were made for it, and print a scorecard: whether it answers, "
        "whether its quotes and figures hold, and what orders in a contract, noise, other languages and the other side "
        "do to it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("name", metavar="NAME", help="rules, claude, an installed one, or command:PROGRAM")
    parser.add_argument("--model", metavar="NAME", help="of claude: the model to ask")
    parser.add_argument(
        "--max-cost", type=reviewer.dollars, metavar="USD", help="of claude: stop before the trial costs more"
    )
    parser.add_argument(
        "--max-time", type=reviewer.seconds, metavar="SECONDS", help="give up on a contract after as long"
    )
    options.add_output(parser, FORMATS)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Try the reviewer, write the scorecard and return the exit code."""
    form = output.chosen_format(args, FORMATS)
    if args.name == "auto":
        raise UsageError("auto is a choice between others", hint="name the reviewer: rules, claude or one of your own")

    from clausecheck.model import Asking
    from clausecheck.report.json import to_json
    from clausecheck.report.reviewers import scorecard_json, scorecard_page
    from clausecheck.review.choice import chosen
    from clausecheck.review.conformance import CASES, trial

    share = args.max_cost / len(CASES) if args.max_cost else None
    who = chosen(Asking(reviewer=args.name, model=args.model, max_cost=share, max_time=args.max_time))
    card = trial(who, lambda contract: output.remark(f"reviewing: {contract}", args) if args.verbose else None)
    if form == "json":
        output.write_text(to_json(scorecard_json(card)), args)
    else:
        output.write_page(scorecard_page(card), form, args)
    return 0 if card.conforms else FAILED
