"""The table of places of a PDF (cross-reference table or stream), compared with where its objects really stand."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from clausecheck.read.pdf.objects import Objects, PdfObject, State

_SECTIONS: Final = 200
"""Most tables that are followed; each save of an editor adds one."""
_ENTRIES: Final = 1_000_000
_TAIL: Final = 2_048
"""Bytes at the end in which the file says where its table is; readers look no further."""

_START = re.compile(rb"startxref\s{0,8}([0-9]{1,12})")
_SUBSECTION = re.compile(rb"\s{0,8}([0-9]{1,10})\s{1,4}([0-9]{1,10})\s{0,8}")
_ENTRY = re.compile(rb"\s{0,4}([0-9]{10}) ([0-9]{5}) ([nf])")
_PREVIOUS = re.compile(rb"/Prev\s{1,4}([0-9]{1,12})")
_HYBRID = re.compile(rb"/XRefStm\s{1,4}([0-9]{1,12})")
_ROOT = re.compile(rb"/Root\s{0,4}([0-9]{1,10})\s{1,4}[0-9]{1,5}\s{1,4}R")
_WIDTHS = re.compile(rb"/W\s{0,4}\[\s{0,4}([0-9])\s{1,4}([0-9])\s{1,4}([0-9])\s{0,4}\]")
_INDEX = re.compile(rb"/Index\s{0,4}\[([0-9\s]{1,20000})\]")
_COLUMNS = re.compile(rb"/Columns\s{1,4}([0-9]{1,5})")
_SIZE = re.compile(rb"/Size\s{1,4}([0-9]{1,10})")


@dataclass(slots=True)
class Table:
    """What the file says of its objects' places."""

    sound: bool = False
    """It was found where the file says, and could be read to its end."""
    places: dict[int, int] = field(default_factory=dict)
    """Offsets by object number; 0 for an object in an object stream, -1 for a deleted one."""
    root: int = 0
    """Number of the catalogue; 0 where no table names one."""
    wrong: list[int] = field(default_factory=list)
    """Objects that do not stand where the table says."""
    ends: bool = False
    """The file ends as a PDF does."""


def read_table(objects: Objects) -> Table:
    """Follow the tables from the newest to the oldest; a newer one counts."""
    data = objects.data
    table = Table(ends=b"%%EOF" in data[-_TAIL:])
    shift = max(0, data[:1024].find(b"%PDF-"))
    found = list(_START.finditer(data, max(0, len(data) - _TAIL)))
    waiting = [int(found[-1].group(1))] if found else []
    table.sound = bool(waiting)
    seen: set[int] = set()
    while waiting and len(seen) < _SECTIONS:
        place = waiting.pop(0)
        if place not in seen:
            seen.add(place)
            waiting += _section(objects, table, place + shift)
    if not table.root:
        roots = _ROOT.findall(data)
        table.root = int(roots[-1]) if roots else 0
    _compare(objects, table, shift)
    return table


def _compare(objects: Objects, table: Table, shift: int) -> None:
    """Objects that stand at another place, or where another number stands; of several, the table's one counts."""
    for number, place in table.places.items():
        if place > 0:
            item = _at(objects, place + shift)
            if item is None or item.number != number:
                table.wrong.append(number)
            if item is not None and (number not in objects.live or item.number == number):
                objects.live[number] = item


def _section(objects: Objects, table: Table, place: int) -> list[int]:
    """Take in the table at `place`; returns where further ones are."""
    data = objects.data
    begin = place + len(data[place : place + 64]) - len(data[place : place + 64].lstrip())
    if data.startswith(b"xref", begin):
        head = _classic(data, table, begin + 4)
    else:
        item = objects.tables.get(begin)
        if item is None or not _packed(objects, table, item):
            table.sound = False
            return []
        head = item.head
    root = _ROOT.search(head)
    table.root = table.root or (int(root.group(1)) if root else 0)
    more = (pattern.search(head) for pattern in (_HYBRID, _PREVIOUS))
    return [int(match.group(1)) for match in more if match]


def _classic(data: bytes, table: Table, at: int) -> bytes:
    """The entries of a table in plain text; returns the dictionary behind them."""
    while (section := _SUBSECTION.match(data, at)) is not None:
        at = section.end()
        first = int(section.group(1))
        for number in range(first, first + min(int(section.group(2)), _ENTRIES)):
            entry = _ENTRY.match(data, at)
            if entry is None:
                table.sound = False
                break
            table.places.setdefault(number, int(entry.group(1)) if entry.group(3) == b"n" else -1)
            at = entry.end()
    end = data.find(b"startxref", at)
    head = data[at : end if 0 <= end < at + 20_000 else at + 2_000]
    if b"trailer" not in head:
        table.sound = False
    return head


def _packed(objects: Objects, table: Table, item: PdfObject) -> bool:
    """The entries of a cross-reference stream; False where it is not one or is damaged."""
    widths = _WIDTHS.search(item.head)
    if widths is None:
        return False
    content, state = objects.unpack(item)
    a, b, c = map(int, widths.groups())
    if state is State.BROKEN or not b:
        return False
    columns = _COLUMNS.search(item.head)
    rows = _rows(content, a + b + c, bool(columns) and b"/Predictor 1" in item.head)
    index, size = _INDEX.search(item.head), _SIZE.search(item.head)
    spans = list(map(int, index.group(1).split())) if index else [0, int(size.group(1)) if size else len(rows)]
    at = 0
    for first, count in zip(spans[0::2], spans[1::2], strict=False):
        for number, row in enumerate(rows[at : at + min(count, _ENTRIES)], first):
            kind = int.from_bytes(row[:a], "big") if a else 1
            place = int.from_bytes(row[a : a + b], "big")
            table.places.setdefault(number, place if kind == 1 else 0 if kind == 2 else -1)
        at += count
    return True


def _rows(content: bytes, width: int, predicted: bool) -> list[bytes]:
    """The rows of a cross-reference stream; `predicted` ones are stored as differences to the row above."""
    if not predicted:
        return [content[at : at + width] for at in range(0, len(content) - width + 1, width)]
    rows, above = [], bytes(width)
    for begin, end in pairwise(range(0, len(content) + 1, width + 1)):
        row = content[begin + 1 : end]
        if content[begin] == 2:
            row = bytes([(one + other) & 255 for one, other in zip(row, above, strict=True)])
        elif content[begin] == 1:
            row = _summed(row)
        rows.append(row)
        above = row
    return rows


def _summed(row: bytes) -> bytes:
    out, last = bytearray(), 0
    for value in row:
        last = (last + value) & 255
        out.append(last)
    return bytes(out)


def _at(objects: Objects, place: int) -> PdfObject | None:
    """The object at a place; white space may stand before it."""
    item = objects.by_place.get(place)
    if item is None:
        blank = objects.data[place : place + 16]
        item = objects.by_place.get(place + len(blank) - len(blank.lstrip()))
    return item
