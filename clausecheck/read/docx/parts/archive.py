"""How the archive of a Word file is made: entries that programs read differently, and parts that nothing refers to."""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Final

from clausecheck.errors import UnreadableError
from clausecheck.model import Trace
from clausecheck.read.docx.package import Package
from clausecheck.read.docx.parts.tree import tree_of

_MAIN: Final = "document.main+xml"
_MACRO: Final = "macroenabled"
_OF_MAIN: Final = re.compile(r"(?:document|template)\.(?:main|macroEnabled\w*\.main)\+xml\Z", re.IGNORECASE)
_WORDS: Final = re.compile(rb"<(?:[\w-]{1,20}:)?t(?: [^<>]*)?>([^<]*)")
_STORY: Final = re.compile(r"(?:\A|/)(?:document|header|footer|footnotes|endnotes|comments)\w*\.xml\Z", re.IGNORECASE)
_BINARY: Final = re.compile(
    r"(?:vbaProject\w*\.bin|\.(?:exe|dll|js|vbs|ps1|bat|cmd|hta|scr|lnk|jar|docx?|docm|dotm|xlsx?|xlsm|pptx?|pdf|rtf|html?|zip|ole))\Z",
    re.IGNORECASE,
)
_ALONE: Final = "no other part refers to it"
_MOST_TEXT: Final = 2_000
_PROLOG: Final = 4_000
_WORDED: Final = re.compile(
    r"(?:docProps|customXml|word/glossary)/[^/]*\.xml\Z|word/(?:settings|people|comments\w*)\.xml\Z"
)
"""Parts that are read for their words without being a part of the text, where broken XML is passed over."""
_SLACK: Final = 64
"""Bytes behind the archive that transport may have added."""
_LOCAL_HEAD: Final = b"PK\x03\x04"


def odd_archive(package: Package) -> Iterator[Trace]:
    """A trace for each oddity."""
    yield from _names(package)
    yield from _around(package)
    yield from _types(package)
    yield from _unused(package)
    yield from _doctypes(package)


def _names(package: Package) -> Iterator[Trace]:
    counts = Counter(package.names)
    for name, count in counts.items():
        if count > 1:
            told = f"the archive has {count} entries of this name, and programs disagree on which one counts"
            yield Trace(technique="docx.duplicate_part", quote=name, part=name, detail=told)
        if "\\" in name or name.startswith("/") or ".." in name.split("/"):
            yield Trace(technique="docx.odd_name", quote=name, part=name, detail="the name leads out of the archive")
    folded: dict[str, str] = {}
    for name in counts:
        other = folded.setdefault(posixpath.normpath(name.replace("\\", "/")).lstrip("/").casefold(), name)
        if other != name and not name.endswith("/") and not other.endswith("/"):
            told = f"it differs from {other} only in how the name is written; programs disagree on which one counts"
            yield Trace(technique="docx.duplicate_part", quote=name, part=name, detail=told)


def _around(package: Package) -> Iterator[Trace]:
    """Bytes before and behind the archive, entries that its list leaves out, and its comment."""
    data, archive = package.data, package.archive
    end = data.rfind(b"PK\x05\x06")
    comment = archive.comment
    if comment.strip(b"\0 \r\n"):
        words = comment.decode("utf-8", "replace")
        yield Trace(technique="docx.archive_comment", quote=words, detail="it stands at the end of the archive")
    for start, stop in _gaps(data, archive, end):
        told = f"{stop - start:,} bytes stand in the archive that its list leaves out"
        yield Trace(technique="docx.around_archive", quote=_shown(data[start:stop]), detail=told)
    behind = len(data) - (end + 22 + len(comment)) if end >= 0 else 0
    if behind > _SLACK:
        quote = _shown(data[len(data) - behind :])
        yield Trace(technique="docx.around_archive", quote=quote, detail=f"{behind:,} bytes stand behind it")
    for entry in archive.infolist():
        yield from _head(data, entry)


def _gaps(data: bytes, archive: zipfile.ZipFile, end: int) -> Iterator[tuple[int, int]]:
    """Where bytes stand before, between and behind the entries that the archive lists."""
    at = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        start = entry.header_offset
        if data[start : start + 4] != _LOCAL_HEAD:
            return
        if len(data[at:start].strip(b"\0")) > _SLACK:
            yield at, start
        lengths = (
            int.from_bytes(data[start + 26 : start + 28], "little"),
            int.from_bytes(data[start + 28 : start + 30], "little"),
        )
        at = max(at, start + 30 + sum(lengths) + entry.compress_size)
    directory = data.find(b"PK\x01\x02", at, end)
    if directory > at and len(data[at:directory].strip(b"\0")) > _SLACK:
        yield at, directory


def _head(data: bytes, entry: zipfile.ZipInfo) -> Iterator[Trace]:
    """Whether an entry is called alike in the list of the archive and where it stands (APPNOTE 4.3.7)."""
    start = entry.header_offset
    if data[start : start + 4] != _LOCAL_HEAD:
        return
    length = int.from_bytes(data[start + 26 : start + 28], "little")
    name = data[start + 30 : start + 30 + length]
    try:
        called = name.decode("utf-8" if entry.flag_bits & 0x800 else "cp437")
    except UnicodeDecodeError:
        called = ""
    if called.replace("\\", "/") != entry.orig_filename.replace("\\", "/"):
        told = f"the archive's list calls it so, and its own head {called!r}"
        yield Trace(technique="docx.duplicate_part", quote=entry.filename, part=entry.filename, detail=told)


def _types(package: Package) -> Iterator[Trace]:
    root = tree_of(package, "[Content_Types].xml")
    nodes = root.children if root else []
    declared: dict[str, str] = {}
    for node in nodes:
        kind, part = node.attributes.get("ContentType", ""), node.attributes.get("PartName", "")
        key = part.lstrip("/").casefold() or "." + node.attributes.get("Extension", "").casefold()
        if declared.setdefault(key, kind).casefold() != kind.casefold():
            told = f"it is declared as {declared[key]} and as {kind}"
            yield Trace(technique="docx.type_conflict", quote=part or key, detail=told)
        if _MACRO in kind.casefold():
            yield Trace(technique="docx.macro", quote=part or kind, detail=f"it is declared as {kind}")
    mains = [node.attributes.get("PartName", "").lstrip("/") for node in nodes if _is_main(node.attributes)]
    offices = [
        item.target for item in package.relations("").values() if item.kind == "officeDocument" and not item.external
    ]
    main = package.main.casefold()
    for part in dict.fromkeys((*mains, *offices)):
        if part.casefold() != main:
            there = "" if part in package else ", which is not there"
            told = f"{package.main} is read, and the file names this one too{there}"
            words = words_of(package, part)
            yield Trace(
                technique="docx.second_main", quote=f"{part}: {words}" if words else part, part=part, detail=told
            )
    if main in declared and not mains:
        told = f"the main text is declared as {declared[main] or 'nothing'}"
        yield Trace(technique="docx.type_conflict", quote=package.main, part=package.main, detail=told)


def _doctypes(package: Package) -> Iterator[Trace]:
    """Parts that declare entities, which programs replace by words or leave out (ECMA-376 part 2, 6.2.5)."""
    for name in dict.fromkeys(package.names):
        if _WORDED.match(name):
            start = package.read(name)[:_PROLOG].replace(b"\0", b"")
            if b"<!DOCTYPE" in start:
                quote = start[start.index(b"<!DOCTYPE") :].decode("utf-8", "replace")
                yield Trace(technique="docx.dtd", quote=quote[:300], part=name, detail="it begins with a DOCTYPE")


def _is_main(attributes: dict[str, str]) -> bool:
    return _OF_MAIN.search(attributes.get("ContentType", "")) is not None and "PartName" in attributes


def _unused(package: Package) -> Iterator[Trace]:
    """Parts with words that no other part leads to."""
    led = {package.main.casefold()}
    for name in package.names:
        folder, file = posixpath.split(name)
        if file.endswith(".rels") and posixpath.basename(folder) == "_rels":
            owner = posixpath.join(posixpath.dirname(folder), file[:-5]) if file != ".rels" else ""
            try:
                led |= {item.target.casefold() for item in package.relations(owner).values()}
            except UnreadableError:
                continue
    for name in dict.fromkeys(package.names):
        if name.casefold() not in led and _STORY.search(name):
            words = words_of(package, name)
            if len(words.split()) > 2:
                yield Trace(technique="docx.unused_part", quote=words, part=name, detail=_ALONE)
        elif name.casefold() not in led and _BINARY.search(name):
            macro = "docx.macro" if "vba" in name.casefold() else "docx.embedded"
            yield Trace(technique=macro, quote=name, part=name, detail=_ALONE)


def words_of(package: Package, part: str) -> str:
    """The first words of a part, whoever reads it."""
    try:
        data = package.read(part)
    except UnreadableError:
        return ""
    found: list[bytes] = []
    for match in _WORDS.finditer(data):
        found.append(match[1])
        if sum(map(len, found)) > _MOST_TEXT:
            break
    return " ".join(b" ".join(found).decode("utf-8", "replace").split())


def _shown(data: bytes) -> str:
    """The words in bytes of any kind, or how they begin."""
    start = data[:_MOST_TEXT]
    text = start.decode("utf-8", "replace")
    if sum(letter.isprintable() or letter.isspace() for letter in text) > 0.9 * len(text):
        return text
    return start[:40].hex(" ")
