"""`clausecheck history forget`: remove own deals, so that their bytes do not stay in the file."""

import argparse

from clausecheck.cli import options, output, own
from clausecheck.errors import UsageError

_EPILOG = """\
examples:
  clausecheck history forget 3 5 --side seller
  clausecheck history forget --counterparty "Acme Tools" --side seller
  clausecheck history forget --all --side seller

exit codes: 0 done, 1 the history cannot be used, 2 wrong usage, or no such deal
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "forget",
        help="remove deals for good",
        description="Remove deals: those with the given numbers, those with one other party, or all. Nothing of them "
        "stays in the file.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("ids", metavar="ID", nargs="*", type=_number, help="a deal's number, as history show tells it")
    parser.add_argument("--counterparty", metavar="NAME", help="every deal with this other party")
    parser.add_argument("--all", action="store_true", help="every deal, and whose history it is")
    options.add_side(parser)
    own.add_history(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="no remarks on standard error")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Remove the deals and return the exit code. Nothing is removed where one of the numbers is not there."""
    if sum((bool(args.ids), args.counterparty is not None, args.all)) != 1:
        raise UsageError("say what to forget in one way", hint="give numbers, --counterparty NAME, or --all")
    from clausecheck.model.history import party_key

    with own.opened_existing(args) as store:
        known = store.deals()
        if missing := set(args.ids) - {deal.id for deal in known}:
            raise UsageError(f"no deal {min(missing)} in this history", hint="see: clausecheck history show")
        name = party_key(args.counterparty or "")
        chosen = [
            deal.id for deal in known if args.all or deal.id in args.ids or (name and party_key(deal.other) == name)
        ]
        if not chosen and not args.all:
            raise UsageError("no deal with this other party", hint="see: clausecheck history show")
        store.forget(chosen)
    output.remark(f"forgot {len(chosen)} {'deal' if len(chosen) == 1 else 'deals'}", args)
    return 0


def _number(value: str) -> int:
    if not (value.isascii() and value.isdecimal()):
        raise UsageError(f"{value!r} is no number of a deal", hint="see: clausecheck history show")
    return int(value[:18])
