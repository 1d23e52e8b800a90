"""Which bot a name stands for: a command, or a reviewer that a package brings."""

import hashlib
import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clausecheck.errors import UsageError
from clausecheck.reviewers.bots.installed import Installed, command, installed

PREFIX: Final = "command:"
"""What a name begins with that is a program to run: "command:python3 bot.py"."""
TAKEN: Final = ("auto", "rules", "claude")
"""Names that no package can take."""

_READ_AT_MOST: Final = 10_000_000
_INTERPRETER: Final = re.compile(
    r"(?:python|pypy|node|deno|bun|ruby|perl|php|bash|sh|zsh|pwsh|java|dotnet|Rscript|julia|uv)[\d.]*(?:\.exe)?\Z"
)
"""Programs that run another one, which is the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A bot that was chosen; it was not started yet."""

    name: str
    """As reports show it: "command:bot.py" without folders and options, or the name it is installed by."""
    version: str
    maker: str
    command: tuple[str, ...]


def chosen_bot(name: str) -> Bot:
    """The bot that `--reviewer` names. Raises UsageError for a name that none has, and for a command without words."""
    if name.startswith(PREFIX):
        return _program(name.removeprefix(PREFIX))
    known = installed()
    for one in known:
        if one.name == name and name not in TAKEN:
            return _of_package(one)
    raise UsageError(f"unknown reviewer {name!r}", hint=f"use {_listed(known)} or command:PROGRAM")


def _of_package(one: Installed) -> Bot:
    if one.fault:
        raise UsageError(f"reviewer {one.name}: {one.fault}", hint="uninstall one of them")
    return Bot(name=one.name, version=one.version, maker=one.maker, command=command(one.name))


def _program(line: str) -> Bot:
    try:
        words = shlex.split(line)
    except ValueError as fault:
        raise UsageError(f"--reviewer command: {fault}".lower(), hint="close every quotation mark") from fault
    if not words:
        raise UsageError("--reviewer command: no program", hint='such as --reviewer "command:python3 bot.py"')
    program = Path(words[0])
    runs = words[1:] if _INTERPRETER.match(program.name) else words
    files = [path for word in runs if (path := _file(word))]
    name = files[0].name if files else program.name
    return Bot(name=f"{PREFIX}{name}", version=_digest(name, files), maker="the user", command=tuple(words))


def _file(word: str) -> Path | None:
    """The file that a word of a command names."""
    try:
        path = Path(word)
        return path if path.is_file() else None
    except (OSError, ValueError):
        return None


def _digest(name: str, files: Iterable[Path]) -> str:
    """Changes with the files that a command names; a bot may state a version of its own instead.

    The command's other words are no part of it: a key among them could be guessed from a digest.
    """
    whole = hashlib.sha256(name.encode("utf-8", "replace"))
    for path in files:
        try:
            with path.open("rb") as stream:
                whole.update(stream.read(_READ_AT_MOST))
        except OSError:
            continue
    return f"sha256:{whole.hexdigest()[:12]}"


def _listed(known: Sequence[Installed]) -> str:
    return ", ".join((*TAKEN, *(one.name for one in known if one.name not in TAKEN)))
