"""Reads a story of a Word file from its XML by what stands there most: whole runs, and paragraphs with properties.

Word writes the same properties again and again, so each spelling is understood once. What is not spelt as Word spells
it is told tag by tag.
"""

import re
from typing import NamedTuple

from clausecheck.read import limits
from clausecheck.read.docx.noise import NOISE
from clausecheck.read.docx.package import Attributes
from clausecheck.read.docx.styles import NOTHING, PROPERTIES, Look
from clausecheck.read.docx.tags import TAG, TAGS, attributes_of, characters
from clausecheck.read.docx.walk import Walk

_EMPTY = rb"<w:[a-zA-Z]+[^<>]*/>"
_OF_TABLES = (
    rb"<w:(?:t(?:blStyle(?:RowBandSize|ColBandSize)?|blpPr|blOverlap|blW|blCellSpacing|blInd|blLayout|blLook|blHeader"
    rb"|cW|cFitText|extDirection|rHeight|op|l2br|r2bl)|bidiVisual|bottom|jc|cnfStyle|cantSplit|grid(?:Span|Col|Before"
    rb"|After)|[hv]Merge|vAlign|shd|noWrap|hideMark|left|right|start|end|inside[HV]|w(?:Before|After))(?: [^<>]*)?/>"
)
_BORDERS = rb"<w:(?:t(?:cMar|cBorders|blBorders|blCellMar))>(?:%b)*+</w:t[a-zA-Z]+>" % _OF_TABLES
_TABLE = rb"w:t(?:cPr|blPr|blPrEx|rPr|blGrid)>(?:%b|%b)*+</w:t(?:cPr|blPr|blPrEx|rPr|blGrid)>" % (_OF_TABLES, _BORDERS)
_TOKEN = re.compile(
    rb'<(?:w:r(?: [^<>]*")?>(?:<w:rPr>((?:%b)*+)</w:rPr>)?+(?:<w:t(?: xml:space="preserve")?>([^<]*+)</w:t></w:r>|())'
    rb'|w:p(?: [^<>]*")?>(?:<w:pPr>((?:%b|</?w:(?:numPr|rPr|tabs|pBdr)>)*+)</w:pPr>)?+()'
    rb"|(?:%b|%b)(?=<)|%b)" % (_EMPTY, _EMPTY, NOISE[1:], _TABLE, TAG[1:])
)
_WORDS, _RUN, _PARAGRAPH, _TAG = 2, 3, 5, 8
"""The last group of the pattern for a run of words, other runs, paragraphs, and tags; the rest says nothing."""
_NOISE = re.compile(NOISE)
_WITHIN = 8
"""How deep the elements that are read as one reach."""
_BARE = frozenset({"w:r", "w:p", "w:t", "w:tr", "w:tc", "w:tbl", "w:delText", "w:instrText"})
"""Elements whose attributes say nothing."""
_TAGS_KEPT = 10_000


class _RunLook(NamedTuple):
    style: str
    look: Look


class _Opening(NamedTuple):
    """What the properties of a paragraph say of it and of its mark."""

    style: str
    own: Look
    mark: Look


class Spellings:
    """What was understood of one file, by its bytes."""

    def __init__(self) -> None:
        self.looks: dict[bytes | None, _RunLook | None] = {None: _RunLook("", NOTHING)}
        self.reduced: dict[bytes, _RunLook | None] = {b"": self.looks[None]}
        self.openings: dict[bytes | None, _Opening | None] = {None: _Opening("", NOTHING, NOTHING)}
        self.tags: dict[tuple[bytes, ...], tuple[str, Attributes | None, bool]] = {}


class Story(Walk):
    """A walk over the bytes of a part."""

    spellings: Spellings
    _held: _RunLook | None = None
    """The look of words that wait for more words in it."""
    _joining: list[bytes]

    def read(self, data: bytes, spellings: Spellings) -> None:
        """Take in a part in the usual prefixes, well formed, without comments, declarations or sections of characters.

        Raises LimitExceeded where elements are nested too deeply.
        """
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self.spellings, self._joining = spellings, []
        for match in _TOKEN.finditer(data):
            kind = match.lastindex
            if kind == _WORDS:
                self._take_words(match)
                continue
            if self._held is not None:
                self._add_words()
            if kind == _TAG:
                self._tag(match.group(6, 7), match[8])
            elif kind == _PARAGRAPH:
                self._open_paragraph(match)
            elif kind == _RUN:
                self._open_run(match)
        if self._held is not None:
            self._add_words()

    def _take_words(self, match: re.Match[bytes]) -> None:
        look, text = self._look(match[1]), match[2]
        if self._held is not None:
            if look is self._held:
                self._joining.append(text)
                return
            self._add_words()
        if look is None or self._unusual():
            self._tell(match[0])
        else:
            self._held, self._joining = look, [text]

    def _add_words(self) -> None:
        look, self._held = self._held, None
        if look is None or self._skip or not self._paragraphs:
            return
        self._run_style, self._run = look
        self._flags = None
        text = b"".join(self._joining).decode()
        if text:
            self._emit(characters(text))
        self._end_run()

    def _open_run(self, match: re.Match[bytes]) -> None:
        look = self._look(match[1])
        if look is None or self._unusual():
            self._tell(match[0])
            return
        self._path.append("w:r")
        if self._skip:
            self._skip += 1
        else:
            self._run_style, self._run = look if self._paragraphs else ("", NOTHING)
            self._flags = None

    def _open_paragraph(self, match: re.Match[bytes]) -> None:
        chunk, known = match[4], self.spellings.openings
        if chunk not in known:
            known[chunk] = self._opening(chunk)
        opening = known[chunk]
        if opening is None or self._unusual():
            self._tell(match[0])
            return
        self._path.append("w:p")
        if self._skip:
            self._skip += 1
            return
        self._start_paragraph({})
        paragraph = self._paragraphs[-1]
        paragraph.style, paragraph.own, paragraph.mark = opening

    def _unusual(self) -> bool:
        """Whether elements here may mean something else than they usually do, or reach too deep."""
        deep = len(self._path) > limits.XML_DEPTH - _WITHIN
        return self._text or self._instruction or deep or self._old is not None

    def _tell(self, data: bytes) -> None:
        for match in TAGS.finditer(data):
            self._tag(match.group(1, 2), match[3])

    def _tag(self, tag: tuple[bytes, ...], text: bytes) -> None:
        known = self.spellings.tags.get(tag)
        if known is None:
            name = tag[0].decode()
            told = (name in self._starts and name not in _BARE) or name in PROPERTIES or name == "w:docPartGallery"
            known = name, attributes_of(tag[1]) if told else {}, tag[1][-1:] == b"/"
            if name[0] == "/":
                known = name[1:], None, True
            if len(self.spellings.tags) < _TAGS_KEPT:
                self.spellings.tags[tag] = known
        name, attributes, ends = known
        if attributes is not None:
            self.start(name, attributes)
        if ends:
            self.end(name)
        if text and (self._text or self._instruction):
            self.words(characters(text.decode()))

    def _look(self, data: bytes) -> _RunLook | None:
        """What the properties of a run say; None where they are more than a look."""
        looks, reduced = self.spellings.looks, self.spellings.reduced
        if data not in looks:
            short = _NOISE.sub(b"", data)
            if short not in reduced:
                reduced[short] = self._run_look(short)
            looks[data] = reduced[short]
        return looks[data]

    def _run_look(self, data: bytes) -> _RunLook | None:
        """What the properties of a run say; None where they are more than a look."""
        style, look = "", NOTHING
        for match in TAGS.finditer(data):
            name = match[1].decode()
            if name == "w:rStyle":
                style = attributes_of(match[2]).get("w:val", "")
            elif name in self._starts:
                return None
            elif name in PROPERTIES:
                look = look.read(name, attributes_of(match[2]))
        return _RunLook(style, look)

    def _opening(self, data: bytes) -> _Opening | None:
        """What the properties of a paragraph say; None where they are more than a look."""
        style, own, mark = "", NOTHING, NOTHING
        path = ["w:pPr"]
        for match in TAGS.finditer(data):
            name = match[1].decode()
            if name[0] == "/":
                path.pop()
                continue
            if name == "w:pStyle":
                style = attributes_of(match[2]).get("w:val", "")
            elif name in self._starts and (name, path[-1]) not in _HARMLESS:
                return None
            elif name in PROPERTIES and path == ["w:pPr", "w:rPr"]:
                mark = mark.read(name, attributes_of(match[2]))
            elif name in PROPERTIES and path[-1] in ("w:pPr", "w:numPr"):
                own = own.read(name, attributes_of(match[2]))
            if match[2][-1:] != b"/":
                path.append(name)
        return _Opening(style, own, mark)


_HARMLESS = frozenset({("w:tab", "w:tabs"), ("w:rStyle", "w:rPr")})
