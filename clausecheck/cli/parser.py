"""The parser of the command line: commands, help and usage errors in two lines."""

import argparse
import re
from typing import NoReturn

from clausecheck import __version__
from clausecheck.cli import (
    audit,
    batch,
    context,
    history,
    mcp,
    parity,
    parse,
    playbook,
    prompts,
    review,
    reviewers,
    scan,
    schema,
    stats,
)
from clausecheck.cli.options import nearest
from clausecheck.errors import UsageError

_EPILOG = """\
examples:
  clausecheck review contract.docx                   review it for the seller
  clausecheck review contract.pdf --side buyer       review it for the buyer
  clausecheck review contract.pdf -o review.json     write JSON for programs
  clausecheck batch uploads/ --out results           review every file of a folder
  clausecheck scan contract.pdf                      what does the file hide?
  clausecheck parse contract.docx                    show the clause tree, no opinion
  clausecheck stats show payment_days                what other contracts say
  clausecheck history add signed.pdf --side seller   compare with your own deals from now on
  clausecheck parity seller.json buyer.json          were both sides served the same figures?
  clausecheck reviewers test command:./bot.py        try a bot of your own
  clausecheck audit verify                           has the record of reviews been changed?

exit codes:
   0  done; without --fail-on, findings do not change the code
   1  no result could be made
   2  wrong usage
   3  the file, or one of many, could not be read, or only in part
  10  findings at or above --fail-on; something found by `parity`, `stats check`, `playbook check`, `audit verify`
      or `replay`, `reviewers test`
  11  the file hides words from a human reader, or addresses a model (`scan`; `review` and `batch` with
      --fail-on hidden)
"""


class Parser(argparse.ArgumentParser):
    """A parser that raises a UsageError instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Raise a UsageError with the nearest valid word as its hint."""
        wrong = re.search(r"invalid choice: '([^']*)'", message)
        command = f"{self.prog} --help"
        if wrong is None:
            raise UsageError(message, hint=f"see {command}")
        hint = nearest(wrong.group(1), COMMANDS)
        raise UsageError(f"unknown command {wrong.group(1)!r}", hint=hint or f"see {command}")


COMMANDS = {
    "review": review,
    "batch": batch,
    "parse": parse,
    "scan": scan,
    "stats": stats,
    "history": history,
    "playbook": playbook,
    "context": context,
    "parity": parity,
    "reviewers": reviewers,
    "prompts": prompts,
    "mcp": mcp,
    "audit": audit,
    "schema": schema,
}
"""The commands and their modules, in the order of the help."""


def build() -> Parser:
    """The parser with every command."""
    parser = Parser(
        prog="clausecheck",
        description="Review a contract for one side: unusual clauses, counted against real contracts, with something "
        "to ask for.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("-V", "--version", action="version", version=f"clausecheck {__version__}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for module in COMMANDS.values():
        module.add_parser(subparsers)
    return parser


def parse_arguments(argv: list[str]) -> argparse.Namespace:
    """The options of one command, which stand beside `run`, the function that carries it out.

    Raises UsageError.
    """
    parser = build()
    args, unknown = parser.parse_known_args(argv)
    if args.command is None and not unknown:
        raise UsageError("no command given", hint="try: clausecheck review FILE, or see clausecheck --help")
    if unknown:
        _refuse(unknown[0], args.parser if args.command else parser)
    return args


def _refuse(word: str, parser: argparse.ArgumentParser) -> NoReturn:
    if not word.startswith("-"):
        several = any(action.nargs == "+" for action in parser._actions)  # noqa: SLF001 argparse has no public list of them
        hint = (
            "name all of them in one place, before the options"
            if several
            else "give one file; quote a name that has spaces"
        )
        raise UsageError(f"unexpected argument {word!r}", hint=hint)
    option = word.partition("=")[0]
    hint = nearest(option, option_names(parser))
    raise UsageError(f"unknown option {option!r}", hint=hint or f"see {parser.prog} --help")


def option_names(parser: argparse.ArgumentParser) -> list[str]:
    """Every option of a parser, short and long."""
    return sorted(parser._option_string_actions)  # noqa: SLF001 argparse has no public way to list them
