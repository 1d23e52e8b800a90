"""Markdown files (CommonMark with tables): headings, lists numbered as they are rendered, tables, marks removed."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clausecheck.errors import LimitExceeded
from clausecheck.model import BlockKind, Document, Format, Trace
from clausecheck.read import limits
from clausecheck.read.builder import Builder
from clausecheck.read.encodings import open_text
from clausecheck.read.markdown_lines import HIDDEN, lines_of, reference_traces
from clausecheck.read.styled import Run, Styled, compose
from clausecheck.read.text.reader import add_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---\n(?:(?!---\n).{0,2000}\n){0,400}---\n")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:")
_LIST_INDENT = 18.0


@dataclass(slots=True)
class _List:
    """An open list: its next number, or none for bullets."""

    number: int | None
    mark: str
    identity: str


def read_markdown(data: bytes, name: str, sha256: str) -> Document:
    """Read a Markdown file. Raises EmptyFile where it has no word, LimitExceeded beyond the limits."""
    from markdown_it import MarkdownIt

    builder = Builder()
    text = open_text(builder, data).replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    if front:
        builder.notice("front_matter", "settings at the start of the file stand outside the text", quote=front.group())
        words = " ".join(front.group().strip("-\n").split())
        builder.traces.add(Trace(technique="html.front_matter", quote=words, at=0, usual="settings of a text program"))
        text = text[front.end() :]
    if text.count("[") > limits.MARKDOWN_BRACKETS:
        raise LimitExceeded(f"{name} has more than {limits.MARKDOWN_BRACKETS:,} brackets")
    known: dict[str, Any] = {}
    tokens = MarkdownIt("commonmark", {"maxNesting": limits.MARKDOWN_DEPTH}).enable("table").parse(text, known)
    if any(token.level >= limits.MARKDOWN_DEPTH - 1 for token in tokens):  # the parser passes over what is deeper
        raise LimitExceeded(f"{name} is nested too deeply")
    _Walk(builder).run(tokens)
    for trace in reference_traces(known):
        builder.traces.add(trace)
    return builder.document(name, Format.MARKDOWN, sha256)


class _Walk:
    """Goes through the tokens of a document and adds its blocks."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.lists: list[_List] = []
        self.paragraph = 0
        self.count = 0
        self.label = ""
        self.heading: int | None = None
        self.row: list[Styled] | None = None

    def run(self, tokens: "list[Token]") -> None:
        """Add every block."""
        handlers = {
            "ordered_list_open": self._open_list,
            "bullet_list_open": self._open_list,
            "ordered_list_close": self._close_list,
            "bullet_list_close": self._close_list,
            "list_item_open": self._open_item,
            "list_item_close": self._flush_label,
            "heading_open": self._open_heading,
            "heading_close": self._close_heading,
            "tr_open": self._open_row,
            "tr_close": self._close_row,
            "inline": self._inline,
            "fence": self._code,
            "code_block": self._code,
            "html_block": self._html,
        }
        for token in tokens:
            handler = handlers.get(token.type)
            if handler is not None:
                handler(token)

    def _open_heading(self, token: "Token") -> None:
        self.heading = int(token.tag[1:])

    def _close_heading(self, _: "Token") -> None:
        self.heading = None

    def _close_list(self, _: "Token") -> None:
        self.lists.pop()

    def _open_list(self, token: "Token") -> None:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrGet("start") or 1) if ordered and token.attrGet("start") is not None else 1
        self.count += 1
        self.lists.append(_List(start if ordered else None, token.markup or ".", f"list{self.count}"))

    def _open_item(self, _: "Token") -> None:
        current = self.lists[-1]
        self.label = ""
        if current.number is not None:
            self.label = f"{current.number}{current.mark if current.mark in '.)' else '.'}"
            current.number += 1

    def _flush_label(self, _: "Token") -> None:
        if self.label:
            self._add(Styled("", None, False), BlockKind.PARAGRAPH, None)

    def _open_row(self, _: "Token") -> None:
        self.row = []

    def _close_row(self, _: "Token") -> None:
        self.paragraph += 1
        self.builder.add("", cells=self.row or [], kind=BlockKind.TABLE_ROW, paragraph=self.paragraph)
        self.row = None

    def _inline(self, token: "Token") -> None:
        if self.row is not None:
            self.row.append(_joined(self._lines(token)))
            return
        self.paragraph += 1
        kind = BlockKind.PARAGRAPH if self.heading is None else BlockKind.HEADING
        if _FOOTNOTE.match(token.content):
            kind = BlockKind.FOOTNOTE
        for styled in self._lines(token):
            self._add(styled, kind, self.heading)

    def _lines(self, token: "Token") -> list[Styled]:
        """The lines of a paragraph, with what a person does not see of it told apart."""
        lines, met = lines_of(token)
        for trace in met:
            if trace.technique in HIDDEN:
                self.builder.notice("hidden_text", "hidden words stand outside the text", quote=trace.quote)
            self.builder.traces.add(replace(trace, at=self.builder.here))
        return lines

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

    def _code(self, token: "Token") -> None:
        """Indented words are seldom code in a contract, and keep their lines."""
        self._flush_label(token)
        self.paragraph, _ = add_lines(self.builder, token.content, self.paragraph)

    def _html(self, token: "Token") -> None:
        from clausecheck.read.html.reader import add_markup

        self.paragraph = add_markup(self.builder, token.content, self.paragraph)


def _joined(lines: list[Styled]) -> Styled:
    """The lines of a cell as one."""
    return lines[0] if len(lines) == 1 else compose([Run(" ".join(line.text for line in lines))])
