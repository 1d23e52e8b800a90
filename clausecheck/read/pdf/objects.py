"""The objects of a PDF, found by looking through its bytes instead of trusting its table of places."""

import base64
import contextlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

OBJECTS: Final = 500_000
"""Most objects that are looked at."""
_UNPACKED: Final = 150_000_000
"""Most bytes that the streams looked at may unpack to, all together; beyond, streams count as sound."""
_HEAD: Final = 1_000_000
"""Most bytes of an object's dictionary."""

_HEADER = re.compile(rb"(?<![0-9])([0-9]{1,10})[\0\t\n\f\r ]{1,8}([0-9]{1,5})[\0\t\n\f\r ]{1,8}obj(?![a-zA-Z])")
_LENGTH = re.compile(rb"/Length\s{1,4}([0-9]{1,10})(?![0-9]|\s{1,4}[0-9]{1,5}\s{1,4}R)")
_FILTER = re.compile(rb"/Filter\s{0,4}(\[[^\]]{0,200}\]|/[A-Za-z0-9]{1,30})")
_FIRST = re.compile(rb"/First\s{1,4}([0-9]{1,9})")
_REFERENCE = re.compile(rb"(?<![0-9])([0-9]{1,10})\s{1,4}[0-9]{1,5}\s{1,4}R(?![A-Za-z])")


class State(Enum):
    """What is known of a stream's bytes."""

    SOUND = "sound"
    """They unpack to their end and their checksum fits."""
    BROKEN = "broken"
    UNKNOWN = "unknown"
    """Packed in a way that is not looked into."""


@dataclass(slots=True)
class PdfObject:
    """One object as it stands in the file."""

    number: int
    place: int
    """Offset of its header; for an object in an object stream, that of the stream."""
    head: bytes
    """Its text up to `stream` or `endobj`."""
    stream: tuple[int, int] | None = None
    """Offsets of its packed bytes."""
    misfit: bool = False
    """Its end is missing, or the stated length of its stream is wrong."""
    packed: bool = False
    """It stands in an object stream."""

    @property
    def filters(self) -> list[bytes]:
        """The names of the filters that its stream is packed with, the outermost first."""
        found = _FILTER.search(self.head)
        return re.findall(rb"/([A-Za-z0-9]+)", found.group(1)) if found else []

    def references(self, key: bytes) -> list[int] | None:
        """Numbers of the objects that `key` names, alone or in an array; None where there is no such key."""
        found = re.search(
            rb"/" + key + rb"(?![A-Za-z0-9])\s{0,8}(?:\[([^\[\]]{0,2000000})\]|([0-9]{1,10}\s{1,4}[0-9]{1,5}\s{1,4}R))",
            self.head,
        )
        if found is None:
            return None
        return [int(match.group(1)) for match in _REFERENCE.finditer(found.group(1) or found.group(2) or b"")]


@dataclass(slots=True)
class Objects:
    """All objects of a file; of several with one number, the last counts."""

    data: bytes
    live: dict[int, PdfObject] = field(default_factory=dict)
    by_place: dict[int, PdfObject] = field(default_factory=dict)
    """Every object that does not stand in an object stream."""
    tables: dict[int, PdfObject] = field(default_factory=dict)
    """Cross-reference streams by their place."""
    broken: list[PdfObject] = field(default_factory=list)
    """Streams that do not unpack to their end, pictures left aside."""
    maps: set[int] = field(default_factory=set)
    """Streams that map a font's codes to letters."""
    replaced: set[int] = field(default_factory=set)
    """Streams with words that programs are told to read in place of what is drawn (ActualText)."""
    left: int = _UNPACKED

    def note(self, item: PdfObject, content: bytes) -> None:
        """Remember what an unpacked stream is for."""
        if b"begincmap" in content:
            self.maps.add(item.number)
        if b"/ActualText" in content:
            self.replaced.add(item.number)

    def unpack(self, item: PdfObject) -> tuple[bytes, State]:
        """The stream's bytes as far as they unpack, and whether they are sound."""
        assert item.stream is not None
        raw = self.data[slice(*item.stream)]
        names = item.filters
        if names[:1] in ([b"ASCII85Decode"], [b"A85"]):
            try:
                raw = base64.a85decode(raw.strip().removeprefix(b"<~").partition(b"~>")[0])
            except ValueError:
                return b"", State.BROKEN
            names = names[1:]
        if names[:1] not in ([b"FlateDecode"], [b"Fl"]):
            return (b"", State.UNKNOWN) if names else (raw, State.SOUND)
        content, state = _inflate(raw, self.left)
        self.left -= len(content)
        return content, state


def read_objects(data: bytes) -> Objects:
    """Find the objects of a PDF that is not encrypted, and unpack every stream but pictures."""
    found = Objects(data)
    for item in _scan(data):
        found.by_place[item.place] = item
        found.live[item.number] = item
        if item.stream and b"/XRef" in item.head:
            found.tables[item.place] = item
    packed: list[PdfObject] = []
    for item in found.live.values():
        if item.stream is None or is_picture(item):
            continue
        content, state = found.unpack(item)
        if state is State.BROKEN:
            found.broken.append(item)
        if b"/ObjStm" in item.head:
            packed += _members(item, content)
        else:
            found.note(item, content)
    for item in packed:
        known = found.live.get(item.number)
        if known is None or known.place < item.place:
            found.live[item.number] = item
    return found


def is_picture(item: PdfObject) -> bool:
    """Whether a stream is a picture, which has no words that could be read."""
    return b"/Image" in item.head and b"/Width" in item.head


def _scan(data: bytes) -> Iterator[PdfObject]:
    at, last = 0, data.rfind(b"endstream")
    for _ in range(OBJECTS):
        header = _HEADER.search(data, at)
        if header is None:
            return
        item, at = _object(data, header, last)
        yield item


def _object(data: bytes, header: re.Match[bytes], last_end: int) -> tuple[PdfObject, int]:
    """The object behind a header, and where to look for the next; `last_end` is the last place of `endstream`."""
    number, place, begin = int(header.group(1)), header.start(), header.end()
    end, whole = _end(data, begin)
    stream = data.find(b"stream", begin, end)
    if stream < 0:
        return PdfObject(number, place, data[begin:end], misfit=not whole), end
    head = data[begin:stream]
    begin = stream + len(b"stream")
    begin += 2 if data[begin : begin + 2] == b"\r\n" else 1
    length = _LENGTH.search(head)
    stated = begin + int(length.group(1)) if length else -1
    if length and data[stated : stated + 20].lstrip().startswith(b"endstream"):
        return PdfObject(number, place, head, (begin, stated)), stated
    end = data.find(b"endstream", begin) if begin <= last_end else -1
    if end < 0:
        return PdfObject(number, place, head, (begin, len(data)), misfit=True), begin
    return PdfObject(number, place, head, (begin, end), misfit=length is not None), end


def _end(data: bytes, begin: int) -> tuple[int, bool]:
    """Where an object ends, and whether it says so: at `endobj`, or before the header of another one."""
    limit = min(len(data), begin + _HEAD)
    at = begin
    while (at := data.find(b"obj", at, limit)) >= 0:
        if data.startswith(b"end", at - 3) and at - 3 >= begin:
            return at - 3, True
        following = _HEADER.search(data, max(begin, at - 34), at + 4)
        if following:
            return following.start(), False
        at += 3
    return limit, False


def _inflate(raw: bytes, most: int) -> tuple[bytes, State]:
    """Unpack as far as the bytes go. A missing checksum at the end is no fault, a wrong one is."""
    if not raw.strip():
        return b"", State.SOUND
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(raw, max(1, most))
    except zlib.error:
        return _inflate_part(raw), State.BROKEN
    if stream.eof or stream.unconsumed_tail:
        return content, State.SOUND
    bare = zlib.decompressobj(-15)
    try:
        bare.decompress(raw[2:], max(1, most))
    except zlib.error:
        return content, State.BROKEN
    return content, State.SOUND if bare.eof else State.BROKEN


def _inflate_part(raw: bytes) -> bytes:
    """What unpacks before the fault, in steps; the checksum is not looked at."""
    stream = zlib.decompressobj(-15)
    content = b""
    with contextlib.suppress(zlib.error):
        for at in range(2, min(len(raw), 2_000_000), 256):
            content += stream.decompress(raw[at : at + 256], 1_000_000)
    return content


def _members(item: PdfObject, content: bytes) -> Iterator[PdfObject]:
    """The objects in an object stream."""
    first = _FIRST.search(item.head)
    if not first:
        return
    start = int(first.group(1))
    table = content[:start].split()
    numbers, offsets = table[0::2], table[1::2]
    if len(table) % 2 or len(numbers) > OBJECTS or not all(entry.isdigit() and len(entry) < 10 for entry in table):
        return
    places = [start + int(offset) for offset in offsets] + [len(content)]
    for number, begin, end in zip(numbers, places, places[1:], strict=False):
        yield PdfObject(int(number), item.place, content[begin:end], packed=True)
