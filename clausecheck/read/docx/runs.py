"""The look of the runs of a Word file while it is walked, from their own properties and their styles."""

from clausecheck.model import ChangeKind, View
from clausecheck.read.docx.drafts import OpenParagraph
from clausecheck.read.docx.numbering import Numbering
from clausecheck.read.docx.package import Attributes
from clausecheck.read.docx.paragraphs import Notify
from clausecheck.read.docx.proposals import Revision
from clausecheck.read.docx.revisions import Revisions
from clausecheck.read.docx.styles import NOTHING, Look, Styles


class Runs(Revisions):
    """The run that is open: whether its words are bold, marked or hidden, and were so before a tracked change."""

    def __init__(self, styles: Styles, numbering: Numbering, notice: Notify, view: View) -> None:
        super().__init__(styles, numbering, notice, view)
        self._run = NOTHING
        self._run_style = ""
        self._flags: tuple[bool, bool, bool] | None = None
        self._known_flags: dict[tuple[str, str, Look], tuple[bool, bool, bool]] = {}
        self._hidden: list[str] = []
        self._old_run: Revision | None = None
        self._reformatted = False

    def _start_paragraph(self, attributes: Attributes) -> None:
        super()._start_paragraph(attributes)
        self._start_run({})

    def _start_run(self, _: Attributes) -> None:
        self._run, self._run_style, self._flags = NOTHING, "", None

    def _end_run(self) -> None:
        self._run, self._run_style, self._flags = NOTHING, "", None
        if self._reformatted:
            self._pop()
            self._reformatted = False
        if self._hidden:
            self.notice("hidden_text", "hidden words stand outside the text", "".join(self._hidden), self.page)
            self._hidden = []

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
