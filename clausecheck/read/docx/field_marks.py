"""Fields of a Word file while it is walked: instruction, stored result, and what Word shows where none is stored."""

from abc import abstractmethod

from clausecheck.model import View
from clausecheck.read.docx.fields import FieldTexts, OpenField, Where
from clausecheck.read.docx.numbering import Numbering
from clausecheck.read.docx.package import Attributes
from clausecheck.read.docx.paragraphs import Notify
from clausecheck.read.docx.runs import Runs
from clausecheck.read.docx.styles import Styles

_FORMS = ("w:checkBox", "w:ddList")


class FieldMarks(Runs):
    """The fields that are open."""

    def __init__(self, styles: Styles, numbering: Numbering, notice: Notify, view: View) -> None:
        super().__init__(styles, numbering, notice, view)
        self.lost: list[str] = []
        """Words of fields that are not yet closed."""
        self._texts = FieldTexts(numbering)

    @abstractmethod
    def _emit(self, text: str) -> None:
        """Take words in."""

    def _field_mark(self, attributes: Attributes) -> None:
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(OpenField(dirty=_is_on(attributes.get("w:dirty", "0"))))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            self._fields[-1].runs = self._runs()
            self._fields[-1].paragraph = self._here()
        elif kind == "end" and self._fields:
            self._close(self._fields.pop())
            if not self._fields:
                self.lost = []

    def _simple_field(self, attributes: Attributes) -> None:
        told, dirty = attributes.get("w:instr", ""), _is_on(attributes.get("w:dirty", "0"))
        self._fields.append(OpenField(told, True, self._runs(), paragraph=self._here(), dirty=dirty))

    def _end_simple_field(self) -> None:
        if self._fields:
            self._close(self._fields.pop())

    def _form(self, attributes: Attributes) -> None:
        """A check box or a list to choose from, of an older kind of form."""
        if self._fields and self._path[-2] in _FORMS:
            self._fields[-1].form.append((self._path[-1], attributes.get("w:val", "1")))

    def _here(self) -> object:
        return self._paragraphs[-1] if self._paragraphs else None

    def _runs(self) -> int:
        return len(self._paragraphs[-1].draft.runs) if self._paragraphs else 0

    def _close(self, item: OpenField) -> None:
        stored = item.result and self._runs() > item.runs
        if not self._paragraphs or self._gone or stored or not self._texts.knows(item):
            return
        paragraph = self._paragraphs[-1]
        if not paragraph.settled:
            self._settle(paragraph)
        own, draft = paragraph.own, paragraph.draft
        place = self.numbering.place(paragraph.style, own.num_id, own.level) if draft.numbered else None
        begun = any(run.text.strip() for run in draft.runs)
        self._emit(self._texts.text(item, Where(paragraph, place, paragraph.look.outline, begun)))


def _is_on(value: str) -> bool:
    return value.lower() in ("1", "true", "on")
