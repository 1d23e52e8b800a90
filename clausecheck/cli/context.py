"""`clausecheck context`: the figures that either side is served."""

import argparse

from clausecheck.cli import options, output

_EPILOG = """\
examples:
  clausecheck context --category consulting --region US-NY
  clausecheck context --category saas --deal-size 50k -o context.json

The digest is the SHA-256 of the content in canonical form, and that of every
review of the same category, region and size of deal, for either side.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "context",
        help="print the figures that either side is served, with their digest",
        description="Print all figures that a review of this kind is served, for either side, as canonical JSON with "
        "its digest.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--category", type=options.category, metavar="ID", required=True, help="kind of service: consulting, saas, …"
    )
    parser.add_argument("--region", type=options.region, metavar="ID", help="whose law governs: GB, US-NY and so on")
    options.add_deal_size(parser)
    options.add_statistics(parser)
    options.add_file(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Print the shared context and return the exit code."""
    output.check("-o", output.output_path(args), output.read_files(args))

    from clausecheck import stats
    from clausecheck.context import canonical, context_json, shared_context

    region = options.known_region(args)
    figures, policy = stats.load_served(args.stats, args.policy, args.category)
    shared = shared_context(figures, policy, figures.cell(args.category, region, args.deal_size))
    output.write_text(f"{canonical(context_json(shared)).decode('utf-8')}\n", args)
    return 0
