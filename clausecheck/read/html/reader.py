"""HTML files: blocks, headings, lists numbered as a browser shows them, tables; nothing that is not displayed."""

import re
from typing import Final

from clausecheck.model import BlockKind, Document, Format
from clausecheck.read.builder import Builder
from clausecheck.read.encodings import open_text
from clausecheck.read.html.pages import Pages, Piece, pieces_of_row
from clausecheck.read.html.tolerant import TolerantParser
from clausecheck.read.numbers import alphabetic, roman
from clausecheck.read.styled import BREAK, Run

_BLOCKS_WORDS = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul caption html title option"
)
_BLOCKS: Final = frozenset(_BLOCKS_WORDS.split())
_SILENT_WORDS = "script style template noscript head svg math object iframe textarea select"
_SILENT: Final = frozenset(_SILENT_WORDS.split())
_VOID_WORDS = "area base br col embed hr img input link meta page param source track wbr"
_VOID: Final = frozenset(_VOID_WORDS.split())
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BOLD_STYLE = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)")
_UNDERLINE_STYLE = re.compile(r"text-decoration[a-z-]{0,8}\s{0,3}:\s{0,3}underline")
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden")
_PAGE_BREAK = re.compile(r"page-break-(?:before|after)\s{0,3}:\s{0,3}always|break-(?:before|after)\s{0,3}:\s{0,3}page")
_DEPTH: Final = 256


class _Element:
    """An open element."""

    __slots__ = ("bold", "centered", "hidden", "marked", "name")
    bold: bool
    marked: bool
    hidden: bool
    centered: bool

    def __init__(self, name: str, parent: "_Element | None", attributes: dict[str, str]) -> None:
        style = attributes.get("style", "")[:2000].lower()
        self.name = name
        bold = name in ("b", "strong", "th") or name in _HEADINGS or bool(_BOLD_STYLE.search(style))
        self.bold = bold or (parent is not None and parent.bold)
        self.marked = (
            self.bold or name == "u" or bool(_UNDERLINE_STYLE.search(style)) or (parent is not None and parent.marked)
        )
        own_hidden = name in _SILENT or "hidden" in attributes or bool(_HIDDEN_STYLE.search(style))
        self.hidden = own_hidden or (parent is not None and parent.hidden)
        align = attributes.get("align", "").lower() == "center" or "text-align:center" in style.replace(" ", "")
        aligned = "align" in attributes or "text-align" in style
        self.centered = align or name == "center" or (parent is not None and parent.centered and not aligned)


class _List:
    """An open list."""

    __slots__ = ("identity", "kind", "number")

    def __init__(self, kind: str, number: int, identity: str) -> None:
        self.kind, self.number, self.identity = kind, number, identity


def read_html(data: bytes, name: str, sha256: str) -> Document:
    """Read an HTML file. Raises EmptyFile where nothing in it is displayed."""
    builder = Builder()
    add_markup(builder, open_text(builder, data, markup=True).replace("\r", "\n"), 0)
    return builder.document(name, Format.HTML, sha256)


def add_markup(builder: Builder, text: str, paragraph: int) -> int:
    """Add the displayed blocks of `text`, counting on from `paragraph`; return the last paragraph's number."""
    parser = _Parser(builder)
    parser.read(text)
    parser.finish()
    return parser.pages.write(builder, paragraph)


class _Parser(TolerantParser):
    """Adds a piece at the end of every block element."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = builder
        self.pages = Pages()
        self.stack: list[_Element] = []
        self.lists: list[_List] = []
        self.list_count = 0
        self.runs: list[Run] = []
        self.hidden: list[str] = []
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
        if tag in ("hr", "page") or _PAGE_BREAK.search(attributes.get("style", "")[:2000].lower()):
            self.flush()
            self.pages.turn()
        if tag in _VOID:
            if tag == "img" and attributes.get("alt"):
                self.builder.notice(
                    "picture", "a picture's description stands outside the text", quote=attributes["alt"]
                )
            return
        self._close_implied(tag)
        if len(self.stack) < _DEPTH:
            self.stack.append(_Element(tag, self.stack[-1] if self.stack else None, attributes))
        elif tag == "tr":
            return
        self._open(tag, attributes)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("ol", "ul", "menu", "dir"):
            self._open_list(tag, attributes)
        elif tag == "li":
            self._open_item(attributes)
        elif tag == "tr":
            self.rows.append([[]])

    def handle_endtag(self, tag: str) -> None:
        """Close the element and what is still open in it."""
        if not any(element.name == tag for element in self.stack):
            if tag in ("p", "br"):
                self.flush()
            return
        if tag in _BLOCKS:
            self.flush()
        while self.stack:
            element = self.stack.pop()
            self._closed(element.name)
            if element.name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Words."""
        element = self.stack[-1] if self.stack else None
        if element is not None and element.hidden:
            if not any(open_element.name in _SILENT for open_element in self.stack):
                self.hidden.append(data)
            return
        self.runs.append(Run(data, element is not None and element.bold, element is not None and element.marked))

    def flush(self) -> None:
        """Add what has been collected as a block."""
        if self.hidden:
            words = " ".join("".join(self.hidden).split())
            if words:
                self.builder.notice("hidden_text", "hidden words stand outside the text", quote=words)
            self.hidden = []
        runs, self.runs = self.runs, []
        if not any(run.text.strip() for run in runs):
            return
        heading = next((_HEADINGS[item.name] for item in reversed(self.stack) if item.name in _HEADINGS), None)
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

    def _open_list(self, tag: str, attributes: dict[str, str]) -> None:
        self.list_count += 1
        start = _integer(attributes.get("start"), 1)
        kind = attributes.get("type", "1") if tag == "ol" else ""
        style = attributes.get("style", "").lower()
        for name, code in (("lower-alpha", "a"), ("upper-alpha", "A"), ("lower-roman", "i"), ("upper-roman", "I")):
            if name in style:
                kind = code
        self.lists.append(_List(kind, start, f"list{self.list_count}"))

    def _open_item(self, attributes: dict[str, str]) -> None:
        self.label = ""
        if not self.lists or not self.lists[-1].kind:
            return
        current = self.lists[-1]
        current.number = _integer(attributes.get("value"), current.number)
        self.label = f"{_count(current.kind, current.number)}."
        current.number += 1


def _integer(value: str | None, default: int) -> int:
    try:
        return max(-9999, min(99999, int(value))) if value else default
    except ValueError:
        return default


def _count(kind: str, number: int) -> str:
    if number < 1:
        return str(number)
    if kind in ("a", "A"):
        return alphabetic(number, upper=kind == "A")
    if kind in ("i", "I"):
        return roman(number) if kind == "I" else roman(number).lower()
    return str(number)
