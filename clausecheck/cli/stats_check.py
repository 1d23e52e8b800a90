"""`clausecheck stats check FILE`: verify a file of statistics."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clausecheck.cli import options, output

if TYPE_CHECKING:
    from clausecheck.stats.check import Checked

FORMATS = ("terminal", "json")
VIOLATIONS: Final = 10
"""Exit code where something in the file is wrong."""
SHOWN: Final = 20
"""Violations in the terminal; --verbose and JSON have all."""

_EPILOG = """\
examples:
  clausecheck stats check statistics.json
  clausecheck stats check statistics.json --format json

exit codes: 0 nothing wrong, 1 no result, 2 wrong usage, 3 not readable or no JSON, 10 violations
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "check",
        help="verify a file of statistics",
        description="Verify the shape, sources, arithmetic and disclosure rules of a file of statistics.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "file", metavar="FILE", type=options.existing("FILE"), help="a statistics.json, or the folder that has one"
    )
    options.add_output(parser, FORMATS)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Check the file, tell what is wrong and return the exit code."""
    from clausecheck.stats.check import check_file

    form = output.chosen_format(args, FORMATS)
    checked = check_file(args.file)
    if form == "json":
        from clausecheck.report.json import to_json

        output.write_text(to_json(_json(args.file, checked)), args)
    else:
        output.write_text(_text(args.file, checked, full=args.verbose), args)
    output.warn(list(checked.warnings))
    return VIOLATIONS if checked.violations else 0


def _text(path: Path, checked: "Checked", *, full: bool) -> str:
    from clausecheck.report.visible import visible

    found = len(checked.violations)
    lines = [violation.line() for violation in (checked.violations if full else checked.violations[:SHOWN])]
    if found > len(lines):
        lines.append(f"and {found - len(lines)} more; --verbose tells them all")
    told = f"{found} violation{'' if found == 1 else 's'}" if found else "nothing wrong"
    name = f"{checked.name}, " if checked.name else ""
    lines.append(f"{path.name}: {name}{checked.rows} rows: {told}")
    return "".join(f"{visible(line)}\n" for line in lines)


def _json(path: Path, checked: "Checked") -> dict[str, Any]:
    return {
        "schema": "clausecheck/check/1",
        "file": path.name,
        "digest": checked.digest,
        "name": checked.name,
        "rows": checked.rows,
        "violations": [
            {"table": item.table, "row": item.row, "about": item.about, "message": item.message}
            for item in checked.violations
        ],
        "warnings": list(checked.warnings),
    }
