"""Parts of a Word file that it names and does not hold, so that words or numbers are missing."""

import posixpath
from collections.abc import Iterable, Iterator
from typing import Final

from clausecheck.read.docx.package import Package, Relation

_PARTS: Final = {
    "numbering": "the automatic numbers are",
    "styles": "the styles are",
    "footnotes": "the footnotes are",
    "endnotes": "the endnotes are",
    "comments": "the comments are",
    "header": "a page header is",
    "footer": "a page footer is",
    "aFChunk": "a part of the text is",
}
"""The parts that words or numbers come from, by the kind of their relationship, and what to say of them."""
_FILES: Final = ("numbering", "styles", "footnotes", "endnotes", "comments", "header1", "footer1")


def missing_parts(package: Package, relations: Iterable[Relation]) -> Iterator[str]:
    """What is missing, in words; nothing for a whole file."""
    known = list(relations)
    for item in known:
        if item.kind in _PARTS and not item.external and item.target not in package:
            yield f"{_PARTS[item.kind]} missing from the file"
    folder, _ = posixpath.split(package.main)
    if not known and any(posixpath.join(folder, f"{name}.xml") in package for name in _FILES):
        yield "the file does not say which of its parts belong together; numbers, notes and page heads are missing"
