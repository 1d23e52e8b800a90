"""Word files: paragraphs with automatic numbers, tables and notes, in one of three views of tracked changes."""

import gc
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from clausecheck.errors import DamagedFile
from clausecheck.model import BlockKind, Document, Format, Trace, View
from clausecheck.read import limits
from clausecheck.read.blank import PAGE, QUOTED, below
from clausecheck.read.builder import Builder
from clausecheck.read.docx.changes import settle_places, with_changes
from clausecheck.read.docx.comments import Remark, anchored, read_remarks
from clausecheck.read.docx.drafts import Draft, leave_out, words_from
from clausecheck.read.docx.heads import add_heads, add_lines, shown_heads, speaks
from clausecheck.read.docx.met import settle_met
from clausecheck.read.docx.missing import missing_parts
from clausecheck.read.docx.notes import NoteNumbers
from clausecheck.read.docx.numbering import Numbering
from clausecheck.read.docx.package import Package, Relation
from clausecheck.read.docx.paragraphs import LINES
from clausecheck.read.docx.parts.looking import look_beside
from clausecheck.read.docx.parts.values import Values
from clausecheck.read.docx.proposals import GoneNote, Proposal
from clausecheck.read.docx.spellings import Spellings
from clausecheck.read.docx.story import Story
from clausecheck.read.docx.styles import Styles
from clausecheck.read.docx.visibility.marking import Visibility, in_usual_form
from clausecheck.read.originals import NOTHING, Original
from clausecheck.read.styled import Place, compose, split_lines

Notes = dict[tuple[str, str], list[Draft]]


def read_docx(data: bytes, name: str, sha256: str, view: View = View.FINAL, original: Original = NOTHING) -> Document:
    """Read a Word file (.docx, .docm, .dotx). Raises the UnreadableError that fits.

    `original` is what was met in the file that `data` was converted from.

    Garbage is not collected meanwhile: a reader makes next to none, and looking for it takes a fifth of the time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return _Reader(data, name, view, original).read(sha256)
    finally:
        if collects:
            gc.enable()


class _Reader:
    """One Word file."""

    def __init__(self, data: bytes, name: str, view: View, original: Original = NOTHING) -> None:
        self.name, self.view, self.original = name, view, original
        self.package = Package(data, name)
        self.relations = self.package.relations(self.package.main)
        self.styles = Styles(self.package, self._part("styles"))
        self.numbering = Numbering(self.package, self._part("numbering"), self.styles)
        self.builder = Builder()
        self.numbers = NoteNumbers()
        self.spellings = Spellings()
        self.paragraph = 0
        self.values = Values(self.package)
        self.body = b""
        self.visibility = Visibility(self.package, self._part, self.styles.plain)
        self.walks: list[Story] = []
        self.proposals: list[Proposal] = []
        self.outside: list[Proposal] = []
        self.lines: list[tuple[str, Draft]] = []
        """Paragraphs between text and notes, with their parts."""
        self.inside = False
        """It is itself a part of a file, and takes no Word file in."""

    def read(self, sha256: str) -> Document:
        """The Document."""
        walk, notes = self.add_body()
        if walk.lost:
            words = "".join(walk.lost)
            self.builder.notice(
                "field_without_end", "a field is not closed; its words may be missing", quote=words, partial=True
            )
        for told in missing_parts(self.package, self.relations.values()):
            self.builder.notice("part_missing", told, partial=True)
        self._heads()
        remarks = self._remarks()
        places = self.builder.places
        self._unused(notes, places)
        self.proposals += settle_places(places, notes)
        self._tell_met(places)
        document = self.builder.document(self.name, Format.DOCX, sha256, walk.page)
        changes, notices = with_changes(document, self.proposals, self.outside, self.view)
        comments = anchored(remarks, places, document) if remarks else ()
        return replace(
            document, view=self.view, changes=changes, comments=comments, notices=(*document.notices, *notices)
        )

    def add_body(self) -> tuple[Story, Notes]:
        """Add what stands in the body, with its notes."""
        body = self.body = self.visibility.body = self.package.read(self.package.main)
        notes = self._notes("footnote") | self._notes("endnote")
        if self._part("footnotes") or self._part("endnotes"):
            self._read_settings()
        walk = self._walk(self.package.main)
        # Breaks that the author asked for do not tell pages: what overflows between them would be miscounted.
        walk.page = 1 if b"lastRenderedPageBreak" in body else None
        self._tell(body, walk)
        self.numbers.custom = walk.custom_notes
        self.numbers.set(walk.note_properties)
        self.proposals += walk.proposals
        self._add_all(walk.drafts, notes, walk.chunks)
        return walk, notes

    def _part(self, kind: str) -> str:
        return next((item.target for item in self.relations.values() if item.kind == kind and not item.external), "")

    def _tell(self, data: bytes, walk: Story) -> None:
        """Have `walk` take in all that a part holds."""
        marked, walk.veils = self.visibility.marked(in_usual_form(self.package, data), walk.part)
        walk.read(marked, self.spellings)
        walk.finish()

    def _tell_met(self, places: Iterable[Place]) -> None:
        """Have the document say what the walks have met, and what lies beside the text."""
        settle_met(places, self.builder.starts)
        if self.visibility.not_looked_at:
            self.builder.traces.add(Trace(technique="docx.not_looked_at", quote="", part=self.package.main))
        for walk in self.walks:
            for met in walk.met:
                self.builder.traces.add(met.settled(walk.part))
        for trace in (*self.original.traces, *look_beside(self.package, self.body)):
            self.builder.traces.add(trace)

    def _walk(self, part: str) -> Story:
        def notice(code: str, message: str, quote: str, page: int | None) -> None:
            self.builder.notice(code, message, quote=quote, page=page)

        walk = Story(self.styles, self.numbering, notice, self.view)
        walk.part, walk.values = part, self.values
        self.walks.append(walk)
        return walk

    def _story(self, part: str) -> Story:
        walk = self._walk(part)
        data = self.package.read(part)
        if data:
            with self.numbering.story(part):
                self._tell(data, walk)
        return walk

    def _notes(self, kind: str) -> Notes:
        part = self._part(f"{kind}s")
        if not part:
            return {}
        walk = self._story(part)
        self.proposals += walk.proposals
        self.lines += [(part, draft) for key, drafts in walk.notes.items() if key.startswith(LINES) for draft in drafts]
        return {(kind, key): drafts for key, drafts in walk.notes.items() if not key.startswith(LINES)}

    def _read_settings(self) -> None:
        """How notes are numbered in the whole file, where it says so."""
        part = self._part("settings")
        plain = self.package.plain(self.package.read(part)) if part in self.package else b""
        if plain is None or b"<w:num" in plain or plain.count(b"</") >= limits.XML_DEPTH:
            self.numbers.set(self._story(part).note_properties)

    def _add_all(self, drafts: list[Draft], notes: Notes, chunks: list[tuple[int, str]]) -> None:
        waiting = list(chunks)
        for index, draft in enumerate(drafts):
            while waiting and waiting[0][0] <= index:
                self._add_chunk(waiting.pop(0)[1])
            if draft.blank > PAGE and len(self.builder):
                trace = below(draft.blank, words_from(drafts, index, QUOTED))
                self.builder.traces.add(replace(trace, at=self.builder.here + 1, part=self.package.main))
            self._add(draft)
            for reference in draft.notes:
                self._add_note(reference, notes.get(reference, []))
        for _, relation in waiting:
            self._add_chunk(relation)

    def _add(self, draft: Draft, kind: BlockKind | None = None, label: str = "") -> None:
        if self.original.unseen:
            leave_out(draft, self.original.unseen)
        numbered = draft.numbered
        if draft.visible:
            self.paragraph += 1
        label = label or (numbered.label if numbered else "")
        level = numbered.level if numbered else None
        if numbered and numbered.worded:
            at = self.builder.here + bool(len(self.builder))
            self.builder.traces.add(Trace(technique="docx.list_text", quote=label, at=at, part=self.package.main))
        if draft.outline is not None:
            level = max(draft.outline + 1, level or 0)
        if draft.cells:
            self.builder.add(
                "", cells=draft.cells, kind=kind or BlockKind.TABLE_ROW, paragraph=self.paragraph, page=draft.page
            )
            return
        lines = split_lines(draft.runs)
        if not lines and numbered and numbered.worded:
            lines = [compose(())]
        for styled in lines:
            self.builder.add(
                styled,
                paragraph=self.paragraph,
                kind=kind or draft.kind,
                page=draft.page,
                label=label,
                level=level,
                list_id=numbered.list_id if numbered else "",
                centered=draft.centered,
                indent=draft.indent,
            )
            label = ""

    def _add_note(self, reference: tuple[str, str], drafts: list[Draft]) -> None:
        number = self.numbers.number(reference)
        for index, draft in enumerate(drafts):
            self._add(draft, BlockKind.FOOTNOTE, "" if index else number)

    def _unused(self, notes: Notes, places: Iterable[Place]) -> None:
        """Notes that nothing refers to, which Word does not show."""
        gone = {place.note.reference for place in places if isinstance(place.note, GoneNote)}
        for reference, drafts in notes.items():
            words = " ".join(draft.plain for draft in drafts)
            if words and reference not in self.numbers and reference not in gone:
                self.builder.notice("unused_note", f"a {reference[0]} that nothing refers to", quote=words)
                part = self._part(f"{reference[0]}s")
                usual = "" if speaks(words) else "Word keeps notes that were deleted"
                self.builder.traces.add(Trace(technique="docx.unused_note", quote=words, part=part, usual=usual))

    def _add_chunk(self, relation: str) -> None:
        """Foreign content that Word takes in when it opens the file."""
        from clausecheck.read.docx.chunks import ChunkKind, kind_of, lines_of, markup_of

        item = self.relations.get(relation, Relation("", "", True))
        data = b"" if item.external else self.package.read(item.target)
        kind, before, at = kind_of(data, item.target), len(self.builder), self.builder.here
        if kind is ChunkKind.MARKUP:
            from clausecheck.read.html.reader import add_markup

            self.paragraph = add_markup(self.builder, markup_of(data), self.paragraph)
        elif kind is ChunkKind.WORD and not self.inside:
            chunk = _Reader(data, self.name, self.view)
            chunk.inside, chunk.builder, chunk.paragraph = True, self.builder, self.paragraph
            chunk.walks = self.walks
            chunk.add_body()
            self.paragraph = chunk.paragraph
            self.proposals += chunk.proposals
        elif kind in (ChunkKind.TEXT, ChunkKind.RICH):
            for line in lines_of(data, kind):
                self.paragraph += bool(line.strip())
                self.builder.add(line, paragraph=self.paragraph)
        else:
            told = "a part of the file is in another format and was not read"
            self.builder.notice("foreign_content", told, partial=True)
            self.builder.traces.add(Trace(technique="docx.altchunk", quote=item.target, at=at, detail=told))
            return
        told = f"a part of the file is {kind.value} that Word takes in when it opens it"
        self.builder.notice("foreign_content", told)
        words = self.builder.since(before)
        self.builder.traces.add(Trace(technique="docx.altchunk", quote=words, at=at, part=item.target, detail=told))

    def _heads(self) -> None:
        settings = self.package.read(self._part("settings"))
        shown = shown_heads(self.body, settings, self.relations)
        add = partial(self._add, kind=BlockKind.EDGE)
        for story in add_heads(self._story, add, self.builder, self.relations, shown):
            self.outside += story.proposals
        add_lines(self.lines, add, self.builder)

    def _remarks(self) -> dict[str, Remark]:
        part = self._part("comments")
        if not part:
            return {}
        try:
            with self.numbering.story(part):
                remarks = read_remarks(self.package, part, self._part("commentsExtended"), partial(self._walk, part))
        except DamagedFile:
            self.builder.notice("comment", "the comments of the file are damaged and were not read")
            return {}
        for remark in remarks.values():
            author = f" by {remark.author}" if remark.author else ""
            self.builder.notice("comment", f"a comment{author} stands outside the text", quote=remark.text)
        return remarks
