"""What the XML of a Word file says, by its bytes: Word writes the same properties again and again.

Each spelling of the properties of a paragraph or a run, and of what stands between the words of a paragraph, is
understood once.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from clausecheck.read.docx.noise import NOISE
from clausecheck.read.docx.numbering import Place
from clausecheck.read.docx.package import Attributes
from clausecheck.read.docx.styles import NOTHING, PROPERTIES, Look, Settled
from clausecheck.read.docx.tags import TAGS, attributes_of
from clausecheck.read.docx.walk import Walk

EMPTY = rb"<w:[a-zA-Z]+[^<>]*/>"
"""A pattern for an element without anything in it."""
RUN = rb'<w:r(?: [^<>]*")?>(?:<w:rPr>((?:%b)*+)</w:rPr>)?+' % EMPTY
"""A pattern for the beginning of a run, with its properties."""
WORDS = rb'<w:t(?: xml:space="preserve")?>'
"""A pattern for what stands before words."""
_STEP = re.compile(
    rb"(</w:r>)|%b()|(%b\Z)|<w:(tab|noBreakHyphen|lastRenderedPageBreak)/>|<w:(?:footnoteRef|endnoteRef|softHyphen)/>|%b|\s++"
    rb"|(</?w:(?:hyperlink|smartTag)(?: w:(?:anchor|history|uri|element)=\"[^\"<>]*\")*+>)" % (RUN, WORDS, NOISE)
)
_END, _RUN, _WORDS, _CHARACTER, _AROUND = 1, 3, 4, 5, 6
"""The last group of the pattern for each; the rest says nothing."""
_NEVER = {_END: False, _RUN: True, _WORDS: False, _CHARACTER: False, _AROUND: True}
"""Where each of them does not stand: True is inside a run, False outside."""
_THEN = {_END: False, _RUN: True, _AROUND: False}
_NEXT = re.compile(rb"(?:</w:r>)?%b%b" % (RUN, WORDS))
PAGE = b"\f"
"""Stands for the end of a page; no XML holds this character."""
_CHARACTERS = {b"tab": b" ", b"noBreakHyphen": b"-", b"lastRenderedPageBreak": PAGE}
_NOISE = re.compile(NOISE)
_MARKS = re.compile(rb' w:(?:rsid[A-Za-z]*|id|name)="[^"<>]*"')
"""Attributes that only tell one run, or one bookmark, from another."""
_HARMLESS = frozenset({("w:tab", "w:tabs"), ("w:rStyle", "w:rPr")})
KEPT = 10_000
"""Most spellings of a kind of which a file may have a new one each time."""


@dataclass(frozen=True, slots=True, eq=False)
class RunLook:
    """What the properties of a run say of its words; two that are spelt alike are the same object."""

    style: str
    look: Look


class Opening(NamedTuple):
    """What the properties of a paragraph say of it and of its mark."""

    style: str
    own: Look
    mark: Look


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """What the properties of a paragraph come to where nothing unusual is among them."""

    style: str
    settled: Settled
    indent: float | None
    """Its own."""
    place: Place | None
    flags: dict[RunLook, tuple[bool, bool, bool]] = field(default_factory=dict)
    """Whether words of a look are bold, marked and hidden in it."""


class Lead(NamedTuple):
    """What stands between words of a paragraph, from where the first end to where the next begin."""

    before: tuple[tuple[RunLook | None, bytes], ...]
    """Characters such as tabs, with their look; None is the look of the words before."""
    look: RunLook | None
    """Of the next words."""
    joins: bool
    """It is nothing but the end of a run and the beginning of the next."""
    opens: bool
    """The next words begin a run."""


class Tag(NamedTuple):
    """The beginning or the end of an element, or both; neither where it is empty and says nothing."""

    name: str
    attributes: Attributes | None
    """None where it does not begin."""
    ends: bool


class Spellings:
    """What was understood of one file, by its bytes."""

    def __init__(self) -> None:
        self.heads: dict[bytes | None, Head | None] = {}
        self.leads: dict[bytes, Lead] = {}
        self._looks: dict[bytes | None, RunLook | None] = {None: RunLook("", NOTHING)}
        self._reduced: dict[bytes, RunLook | None] = {b"": self._looks[None]}
        self._openings: dict[bytes | None, Opening | None] = {None: Opening("", NOTHING, NOTHING)}
        self.between: dict[bytes, tuple[Tag, ...] | None] = {}
        """The tags between paragraphs."""
        self.tags: dict[tuple[bytes, ...], Tag] = {}

    def look(self, data: bytes | None) -> RunLook | None:
        """What the properties of a run say, None where it has none; None where they are more than a look."""
        if data is not None and data not in self._looks:
            short = without_looks(data)
            if short not in self._reduced:
                self._reduced[short] = _run_look(short)
            self._looks[data] = self._reduced[short]
        return self._looks[data]

    def opening(self, data: bytes | None) -> Opening | None:
        """What the properties of a paragraph say, None where it has none; None where they are more than a look."""
        if data is not None and data not in self._openings:
            short = without_looks(data)
            if short not in self._openings:
                self._openings[short] = _opening(short)
            self._openings[data] = self._openings[short]
        return self._openings[data]

    def lead(self, spelling: bytes, rest: bytes) -> Lead | None:
        """What `spelling` and `rest` say between words, or behind the last ones; None where it is not usual."""
        data = _MARKS.sub(b"", spelling) + rest
        lead = self.leads.get(data) or self._lead(data)
        if lead is not None and len(self.leads) < KEPT:
            self.leads[spelling] = self.leads[data] = lead
        return lead

    def _lead(self, data: bytes) -> Lead | None:
        before: list[tuple[RunLook | None, bytes]] = []
        look, inside, last, at = None, None, 0, 0
        for match in _STEP.finditer(data):
            before_it, last = last, match.lastindex or 0
            if match.start() != at or (inside is not None and inside is _NEVER.get(last)):
                return None
            at, inside = match.end(), _THEN.get(last, inside)
            if last == _RUN:
                look = self.look(match[2])
                if look is None:
                    return None
            elif last == _CHARACTER:
                before.append((look, _CHARACTERS[match[5]]))
        if at < len(data):
            return None
        return Lead(tuple(before), look, _NEXT.fullmatch(data) is not None, last == _WORDS and before_it == _RUN)


def without_looks(data: bytes) -> bytes:
    """Properties without those that only say how words look, so that many spellings become one."""
    return _NOISE.sub(b"", data)


def _run_look(data: bytes) -> RunLook | None:
    style, values = "", list[object](NOTHING)
    for tag, rest, _ in TAGS.findall(data):
        name = tag.decode()
        if name == "w:rStyle":
            style = attributes_of(rest).get("w:val", "")
        elif name in Walk.STARTS:
            return None
        else:
            _set(values, name, rest)
    return RunLook(style, Look._make(values))


def _opening(data: bytes) -> Opening | None:
    style, own, mark = "", list[object](NOTHING), list[object](NOTHING)
    path = ["w:pPr"]
    for tag, rest, _ in TAGS.findall(data):
        name = tag.decode()
        if name[0] == "/":
            path.pop()
            continue
        if name == "w:pStyle":
            style = attributes_of(rest).get("w:val", "")
        elif name in Walk.STARTS and (name, path[-1]) not in _HARMLESS:
            return None
        elif path == ["w:pPr", "w:rPr"]:
            _set(mark, name, rest)
        elif path[-1] in ("w:pPr", "w:numPr"):
            _set(own, name, rest)
        if rest[-1:] != b"/":
            path.append(name)
    return Opening(style, Look._make(own), Look._make(mark))


def _set(values: list[object], name: str, rest: bytes) -> None:
    """Take one element of properties into the values of a look."""
    found = PROPERTIES.get(name)
    if found is not None:
        at, convert = found
        value = convert(attributes_of(rest))
        values[at] = values[at] if value is None else value
