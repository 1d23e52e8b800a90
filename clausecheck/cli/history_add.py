"""`clausecheck history add FILE…`: read signed contracts and keep what they say."""

import argparse
import sys
from typing import TYPE_CHECKING

from clausecheck.cli import options, output, own, source
from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.report.visible import fit, visible

if TYPE_CHECKING:
    from clausecheck.history.store import Store
    from clausecheck.model.history import OwnDeal

_EPILOG = """\
examples:
  clausecheck history add signed.docx --side seller
  clausecheck history add deals/*.pdf --side buyer --account acme
  clausecheck history add msa.pdf --counterparty "Acme Tools Inc." --date 2025-03-01

exit codes: 0 done, 1 the history cannot be used, 2 wrong usage, 3 a file is not readable or only in part
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "add",
        help="read signed contracts and keep what they say",
        description="Read signed contracts and keep what they say: date, parties, kinds of clause and values, never "
        "their text.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="a signed contract")
    options.add_side(parser)
    own.add_history(parser)
    options.add_offline(parser)
    group = parser.add_argument_group("where a contract does not say it, or says it wrong (holds for every FILE)")
    group.add_argument("--counterparty", metavar="NAME", default="", help="the other party")
    group.add_argument("--date", type=_date, metavar="DATE", help="of the deal, as in 2025-03-01")
    group.add_argument("--category", type=options.category, metavar="ID", help="the kind of service")
    group.add_argument("--region", type=_region, metavar="ID", help="whose law governs: GB, US-NY and so on")
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Add the files one by one and return the exit code: the highest of the files that could not be added in full."""
    from clausecheck.history import make_file, make_folder

    path = own.path_of(args)
    try:
        if not args.history:
            make_folder(path)
        make_file(path)
    except OSError as fault:
        raise ClausecheckError(
            f"cannot make {path.name}: {fault.strerror or fault}", hint="check the folder and its permissions"
        ) from fault
    with own.opened(path, args) as store:
        return max([_add(name, store, args) for name in args.files])


def _add(name: str, store: "Store", args: argparse.Namespace) -> int:
    """Add one file and return its exit code; one that cannot be read is told in two lines."""
    from clausecheck.context.own import own_deal
    from clausecheck.model import Side

    try:
        contract = source.contract(name, "final")
    except ClausecheckError as fault:
        output.fault(fault.message, fault.hint)
        return fault.exit_code
    deal = own_deal(
        contract,
        Side(args.side),
        counterparty=args.counterparty,
        date=args.date or "",
        category=args.category or "",
        region=args.region or "",
    )
    known = store.add(deal)
    if not args.quiet:
        line = f"{deal.name}: is there already, as deal {known}" if known else f"{deal.name}: {_told(deal)}"
        print(fit(visible(line), sys.stdout.encoding or "ascii"))
    output.warn(source.partial_warnings(contract.document))
    return output.PARTIAL if deal.partial else 0


def _told(deal: "OwnDeal") -> str:
    """What was kept of a deal, and what could not be told."""
    category = "" if deal.category == "all" else deal.category.replace("_", " ")
    values = "1 value" if len(deal.terms) == 1 else f"{len(deal.terms)} values"
    kept = f"{values} and {len(deal.clauses)} kinds of clause"
    parts = (deal.date, category, deal.region, deal.other and f"with {deal.other}")
    told = {"--date": deal.date, "--counterparty": deal.other, "--category": category, "--region": deal.region}
    missing = [option for option, value in told.items() if not value]
    hint = f"; what is not told can be given: {', '.join(missing)}" if missing else ""
    return f"added: {', '.join([*(part for part in parts if part), kept])}{hint}"


def _date(value: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError as fault:
        raise UsageError(f"--date: {value!r} is no date", hint="write it as in 2025-03-01") from fault


def _region(value: str) -> str:
    from clausecheck.stats import region_code

    if not (code := region_code(value)):
        raise UsageError(f"unknown region {value!r}", hint="use a country code like GB, or US-NY for a state")
    return code
