"""The parts of one PDF, found by the keys that their dictionaries have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from clausecheck.read.pdf.objects import Objects, PdfObject
from clausecheck.read.pdf.parts.values import Dictionary, Ref, Value, parse
from clausecheck.read.pdf.structure import Structure

_ESCAPED = re.compile(rb"/[^\s()<>\[\]{}/%]{0,100}#[0-9A-Fa-f]{2}")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST: Final = 5_000
"""Most objects with one key that are looked at."""
_STEPS: Final = 20_000
"""Most values of one object that are walked through."""


@dataclass(slots=True)
class Parts:
    """The objects of a PDF that is not encrypted."""

    structure: Structure
    heads: dict[int, bytes] = field(default_factory=dict)
    """The dictionaries of all objects as written, but with plain names."""
    _all: bytes = b""
    _parsed: dict[int, Value] = field(default_factory=dict)
    _pages: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places = self.structure.table.places
        self.heads = {number: item.head for number, item in self.objects.live.items() if places.get(number) != -1}
        self._all = b"\n".join(self.heads.values())
        if b"#" in self._all:
            for number, head in self.heads.items():
                if b"#" in head and _ESCAPED.search(head):
                    self.heads[number] = _ESCAPED.sub(_plain, head)
            self._all = b"\n".join(self.heads.values())

    @property
    def objects(self) -> Objects:
        """All objects of the file."""
        return self.structure.objects

    def has(self, key: bytes) -> bool:
        """Whether `key`, with its slash, occurs in any dictionary."""
        return key in self._all

    def holding(self, *keys: bytes) -> Iterator[tuple[int, Value]]:
        """The objects, parsed, in which any of the keys occurs, with their numbers."""
        wanted = [key for key in keys if self.has(key)]
        if not wanted:
            return
        left = _MOST
        for number, head in self.heads.items():
            if any(key in head for key in wanted):
                yield number, self.get(number)
                left -= 1
                if not left:
                    return

    def get(self, number: int) -> Value:
        """The value of an object; None where there is none."""
        if number not in self._parsed:
            self._parsed[number] = parse(self.heads.get(number, b""))
        return self._parsed[number]

    def resolve(self, value: Value) -> Value:
        """`value`, or what it refers to."""
        for _ in range(8):
            if not isinstance(value, Ref):
                return value
            value = self.get(value.number)
        return None

    def dictionary(self, value: Value) -> Dictionary:
        """The dictionary that `value` is or refers to; empty where it is none."""
        found = self.resolve(value)
        return found if isinstance(found, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """The array that `value` is or refers to; empty where it is none."""
        found = self.resolve(value)
        return found if isinstance(found, list) else []

    def content(self, value: Value) -> bytes:
        """The unpacked bytes of the stream that `value` refers to; empty where it is none."""
        item = self.objects.live.get(value.number) if isinstance(value, Ref) else None
        return self.objects.unpack(item)[0] if item is not None and item.stream is not None else b""

    def stream(self, number: int) -> PdfObject | None:
        """The object, where it has a stream."""
        item = self.objects.live.get(number)
        return item if item is not None and item.stream is not None else None

    def page_of(self, number: int) -> int | None:
        """The page, from 1, that is this object, or has it as an annotation or as content."""
        if not self._pages and self.structure.tree.pages:
            for place, page in enumerate(self.structure.tree.pages, 1):
                self._pages[page] = place
                kept = [Ref(stream) for stream in self.structure.tree.contents.get(page, ())]
                for entry in (*self.array(self.dictionary(Ref(page)).get("Annots")), *kept):
                    if isinstance(entry, Ref):
                        self._pages.setdefault(entry.number, place)
        return self._pages.get(number)


def dictionaries(value: Value) -> Iterator[Dictionary]:
    """All dictionaries inside a value, itself included; references are not followed."""
    stack = [value]
    for _ in range(_STEPS):
        if not stack:
            return
        found = stack.pop()
        if isinstance(found, dict):
            yield found
            stack += reversed(found.values())
        elif isinstance(found, list):
            stack += reversed(found)


def _plain(found: re.Match[bytes]) -> bytes:
    return _HEX.sub(lambda code: bytes([int(code.group(1), 16)]), found.group())
