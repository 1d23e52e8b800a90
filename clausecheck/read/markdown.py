"""Markdown files (CommonMark with tables): headings, lists numbered as they are rendered, tables, marks removed."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausecheck.model import BlockKind, Document, Format
from clausecheck.read.builder import BREAK, Builder, Run, Styled, compose, split_lines
from clausecheck.read.decode import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---\n(?:(?!---\n).{0,2000}\n){0,400}---\n")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,10})([^>]{0,500})>")
_HEADING_CLASS = re.compile(r"class\s?=\s?[\"'][^\"']{0,60}head", re.IGNORECASE)
_LIST_INDENT = 18.0


@dataclass(slots=True)
class _List:
    """An open list: its next number, or none for bullets."""

    number: int | None
    mark: str
    identity: str


def read_markdown(data: bytes, name: str, sha256: str) -> Document:
    """Read a Markdown file. Raises EmptyFile where it has no word."""
    from markdown_it import MarkdownIt

    text, guessed = decode(data)
    builder = Builder()
    if guessed:
        builder.notice("guessed_encoding", f"the file does not say how it is encoded; read as {guessed}")
    front = _FRONT_MATTER.match(text)
    if front:
        builder.notice("front_matter", "settings at the start of the file stand outside the text", quote=front.group())
        text = text[front.end() :]
    tokens = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").parse(text)
    _Walk(builder).run(tokens)
    return builder.document(name, Format.MARKDOWN, sha256)


class _Walk:
    """Goes through the tokens of a document and adds its blocks."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.lists: list[_List] = []
        self.paragraph = 0
        self.count = 0
        self.label = ""
        self.row: list[str] | None = None

    def run(self, tokens: "list[Token]") -> None:
        """Add every block."""
        heading: int | None = None
        for token in tokens:
            kind = token.type
            if kind in ("ordered_list_open", "bullet_list_open"):
                self._open_list(token)
            elif kind in ("ordered_list_close", "bullet_list_close"):
                self.lists.pop()
            elif kind == "list_item_open":
                self._open_item()
            elif kind == "list_item_close":
                self._flush_label()
            elif kind == "heading_open":
                heading = int(token.tag[1:])
            elif kind == "heading_close":
                heading = None
            elif kind == "tr_open":
                self.row = []
            elif kind == "tr_close" and self.row is not None:
                self._add_row(self.row)
                self.row = None
            elif kind == "inline":
                self._inline(token, heading)
            elif kind in ("fence", "code_block"):
                self._code(token.content)
            elif kind == "html_block":
                self._html(token.content)

    def _open_list(self, token: "Token") -> None:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrGet("start") or 1) if ordered and token.attrGet("start") is not None else 1
        self.count += 1
        self.lists.append(_List(start if ordered else None, token.markup or ".", f"list{self.count}"))

    def _open_item(self) -> None:
        current = self.lists[-1]
        self.label = ""
        if current.number is not None:
            self.label = f"{current.number}{current.mark if current.mark in '.)' else '.'}"
            current.number += 1

    def _flush_label(self) -> None:
        if self.label:
            self._add(Styled("", None, False), BlockKind.PARAGRAPH, None)

    def _add_row(self, cells: list[str]) -> None:
        self.paragraph += 1
        self.builder.add("", cells=cells, kind=BlockKind.TABLE_ROW, paragraph=self.paragraph)

    def _inline(self, token: "Token", heading: int | None) -> None:
        if self.row is not None:
            self.row.append(" ".join(part.text for part in _lines(token)))
            return
        self.paragraph += 1
        for styled in _lines(token):
            if not styled.text and not self.label:
                continue
            kind = BlockKind.PARAGRAPH if heading is None else BlockKind.HEADING
            self._add(styled, kind, heading)

    def _add(self, styled: Styled, kind: BlockKind, heading: int | None) -> None:
        depth = len(self.lists)
        self.builder.add(
            styled,
            kind=kind,
            paragraph=max(1, self.paragraph),
            label=self.label,
            level=heading if heading is not None else depth or None,
            list_id=self.lists[-1].identity if self.lists else "",
            indent=depth * _LIST_INDENT,
        )
        self.label = ""

    def _code(self, content: str) -> None:
        for block in re.split(r"\n[ \t]{0,40}\n", content):
            if block.strip():
                self.paragraph += 1
                self._add(compose([Run(block)]), BlockKind.PARAGRAPH, None)

    def _html(self, content: str) -> None:
        from clausecheck.read.html import add_markup

        self.paragraph = add_markup(self.builder, content, self.paragraph)


def _lines(token: "Token") -> list[Styled]:
    """The lines of a paragraph: a forced line break begins a new one."""
    runs: list[Run] = []
    bold = marked = 0
    for child in token.children or ():
        kind = child.type
        if kind == "strong_open":
            bold += 1
        elif kind == "strong_close":
            bold -= 1
        elif kind in ("text", "code_inline"):
            runs.append(Run(child.content, bold > 0, bold > 0 or marked > 0))
        elif kind == "softbreak":
            runs.append(Run(" ", bold > 0, bold > 0))
        elif kind == "image":
            runs.append(Run(child.content, bold > 0))
        elif kind == "hardbreak":
            runs.append(BREAK)
        elif kind == "html_inline":
            tag = _TAG.match(child.content)
            name = tag.group(2).lower() if tag else ""
            if tag and name in ("span", "u", "b", "strong"):
                heading_like = name != "span" or _HEADING_CLASS.search(tag.group(3)) is not None
                marked = 0 if tag.group(1) else marked + heading_like
            if name == "br":
                runs.append(BREAK)
    return split_lines(runs)
