"""Tracked changes of a Word file while it is walked: which words a view shows, and who proposed what.

Elements and their meaning: ECMA-376 part 1, 17.13.5.
"""

from clausecheck.model import ChangeKind, View
from clausecheck.read.docx.drafts import OpenParagraph
from clausecheck.read.docx.numbering import Numbering
from clausecheck.read.docx.package import Attributes
from clausecheck.read.docx.paragraphs import Notify, Paragraphs
from clausecheck.read.docx.proposals import GONE, KINDS, LEAVING, CommentMark, Proposal, Revision
from clausecheck.read.docx.styles import Look, Styles
from clausecheck.read.styled import Run

_REPLACED = frozenset({ChangeKind.INSERTED, ChangeKind.DELETED})
_MARKS = {ChangeKind.INSERTED: ChangeKind.PARAGRAPH_SPLIT, ChangeKind.DELETED: ChangeKind.PARAGRAPHS_JOINED}
_DAY = len("2024-05-01")
_DEEPEST = 8
"""Changes inside each other that are told; Word nests three."""


class Revisions(Paragraphs):
    """What tracked changes are open, and the proposals they make."""

    def __init__(self, styles: Styles, numbering: Numbering, notice: Notify, view: View) -> None:
        super().__init__(styles, numbering, notice)
        self.view = view
        self.proposals: list[Proposal] = []
        self._revisions: list[Revision] = []
        self._unowned = False
        self._last: tuple[Proposal, ...] = ()
        self._ranges: dict[ChangeKind, str] = {}
        self._moves: dict[tuple[ChangeKind, str], Proposal] = {}

    def _revision(self, kind: ChangeKind, attributes: Attributes, *, whole: bool = False) -> Revision:
        return Revision(kind, attributes.get("w:author", ""), attributes.get("w:date", ""), whole)

    def _open_change(self, attributes: Attributes) -> None:
        """A `w:ins` or its like: around words, or as the property of a paragraph mark, row, cell or list number."""
        name, parent = self._path[-1], self._path[-2] if len(self._path) > 1 else ""
        kind = KINDS[name]
        if parent == "w:rPr":
            if self._paragraphs and self._path[-3:-2] == ["w:pPr"]:
                self._paragraphs[-1].mark_change = self._revision(kind, attributes)
                self._paragraphs[-1].mark_gone |= kind in GONE[self.view]
        elif parent == "w:numPr":
            if self._paragraphs:
                self._paragraphs[-1].list_change = self._revision(ChangeKind.RENUMBERED, attributes)
                self._paragraphs[-1].list_inserted = True
        elif parent in ("w:trPr", "w:tcPr"):
            if self._tables and (parent == "w:trPr") == (not name.startswith("w:cell")):
                self._push(self._revision(kind, attributes, whole=True))
                table = self._tables[-1]
                table.row_changes += parent == "w:trPr"
                table.cell_changes += parent == "w:tcPr"
        elif not name.startswith("w:cell"):
            self._push(self._revision(kind, attributes))

    def _close_change(self) -> None:
        if self._path[-1:] not in (["w:rPr"], ["w:numPr"], ["w:trPr"], ["w:tcPr"]):
            self._pop()

    def _push(self, revision: Revision) -> None:
        self._revisions.append(revision)
        self._gone += revision.kind in GONE[self.view]

    def _pop(self, count: int = 1) -> None:
        for _ in range(min(count, len(self._revisions))):
            self._gone -= self._revisions.pop().kind in GONE[self.view]

    def _end_row(self) -> None:
        super()._end_row()
        if self._tables:
            self._pop(self._tables[-1].row_changes)
            self._tables[-1].row_changes = 0

    def _end_cell(self) -> None:
        self._close_story()
        if self._tables:
            self._pop(self._tables[-1].cell_changes)
            self._tables[-1].cell_changes = 0

    def _start_deleted(self) -> None:
        """Words that are written as deleted are so, also where the element that tells by whom is missing."""
        owned = any(revision.kind in LEAVING for revision in self._revisions)
        self._unowned = not owned
        if self._unowned:
            self._push(Revision(ChangeKind.DELETED, "", ""))

    def _end_deleted(self) -> None:
        if self._unowned:
            self._pop()

    def _open_range(self, kind: ChangeKind, attributes: Attributes) -> None:
        self._ranges[kind] = attributes.get("w:name", "")

    def _close_range(self, kind: ChangeKind) -> None:
        self._ranges.pop(kind, None)

    def _mark(self, note: object) -> None:
        """Keep a note at this place; between paragraphs what ends belongs to the last, what begins to the next one."""
        run, target = Run("", note=note), self._targets[-1]
        if self._paragraphs:
            self._paragraphs[-1].draft.runs.append(run)
        elif isinstance(note, CommentMark) and note.ends and target and not target[-1].cells:
            target[-1].runs.append(run)
        else:
            self._orphans.append(run)

    def _propose(self, text: str) -> tuple[Proposal, ...]:
        """The changes that `text` belongs to, the outermost first."""
        found: list[Proposal] = []
        told: set[tuple[ChangeKind, str]] = set()
        for revision in self._revisions[-_DEEPEST:]:
            if (revision.kind, revision.author) not in told:
                told.add((revision.kind, revision.author))
                proposal = self._proposal(revision)
                proposal.words.append(text)
                found.append(proposal)
        self._last = tuple(found)
        return self._last

    def _proposal(self, revision: Revision) -> Proposal:
        """The change that the next words belong to: the last one, or another."""
        paragraph = self._paragraphs[-1]
        move = self._ranges.get(revision.kind, "")
        known = revision.proposal if revision.whole else self._moves.get((revision.kind, move)) if move else None
        if known is not None:
            if known.owner is not paragraph:
                known.owner = paragraph
                known.words.append(" ")
            return known
        for last in self._last:
            if last.author == revision.author:
                if last.owner is paragraph and last.kind is revision.kind and last.date[:_DAY] == revision.date[:_DAY]:
                    return last
                last.absorbed |= _MARKS.get(revision.kind) is last.kind
        proposal = self._new(revision, paragraph, move)
        # A mark that is new ends the paragraph before, where somebody went on writing.
        paragraph.opened_by = proposal if any(last.absorbed for last in self._last) else paragraph.opened_by
        return proposal

    def _new(self, revision: Revision, paragraph: OpenParagraph, move: str) -> Proposal:
        proposal = Proposal(revision.kind, revision.author, revision.date, paragraph, self.page)
        self.proposals.append(proposal)
        if revision.whole:
            revision.proposal = proposal
            proposal.whole_paragraph = True
        if move:
            self._moves[revision.kind, move] = proposal
            other = ChangeKind.MOVED_FROM if revision.kind is ChangeKind.MOVED_TO else ChangeKind.MOVED_TO
            self._pair(proposal, self._moves.get((other, move)))
        elif self._last and self._last[-1].owner is paragraph and self._last[-1].author == revision.author:
            self._pair(proposal, self._last[-1] if {self._last[-1].kind, revision.kind} == _REPLACED else None)
        return proposal

    def _pair(self, one: Proposal, other: Proposal | None) -> None:
        if other is not None and other.pair is None:
            one.pair, other.pair = other, one

    def _close_mark(self, paragraph: OpenParagraph) -> None:
        """The paragraph ends: a change of its mark belongs to the words beside it, or is a change by itself."""
        revision = paragraph.mark_change
        if revision is not None:
            self._note_whole(paragraph, revision.kind, revision.author)
        elif paragraph.opened_by is not None:
            self._note_whole(paragraph, paragraph.opened_by.kind, paragraph.opened_by.author)
        if revision is None or revision.kind not in _MARKS:
            self._last = ()
        elif paragraph.draft.runs:
            same = (last.kind is revision.kind and last.author == revision.author for last in self._last)
            if any(same):
                self._last = ()
                return
            kind = _MARKS[revision.kind]
            proposal = Proposal(kind, revision.author, revision.date, paragraph, self.page)
            self.proposals.append(proposal)
            paragraph.draft.runs.append(Run("", note=(proposal,)))
            self._last = (proposal,)

    def _note_whole(self, paragraph: OpenParagraph, kind: ChangeKind, author: str) -> None:
        """Whether all words of a paragraph come or go with its mark."""
        found: list[Proposal] = []
        for run in paragraph.draft.runs:
            notes = run.note if isinstance(run.note, tuple) else ()
            same = [note for note in notes if note.kind is kind and note.author == author]
            if not same and (notes or run.text.strip()):
                return
            found += same
        for proposal in found:
            proposal.whole_paragraph = True

    def _settle(self, paragraph: OpenParagraph) -> None:
        if paragraph.list_inserted and paragraph.before is None:
            self._exchange(paragraph, paragraph.own._replace(num_id=None, level=None), paragraph.style)
        super()._settle(paragraph)

    def _end_paragraph(self) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            if paragraph.list_change is not None:
                self._note_list(paragraph, paragraph.list_change)
            self._close_mark(paragraph)
        super()._end_paragraph()

    def _note_list(self, paragraph: OpenParagraph, revision: Revision) -> None:
        """A change of the list or of the level, where the paragraph itself is not new or leaving."""
        if paragraph.before is None or paragraph.mark_change or not paragraph.draft.visible:
            return
        own, style = paragraph.before
        if self._list_of(own, style) != self._list_of(paragraph.own, paragraph.style):
            proposal = Proposal(revision.kind, revision.author, revision.date, paragraph, self.page)
            self.proposals.append(proposal)
            paragraph.draft.runs.insert(0, Run("", note=(proposal,)))

    def _list_of(self, own: Look, style: str) -> tuple[str, int | None, str] | None:
        look = self.styles.look(style or self.styles.default_paragraph)
        listed = own.num_id if own.num_id is not None else look.num_id
        if listed in (None, "0"):
            return None
        return listed, own.level if own.level is not None else look.level, "" if own.num_id else style

    def _start_old_paragraph(self, attributes: Attributes) -> None:
        """`w:pPrChange`: the properties that the paragraph had before."""
        if not self._paragraphs or self._path[-2:-1] != ["w:pPr"]:
            self._skip = 1
            return
        self._old, self._old_style = Look(), ""
        self._paragraphs[-1].list_change = self._revision(ChangeKind.RENUMBERED, attributes)

    def _end_old_paragraph(self) -> None:
        if self._old is not None and self._paragraphs:
            self._exchange(self._paragraphs[-1], self._old, self._old_style)
        self._old = None

    def _exchange(self, paragraph: OpenParagraph, own: Look, style: str) -> None:
        """Keep the old properties for comparison; in the original view they are the ones that hold."""
        if self.view is View.ORIGINAL:
            own, paragraph.own = paragraph.own, own
            style, paragraph.style = paragraph.style, style
        paragraph.before = (own, style)
