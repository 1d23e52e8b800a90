"""The options of a batch as the values that it runs with; what does not fit is refused before anything is done."""

import argparse
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from clausecheck.batch.remote import is_address, local_path
from clausecheck.cli import output, own, recording, reviewer
from clausecheck.cli.batch import BOTH
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.model import Asking, Side
    from clausecheck.model.batch import Reviewing
    from clausecheck.model.history import OwnDeal


def check(args: argparse.Namespace) -> None:
    """Check what can be checked by looking at the options alone. Raises UsageError."""
    recording.check(args)
    for option, other in (("no_wait", "batches"), ("interval", "watch")):
        if vars(args)[option] and not vars(args)[other]:
            named, wanted = option.replace("_", "-"), "bulk" if other == "batches" else other
            raise UsageError(f"--{named} is for --{wanted}", hint=f"add --{wanted}, or leave out --{named}")
    if args.address and args.engine == "local":
        raise UsageError("--address is of a cluster", hint="add --engine ray, or leave out --address")
    if args.engine != "local" and args.offline:
        raise UsageError(f"--engine {args.engine} needs a network", hint="leave out --offline, or --engine")
    for path in args.paths if args.offline else ():
        if is_address(path) and local_path(path) is None:
            raise UsageError(f"{path} needs a network", hint="leave out --offline, or name what is on this machine")
    if args.watch and args.dry_run:
        raise UsageError("--dry-run and --watch exclude each other", hint="a dry run looks at what is there")


def sides(args: argparse.Namespace) -> "tuple[Side, ...]":
    """The sides that a file is reviewed for where no list says another."""
    from clausecheck.model import Side

    return tuple(Side) if args.side == BOTH else (Side(args.side),)


def account(args: argparse.Namespace) -> str:
    """Whose the files are of which no list tells it."""
    if not args.history:
        return str(args.account or "")
    return own.owner(args).account


def reviewing(args: argparse.Namespace) -> "Reviewing":
    """What holds for every file. Raises UsageError for options that do not fit."""
    from clausecheck.model import Severity, Side, View
    from clausecheck.model.batch import Reviewing

    _check_playbook(args)
    deals = _deals(args)
    return Reviewing(
        view=View(args.view),
        deal_size=args.deal_size,
        least=Severity(args.min_severity),
        statistics=args.stats,
        policy=args.policy,
        playbook=args.playbook,
        deals=deals,
        deals_of=None if deals is None else (Side(args.side), account(args)),
        asking=_asking(args),
        full_record=args.audit_full,
    )


def _check_playbook(args: argparse.Namespace) -> None:
    rules = own.playbook(args)
    if rules is not None and rules.side not in sides(args):
        raise UsageError(
            f"{args.playbook.name} is a playbook of the {rules.side}", hint=f"add --side {rules.side}, or --side {BOTH}"
        )


def _deals(args: argparse.Namespace) -> "tuple[OwnDeal, ...] | None":
    """The own deals of `--history`, which are one side's; without the option there are none."""
    if not args.history:
        return None
    if args.side == BOTH:
        raise UsageError("--history is of one side", hint="add --side seller or --side buyer")
    with own.opened_existing(args) as store:
        return store.deals()


def _asking(args: argparse.Namespace) -> "Asking | None":
    """How a reviewer outside the program is asked; None where none is: `auto` spends nothing without a bound."""
    from clausecheck.review.choice import chosen, dry_run

    asking = reviewer.asking(args)
    if args.dry_run:
        dry_run(asking)
        return replace(asking, reviewer="claude")
    if asking.reviewer == "auto" and asking.max_cost is None:
        asking = replace(asking, reviewer="rules")
        if os.environ.get("ANTHROPIC_API_KEY") and not asking.offline:
            output.remark("no model is asked: --max-cost says how much a batch may spend", args)
    if chosen(asking) is not None:
        return replace(asking, reviewer="claude") if asking.reviewer == "auto" else asking
    if asking.batches:
        raise UsageError("--bulk asks Claude", hint="add --reviewer claude, with credentials; or leave out --bulk")
    return None
