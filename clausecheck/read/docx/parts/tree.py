"""A small part of a Word file as a tree: properties, settings, data that controls are bound to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from clausecheck.errors import UnreadableError
from clausecheck.read.docx.package import Attributes, Package

_BYTES: Final = 4_000_000
"""Larger parts are not looked into."""
_NODES: Final = 100_000


@dataclass(slots=True)
class Node:
    """An element: its name without a prefix, its own words and what stands in it."""

    name: str
    attributes: Attributes
    words: str = ""
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """It and all that stands in it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    @property
    def text(self) -> str:
        """All words in it."""
        return "".join(node.words for node in self.walk())


class _TooMuch(Exception):
    pass


def tree_of(package: Package, part: str) -> Node | None:
    """The root of a part; None where there is none, or it is damaged or too large. Raises nothing."""
    try:
        data = package.read(part)
        return _parse(package, data) if data and len(data) <= _BYTES else None
    except (UnreadableError, _TooMuch):
        return None


def _parse(package: Package, data: bytes) -> Node | None:
    top = Node("", {})
    path = [top]
    count = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal count
        count += 1
        if count > _NODES:
            raise _TooMuch
        node = Node(name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()})
        path[-1].children.append(node)
        path.append(node)

    def end(_: str) -> None:
        path.pop()

    def words(text: str) -> None:
        path[-1].words += text

    package.parse(data, start, end, words)
    return top.children[0] if top.children else None
