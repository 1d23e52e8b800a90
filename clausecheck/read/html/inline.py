"""Tags inside a paragraph of Markdown: which words they hide, which they turn round, and what their attributes say."""

from collections.abc import Iterator

from clausecheck.model import Trace
from clausecheck.read.html.beside import attribute_traces, comment_traces
from clausecheck.read.html.css import Sheet
from clausecheck.read.html.elements import VOID, Element
from clausecheck.read.html.tolerant import TolerantParser

_DEPTH = 64


class Inline(TolerantParser):
    """The tags that are open at a place of a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stack: list[Element] = []
        self._met: list[Trace] = []
        self._sheet = Sheet(())
        self.turned = ""
        """A control character that belongs before the next words."""

    def tag(self, markup: str) -> Iterator[Trace]:
        """Take in one tag or comment; what it says besides is yielded."""
        self.reset()
        self.turned = ""
        self.read(markup)
        met, self._met = self._met, []
        yield from met

    def hides(self) -> str:
        """The technique by which the words here are hidden; empty where they are seen."""
        if not self._stack:
            return ""
        return "html.display_none" if self._stack[-1].silent else self._stack[-1].sight.technique

    def detail(self) -> str:
        """What was measured of it."""
        return self._stack[-1].sight.detail if self._stack else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        attributes = {key: value or "" for key, value in attrs}
        self._met += attribute_traces(tag, attributes)
        if tag not in VOID and len(self._stack) < _DEPTH:
            self._stack.append(Element(tag, self._stack, attributes, self._sheet))
            self.turned = self._stack[-1].turned

    def handle_endtag(self, tag: str) -> None:
        """Close the element and what is still open in it."""
        if any(element.name == tag for element in self._stack):
            while self._stack:
                element = self._stack.pop()
                self.turned = "\u202c" if element.turned else self.turned
                if element.name == tag:
                    break

    def handle_comment(self, data: str) -> None:
        """Words that no viewer shows."""
        self._met += comment_traces(data)
