"""`clausecheck mcp`: the program as a server of the Model Context Protocol, for assistants."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausecheck.cli import options, output, recording, reviewer
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.mcp.asks import OneReview
    from clausecheck.mcp.desk import Record

_NOT_OFFERED: Final = {
    "batches": False,
    "dry_run": False,
    "fail_on": None,
    "give_private": False,
    "manifest": None,
    "message": False,
    "min_severity": "info",
    "mirror": False,
    "output": None,
    "quiet": False,
    "verbose": False,
}
"""Options of `review` that no assistant has, as they stand in the record of its reviews."""

_EPILOG = """\
examples:
  clausecheck mcp --root contracts --offline
  clausecheck mcp --root contracts --reviewer claude --max-cost 2

An assistant starts it; see docs/mcp.md for how. Own deals and playbooks are never
given to it. exit codes: 0 the assistant is gone, 1 no server, 2 wrong usage
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "mcp",
        help="serve an assistant: review, parse, look figures up",
        description="Speak the Model Context Protocol on standard input and output: tools for review, parse, figures "
        "and the shared context, on the contracts in one folder.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--root",
        type=options.folder("--root"),
        default=Path(),
        metavar="DIR",
        help="the folder whose contracts may be read, with those below it (default: the current one)",
    )
    group = parser.add_argument_group("the reviewer")
    group.add_argument(
        "--reviewer",
        default="rules",
        metavar="NAME",
        help="rules (the default), claude, a bot of your own, or auto: claude when credentials are set",
    )
    reviewer.add_asking(group)
    recording.add_options(parser.add_argument_group("the record"))
    parser.set_defaults(run=run, parser=parser, **_NOT_OFFERED)


def run(args: argparse.Namespace) -> int:
    """Serve until the input ends, and return the exit code."""
    from clausecheck.mcp.desk import Desk, Settings
    from clausecheck.mcp.folder import Folder

    folder = Folder(args.root)
    reviewer.chosen(args)
    recording.check(args)
    try:
        from clausecheck.mcp.server import serve
    except ModuleNotFoundError as fault:
        raise UsageError(
            f"the SDK of the protocol is not installed ({fault.name})", hint="pip install 'clausecheck[mcp]'"
        ) from fault
    if sys.stdin.isatty():
        output.remark("waiting for an assistant's messages on standard input; Ctrl-D ends it", args)
    settings = Settings(
        asking=reviewer.asking(args), recorder=_Recorder(args, folder.root), statistics=args.stats, policy=args.policy
    )
    serve(Desk(folder, settings))
    return 0


class _Recorder:
    """Keeps the record of an assistant's reviews like that of any other."""

    def __init__(self, args: argparse.Namespace, root: Path) -> None:
        self._args, self._root = args, root

    def __call__(self, ask: "OneReview", work: "Callable[[Record], object]") -> None:
        asked = ask.model_dump(exclude={"min_severity", "start"}) | {"file": str(self._root / ask.file)}

        def done(_: argparse.Namespace, seen: recording.Seen) -> int:
            work(seen)
            return output.PARTIAL if seen.contract and seen.contract.document.partial else 0

        recording.recorded(argparse.Namespace(**vars(self._args) | asked), done)
