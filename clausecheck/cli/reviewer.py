"""The options on who reviews besides the rules, and how a model is asked."""

import argparse
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from clausecheck.cli import options
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.model import Asking, Exchange
    from clausecheck.reviewers import Reviewer

SERVICES = ("anthropic", "bedrock", "vertex")
SCOPES = ("flagged", "all")
REDACTIONS = ("parties", "people", "addresses", "accounts", "contacts", "amounts")
USUALLY_REDACTED = REDACTIONS[:-1]


def add_options(group: argparse._ArgumentGroup) -> None:
    """Add the options on the reviewer, its prompts, its limits and what it may be sent."""
    add_name(group)
    add_asking(group)
    group.add_argument("--dry-run", action="store_true", help="say what asking would cost, and ask nothing")
    group.add_argument("--batches", action="store_true", help="half the price, for an answer that may take an hour")
    group.add_argument(
        "--give-private", action="store_true", help="give a bot of your own your deals and your playbook as well"
    )


def add_name(group: argparse._ArgumentGroup, when: str = "credentials are set") -> None:
    """Add the option on who reviews besides the rules; `when` says when `auto` is Claude."""
    group.add_argument(
        "--reviewer",
        default="auto",
        metavar="NAME",
        help="rules, claude, a bot of your own (command:PROGRAM, or the name of an installed one), or auto: claude "
        f"when {when}, else rules (the default)",
    )


def add_asking(group: argparse._ArgumentGroup) -> None:
    """Add the options on how a reviewer is asked, wherever reviews are made."""
    options.add_offline(group)
    options.add_statistics(group)
    options.add_prompts(group)
    group.add_argument("--model", metavar="NAME", help="the model to ask (default: CLAUSECHECK_MODEL, or the shipped)")
    group.add_argument(
        "--service",
        type=options.choice("service", SERVICES),
        default="anthropic",
        metavar="NAME",
        help="where it is asked: anthropic (the default, or ANTHROPIC_BASE_URL), bedrock, vertex",
    )
    group.add_argument(
        "--ask",
        type=options.choice("scope", SCOPES),
        default="flagged",
        metavar="CLAUSES",
        help="the clauses a model is asked about: flagged, those worth a look (the default), or all",
    )
    group.add_argument(
        "--max-cost", type=dollars, metavar="USD", help="stop before more is spent; what is done by then is kept"
    )
    group.add_argument(
        "--max-time", type=seconds, metavar="SECONDS", help="stop asking after as long; what is done by then is kept"
    )
    group.add_argument(
        "--runs", type=runs, default=1, metavar="N", help="ask N times, and tell how often each finding was made"
    )
    group.add_argument(
        "--redact",
        nargs="?",
        type=redactions,
        const=redactions(",".join(USUALLY_REDACTED)),
        default=(),
        metavar="KINDS",
        help=f"replace before anything is sent: {', '.join(REDACTIONS)} (without KINDS: all but amounts)",
    )


def chosen(
    args: argparse.Namespace,
    private: Mapping[str, Any] | None = None,
    heard: "Callable[[Exchange], None] | None" = None,
) -> "Reviewer | None":
    """The reviewer besides the rules, or None; `private` is for a bot of one's own, `heard` is given each exchange.

    Raises UsageError.
    """
    from clausecheck.cli import progress
    from clausecheck.review.choice import chosen as choose

    shown = progress.asking(quiet=vars(args).get("quiet", True), heard=heard)
    return choose(asking(args), progress=shown, private=private)


def asking(args: argparse.Namespace) -> "Asking":
    """The options as one value."""
    from clausecheck.model import Asking, Redaction, Scope, Service

    return Asking(
        reviewer=args.reviewer,
        offline=args.offline,
        model=args.model,
        service=Service(args.service),
        prompts=args.prompts,
        scope=Scope(args.ask),
        runs=args.runs,
        max_cost=args.max_cost,
        max_time=args.max_time,
        batches=args.batches,
        redact=frozenset(map(Redaction, args.redact)),
        private=args.give_private,
    )


def dollars(value: str) -> float:
    """A check that a value is an amount of US dollars above zero."""
    try:
        amount = float(value.strip().removeprefix("$"))
    except ValueError:
        amount = 0.0
    if not 0 < amount < float("inf"):
        raise UsageError(f"--max-cost: {value!r} is no amount", hint="give US dollars, such as 0.50")
    return amount


def seconds(value: str) -> float:
    """A check that a value is a number of seconds above zero."""
    try:
        time = float(value)
    except ValueError:
        time = 0.0
    if not 0 < time < float("inf"):
        raise UsageError(f"--max-time: {value!r} is no time", hint="give seconds, such as 300")
    return time


def runs(value: str) -> int:
    """A check that a value is a number of runs."""
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= MOST_RUNS:
        raise UsageError(f"--runs: {value!r} is no number of runs", hint=f"use 1 to {MOST_RUNS}")
    return int(value)


MOST_RUNS = 9


def redactions(value: str) -> tuple[str, ...]:
    """A check that a value is a list of what can be replaced."""
    check = options.choice("kind of redaction", REDACTIONS)
    return tuple(check(word) for word in value.split(","))
