"""The look of the runs of a Word file while it is walked, from their own properties and their styles."""

from collections.abc import Sequence

from clausecheck.model import ChangeKind, Trace, View
from clausecheck.read.docx.drafts import Draft, OpenParagraph
from clausecheck.read.docx.numbering import Numbering
from clausecheck.read.docx.package import Attributes
from clausecheck.read.docx.paragraphs import Notify
from clausecheck.read.docx.proposals import Revision
from clausecheck.read.docx.revisions import Revisions
from clausecheck.read.docx.styles import NOTHING, Look, Styles
from clausecheck.read.docx.veils import VANISH, Veil, Veiled
from clausecheck.read.styled import Run


class Runs(Revisions):
    """The run that is open: whether its words are bold, marked or hidden, and were so before a tracked change."""

    def __init__(self, styles: Styles, numbering: Numbering, notice: Notify, view: View) -> None:
        super().__init__(styles, numbering, notice, view)
        self._run = NOTHING
        self._run_style = ""
        self._flags: tuple[bool, bool, bool] | None = None
        self._known_flags: dict[tuple[str, str, Look], tuple[bool, bool, bool]] = {}
        self.veils: Sequence[Veil] = ()
        """Those that the marks of the part refer to."""
        self._veiled: Veiled | None = None
        self._old_run: Revision | None = None
        self._reformatted = False

    def _start_paragraph(self, attributes: Attributes) -> None:
        super()._start_paragraph(attributes)
        self._start_run({})

    def _end_paragraph(self) -> None:
        if self._veiled is not None and self._veiled.pause():
            self._unveil()
        super()._end_paragraph()

    def _veil(self, text: str) -> Veil:
        """Take in words that are hidden, or hard to see: under a veil, which is returned."""
        number = self._run.veil
        veil = VANISH if number is None or number >= len(self.veils) else self.veils[number]
        open_one = self._veiled
        if open_one is None or open_one.veil.kept != veil.kept:
            self._unveil()
            if not text.strip():
                return veil
            open_one = self._veiled = Veiled(Trace(technique=veil.technique, quote=""), self.page, veil=veil)
            self.met.append(open_one)
            self._paragraphs[-1].draft.runs.append(Run("", note=open_one))
        open_one.add(text, veil)
        return veil

    def _unveil(self) -> None:
        """Words in sight follow, or none: what is veiled ends."""
        found, self._veiled = self._veiled, None
        if found is None:
            return
        found.end()
        if not found.veil.kept:
            self.notice("hidden_text", "hidden words stand outside the text", found.trace.quote, found.page)

    def _spare(self, draft: Draft) -> bool:
        visible = super()._spare(draft)
        if not visible:
            for run in self._orphans:
                if isinstance(run.note, Veiled):
                    run.note.alone = True
        return visible

    def _start_run(self, _: Attributes) -> None:
        self._run, self._run_style, self._flags = NOTHING, "", None

    def _end_run(self) -> None:
        self._run, self._run_style, self._flags = NOTHING, "", None
        if self._reformatted:
            self._pop()
            self._reformatted = False

    def _character_style(self, attributes: Attributes) -> None:
        if self._old is not None:
            self._old_style = attributes.get("w:val", "")
        elif self._path[-3:-2] != ["w:pPr"]:
            self._run_style = attributes.get("w:val", "")

    def _start_old_run(self, attributes: Attributes) -> None:
        """`w:rPrChange`: the look that the words, or the paragraph mark, had before."""
        if not self._paragraphs or self._path[-3:-1] not in (["w:r", "w:rPr"], ["w:pPr", "w:rPr"]):
            self._skip = 1
            return
        self._old, self._old_style = Look(), ""
        self._old_run = self._revision(ChangeKind.HIDDEN, attributes)

    def _end_old_run(self) -> None:
        old, revision, self._old, self._old_run = self._old, self._old_run, None, None
        if old is None or revision is None or not self._paragraphs:
            return
        original = self.view is View.ORIGINAL
        if self._path[-2:-1] == ["w:pPr"]:
            self._paragraphs[-1].mark = old if original else self._paragraphs[-1].mark
            return
        before, now = self._vanishes(old, self._old_style), self._vanishes(self._run, self._run_style)
        if original:
            self._run, self._run_style = old, self._old_style
        if before != now:
            revision.kind = ChangeKind.HIDDEN if now else ChangeKind.UNHIDDEN
            self._push(revision)
            self._reformatted = True

    def _vanishes(self, own: Look, style: str) -> bool:
        return bool(own.vanish if own.vanish is not None else style and self.styles.look(style).vanish)

    def _resolve(self, paragraph: OpenParagraph) -> tuple[bool, bool, bool]:
        key = (paragraph.style, self._run_style, self._run)
        flags = self._known_flags.get(key)
        if flags is None:
            flags = self._known_flags[key] = self._work_out(*key)
        self._flags = flags
        return flags

    def _work_out(self, style: str, character_style: str, own: Look) -> tuple[bool, bool, bool]:
        """Whether words are bold, marked and hidden."""
        character = self.styles.look(character_style) if character_style else NOTHING
        base, defaults = self.styles.look(style), self.styles.defaults

        def toggled(name: str) -> bool:
            direct = getattr(own, name)
            if direct is not None:
                return bool(direct)
            return bool(getattr(base, name)) != bool(getattr(character, name)) or bool(getattr(defaults, name))

        bold = toggled("bold")
        underline = own.underline if own.underline is not None else bool(character.underline or base.underline)
        return bold, bold or underline or toggled("caps"), toggled("vanish")
