"""`clausecheck reviewers list`: the reviewers that can be chosen."""

import argparse

from clausecheck.cli import options, output

FORMATS = ("terminal", "json", "markdown")

_EPILOG = """\
examples:
  clausecheck reviewers list
  clausecheck reviewers list --format json

exit codes: 0 done, 2 wrong usage
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "list",
        help="list the reviewers that can be chosen",
        description="List the reviewers that ship and those that installed packages bring, with what each needs and "
        "whether it is ready. A broken one is listed with its fault.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    options.add_output(parser, FORMATS)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Write the list and return the exit code."""
    form = output.chosen_format(args, FORMATS)

    from clausecheck.report.json import to_json
    from clausecheck.report.reviewers import reviewers_json, reviewers_page
    from clausecheck.review.known import known_reviewers

    known = known_reviewers()
    if form == "json":
        output.write_text(to_json(reviewers_json(known)), args)
    else:
        output.write_page(reviewers_page(known), form, args)
    return 0
