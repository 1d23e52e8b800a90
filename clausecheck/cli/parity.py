"""`clausecheck parity A B`: whether two sides were served the same."""

import argparse

from clausecheck.cli import options, output, source

FORMATS = ("terminal", "json", "markdown")
DIFFERENT = 10
"""Exit code for two files that are not equal."""

_EPILOG = """\
examples:
  clausecheck review deal.docx --side seller -o seller.json
  clausecheck review deal.docx --side buyer -o buyer.json
  clausecheck parity seller.json buyer.json

exit codes: 0 equal, 10 not equal, 2 wrong usage, 3 a file that is none of these
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "parity",
        help="prove that two reviews were served the same figures",
        description="Compare the shared context of two reviews, contexts or manifests, make each digest again from the "
        "statistics at hand, and compare the prompts of the two sides section by section.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("a", metavar="A", help="what review --format json, review --manifest or context wrote")
    parser.add_argument("b", metavar="B", help="the other one")
    options.add_statistics(parser)
    options.add_prompts(parser)
    options.add_output(parser, FORMATS)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Compare the two files and return the exit code."""
    form = output.chosen_format(args, FORMATS)
    paths = source.existing(args.a), source.existing(args.b)
    output.check("-o", output.output_path(args), dict(zip(("A", "B"), paths, strict=True)))

    from dataclasses import replace

    from clausecheck import stats
    from clausecheck.context.parity import compare_records
    from clausecheck.context.record import read_record
    from clausecheck.report.json import to_json
    from clausecheck.report.parity import parity_json, parity_page
    from clausecheck.reviewers.prompt_parity import compare_prompts
    from clausecheck.reviewers.prompting import load_prompts

    a, b = (read_record(path) for path in paths)
    found = compare_records(a, b, *stats.load_served(args.stats, args.policy))
    parity = replace(found, prompts=compare_prompts(load_prompts(args.prompts)))
    if form == "json":
        output.write_text(to_json(parity_json(parity)), args)
    else:
        output.write_page(parity_page(parity), form, args)
    return 0 if parity.served_equal and parity.prompts_equal else DIFFERENT
