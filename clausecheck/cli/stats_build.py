"""`clausecheck stats build SOURCE…`: make statistics from contracts, tables of observations or a database."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausecheck.cli import options, output
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clausecheck.build import Built, Rows, Settings
    from clausecheck.build.folder import Folder
    from clausecheck.build.ledger import Ledger

_EPILOG = """\
examples:
  clausecheck stats build deals.parquet -o statistics.json
  clausecheck stats build 2025.csv 2026.csv --settings platform.toml -o statistics.json
  clausecheck stats build contracts/ --deals deals.csv -o statistics.json
  clausecheck stats build postgresql://stats@db/market --table clause_observations -o statistics.json
  clausecheck stats build deals.parquet --ledger ledger.json --previous release-1.json -o release-2.json

exit codes: 0 done, 1 no result, 2 wrong usage or a row that makes no sense, 3 a table that cannot be read
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "build",
        help="make statistics from contracts or a table of observations",
        description="Count what deals say and write it as statistics that can be shared with both sides: rounded, and "
        "without any figure that could tell a single deal or account.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="a table of observations (.csv, .jsonl, .parquet), a folder of contracts, or the URL of a database; "
        "several are counted together",
    )
    group = parser.add_argument_group("what is counted")
    group.add_argument("--settings", type=options.file("--settings"), metavar="FILE", help="TOML file of the release")
    group.add_argument(
        "--public",
        action="store_true",
        help="the contracts are published: exact figures; describe the source in --settings",
    )
    group.add_argument(
        "--deals", type=options.file("--deals"), metavar="FILE", help="CSV file on the contracts of a folder, one a row"
    )
    group.add_argument("--table", metavar="NAME", default="", help="of a database: the table, or schema.table")
    group.add_argument("--query", metavar="SQL", default="", help="of a database: one SELECT, or a file ending in .sql")
    group.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=0,
        help="of a database: how long to wait for it",
    )
    group = parser.add_argument_group("releases")
    group.add_argument(
        "--ledger", type=Path, metavar="FILE", help="private record of the releases; made with the first one"
    )
    group.add_argument(
        "--previous", type=options.file("--previous"), metavar="FILE", help="the release before; needs --ledger"
    )
    group = parser.add_argument_group("output")
    group.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
    group.add_argument("-q", "--quiet", action="store_true", help="no remarks on standard error")
    group.add_argument("-v", "--verbose", action="store_true", help="tell everything in full")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Count, write the release and return the exit code."""
    _check(args)
    from clausecheck.build import read_settings
    from clausecheck.stats.write import to_text

    settings = read_settings(args.settings, public=args.public)
    if args.ledger:
        _release(args, settings)
        return 0
    built = _build(args, settings)
    output.write_text(to_text(built.content), args)
    return 0


def _check(args: argparse.Namespace) -> None:
    others: dict[str, Path | str | None] = {f"the source {name}": name for name in args.sources if "://" not in name}
    others |= {"the settings": args.settings, "the list of deals": args.deals, "the ledger": args.ledger}
    output.check("-o", output.output_path(args), others)
    if args.previous and not args.ledger:
        raise UsageError("--previous needs --ledger", hint="without the ledger nobody knows which deals are new")
    if args.ledger and output.output_path(args) is None:
        raise UsageError("--ledger needs -o", hint="a release that is recorded is written to a file of its own")
    if args.ledger and args.public:
        raise UsageError("--ledger makes no sense with --public", hint="published contracts need no protection")


def _seconds(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 7):
        raise UsageError(f"--timeout: {value!r} is no number of seconds", hint="give a whole number, such as 600")
    return int(value)


def _release(args: argparse.Namespace, settings: "Settings") -> None:
    """Build what follows the ledger's last release; write both, or nothing where too little is new."""
    from dataclasses import replace

    from clausecheck.build.ledger import check_frame, check_previous, open_ledger, publish
    from clausecheck.stats.write import to_text

    ledger = open_ledger(args.ledger)
    previous = check_previous(args.previous, ledger)
    settings = replace(settings, release=ledger.release + 1)
    check_frame(settings.frame(), ledger)
    built = _build(args, settings, previous=previous, ledger=ledger)
    if ledger.release and not built.refreshed:
        output.remark(f"no figure has enough new deals yet: release {ledger.release} stays", args)
        return
    path = Path(args.output)
    publish(to_text(built.content), path, args.ledger, ledger, built.deals, built.judged)
    output.remark(f"wrote {path.name} and {args.ledger.name}", args)


def _build(
    args: argparse.Namespace,
    settings: "Settings",
    previous: "Mapping[str, Any] | None" = None,
    ledger: "Ledger | None" = None,
) -> "Built":
    """Build from all sources, and tell on standard error what was counted and withheld."""
    from tempfile import TemporaryDirectory

    from clausecheck.build import build

    weaker = settings.disclosure.weaker()
    if weaker and not args.public:
        output.warn([f"weaker protection than usual: {'; '.join(weaker)}"])
    with TemporaryDirectory(prefix="clausecheck-") as temporary:
        contracts = _contracts(args)
        sources: list[Path | Rows] = [*_tables(args, Path(temporary)), *([contracts.rows()] if contracts else [])]
        built = build(sources, settings, previous=previous, ledger=ledger)
    for line in (*(contracts.report(full=args.verbose) if contracts else ()), *built.report):
        output.remark(line, args)
    return built


def _tables(args: argparse.Namespace, folder: Path) -> "list[Path]":
    """The tables among the sources; what a database holds is written to `folder` first."""
    from clausecheck.build.database import is_database, spool

    tables = []
    for number, source in enumerate(args.sources):
        if is_database(source):
            own = folder / str(number)
            own.mkdir()
            tables.append(spool(source, own, table=args.table, query=args.query, timeout=args.timeout))
        elif not _holds_contracts(source):
            tables.append(Path(source))
    if (args.table or args.query) and not any(is_database(source) for source in args.sources):
        raise UsageError("--table and --query need the URL of a database", hint="such as postgresql://user@host/name")
    return tables


def _contracts(args: argparse.Namespace) -> "Folder | None":
    """The contracts among the sources; None where there are only tables."""
    from clausecheck.build.folder import Folder
    from clausecheck.cli.progress import progress

    places = [Path(source) for source in args.sources if _holds_contracts(source)]
    if places:
        return Folder(places, deals=args.deals, progress=progress("contracts", quiet=args.quiet))
    if args.deals:
        raise UsageError("--deals needs a folder of contracts", hint="a table of observations holds the deals itself")
    return None


def _holds_contracts(source: str) -> bool:
    from clausecheck.build.folder import is_contract

    path = Path(source)
    return "://" not in source and (path.is_dir() or is_contract(path))
