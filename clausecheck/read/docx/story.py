"""Reads a story of a Word file from its XML by what stands there most: paragraphs of nothing but words.

Paragraphs with anything else are read by whole runs, and what is not spelt as Word spells it is told tag by tag.
"""

import re
from collections.abc import Iterable

from clausecheck.read import limits
from clausecheck.read.docx.drafts import Draft
from clausecheck.read.docx.noise import CELLS, NOISE, OF_TABLES
from clausecheck.read.docx.parts.alternatives import foreign_prefixes
from clausecheck.read.docx.parts.controls import HEARD
from clausecheck.read.docx.spellings import EMPTY, KEPT, PAGE, RUN, WORDS, Head, RunLook, Spellings, Tag, without_looks
from clausecheck.read.docx.styles import NOTHING, PROPERTIES
from clausecheck.read.docx.tags import TAG, TAGS, attributes_of, characters
from clausecheck.read.docx.walk import Walk
from clausecheck.read.styled import Run

_TOKEN = re.compile(
    rb"<(?:%b(?:%b([^<]*+)</w:t></w:r>|())"
    rb'|w:p(?: [^<>]*")?>(?:<w:pPr>((?:%b|</?w:(?:numPr|rPr|tabs|pBdr)>)*+)</w:pPr>)?+()'
    rb"|%b(?=<)|%b)" % (RUN[1:], WORDS, EMPTY, NOISE[1:], TAG[1:])
)
_WORDS, _RUN, _PARAGRAPH, _TAG = 2, 3, 5, 8
"""The last group of the pattern for a run of words, other runs, paragraphs, and tags; the rest says nothing."""
_START, _END = re.compile(rb"<w:p(?: [^<>]*[^/<>])?>"), b"</w:p>"
_PROPERTIES, _END_PROPERTIES = b"<w:pPr>", b"</w:pPr>"
_USUAL = re.compile(rb"<w:pPr>(?:%b|</?w:(?:numPr|rPr|tabs|pBdr)>|\s++)*+" % EMPTY)
_ROOT = 60
"""Words stand further on: the root's own name and namespace take as much."""
_WITHIN = 16
"""How deep the elements that are read as one reach."""
_BARE = frozenset({"w:r", "w:p", "w:t", "w:tr", "w:tc", "w:tbl", "w:delText", "w:instrText"})
"""Elements whose attributes say nothing."""
_OF_WORDS = (b":t", b"Text")
"""How the names of elements end that words stand in."""


class Story(Walk):
    """A walk over the bytes of a part."""

    spellings: Spellings
    _held: RunLook | None = None
    """The look of words that wait for more words in it."""
    _joining: list[bytes]

    def read(self, data: bytes, spellings: Spellings) -> None:
        """Take in a part in the usual prefixes, well formed, without comments, declarations or sections of characters.

        Raises LimitExceeded where elements are nested too deeply.
        """
        if data.find(b"\r", _ROOT) >= 0:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self.spellings, self._joining = spellings, []
        if b"<mc:Choice" in data:
            self.foreign = foreign_prefixes(data)
        begin = 0
        while (end := data.find(_END, begin)) >= 0:
            behind = end + len(_END)
            start = _START.search(data, begin, end)
            if start is not None and start.start() > begin:
                self._between(data[begin : start.start()])
                begin = start.start()
            if start is None or self._busy() or not self._take(data[start.end() : end]):
                self._read(data, begin, behind)
            begin = behind
        self._between(data[begin:])

    def _busy(self) -> bool:
        """Whether something is open that paragraphs here would belong to, or wait for."""
        return bool(
            self._skip
            or self._paragraphs
            or self._fields
            or self._revisions
            or self._alternatives
            or self._orphans
            or self._pending[-1] is not None
            or any(self._contents_controls)
            or self._unusual()
        )

    def _take(self, data: bytes) -> bool:
        """Take in a paragraph of what stands between its tags, if that is nothing but words; whether it is."""
        properties, rest = None, data if data.startswith(_PROPERTIES) else data.lstrip()
        if rest.startswith(_PROPERTIES):
            properties, _, rest = rest.partition(_END_PROPERTIES)
        known = self.spellings.heads
        if properties not in known:
            known[properties] = self._head(properties)
        head = known[properties]
        draft = self._draft(rest, head) if head is not None else None
        if head is None or draft is None:
            return False
        self._last = ()
        numbered = self.numbering.count(head.place) if head.place is not None else None
        indent = numbered.indent if head.indent is None and numbered is not None else head.indent
        settled, draft.numbered = head.settled, numbered
        draft.indent = settled.look.indent if indent is None else indent
        draft.kind, draft.outline, draft.centered = settled.kind, settled.outline, settled.centered
        visible = draft.visible
        self._count_blank(draft, visible)
        if visible:
            self._unveil()
            self._targets[-1].append(draft)
        elif numbered is not None and numbered.label and (self._tables or numbered.worded):
            draft.runs = []
            self._targets[-1].append(draft)
        return True

    def _head(self, properties: bytes | None) -> Head | None:
        """What the properties of a paragraph come to; None where anything unusual is among them."""
        known = self.spellings.heads
        short = None if properties is None else without_looks(properties)
        if short not in known:
            known[short] = self._work_out_head(short)
        return known[short]

    def _work_out_head(self, properties: bytes | None) -> Head | None:
        if properties is not None and not _USUAL.fullmatch(properties):
            return None
        opening = self.spellings.opening(properties and properties[len(_PROPERTIES) :])
        if opening is None or opening.mark.vanish:
            return None
        style, own = opening.style or self.styles.default_paragraph, opening.own
        place = self.numbering.place(style, own.num_id, own.level)
        return Head(style, self.styles.settled(own, style), own.indent, place)

    def _draft(self, data: bytes, head: Head) -> Draft | None:
        """A paragraph of the words in `data`; None where there is something else, or words are hidden."""
        leads = self.spellings.leads
        found: list[tuple[RunLook | None, list[bytes]]] = []
        *items, tail = data.split(b"</w:t>")
        look, texts, opened = None, list[bytes](), False
        for item in items:
            spelling, _, text = item.rpartition(b">")
            lead = leads.get(spelling) or self.spellings.lead(spelling, b">")
            if lead is None:
                return None
            if lead.joins and opened and lead.look is look:
                texts.append(text)
                continue
            if lead.before:
                found += [(own or look, [character]) for own, character in lead.before]
            look, texts, opened = lead.look or look, [text], lead.opens
            found.append((look, texts))
        if tail:
            lead = leads.get(tail) or self.spellings.lead(tail, b"")
            if lead is None:
                return None
            found += [(own or look, [character]) for own, character in lead.before]
        return self._with_flags(found, head)

    def _with_flags(self, found: Iterable[tuple[RunLook | None, list[bytes]]], head: Head) -> Draft | None:
        draft, page = Draft(), self.page
        for look, texts in found:
            if look is None:
                return None
            flags = head.flags.get(look)
            if flags is None:
                flags = head.flags[look] = self._work_out(head.style, look.style, look.look)
            bold, marked, hidden = flags
            if hidden:
                return None
            if texts[0] == PAGE:
                page = page and page + 1
                continue
            text = b"".join(texts).decode()
            if text:
                draft.runs.append(Run(characters(text), bold, marked))
            if page and draft.page is None and text.strip():
                draft.page = page
        draft.page = draft.page or page
        self.page = page
        return draft

    def _between(self, data: bytes) -> None:
        """Take in what stands between paragraphs, such as the ends and beginnings of cells."""
        known = self.spellings.between
        if data not in known and len(known) < KEPT:
            known[data] = self._steps(data)
        steps = known.get(data)
        if steps is None or self._unusual():
            self._read(data, 0, len(data))
            return
        for name, attributes, ends in steps:
            if attributes is not None:
                self.start(name, attributes)
            if ends:
                self.end(name)

    def _steps(self, data: bytes) -> tuple[Tag, ...] | None:
        """Its tags, without the properties of tables where they say nothing; None where words may be among them."""
        tags = [tag[:2] for tag in TAGS.findall(data)]
        names = {name.removeprefix(b"/") for name, _ in tags}
        if any(name.endswith(_OF_WORDS) for name in names):
            return None
        if names <= OF_TABLES and data.count(b"</") < _WITHIN:
            tags = [tag for tag in tags if tag[0].removeprefix(b"/") in CELLS]
        known = self.spellings.tags
        return tuple(known.get(tag) or self._known(tag) for tag in tags)

    def _read(self, data: bytes, start: int, end: int) -> None:
        for match in _TOKEN.finditer(data, start, end):
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
        look, text = self.spellings.look(match[1]), match[2]
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
        self._run_style, self._run = look.style, look.look
        self._flags = None
        text = b"".join(self._joining).decode()
        if text:
            self._emit(characters(text))
        self._end_run()

    def _open_run(self, match: re.Match[bytes]) -> None:
        look = self.spellings.look(match[1])
        if look is None or self._unusual():
            self._tell(match[0])
            return
        self._path.append("w:r")
        if self._skip:
            self._skip += 1
        else:
            self._run_style, self._run = (look.style, look.look) if self._paragraphs else ("", NOTHING)
            self._flags = None

    def _open_paragraph(self, match: re.Match[bytes]) -> None:
        opening = self.spellings.opening(match[4])
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
        name, attributes, ends = self.spellings.tags.get(tag) or self._known(tag)
        if attributes is not None:
            self.start(name, attributes)
        if ends:
            self.end(name)
        if text and (self._text or self._instruction):
            self.words(characters(text.decode()))

    def _known(self, tag: tuple[bytes, ...]) -> Tag:
        name, ends = tag[0].decode(), tag[1][-1:] == b"/"
        told = name in self.STARTS or name in PROPERTIES or name in HEARD
        if name[0] == "/":
            known = Tag(name[1:], None, ends=True)
        elif ends and not told:
            known = Tag(name, None, ends=False)
        else:
            known = Tag(name, attributes_of(tag[1]) if told and name not in _BARE else {}, ends)
        if len(self.spellings.tags) < KEPT:
            self.spellings.tags[tag] = known
        return known
