"""Where a result goes: standard output, or a file that is replaced whole or not at all."""

import argparse
import io
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.report.visible import fit, visible

if TYPE_CHECKING:
    from clausecheck.report.page import Page

SUFFIXES = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".txt": "terminal"}
FILE_WIDTH = 100
"""Columns of a terminal report that is written to a file."""
PARTIAL = 3
"""Exit code where the result is not of the whole file."""


def chosen_format(args: argparse.Namespace, formats: tuple[str, ...]) -> str:
    """The format that `--format` or the suffix of `-o` says. Raises UsageError for an output that cannot work."""
    path = output_path(args)
    check("-o", path, read_files(args))
    if args.format or path is None:
        return str(args.format or "terminal")
    form = SUFFIXES.get(path.suffix.lower())
    if form not in formats:
        known = ", ".join(suffix for suffix, name in SUFFIXES.items() if name in formats)
        raise UsageError(f"no format is known by the suffix of {path.name}", hint=f"use {known}, or add --format")
    return form


def read_files(args: argparse.Namespace) -> dict[str, Path | str | None]:
    """The files that the options name for something else than the result, each with the words for it."""
    named = {
        "the contract": "file",
        "the statistics": "stats",
        "the policy": "policy",
        "the history": "history",
        "the playbook": "playbook",
        "the record": "audit",
        "the anchor": "anchor",
    }
    return {words: vars(args).get(option) for words, option in named.items()}


def output_path(args: argparse.Namespace) -> Path | None:
    """The file of `-o`; None for standard output."""
    return None if args.output in {None, "-"} else Path(args.output)


def write_text(text: str, args: argparse.Namespace) -> None:
    """Write a result to the file of `-o`, else to standard output."""
    path = output_path(args)
    if path is None:
        sys.stdout.write(text)
        return
    write_file(path, text, args)


def write_page(page: "Page", form: str, args: argparse.Namespace) -> None:
    """Write a page as `form` says: "terminal" or "markdown"."""
    if form == "markdown":
        from clausecheck.report.markdown import to_markdown

        write_text(to_markdown(page), args)
        return
    from clausecheck.report.terminal import draw_review

    if output_path(args) is None:
        draw_review(page, sys.stdout)
        return
    draw_review(page, text := io.StringIO(), width=FILE_WIDTH)
    write_text(text.getvalue(), args)


def write_file(path: Path, text: str, args: argparse.Namespace, *, private: bool = False) -> None:
    """Replace a file by a text, whole or not at all; a private one is readable by its owner alone.

    Raises ClausecheckError.
    """
    try:
        _write(path, text.encode("utf-8", "replace"), private)
    except OSError as fault:
        message = f"cannot write {path.name}: {fault.strerror or fault}"
        raise ClausecheckError(
            message, hint="check the folder and its permissions; an older file is unchanged"
        ) from fault
    remark(f"wrote {path.name}", args)


def remark(text: str, args: argparse.Namespace) -> None:
    """Say something on standard error, unless `--quiet`."""
    if not args.quiet:
        print(fit(visible(text), sys.stderr.encoding or "ascii"), file=sys.stderr)


def warn(lines: list[str]) -> None:
    """Say what must not be missed on standard error, `--quiet` or not."""
    for line in lines:
        print(f"warning: {fit(visible(line), sys.stderr.encoding or 'ascii')}", file=sys.stderr)


def fault(message: str, hint: str) -> None:
    """Say in two lines on standard error what went wrong and what to do next."""
    for label, text in (("error", message), ("hint", hint)):
        print(f"{label}: {fit(visible(text), sys.stderr.encoding or 'ascii')}", file=sys.stderr)


def trace(fault: Exception) -> None:
    """Write on standard error where a fault came from, whose message may hold words of the contract."""
    import traceback

    for line in "".join(traceback.format_exception(fault)).splitlines():
        indent = " " * (len(line) - len(line.lstrip()))
        print(f"{indent}{fit(visible(line), sys.stderr.encoding or 'ascii')}", file=sys.stderr)


def check(option: str, path: Path | None, others: Mapping[str, Path | str | None]) -> None:
    """Check that a file can be written: that its folder is there, and that it is none of the `others`, told by name.

    Raises UsageError.
    """
    if path is None:
        return
    if path.is_dir() or not path.name:
        raise UsageError(f"{option}: {path.name or path} is a folder", hint="give the name of a file")
    if not path.parent.is_dir():
        raise UsageError(f"{option}: no such folder: {path.parent.name}", hint="make the folder first")
    for words, other in others.items():
        if other is not None and _same(path, Path(other)):
            raise UsageError(f"{option} names {words} itself", hint="choose another name for the result")


def _same(path: Path, other: Path) -> bool:
    """Whether two names are one file; a folder of statistics stands for the file in it."""
    other = other / "statistics.json" if other.is_dir() else other
    if path.exists() and other.exists():
        return path.samefile(other)
    return path.resolve() == other.resolve()


def _write(path: Path, data: bytes, private: bool) -> None:
    """Replace the file at once: whoever looks sees the old bytes or the new ones, also after a crash."""
    path = path.resolve()
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(data)
        return
    temporary = path.with_name(f".clausecheck-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with open(temporary, "xb", opener=_owner_alone if private else None) as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None and not private:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _owner_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
