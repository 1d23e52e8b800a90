"""`clausecheck playbook check FILE`: what is wrong with a playbook, and what it says in plain words."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausecheck.cli import options, output

if TYPE_CHECKING:
    from clausecheck.report.schema_playbook import PlaybookJson, RuleJson
    from clausecheck.reviewers.playbook.parse import Problem
    from clausecheck.reviewers.playbook.rulebook import Rulebook

FORMATS = ("terminal", "json")
WRONG: Final = 10
"""Exit code where something in the file is wrong."""

_EPILOG = """\
examples:
  clausecheck playbook check house.toml
  clausecheck playbook check house.toml --format json

exit codes: 0 nothing wrong, 1 no result, 2 wrong usage, or no text, 10 something is wrong
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "check",
        help="tell what is wrong with a playbook, by line, and what it says",
        description="Check every table, key, unit and value of a playbook, try its examples, and say its rules in "
        "plain words.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("file", metavar="FILE", type=options.file("FILE"), help="a playbook: house.toml")
    options.add_output(parser, FORMATS)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Check the playbook, tell what it says and what is wrong, and return the exit code."""
    from clausecheck.reviewers.playbook.parse import read_rulebook, read_text

    form = output.chosen_format(args, FORMATS)
    book, problems = read_rulebook(read_text(args.file), args.file.name)
    if book and not problems:
        from clausecheck.cli.playbook_examples import failing

        problems = tuple(failing(book))
    if form == "json":
        from clausecheck.report.json import to_json

        output.write_text(to_json(_json(args.file, book, problems)), args)
    else:
        output.write_text(_text(args.file, book, problems), args)
    return WRONG if problems else 0


def _text(path: Path, book: "Rulebook | None", problems: "tuple[Problem, ...]") -> str:
    from clausecheck.report.visible import visible

    found = len(problems)
    told = f"{found} problem{'' if found == 1 else 's'}" if found else "nothing wrong"
    whose = f"a playbook for the {book.side}, {book.count} entries: " if book else ""
    lines = [f"{path.name}: {whose}{told}"]
    lines += [f"  line {problem.line}: {problem.message}" for problem in problems]
    if book and not problems:
        lines += [f"  line {entry['line']}: {entry['says']}" for entry in _entries(book)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _json(path: Path, book: "Rulebook | None", problems: "tuple[Problem, ...]") -> "PlaybookJson":
    return {
        "schema": "clausecheck/playbook/1",
        "file": path.name,
        "side": book.side if book else None,
        "rules": _entries(book) if book else [],
        "problems": [{"line": problem.line, "message": problem.message} for problem in problems],
    }


def _entries(book: "Rulebook") -> "list[RuleJson]":
    from clausecheck.reviewers.playbook.words import in_words

    entries: list[RuleJson] = [
        {
            "line": book.line(rule.stance.table, rule.stance.about),
            "table": "clause" if rule.stance.table == "clause" else "term",
            "about": rule.stance.about,
            "priority": rule.stance.priority,
            "says": in_words(rule),
        }
        for rule in book.rules
    ]
    for topic in sorted(book.positions.keys() | book.accepted):
        says = f"{topic.replace('_', ' ')}: {'accepted' if topic in book.accepted else 'words of your own'}"
        line = book.line("position", topic)
        entries.append({"line": line, "table": "position", "about": topic, "priority": None, "says": says})
    return sorted(entries, key=lambda entry: entry["line"])
