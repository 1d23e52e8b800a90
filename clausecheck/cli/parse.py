"""`clausecheck parse FILE`: the clause tree, with types and terms; no opinion."""

import argparse
import io
import sys

from clausecheck.cli import options, output, source

FORMATS = ("terminal", "json")

_EPILOG = """\
examples:
  clausecheck parse msa.docx
  clausecheck parse msa.pdf --format json
  clausecheck parse msa.pdf -o clauses.json

exit codes: 0 done, 1 no result, 2 wrong usage, 3 not readable or only in part
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "parse",
        help="show the clause tree, with types and terms",
        description="Read a contract and show its clauses with their numbers, types and values; no opinion.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    options.add_contract(parser)
    options.add_view(parser)
    options.add_offline(parser)
    options.add_output(parser, FORMATS)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Parse the file, write the tree and return the exit code."""
    form = output.chosen_format(args, FORMATS)
    contract = source.contract(args.file, args.view)
    if form == "json":
        from clausecheck.report.json import parse_json, to_json

        output.write_text(to_json(parse_json(contract)), args)
    else:
        from clausecheck.report.page import alarms
        from clausecheck.report.terminal import draw_tree
        from clausecheck.report.tree import branches, heading_lines, remarks

        text = sys.stdout if output.output_path(args) is None else io.StringIO()
        draw_tree(heading_lines(contract), alarms(contract.document), branches(contract), text, remarks(contract))
        if isinstance(text, io.StringIO):
            output.write_text(text.getvalue(), args)
    output.warn(source.partial_warnings(contract.document))
    return output.PARTIAL if contract.document.partial else 0
