"""What is asked on a terminal: which kind of contract it is, where the program is unsure."""

import argparse
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from clausecheck.model import CategoryGuess

_TRIES: Final = 3


def asked(guess: "CategoryGuess", args: argparse.Namespace) -> str | None:
    """The category that the user chooses; None where the guess stands or nobody can be asked.

    Asked only where the guess is unsure, standard input and standard error are a terminal, the file is not standard
    input, and neither `--category` nor `--quiet` is given. Enter, the end of input and three wrong answers keep the
    guess.
    """
    if not guess.likely or args.category or args.quiet or args.file == "-":
        return None
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    from clausecheck.model.taxonomy import CATEGORY_PARENT
    from clausecheck.report.wording import category_name

    choices = (guess.id, *(name for name in guess.likely if name != guess.id))
    print("What kind of contract is this? The program is unsure.", file=sys.stderr)
    for number, name in enumerate(choices, 1):
        print(f"  {number}  {category_name(name)}{' kinds' if name == 'all' else ''}", file=sys.stderr)
    for _ in range(_TRIES):
        print("Number, or a kind such as license [1]: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        answer = line.strip().lower()
        if answer.isdecimal() and answer.isascii() and 1 <= int(answer[:4]) <= len(choices):
            return choices[int(answer[:4]) - 1]
        if answer in CATEGORY_PARENT:
            return answer
        if not answer:
            if not line:
                print(file=sys.stderr)
            return None
        print(f"Not one of 1 to {len(choices)}, and no kind of contract that is known.", file=sys.stderr)
    return None
