"""What stands beside the words of a Word file while it is walked: descriptions, links, symbols, bound controls."""

from abc import abstractmethod
from typing import Final, NamedTuple

from clausecheck.model import Trace, View
from clausecheck.read.docx.drafts import Draft, OpenParagraph
from clausecheck.read.docx.field_marks import FieldMarks
from clausecheck.read.docx.fields import OpenField
from clausecheck.read.docx.numbering import Numbering
from clausecheck.read.docx.package import Attributes
from clausecheck.read.docx.paragraphs import Notify
from clausecheck.read.docx.parts.controls import Control
from clausecheck.read.docx.parts.described import described
from clausecheck.read.docx.parts.field_checks import odd_field
from clausecheck.read.docx.parts.links import odd_link
from clausecheck.read.docx.parts.values import Values
from clausecheck.read.docx.styles import Styles
from clausecheck.read.docx.symbol_fonts import symbol
from clausecheck.read.styled import Run, plain

DESCRIBED: Final = (
    *("wp:docPr", "pic:cNvPr", "wps:cNvPr", "wpg:cNvPr", "a:cNvPr", "v:shape", "v:rect", "v:roundrect", "v:oval"),
    *("v:group", "v:imagedata", "v:line", "v:polyline"),
)
"""Elements that may hold a description."""
_DESCRIPTIONS: Final = {"descr": "its description", "title": "its title", "alt": "its description"}
_DRAWN: Final = "charts and diagrams have their words so"
_LONGEST_CODE: Final = 20_000
_AROUND: Final = 4
"""How many words on either side of a symbol are quoted."""


class _Link(NamedTuple):
    """A link that is open."""

    relation: str
    paragraph: OpenParagraph | None
    runs: int


class Beside(FieldMarks):
    """Notes what a person does not see, or sees otherwise than it is stored."""

    def __init__(self, styles: Styles, numbering: Numbering, notice: Notify, view: View) -> None:
        super().__init__(styles, numbering, notice, view)
        self.values: Values | None = None
        """What lies elsewhere in the file."""
        self._controls: list[Control] = []
        self._links: list[_Link] = []
        self._orders: list[_Link] = []
        self.foreign = frozenset[str]()
        """Prefixes in the part for what Word does not know."""

    @abstractmethod
    def _emit(self, text: str) -> None:
        """Take words in."""

    def _start_choice(self, attributes: Attributes) -> None:
        """A version of a drawing: one that asks for what no program has is shown by none."""
        if self.foreign.intersection(attributes.get("Requires", "").split()):
            self._skip = 1

    def _describe(self, attributes: Attributes) -> None:
        """A picture, a shape or a table says in words what it shows."""
        for key, what in _DESCRIPTIONS.items():
            words = attributes.get(key) or attributes.get(f"o:{key}", "")
            if words.strip():
                self._meet(described("docx.alt_text", words, f"a picture, a shape or a table has it as {what}"))
        if len(attributes.get("name", "").split()) > 5:
            self._meet(described("docx.alt_text", attributes["name"], "a picture or a shape has it as its name"))

    def _describe_table(self, attributes: Attributes) -> None:
        if attributes.get("w:val", "").strip():
            self._meet(described("docx.alt_text", attributes["w:val"], "a table has it as its description"))

    def _tip(self, attributes: Attributes) -> None:
        """Words that appear when a pointer rests on a link, or when a form field is entered."""
        words = attributes.get("w:tooltip") or attributes.get("tooltip") or attributes.get("w:val", "")
        if words.strip():
            self._meet(described("docx.tooltip", words, "it appears under the pointer"))

    def _start_link(self, attributes: Attributes) -> None:
        if attributes.get("w:tooltip"):
            self._tip(attributes)
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        self._links.append(_Link(attributes.get("r:id", ""), paragraph, self._runs()))

    def _end_link(self) -> None:
        if not self._links:
            return
        link = self._links.pop()
        here = self._paragraphs[-1] if self._paragraphs else None
        item = self.values.relation(self.part, link.relation) if self.values and link.relation else None
        if item is None or here is not link.paragraph:
            return
        words = "".join(run.text for run in here.draft.runs[link.runs :]) if here else ""
        found = odd_link(plain(words), item.target) if item.external else None
        if found is not None:
            self._meet(found)

    def _start_control(self, _: Attributes) -> None:
        self._contents_controls.append(False)
        inside = self._paragraphs[-1] if self._paragraphs else None
        cells = len(self._tables[-1].cells) if self._tables else 0
        self._controls.append(Control(inside, self._runs() if inside else len(self._targets[-1]), cells))

    def _hear(self, name: str, attributes: Attributes) -> None:
        """A property of the control that is open."""
        if not self._controls:
            return
        control = self._controls[-1]
        if name == "w:docPartGallery":
            if attributes.get("w:val") == "Table of Contents" and self._contents_controls:
                self._contents_controls[-1] = True
        elif name in ("w:alias", "w:tag"):
            if len(attributes.get("w:val", "").split()) > 5:
                self._meet(described("docx.tooltip", attributes["w:val"], "a form field has it as its title"))
        else:
            control.hear(name, attributes)

    def _end_control(self) -> None:
        if self._contents_controls:
            self._contents_controls.pop()
        control = self._controls.pop() if self._controls else None
        if control is None or not control.path:
            return
        runs = self._within(control)
        if runs is None:
            return
        stored = plain("".join(run.text for run in runs[control.runs if control.paragraph else 0 :]))
        shown = control.shown(stored, self.values) if self.values is not None else None
        if shown is None:
            return
        detail = f'the data that the field shows hold "{shown}", and Word puts it in when it opens the file'
        self._show(runs, control.runs if control.paragraph else 0, shown)
        self._meet(Trace(technique="docx.data_binding", quote=stored or shown, shown=shown, detail=detail))

    def _within(self, control: Control) -> list[Run] | None:
        """The runs that hold the words of a control; None where they are not those of one paragraph."""
        here = self._paragraphs[-1] if self._paragraphs else None
        if here is not control.paragraph:
            return None
        if here is not None:
            return here.draft.runs
        drafts = self._targets[-1][control.runs :]
        around = self._tables[-1].cells[control.cells :] if self._tables and not drafts else []
        if len(around) == 1:
            drafts = around[0]
        return drafts[0].runs if len(drafts) == 1 and not drafts[0].cells else None

    def _show(self, runs: list[Run], begin: int, words: str) -> None:
        """Put the words that Word shows in place of those that are stored."""
        notes = [run for run in runs[begin:] if run.note is not None and not run.text]
        runs[begin:] = [Run(words), *notes]

    def _symbol(self, attributes: Attributes) -> None:
        try:
            code = int(attributes.get("w:char", ""), 16)
        except ValueError:
            return
        text, before = symbol(code, attributes.get("w:font", "")), self._runs()
        self._emit(text)
        reads = text.isdecimal() or text in "$€£¥%" or (text.isalpha() and text.isascii())
        if text and reads and self._runs() > before:
            self._paragraphs[-1].symbols.append(self._paragraphs[-1].draft.runs[-1])

    def _word_art(self, attributes: Attributes) -> None:
        if attributes.get("string"):
            self._emit(attributes["string"])

    def _end_paragraph(self) -> None:
        if self._paragraphs and self._paragraphs[-1].symbols:
            self._tell_symbols(self._paragraphs[-1])
        super()._end_paragraph()

    def _tell_symbols(self, paragraph: OpenParagraph) -> None:
        """Letters and digits that are drawn one by one, which a program that takes only the text passes over."""
        drawn = {id(run) for run in paragraph.symbols}
        shown = "".join(run.text for run in paragraph.draft.runs)
        marks = "".join(("1" if id(run) in drawn else "0") * len(run.text) for run in paragraph.draft.runs)
        start, end = marks.index("1"), marks.rindex("1") + 1
        before, after = shown[:start].split(" "), shown[end:].split(" ")
        start -= len(" ".join(before[-_AROUND:]))
        end += len(" ".join(after[:_AROUND]))
        read = "".join(letter for letter, mark in zip(shown[start:end], marks[start:end], strict=True) if mark == "0")
        paragraph.symbols = []
        self._meet(
            Trace(
                technique="docx.symbol_run",
                quote=plain(read),
                shown=plain(shown[start:end]),
                detail="letters or digits are drawn as symbols, which are not part of the text that programs take",
            )
        )

    def _start_order(self, attributes: Attributes) -> None:
        """Letters that are shown in one direction whatever they are (`w:bdo`)."""
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        self._orders.append(_Link(attributes.get("w:val", ""), paragraph, self._runs()))

    def _end_order(self) -> None:
        order = self._orders.pop() if self._orders else None
        here = self._paragraphs[-1] if self._paragraphs else None
        if order is None or here is None or here is not order.paragraph or order.relation != "rtl":
            return
        runs = here.draft.runs[order.runs :]
        stored = "".join(run.text for run in runs)
        if any(letter.isdecimal() or (letter.isalpha() and letter.isascii()) for letter in stored):
            here.draft.runs[order.runs :] = [run._replace(text=run.text[::-1]) for run in reversed(runs)]
            self._meet(Trace(technique="docx.turned", quote=plain(stored), shown=plain(stored[::-1])))

    def _drawing(self, attributes: Attributes) -> None:
        """A chart or a diagram, whose words lie in a part of their own."""
        identity = attributes.get("r:dm") or attributes.get("r:id", "")
        item = self.values.relation(self.part, identity) if self.values else None
        if item is None or item.external or self.values is None or not self._paragraphs:
            return
        for words in self.values.drawn(item.target):
            self._meet(Trace(technique="docx.drawn_words", quote=words, part=item.target, usual=_DRAWN))
            self._paragraphs[-1].boxes.append(Draft([Run(words)]))

    def _keep_code(self, text: str) -> None:
        """Words between the beginning of a field and its result: nobody sees them, or they are a part of its code."""
        self.lost.append(text)
        item = self._fields[-1]
        if not item.result:
            item.words.append(text)
        outer = next(one for one in reversed(self._fields) if not one.result)
        if len(outer.instruction) < _LONGEST_CODE:
            outer.instruction += text if outer.instruction.count('"') % 2 or outer is item else f' "{text}" '

    def _close(self, item: OpenField) -> None:
        super()._close(item)
        if not self._paragraphs or self._gone:
            return
        runs = self._paragraphs[-1].draft.runs
        known = item.paragraph is self._paragraphs[-1] and item.result
        result = "".join(run.text for run in runs[item.runs :]) if known else None
        if words := plain("".join(item.words)):
            self._meet(Trace(technique="docx.field_words", quote=words, shown=plain(result or "")))
        found = odd_field(item.instruction, result, self.values, dirty=item.dirty)
        if found is not None:
            self._meet(found)
        kind = item.instruction.split(None, 1)
        if kind[:1] == ["HYPERLINK"] and result and len(kind) > 1 and "\\l" not in item.instruction:
            target = kind[1].strip().strip('"').split('"')[0]
            odd = odd_link(plain(result), target)
            if odd is not None:
                self._meet(odd)
