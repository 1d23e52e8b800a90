"""HTML files: blocks, headings, lists numbered as a browser shows them, tables; nothing that is not displayed."""

import re
from typing import Final

from clausecheck.model import BlockKind, Document, Format, Trace
from clausecheck.read.blank import PAGE, QUOTED, below
from clausecheck.read.builder import Builder
from clausecheck.read.encodings import open_text
from clausecheck.read.html.beside import attribute_traces, comment_traces, link_traces, script_traces
from clausecheck.read.html.css import Sheet, sheets
from clausecheck.read.html.elements import HEADINGS, VOID, Element, breaks_page
from clausecheck.read.html.lists import OpenList
from clausecheck.read.html.pages import Pages, Piece, pieces_of_row
from clausecheck.read.html.sight import Sight
from clausecheck.read.html.tolerant import TolerantParser
from clausecheck.read.styled import BREAK, Run

_BLOCKS_WORDS = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul caption html title option"
)
_BLOCKS: Final = frozenset(_BLOCKS_WORDS.split())
_FIELDS: Final = frozenset({"", "text", "email", "number", "tel", "url", "date", "search", "button", "submit"})
_STYLE_SHEET = re.compile(r"<link\s[^<>]{0,300}stylesheet")
_DEPTH: Final = 256


def read_html(data: bytes, name: str, sha256: str) -> Document:
    """Read an HTML file. Raises EmptyFile where nothing in it is displayed."""
    builder = Builder()
    add_markup(builder, open_text(builder, data, markup=True).replace("\r", "\n"), 0)
    return builder.document(name, Format.HTML, sha256)


def add_markup(builder: Builder, text: str, paragraph: int) -> int:
    """Add the displayed blocks of `text`, counting on from `paragraph`; return the last paragraph's number."""
    parser = _Parser(builder, Sheet(sheets(text)), _is_site(text))
    parser.read(text)
    parser.finish()
    return parser.pages.write(builder, paragraph)


def _is_site(text: str) -> bool:
    """Whether a page was saved from a web site: it runs several scripts, or its style sheet lies elsewhere."""
    lower = text.lower()
    return lower.count("<script") > 1 or _STYLE_SHEET.search(lower) is not None


class _Parser(TolerantParser):
    """Adds a piece at the end of every block element."""

    def __init__(self, builder: Builder, sheet: Sheet, site: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = builder
        self.sheet = sheet
        self.site = site
        """It is a page of a web site, which hides its menus and windows."""
        self.pages = Pages()
        self.stack: list[Element] = []
        self.lists: list[OpenList] = []
        self.list_count = 0
        self.runs: list[Run] = []
        self.hidden: list[str] = []
        self.how = Sight()
        """How the words in `hidden` are hidden."""
        self.blank = 0
        """Lines without words since the last ones."""
        self.rows: list[list[list[Piece]]] = []
        self.label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        attributes = {key: value or "" for key, value in attrs}
        if tag in _BLOCKS:
            self.flush()
        if tag == "br":
            self.runs.append(BREAK)
            return
        if tag in ("hr", "page") or breaks_page(attributes):
            self.flush()
            self.pages.turn()
        if attributes:
            for trace in attribute_traces(tag, attributes):
                self.pages.meet(trace)
        if tag in VOID:
            self._void(tag, attributes)
            return
        self._close_implied(tag)
        if len(self.stack) < _DEPTH:
            self._push(Element(tag, self.stack, attributes, self.sheet))
        elif tag == "tr":
            return
        self._open(tag, attributes)

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "img" and attributes.get("alt"):
            self.builder.notice("picture", "a picture's description stands outside the text", quote=attributes["alt"])
        value = attributes.get("value", "")
        if tag == "input" and value and attributes.get("type", "text").lower() in _FIELDS:
            self.pages.meet(Trace(technique="html.form_field", quote=value, detail="it is filled in", usual="a form"))
            self.handle_data(f" {value} ")

    def _push(self, element: Element) -> None:
        element.start = len(self.runs)
        self.stack.append(element)
        if element.added[0]:
            self._add_words(element, element.added[0])
        if element.turned:
            self.runs.append(Run(element.turned))

    def _pop(self) -> Element:
        element = self.stack[-1]
        if element.added[1]:
            self._add_words(element, element.added[1])
        if element.turned:
            self.runs.append(Run("\u202c"))
        if element.name == "a":
            shown = "".join(run.text for run in self.runs[element.start :])
            for trace in link_traces(shown, element.attributes.get("href", "")):
                self.pages.meet(trace)
        return self.stack.pop()

    def _add_behind(self, tag: str) -> None:
        """What style sheets add at the end of the elements that end with `tag`."""
        for element in reversed(self.stack):
            if element.added[1]:
                self._add_words(element, element.added[1])
                element.added = "", ""
            if element.name == tag:
                break

    def _add_words(self, element: Element, words: str) -> None:
        """Words that a style sheet adds are shown, and are in no text of the file."""
        if element.sight.seen and any(character.isalnum() for character in words):
            self.pages.meet(Trace(technique="html.generated", quote=words, detail=f"it is added to <{element.name}>"))
        self.handle_data(words)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("ol", "ul", "menu", "dir"):
            self.list_count += 1
            self.lists.append(OpenList(tag, attributes, f"list{self.list_count}"))
        elif tag == "li":
            self.label = self.lists[-1].label(attributes) if self.lists else ""
        elif tag == "tr":
            self.rows.append([[]])

    def handle_endtag(self, tag: str) -> None:
        """Close the element and what is still open in it."""
        if not any(element.name == tag for element in self.stack):
            if tag in ("p", "br"):
                self.flush()
            return
        if tag in _BLOCKS:
            self._add_behind(tag)
            self.flush()
        while self.stack:
            element = self._pop()
            self._closed(element.name)
            if element.name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Words."""
        element = self.stack[-1] if self.stack else None
        if element is None:
            self.runs.append(Run(data))
        elif element.silent:
            self._silent(element.name, data)
        elif not element.sight.seen:
            if self.hidden and self.how != element.sight:
                self._flush_hidden()
            self.hidden.append(data)
            self.how = element.sight
        else:
            self.runs.append(Run(data, element.bold, element.marked))

    def handle_comment(self, data: str) -> None:
        """Words that no page shows."""
        for trace in comment_traces(data):
            self.pages.meet(trace)

    def _silent(self, name: str, data: str) -> None:
        words = " ".join(data.split())
        if name == "script":
            for trace in script_traces(data):
                self.pages.meet(trace)
        elif name in ("title", "desc", "option") and words:
            self.pages.meet(
                Trace(technique="html.meta", quote=words, detail=f"it is a {name}", usual="the title of a page")
            )

    def _flush_hidden(self) -> None:
        words = " ".join("".join(self.hidden).split())
        self.hidden = []
        if words:
            self.builder.notice("hidden_text", "hidden words stand outside the text", quote=words)
            technique = "html.page_part" if self.site else self.how.technique
            self.pages.meet(Trace(technique=technique, quote=words, detail=self.how.detail))

    def _far(self, text: str) -> None:
        """Words that many blank lines part from those above."""
        if self.blank > PAGE and self.pages.pieces:
            self.pages.meet(below(self.blank, " ".join(text.split())))
        self.blank = 0

    def flush(self) -> None:
        """Add what has been collected as a block."""
        if self.hidden:
            self._flush_hidden()
        runs, self.runs = self.runs, []
        text = "".join(run.text for run in runs)
        if not text.strip():
            self.blank += max(text.count("\n") if BREAK in runs else 0, len(runs) > 0)
            return
        self._far(text)
        if self.stack and self.stack[-1].collapsed:
            words = " ".join(text.split())
            self.pages.meet(Trace(technique="html.collapsed", quote=words[:QUOTED], detail="it is shown after a click"))
        heading = next((HEADINGS[item.name] for item in reversed(self.stack) if item.name in HEADINGS), None)
        piece = Piece(
            runs=runs,
            kind=BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
            label=self.label,
            level=heading or len(self.lists) or None,
            list_id=self.lists[-1].identity if self.lists else "",
            centered=bool(self.stack) and self.stack[-1].centered,
            typed=any(item.name == "pre" for item in self.stack) and any("\n" in run.text.strip() for run in runs),
        )
        self.label = ""
        if self.rows:
            self.rows[-1][-1].append(piece)
        else:
            self.pages.add(piece)

    def finish(self) -> None:
        """Add what the end of the file leaves open."""
        self.flush()
        while self.rows:
            self._closed("tr")

    def _close_implied(self, tag: str) -> None:
        """An open `p` ends before a block, `li` before `li`, a cell before a cell, a row before a row."""
        ends = {
            "li": ("li",),
            "td": ("td", "th"),
            "th": ("td", "th"),
            "tr": ("tr",),
            "dt": ("dd", "dt"),
            "dd": ("dd", "dt"),
        }
        fences = {"li": ("ol", "ul"), "td": ("tr", "table"), "th": ("tr", "table"), "tr": ("table",)}
        names = ends.get(tag, ("p",) if tag in _BLOCKS else ())
        stop = fences.get(tag, ("td", "th", "div", "li", "table"))
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index].name in names:
                for element in reversed(self.stack[index:]):
                    self._closed(element.name)
                del self.stack[index:]
                return
            if self.stack[index].name in stop:
                return

    def _closed(self, name: str) -> None:
        if name in ("ol", "ul", "menu", "dir") and self.lists:
            self.lists.pop()
        elif name in ("td", "th") and self.rows:
            self.rows[-1].append([])
        elif name == "tr" and self.rows:
            pieces = pieces_of_row(self.rows.pop())
            for piece in pieces:
                if self.rows:
                    self.rows[-1][-1].append(piece)
                else:
                    self.pages.add(piece)
