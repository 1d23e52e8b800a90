"""The archive of a Word file: which parts it has, unpacked within limits, and parsed without a DTD."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from clausecheck.errors import DamagedFile, EncryptedFile, LimitExceeded, UnsupportedFormat
from clausecheck.read import limits
from clausecheck.read.docx.noise import without_noise
from clausecheck.read.docx.prefixes import Declarations, shortened, with_usual_prefixes

_SMALL, _MOST_KEPT = 500_000, 30
_OTHER_OFFICE = {"xl": "a spreadsheet", "ppt": "a presentation"}

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class Relation(NamedTuple):
    """A link from one part to another."""

    kind: str
    """The last word of its type: "styles", "header", …"""
    target: str
    external: bool


class Package:
    """An opened archive. Raises the UnreadableError that fits when it is not a Word file or beyond the limits."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name, self.data = name, data
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self.archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as fault:
            raise DamagedFile(f"{name} is a damaged or cut-off Word file") from fault
        if len(entries) > limits.ZIP_ENTRIES:
            raise LimitExceeded(f"{name} is an archive with more than {limits.ZIP_ENTRIES:,} parts")
        self.names = tuple([entry.filename for entry in entries])
        """The names of all entries, as often as they are there."""
        self._entries = {entry.filename: entry for entry in entries}
        self._kept: dict[str, bytes] = {}
        """Small parts that were unpacked: some are looked at twice."""
        self._relations: dict[str, dict[str, Relation]] = {}
        self._unpacked = 0
        self._declarations: dict[Declarations, dict[bytes, bytes] | None] = {}
        self._check()
        self.main = self._find_main()

    def _check(self) -> None:
        names = self._entries
        if "EncryptedPackage" in names or any(entry.flag_bits & 1 for entry in names.values()):
            raise EncryptedFile(f"{self.name} is protected with a password")
        if "_rels/.rels" in names or "word/document.xml" in names:
            return
        if "mimetype" in names and "content.xml" in names:
            raise UnsupportedFormat(f"{self.name} is an OpenDocument file, which is not read")
        raise UnsupportedFormat(f"{self.name} is an archive, not a Word file", hint="unpack it and name one file in it")

    def _find_main(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external and relation.target in self._entries:
                folder = relation.target.split("/", 1)[0]
                if folder in _OTHER_OFFICE:
                    raise UnsupportedFormat(f"{self.name} is {_OTHER_OFFICE[folder]}, which is not read")
                return relation.target
        if "word/document.xml" in self._entries:
            return "word/document.xml"
        raise DamagedFile(f"{self.name} has no document in it")

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def read(self, part: str) -> bytes:
        """A part's bytes; empty where there is no such part. Sizes are checked before anything is unpacked."""
        entry = self._entries.get(part)
        if entry is None:
            return b""
        if part in self._kept:
            return self._kept[part]
        self._unpacked += entry.file_size
        large = entry.file_size > limits.ZIP_MEMBER_BYTES
        if self._unpacked > limits.ZIP_TOTAL_BYTES or (
            large and entry.file_size > limits.ZIP_RATIO * max(1, entry.compress_size)
        ):
            raise LimitExceeded(f"{self.name} unpacks to more than is allowed")
        try:
            with self.archive.open(entry) as stream:
                data = stream.read(entry.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError) as fault:
            raise DamagedFile(f"{self.name} is a damaged or cut-off Word file") from fault
        if len(data) < _SMALL and len(self._kept) < _MOST_KEPT:
            self._kept[part] = data
        return data

    def size(self, part: str) -> int:
        """How many bytes a part unpacks to, by the archive's own account."""
        entry = self._entries.get(part)
        return entry.file_size if entry else 0

    def head(self, part: str, size: int) -> bytes:
        """The first bytes of a part; empty where there is no such part, or it cannot be unpacked."""
        entry = self._entries.get(part)
        try:
            with self.archive.open(entry) if entry else io.BytesIO() as stream:
                return stream.read(size)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
            return b""

    def relations(self, part: str) -> dict[str, Relation]:
        """The links of `part` by id; the links of the package for an empty name."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, file = posixpath.split(part)
        data = self.read(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}

        def start(name: str, attributes: Attributes) -> None:
            if name.endswith("Relationship") and "Id" in attributes:
                kind = attributes.get("Type", "").rsplit("/", 1)[-1]
                target = attributes.get("Target", "")
                external = attributes.get("TargetMode", "").casefold() == "external" or "://" in target
                if not external:
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[attributes["Id"]] = Relation(kind, target, external)

        if data:
            self.parse(data, start)
        return found

    def plain(self, data: bytes) -> bytes | None:
        """A part in the usual prefixes that has nothing but elements and words, well formed; None for another part.

        Raises DamagedFile for broken XML, LimitExceeded for the number of elements.
        """
        self._count(data)
        known = with_usual_prefixes(data, self._declarations)
        if known is None:
            return None
        other: list[object] = []
        parser = expat.ParserCreate()
        parser.CommentHandler = other.append
        parser.ProcessingInstructionHandler = lambda *told: other.append(told)
        parser.StartCdataSectionHandler = lambda: other.append(None)
        self._parse(parser, known)
        return None if other else known

    def _count(self, data: bytes) -> None:
        shortest = len(b"<a/>")
        if len(data) < limits.XML_ELEMENTS * shortest:
            return
        if data.count(b"<") - data.count(b"</") > limits.XML_ELEMENTS:
            raise LimitExceeded(f"{self.name} has too many parts")

    def _parse(self, parser: expat.XMLParserType, data: bytes) -> None:
        def on_doctype(*_: object) -> None:
            raise DamagedFile(f"{self.name} has a DOCTYPE, which Word files never have")

        parser.StartDoctypeDeclHandler = on_doctype
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError) as fault:
            raise DamagedFile(f"{self.name} is damaged: its XML is broken") from fault

    def parse(
        self,
        data: bytes,
        start: Start,
        end: Callable[[str], None] | None = None,
        words: Callable[[str], None] | None = None,
        *,
        watched: bool = False,
    ) -> None:
        """Stream the elements of `data`: names and attributes come as "w:p", "w:val", whatever their prefix was.

        With `watched`, `start` itself keeps to the limit on depth, which is faster. Raises DamagedFile for broken XML
        and for any DOCTYPE, LimitExceeded for depth and number of elements.
        """
        self._count(data)
        known = with_usual_prefixes(data, self._declarations)
        usual = known is not None
        if known is not None:
            data = known if words is None else without_noise(known)
        parser = expat.ParserCreate() if usual else expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        if usual and watched:
            parser.StartElementHandler, parser.EndElementHandler = start, end
        else:
            self._listen(parser, start, end, usual=usual)

        if words is not None:
            parser.CharacterDataHandler = words
        self._parse(parser, data)

    def _listen(
        self, parser: expat.XMLParserType, start: Start, end: Callable[[str], None] | None, *, usual: bool
    ) -> None:
        """Call `start` and `end` with shortened names, down to the limit on depth."""
        depth = 0

        def on_start(name: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth > limits.XML_DEPTH:
                raise LimitExceeded(f"{self.name} is nested too deeply")
            if usual:
                start(name, attributes)
            else:
                start(shortened(name), {shortened(key): value for key, value in attributes.items()})

        def on_end(name: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(name if usual else shortened(name))

        parser.StartElementHandler, parser.EndElementHandler = on_start, on_end


def whole(value: str | None, default: int | None = None) -> int | None:
    """A whole number as attributes have it ("12", "12.0", "12pt" is none); `default` where it is not one."""
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        try:
            return int(float(value))
        except (ValueError, OverflowError):
            return default


def points(value: str | None) -> float | None:
    """A measure in points: twips, or a number with a unit as the strict form has it."""
    if not value:
        return None
    units = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "pi": 12.0}
    try:
        if value[-2:] in units:
            return round(float(value[:-2]) * units[value[-2:]], 2)
        return int(float(value)) / 20
    except (ValueError, OverflowError):
        return None


def switch(attributes: Attributes) -> bool:
    """Whether a property such as `<w:b/>` is on."""
    return attributes.get("w:val", "1").lower() in ("1", "true", "on")
