"""`clausecheck batch PATH… --out DIR`: many uploads, one row a file, nothing lost."""

import argparse

from clausecheck.cli import options, own, recording, reviewer
from clausecheck.errors import UsageError

BOTH = "both"
FORMATS = ("terminal", "json", "markdown")
ENGINES = ("local", "ray")

_EPILOG = """\
examples:
  clausecheck batch uploads/ --out results --side seller
  clausecheck batch uploads/ week.zip 'more/**/*.docx' --out results --side both --category saas
  clausecheck batch list.csv --out results --reviewer claude --bulk --max-cost 20
  find uploads -name '*.pdf' | clausecheck batch - --out results

The same command goes on where it was interrupted, and does again only what has changed.

exit codes: 0 done, 1 something failed and is tried again by the same command, 2 wrong usage,
3 files that could not be read or only in part, 10 findings at or above --fail-on,
11 files that hide words or address a model with --fail-on hidden, 130 and 143 stopped by a signal
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "batch",
        help="review many files: one row a file, nothing lost",
        description="Review every file of folders, archives and lists, and write a table, a page to sort and filter, "
        "and one review for each file. It can be interrupted at any time, and goes on with the same command.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="folders, files, patterns, zip archives, CSV lists with a column named file, addresses such as s3://…; "
        "- reads a list from standard input",
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="where the results go: a folder, or an address")
    _add_contract(parser.add_argument_group("the contracts"))
    _add_reviewer(parser.add_argument_group("the reviewer"))
    _add_own(parser.add_argument_group("your own deals and rules"))
    _add_work(parser.add_argument_group("the work"))
    _add_output(parser.add_argument_group("findings and output"))
    recording.add_options(parser.add_argument_group("the record"))
    parser.set_defaults(run=run, parser=parser, output=None, manifest=None, give_private=False)


def run(args: argparse.Namespace) -> int:
    """Review the files, write the results and return the exit code."""
    from clausecheck.cli.batch_run import run

    return run(args)


def _add_contract(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--side",
        type=options.choice("side", (*options.SIDES, BOTH)),
        default="seller",
        metavar="SIDE",
        help="seller (who provides; the default), buyer (who pays) or both; a list may say another for each file",
    )
    options.add_narrowing(group)


def _add_reviewer(group: argparse._ArgumentGroup) -> None:
    reviewer.add_name(group, "credentials and --max-cost are set")
    reviewer.add_asking(group)
    group.add_argument("--dry-run", action="store_true", help="say what asking would cost, and ask nothing")
    group.add_argument(
        "--bulk",
        action="store_true",
        dest="batches",
        help="half the price, for answers that may take an hour; the same command comes back for them",
    )
    group.add_argument("--no-wait", action="store_true", help="with --bulk: hand the questions in, and leave")


def _add_own(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--history", metavar="PATH", help="compare files of --account with the deals in this file")
    group.add_argument("--account", metavar="NAME", help="whose deals those are")
    own.add_playbook(group)


def _add_work(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--jobs", type=_jobs, metavar="N", help="how many files at a time (default: the cores that may be used)"
    )
    group.add_argument(
        "--engine",
        type=options.choice("engine", ENGINES),
        default="local",
        metavar="NAME",
        help="local (processes of this machine; the default) or ray (machines of a cluster)",
    )
    group.add_argument("--address", metavar="HOST:PORT", help="with --engine ray: the cluster (default: RAY_ADDRESS)")
    group.add_argument("--force", action="store_true", help="do everything again, also what is done")
    group.add_argument("--retry", action="store_true", help="do again the files that could not be read")
    group.add_argument("--watch", action="store_true", help="go on, and take new files as they arrive")
    group.add_argument(
        "--interval", type=_interval, metavar="SECONDS", help=f"with --watch: between two looks (default: {INTERVAL:g})"
    )


def _add_output(group: argparse._ArgumentGroup) -> None:
    options.add_least(group)
    options.add_fail_on(group)
    group.add_argument(
        "--format",
        type=options.choice("format", FORMATS),
        default="terminal",
        metavar="FORMAT",
        help=f"of the summary on standard output: {', '.join(FORMATS)}",
    )
    group.add_argument("-q", "--quiet", action="store_true", help="no progress and no remarks on standard error")
    group.add_argument("-v", "--verbose", action="store_true", help="name every file")


def _jobs(value: str) -> int:
    """A check that a value is a number of files at a time."""
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= MOST_JOBS:
        raise UsageError(f"--jobs: {value!r} is no number of files", hint=f"use 1 to {MOST_JOBS}")
    return int(value)


def _interval(value: str) -> float:
    """A check that a value is a time between two looks, in seconds."""
    try:
        time = float(value)
    except ValueError:
        time = 0.0
    if not LEAST_INTERVAL <= time <= MOST_INTERVAL:
        hint = f"give seconds, {LEAST_INTERVAL:g} to {MOST_INTERVAL:g}"
        raise UsageError(f"--interval: {value!r} is no time between two looks", hint=hint)
    return time


MOST_JOBS = 256
INTERVAL = 5.0
LEAST_INTERVAL = 0.1
MOST_INTERVAL = 3600.0
