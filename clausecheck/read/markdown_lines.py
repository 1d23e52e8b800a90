"""Paragraphs of Markdown: their words with their look, and what a person does not see of them."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from clausecheck.model import Trace
from clausecheck.read.html.beside import link_traces
from clausecheck.read.html.inline import Inline
from clausecheck.read.styled import BREAK, Run, Styled, split_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,10})([^>]{0,500})>")
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_HEADING_CLASS = re.compile(r"class\s?=\s?[\"'][^\"']{0,60}head", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:\([a-zA-Z0-9]{1,4}\)|[a-zA-Z]\.|[ivx]{1,5}\.|[a-z]\)|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?)\s{1,4}\S"
)
"""How a line of a paragraph begins that its writer meant as an item of its own."""
HIDDEN: Final = frozenset(
    f"html.{name}"
    for name in ("display_none", "visibility", "opacity", "colour", "tiny", "off_screen", "clip", "template")
)
"""Techniques by which words of a paragraph are hidden."""
_TITLES: Final = "descriptions of pictures, fields and links"
_WORD = re.compile(r"[^\W\d_]{2,}")


def lines_of(token: "Token") -> tuple[list[Styled], list[Trace]]:
    """The lines of a paragraph: a forced line break begins a new one, and so does a letter of a list.

    With what was met in it that a person does not see; its place is not known yet.
    """
    paragraph = _Paragraph()
    children = token.children or []
    for child, behind in zip_longest(children, children[1:]):
        paragraph.take(child, behind)
    return paragraph.lines + split_lines(paragraph.runs), paragraph.finished()


class _Paragraph:
    """A paragraph while its pieces are taken in."""

    def __init__(self) -> None:
        self.lines: list[Styled] = []
        self.runs: list[Run] = []
        self._met: list[Trace] = []
        self._bold = self._marked = 0
        self._inline: Inline | None = None
        self._hidden: list[str] = []
        self._link: tuple[str, int] | None = None

    def finished(self) -> list[Trace]:
        """All that was met."""
        self._tell_hidden()
        return self._met

    def take(self, child: "Token", behind: "Token | None") -> None:
        """Take in the next piece."""
        kind, bold = child.type, self._bold > 0
        if kind in ("strong_open", "strong_close"):
            self._bold += child.nesting
        elif kind in ("text", "code_inline"):
            self._words(child.content)
        elif kind == "image":
            self._describe("the description of a picture", child.content)
            self._describe("a note that a pointer brings up", str(child.attrGet("title") or ""))
        elif kind == "softbreak":
            if behind is not None and _ITEM.match(behind.content):
                self.lines += split_lines(self.runs)
                self.runs = []
            self.runs.append(Run(" ", bold, bold))
        elif kind == "hardbreak":
            self.runs.append(BREAK)
        elif kind == "html_inline":
            self._tag(child.content)
        elif kind in ("link_open", "link_close"):
            self._turn_link(child)

    def _words(self, words: str) -> None:
        if self._inline is not None and self._inline.hides():
            self._hidden.append(words)
        else:
            self.runs.append(Run(words, self._bold > 0, self._bold > 0 or self._marked > 0))

    def _tag(self, markup: str) -> None:
        self._marked = _mark(markup, self._marked)
        if _LINE_BREAK.match(markup):
            self.runs.append(BREAK)
            return
        self._tell_hidden()
        self._inline = self._inline or Inline()
        self._met += self._inline.tag(markup)
        if self._inline.turned:
            self.runs.append(Run(self._inline.turned))

    def _tell_hidden(self) -> None:
        words = " ".join("".join(self._hidden).split())
        self._hidden = []
        if words and self._inline is not None:
            self._met.append(Trace(technique=self._inline.hides(), quote=words, detail=self._inline.detail()))

    def _turn_link(self, child: "Token") -> None:
        if child.nesting > 0:
            self._link = str(child.attrGet("href") or ""), len(self.runs)
            self._describe("a note that a pointer brings up", str(child.attrGet("title") or ""))
        elif self._link is not None:
            address, start = self._link
            self._met += link_traces("".join(run.text for run in self.runs[start:]), address)
            self._link = None

    def _describe(self, what: str, words: str) -> None:
        if _WORD.search(words):
            self._met.append(Trace(technique="html.attribute", quote=words, detail=f"it is {what}", usual=_TITLES))


def reference_traces(known: Mapping[str, Any]) -> Iterator[Trace]:
    """Definitions of links, which no viewer shows: their titles, and addresses that are words."""
    for name, told_of in known.get("references", {}).items():
        for words in (told_of.get("title", ""), told_of.get("href", "").lstrip("#").replace("%20", " ")):
            if len(_WORD.findall(words[:400])) > 2 and " " in words.strip():
                yield Trace(
                    technique="html.reference", quote=words, detail=f"it is the definition of [{name[:60].lower()}]"
                )


def _mark(tag: str, marked: int) -> int:
    """How many marks of a heading are open after an HTML tag inside a paragraph."""
    found = _TAG.match(tag)
    if found is None or found.group(2).lower() not in ("span", "u", "b", "strong"):
        return marked
    if found.group(1):
        return 0
    return marked + (found.group(2).lower() != "span" or _HEADING_CLASS.search(found.group(3)) is not None)
