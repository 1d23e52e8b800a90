"""The pages of a PDF, walked from its catalogue: which there are, what they name, and what leads nowhere."""

import re
from dataclasses import dataclass, field
from typing import Final

from clausecheck.read import limits
from clausecheck.read.pdf.objects import Objects, PdfObject, State, is_picture

_DEPTH: Final = 64
"""Deepest tree of pages that is walked."""
_PAGE = re.compile(rb"/Type\s{0,4}/Page(?![A-Za-z])")
_COUNT = re.compile(rb"/Count\s{1,4}([0-9]{1,9})")
_SHOWS = re.compile(rb"[\])>]\s{0,4}T[jJ]\b|[)>]\s{0,4}['\"]\s")
_DRAWS = re.compile(rb"/[^\s/]{1,127}\s{1,4}Do\b")
_REFERENCES = re.compile(rb"(?<![0-9])([0-9]{1,10})\s{1,4}[0-9]{1,5}\s{1,4}R(?![A-Za-z])")


@dataclass(slots=True)
class Tree:
    """What a walk through the page tree found."""

    pages: list[int] = field(default_factory=list)
    """Object numbers of the pages, in order."""
    bad: bool = False
    """A branch leads nowhere, to something else or twice to the same page, or the stated number of pages differs."""
    stray: list[int] = field(default_factory=list)
    """Page objects that the tree does not lead to."""
    contents: dict[int, list[int]] = field(default_factory=dict)
    """The content streams of each page, by the page's object number."""
    lost: list[int] = field(default_factory=list)
    """Places in `pages`, from 0, of pages that name a content stream which is not there."""


def walk(objects: Objects, root: int) -> Tree:
    """Walk from the catalogue `root`; a missing catalogue gives a tree without pages."""
    tree = Tree()
    catalogue = objects.live.get(root)
    top = (catalogue.references(b"Pages") or []) if catalogue else []
    seen: set[int] = set()
    stack = [(number, 0) for number in reversed(top)]
    tree.bad = not top
    while stack:
        number, depth = stack.pop()
        item = objects.live.get(number)
        if item is None or number in seen or depth > _DEPTH or len(tree.pages) >= limits.PAGES:
            tree.bad = True
            continue
        seen.add(number)
        kids = item.references(b"Kids")
        if kids is None:
            tree.pages.append(number)
            tree.bad = tree.bad or not _PAGE.search(item.head)
        else:
            stack += [(kid, depth + 1) for kid in reversed(_expanded(objects, kids))]
    _count(objects, tree, top)
    for place, number in enumerate(tree.pages):
        _contents(objects, tree, place, number)
    return tree


def _count(objects: Objects, tree: Tree, top: list[int]) -> None:
    reached = set(tree.pages)
    tree.stray = [number for number, item in objects.live.items() if number not in reached and _PAGE.search(item.head)]
    stated = _COUNT.search(objects.live[top[0]].head) if top and top[0] in objects.live else None
    if stated is None or int(stated.group(1)) != len(tree.pages):
        tree.bad = True


def _expanded(objects: Objects, numbers: list[int]) -> list[int]:
    """A reference to an array stands for the references in it."""
    if len(numbers) == 1:
        item = objects.live.get(numbers[0])
        if item is not None and item.stream is None and item.head.lstrip()[:1] == b"[":
            return [int(match.group(1)) for match in _REFERENCES.finditer(item.head)]
    return numbers


def _contents(objects: Objects, tree: Tree, place: int, number: int) -> None:
    item = objects.live[number]
    streams = _expanded(objects, item.references(b"Contents") or [])
    tree.contents[number] = streams
    if any(stream not in objects.live or objects.live[stream].stream is None for stream in streams):
        tree.lost.append(place)


def text_of_its_own(objects: Objects, page: int) -> bool:
    """Whether a page names, by whatever key, a stream that shows text."""
    named = (objects.live.get(int(match.group(1))) for match in _REFERENCES.finditer(objects.live[page].head))
    return any(item is not None and _may_show(item) and _shows(objects, item) for item in named)


def page_content(objects: Objects, tree: Tree, page: int) -> tuple[bool, bool, bool]:
    """Whether the content of a page can be looked into as a whole, whether it shows text, and whether it draws a form.

    White space is text, and an empty form is a form.
    """
    known, shows, draws = True, False, False
    for number in tree.contents[page]:
        item = objects.live.get(number)
        if item is not None and item.stream is not None:
            content, state = objects.unpack(item)
            known, shows = known and state is State.SOUND, shows or bool(_SHOWS.search(content))
            draws = draws or bool(_DRAWS.search(content))
    return known, shows, draws


def unused_text(objects: Objects, tree: Tree) -> int:
    """How many streams show text and are named by nothing in the file."""
    used = {stream for streams in tree.contents.values() for stream in streams}
    candidates = [item for item in objects.live.values() if item.number not in used and _may_show(item)]
    if not candidates:
        return 0
    named: set[int] = set()
    for item in objects.live.values():
        named.update(int(match.group(1)) for match in _REFERENCES.finditer(item.head))
    return sum(item.number not in named and _shows(objects, item) for item in candidates)


def _shows(objects: Objects, item: PdfObject) -> bool:
    return bool(_SHOWS.search(objects.unpack(item)[0]))


def _may_show(item: PdfObject) -> bool:
    other = (b"/ObjStm", b"/XRef", b"/Length1", b"/Metadata", b"/CIDFontType0C", b"/Type1C", b"/OpenType", b"/CMapName")
    return item.stream is not None and not is_picture(item) and not any(kind in item.head for kind in other)
