"""Files of zip archives: each is a file that came in, or a row that says why it is not opened."""

import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, Final

from clausecheck.batch.sources.asked import Asked
from clausecheck.batch.sources.naming import Apart
from clausecheck.batch.sources.opening import why_not
from clausecheck.batch.sources.system_files import left_by_system
from clausecheck.batch.sources.unpacking import Archive
from clausecheck.errors import DamagedFile, EmptyFile, UnreadableError
from clausecheck.model.batch import Upload

SUFFIX: Final = ".zip"
_PARTS: Final = re.compile(r"[/\\]")
_ROOTED: Final = re.compile(r"[/\\]|[A-Za-z]:")
_DOCUMENTS: Final = frozenset({"[Content_Types].xml", "mimetype"})
"""Parts of documents that are archives themselves: such a one is a contract, whatever its name says."""
_LONGEST: Final = 1_000
"""Characters of a name within an archive; no system gives longer ones."""
_UTF_8: Final = 0x800
"""Flag of a name that is surely UTF-8."""


def is_archive(name: str) -> bool:
    """Whether a file is an archive, by its name."""
    return name.lower().endswith(SUFFIX)


def members(name: str, opened: Callable[[], BinaryIO], asked: Asked) -> Iterator[Upload]:
    """Every file of the archive that reports show as `name`; `opened` opens it, as often as it is called.

    An archive that cannot be listed is a row of its own; what is none at all, whatever its name says, is read as what
    it is.
    """
    archive = Archive(name.rpartition("/")[2], opened)
    try:
        entries = _listed(archive)
    except (UnreadableError, OSError) as fault:
        yield asked.faulty(name, archive.name, fault)
        return
    if entries is None or any(entry.filename in _DOCUMENTS for entry in entries):
        yield asked.upload(name, archive.name, archive.whole)
        return
    files = [(number, entry) for number, entry in enumerate(entries) if not _is_folder(entry) or entry.file_size]
    if not files:
        yield asked.faulty(name, archive.name, EmptyFile(f"{archive.name} holds no file"))
    apart = Apart()
    for number, entry in files:
        within = _decoded(entry)
        parts = [part for part in _PARTS.split(within) if part not in ("", ".")] or ["(no name)"]
        shown, file = apart.name("/".join(parts)[-_LONGEST:], number), parts[-1][-_LONGEST:]
        if why := _refused(entry, within, parts):
            yield asked.refused(f"{name}/{shown}", file, why)
        else:
            yield asked.upload(f"{name}/{shown}", file, partial(archive.read, number, entry.CRC, file))


def _listed(archive: Archive) -> list[zipfile.ZipInfo] | None:
    """What is in an archive; None for what is none at all."""
    try:
        return archive.entries()
    except DamagedFile:
        if archive.begins_as_one():
            raise
        return None


def _refused(entry: zipfile.ZipInfo, within: str, parts: list[str]) -> str:
    """Why a file is not looked at; empty for one that is."""
    mode = entry.external_attr >> 16
    if _ROOTED.match(within) or ".." in parts:
        return "its name leads out of the archive"
    if _is_folder(entry):
        return "it calls itself a folder, and holds something"
    if stat.S_IFMT(mode) and (why := why_not(mode)):
        return why
    if why := next(filter(None, (left_by_system(part, folder=True) for part in parts[:-1])), ""):
        return why.replace("it is", "it is in", 1)
    if is_archive(parts[-1]):
        return "it is an archive in an archive, which is not opened; unpack it, and give the folder"
    return left_by_system(parts[-1])


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith("/")


def _decoded(entry: zipfile.ZipInfo) -> str:
    """A name as its maker meant it: many programs write UTF-8 and do not say so."""
    if entry.flag_bits & _UTF_8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
