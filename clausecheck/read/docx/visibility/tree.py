"""The elements of a part of a Word file as small trees, one for each that stands in the body, and where they begin."""

from collections.abc import Callable, Iterator
from typing import Final
from xml.parsers import expat

from clausecheck.read.docx.package import Attributes

MOST: Final = 1_000_000
"""Most elements of one tree; a table of 10 000 cells has 200 000. What is larger is not looked at."""
_TEXT: Final = ("w:t", "m:t", "w:delText")
_MEASURES: Final = ("Offset", ":align")
"""How the names of elements end that hold a measure as their words."""


class Node:
    """An element."""

    __slots__ = ("at", "attributes", "kids", "name", "text")

    def __init__(self, name: str, attributes: Attributes, at: int) -> None:
        self.name, self.attributes, self.at = name, attributes, at
        self.kids: list[Node] = []
        self.text = ""

    @property
    def local(self) -> str:
        """Its name without a prefix."""
        return self.name.rpartition(":")[2]

    def kid(self, name: str) -> "Node | None":
        """Its first child of this name."""
        return next((kid for kid in self.kids if kid.name == name), None)

    def value(self, local: str, default: str = "") -> str:
        """An attribute by its name without a prefix."""
        for name, value in self.attributes.items():
            if name == local or name.rpartition(":")[2] == local:
                return value
        return default

    def every(self, *locals_: str) -> "Iterator[Node]":
        """The elements of these names in it, without prefixes, at any depth, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.name.rpartition(":")[2] in locals_ and node is not self:
                yield node
            waiting += reversed(node.kids)

    def first(self, *locals_: str) -> "Node | None":
        """The first element of these names in it."""
        return next(self.every(*locals_), None)

    @property
    def words(self) -> str:
        """All words in it."""
        return "".join(node.text for node in (self, *self.every("t")))


def trees(data: bytes, depth: int, take: Callable[[Node], None], most: int = MOST) -> int:
    """Call `take` with each element that stands `depth` deep, in order; how many were too large.

    `data` is well formed and in the usual prefixes. Elements further out are not told.
    """
    builder = _Builder(depth, take, most)
    parser = builder.parser
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.words
    parser.Parse(data, True)
    return builder.dropped


class _Builder:
    """Takes the parser's events."""

    def __init__(self, depth: int, take: Callable[[Node], None], most: int) -> None:
        self.depth, self.take, self.most = depth, take, most
        self.parser = expat.ParserCreate()
        self.heard: dict[str, bool] = {}
        self.open: list[Node] = []
        self.level = self.count = self.dropped = 0
        self.listening = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.level += 1
        if self.level < self.depth:
            return
        self.count = self.count + 1 if self.open else 1
        if self.count > self.most:
            return
        node = Node(name, attributes, self.parser.CurrentByteIndex)
        if self.open:
            self.open[-1].kids.append(node)
        self.open.append(node)
        heard = self.heard.get(name)
        if heard is None:
            heard = self.heard[name] = name in _TEXT or name.endswith(_MEASURES)
        self.listening = heard

    def end(self, _: str) -> None:
        self.level -= 1
        self.listening = False
        if self.level + 1 < self.depth or (self.count > self.most and self.level >= self.depth):
            return
        if self.level + 1 == self.depth:
            tree, self.open = self.open[0], []
            if self.count > self.most:
                self.dropped += 1
            else:
                self.take(tree)
        else:
            self.open.pop()

    def words(self, text: str) -> None:
        if self.listening and self.open:
            self.open[-1].text += text
