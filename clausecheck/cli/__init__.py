"""The command line: one module a command, which turns options into one library call and picks the exit code.

Nothing heavy is imported here: `--help` and `--version` answer in the time of a few bare Python starts.
"""

import os
import sys
from pathlib import Path
from typing import TextIO

from clausecheck.cli import output
from clausecheck.cli.parser import parse_arguments
from clausecheck.errors import ClausecheckError

INTERRUPTED = 130
"""As shells report a program that was stopped with Ctrl-C."""
PIPE_CLOSED = 141
"""As shells report a program whose reader went away."""


def run(argv: list[str], *, fences: bool = True) -> int:
    """Run one command and return its exit code.

    `--offline` makes connections impossible until the process ends; without `fences` it only asks nobody, for a process
    that goes on with other work.

    Results go to standard output. A fault is two lines on standard error; `--verbose` adds the traceback of one that
    the program did not foresee.
    """
    _never_without_streams()
    _never_fail_on_characters(sys.stdout)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices: starting threads costs more than they save
    verbose = "--verbose" in argv or "-v" in argv
    try:
        code = _run(argv, fences)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    except KeyboardInterrupt as stopped:
        if stopped.args:
            output.fault("interrupted", str(stopped))
        return INTERRUPTED
    except OSError as fault:
        _forget_output()
        name = f"{Path(str(fault.filename)).name}: " if fault.filename else ""
        return _traced(fault, f"{name}{fault.strerror or fault}", "check the disk and the permissions", verbose)
    except Exception as fault:  # noqa: BLE001 the one edge: no input may end in a traceback
        message = f"a fault in clausecheck itself: {type(fault).__name__}: {fault}"
        return _traced(fault, message, "run again with --verbose, and report what it prints", verbose)
    return code


def _run(argv: list[str], fences: bool) -> int:
    try:
        args = parse_arguments(argv)
        if fences and getattr(args, "offline", False):
            from clausecheck.machine.fence import enforce

            enforce()
        code: int = args.run(args)
    except ClausecheckError as fault:
        output.fault(fault.message, fault.hint)
        return fault.exit_code
    except SystemExit as done:  # --help and --version leave in this way
        return int(done.code or 0)
    return code


def _traced(fault: Exception, message: str, hint: str, verbose: bool) -> int:
    if verbose:
        output.trace(fault)
    output.fault(message, hint)
    return 1


def _never_without_streams() -> None:
    """A stream that was closed when the program started goes nowhere, and its number to no other file."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115, PTH123 for as long as the program runs


def _never_fail_on_characters(stream: TextIO) -> None:
    """A code page that lacks a character gets a question mark instead of an error."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _forget_output() -> None:
    """Point standard output at nothing, so that leaving the program does not try to write again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
