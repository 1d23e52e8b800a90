"""What is the user's own: the history of deals (which file, whose, what of it goes into a review) and the playbook."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausecheck.cli import options, output
from clausecheck.errors import HistoryError, UsageError

if TYPE_CHECKING:
    from clausecheck.history.store import Store
    from clausecheck.model.history import OwnDeal, Owner
    from clausecheck.reviewers.playbook.rulebook import Rulebook

ACCOUNT = "CLAUSECHECK_ACCOUNT"
"""The environment variable that names the account."""


def add_history(group: argparse._ActionsContainer) -> None:
    """Add the options on whose history is used, and which file."""
    group.add_argument(
        "--history", metavar="PATH", help="the file of your own deals (default: one for each side in your data folder)"
    )
    group.add_argument(
        "--account", metavar="NAME", help=f"whose deals these are (default: {ACCOUNT}, else your login name)"
    )


def add_playbook(group: argparse._ActionsContainer) -> None:
    """Add the option on the user's own playbook."""
    group.add_argument(
        "--playbook",
        type=options.file("--playbook"),
        metavar="FILE",
        help="your own playbook: what you ask for, settle for and refuse (see clausecheck playbook)",
    )


def playbook(args: argparse.Namespace) -> "Rulebook | None":
    """The playbook of the options, if there is one. Raises UsageError where it cannot be used."""
    if args.playbook is None:
        return None
    from clausecheck.reviewers.playbook.parse import load_rulebook

    return load_rulebook(args.playbook)


def path_of(args: argparse.Namespace) -> Path:
    """The file of `--history`, else the one of the chosen side; it need not be there."""
    if args.history:
        return Path(args.history)
    from clausecheck.history import default_path
    from clausecheck.model import Side

    return default_path(Side(args.side))


@contextmanager
def opened(path: Path, args: argparse.Namespace) -> Iterator["Store"]:
    """The history in a file that is there, for the account and the side of the options; says what was tightened."""
    from clausecheck.history import tighten
    from clausecheck.history.store import opened as opened_store

    try:
        output.warn([*tighten(path, folder=not args.history)])
    except OSError as fault:
        raise HistoryError(f"{path.name} cannot be used: {fault.strerror or fault}") from fault
    with opened_store(path, owner(args)) as store:
        yield store


@contextmanager
def opened_existing(args: argparse.Namespace) -> Iterator["Store"]:
    """The history of the options. Raises UsageError where there is none."""
    path = path_of(args)
    if not os.path.lexists(path):
        what = f"no such history: {path.name}" if args.history else f"there is no history of a {args.side} yet"
        raise UsageError(what, hint="make one with: clausecheck history add FILE")
    with opened(path, args) as store:
        yield store


def for_review(args: argparse.Namespace) -> "tuple[OwnDeal, ...] | None":
    """The own deals that a review may be compared with; None where there is no history or it is not wanted."""
    if args.no_history:
        if args.history:
            raise UsageError("--history and --no-history contradict each other", hint="give one of them")
        return None
    if not args.history and not os.path.lexists(path_of(args)):
        return None
    with opened_existing(args) as store:
        return store.deals()


def given(
    args: argparse.Namespace, deals: "tuple[OwnDeal, ...] | None", rules: "Rulebook | None"
) -> dict[str, Any] | None:
    """What of the user's own a bot is given, as JSON values; None without `--give-private`."""
    if not args.give_private:
        return None
    import rtoml

    from clausecheck.context.usual import summary
    from clausecheck.report.json_private import history_json

    return {
        "history": None if deals is None else history_json(owner(args), deals, summary(deals)),
        "playbook": None if rules is None else rtoml.loads(rules.text),
    }


def owner(args: argparse.Namespace) -> "Owner":
    """Whose history the options name. Raises UsageError where no account is named and nobody is logged in."""
    from clausecheck.model import Side
    from clausecheck.model.history import Owner

    return Owner(account=args.account or os.environ.get(ACCOUNT) or _login(), side=Side(args.side))


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError) as fault:
        raise UsageError("nobody is logged in, so the account is not known", hint="name it with --account") from fault
