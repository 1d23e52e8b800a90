"""`clausecheck scan FILE`: what the file hides from a human reader, and words addressed to a model."""

import argparse

from clausecheck.cli import options, output, source

FORMATS = ("terminal", "json", "markdown")
HIDDEN = 11
"""Exit code for a file that hides something or addresses a model."""

_EPILOG = """\
examples:
  clausecheck scan msa.docx
  clausecheck scan msa.pdf --format json
  cat msa.txt | clausecheck scan -

exit codes: 0 done, 1 no result, 2 wrong usage, 3 not readable or only in part,
11 the file hides words from a human reader, or addresses a model
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "scan",
        help="show what the file hides, and words addressed to a model",
        description="Compare what a person sees with what a program reads: hidden words, words that are shown and not "
        "stored, tricks with characters, scripts and attachments, and words that address a reviewer or a model.",
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
    """Scan the file, write what it hides and return the exit code."""
    form = output.chosen_format(args, FORMATS)
    document, found, fault = source.scanned(args.file, args.view)
    if form == "json":
        from clausecheck.report.json import to_json
        from clausecheck.report.json_scan import scan_json

        output.write_text(to_json(scan_json(document, found)), args)
    elif fault is None:
        from clausecheck.report.scan import scan_page

        output.write_page(scan_page(document, found, whole=args.verbose or form == "markdown"), form, args)

    if fault is not None:
        raise fault

    from clausecheck.model import Verdict

    output.warn(source.partial_warnings(document))
    if found.verdict is Verdict.HOSTILE:
        return HIDDEN
    return output.PARTIAL if document.partial else 0
