"""Whether a PDF that opened was read in full: signs of damage in its bytes, and a second reading where there are any.

A stream that does not unpack, a page tree that leads nowhere or a page without its content mean that words may be
missing, and nobody can know. Where something is only odd (a wrong table of places, a cut-off end, letters without
meaning), a second reader decides. A sound file costs the look at its bytes alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clausecheck.model import Notice
from clausecheck.read.pdf.links import bad_links
from clausecheck.read.pdf.objects import Objects
from clausecheck.read.pdf.structure import Structure
from clausecheck.read.pdf.tree import Tree, page_content, text_of_its_own, unused_text
from clausecheck.read.pdf.xref import Table

_FONT_FILE = re.compile(rb"/FontFile[23]?\s{1,4}([0-9]{1,10})\s{1,4}[0-9]{1,5}\s{1,4}R")
_NO_WORDS = re.compile(
    rb"(?:/Metadata|/ICCBased|/CIDSet|/EF|/F|/Function)\s{1,4}([0-9]{1,10})\s{1,4}[0-9]{1,5}\s{1,4}R"
)
_INLINE = re.compile(rb"/Resources\s{0,4}<<")
_HEADER = re.compile(rb"%PDF-[0-9]\.[0-9]")


@dataclass(slots=True)
class _Signs:
    """What was found in the bytes."""

    pages: dict[int, str] = field(default_factory=dict)
    """Pages, from 1, whose words may be missing, with the cause."""
    file: list[str] = field(default_factory=list)
    """Causes that concern no single page."""
    odd: bool = False
    """Something does not fit; whether words are missing is not known."""


def check(structure: Structure, texts: Sequence[str], blank: Sequence[int] = ()) -> list[Notice]:
    """Notices, all of them partial, on words that the pages' texts lack; none where nothing is missing.

    `texts` has one entry for each page that the first reader opened; `blank` are pages, from 1, that show nothing.
    """
    objects, table, tree = structure.objects, structure.table, structure.tree
    signs = _signs(objects, table, tree, len(texts))
    spaces = _blank(objects, tree, signs, blank)
    notices = [
        Notice(code="page_damaged", message=f"{cause}; words may be missing", page=page, partial=True)
        for page, cause in sorted(signs.pages.items())
    ]
    notices += [
        Notice(code="file_damaged", message=f"{cause}; words may be missing", partial=True) for cause in signs.file
    ]
    if not notices:
        wanted = range(1, len(texts) + 1) if signs.odd else spaces
        notices = _second_reading(objects, table.root, {page: texts[page - 1] for page in wanted})
    return notices


def _blank(objects: Objects, tree: Tree, signs: _Signs, blank: Sequence[int]) -> list[int]:
    """Take in pages that show nothing although their content says otherwise; returns those that show white space."""
    streams = [stream for page in tree.pages for stream in tree.contents[page]]
    shared = len(set(streams)) < len(streams)
    spaces = []
    for page in blank:
        if page > len(tree.pages):
            continue
        known, shows, draws = page_content(objects, tree, tree.pages[page - 1])
        unnamed = draws and _INLINE.search(head := objects.live[tree.pages[page - 1]].head) and b"/XObject" not in head
        if not known or shared or unnamed or (signs.odd and (shows or draws)):
            signs.pages.setdefault(page, "the content of this page shows nothing")
        elif shows:
            spaces.append(page)
    return spaces


def _without_resources(objects: Objects, tree: Tree) -> list[int]:
    """Pages, from 1, whose content uses fonts or forms while nothing says which."""
    if any(b"/Resources" in item.head and b"/Kids" in item.head for item in objects.live.values()):
        return []
    bare = [place for place, page in enumerate(tree.pages, 1) if b"/Resources" not in objects.live[page].head]
    return [place for place in bare if any(page_content(objects, tree, tree.pages[place - 1])[1:])]


def _signs(objects: Objects, table: Table, tree: Tree, count: int) -> _Signs:
    signs = _Signs()
    owners = {stream: place for place, page in enumerate(tree.pages, 1) for stream in tree.contents[page]}
    tables = {item.number for item in objects.tables.values()}
    fonts, others = (_named(objects, kind) if objects.broken else set() for kind in (_FONT_FILE, _NO_WORDS))
    for item in objects.broken:
        if item.number in tables or item.number in fonts:
            signs.odd = True
        elif item.number in owners:
            signs.pages[owners[item.number]] = "the content of this page is damaged"
        elif item.number not in others:
            signs.file = ["a part of the file is damaged and cannot be unpacked"]
    for place in tree.lost:
        signs.pages[place + 1] = "the content of this page is not in the file"
    numbers = {number: place for place, number in enumerate(tree.pages, 1)}
    for number, cause in bad_links(objects, owners):
        page = numbers.get(number) or owners.get(number)
        if page:
            signs.pages[page] = cause
        else:
            signs.file.append(cause)
    _count_pages(signs, tree, count)
    bare = [place for place, page in enumerate(tree.pages, 1) if not tree.contents[page]]
    if bare and not unused_text(objects, tree):
        bare = [place for place in bare if text_of_its_own(objects, tree.pages[place - 1])]
    signs.pages.update(dict.fromkeys(bare, "the content of this page is not in the file"))
    for place in _without_resources(objects, tree):
        signs.pages.setdefault(place, "the fonts and forms of this page are not named")
    odd_objects = any(item.misfit for item in objects.live.values())
    sound = table.sound and table.ends and not table.wrong and _HEADER.search(objects.data, 0, 1024)
    signs.odd = signs.odd or odd_objects or tree.bad or count != len(tree.pages) or not sound
    return signs


def _named(objects: Objects, kind: re.Pattern[bytes]) -> set[int]:
    """Numbers of the objects that a key names anywhere."""
    return {int(match.group(1)) for item in objects.live.values() for match in kind.finditer(item.head)}


def _count_pages(signs: _Signs, tree: Tree, count: int) -> None:
    """Pages that are in the file and were not reached."""
    if count < len(tree.pages):
        signs.file.append(f"the file lists {len(tree.pages)} pages and only {count} could be opened")
    elif tree.bad and tree.stray:
        signs.file.append(f"{len(tree.stray)} pages are in the file that its list of pages does not lead to")


def _second_reading(objects: Objects, root: int, texts: Mapping[int, str]) -> list[Notice]:
    if not texts:
        return []
    from clausecheck.read.pdf.second import missing

    lacking = missing(objects, root, texts)
    notices = [
        Notice(
            code="page_damaged",
            message=f"a second reader finds {lacks:,} letters that were not read",
            page=page,
            partial=True,
        )
        for page, lacks in sorted(lacking.items())
        if lacks
    ]
    unknown = [page for page in texts if page not in lacking]
    if unknown:
        pages = f"pages {unknown[0]} to {unknown[-1]}" if len(unknown) > 1 else f"page {unknown[0]}"
        message = f"the file shows signs of damage, and a second reader did not get through {pages}"
        notices.append(Notice(code="not_verified", message=f"{message}; words may be missing", partial=True))
    return notices
