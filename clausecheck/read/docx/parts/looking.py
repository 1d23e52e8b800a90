"""All that is looked at beside the text of a Word file, each by itself: a fault in one never costs the text."""

from collections.abc import Iterator
from functools import partial

from clausecheck.errors import UnreadableError
from clausecheck.model import Trace
from clausecheck.read.docx.package import Package
from clausecheck.read.docx.parts.archive import odd_archive
from clausecheck.read.docx.parts.metadata import metadata
from clausecheck.read.docx.parts.relations import odd_relations


def look_beside(package: Package, body: bytes) -> Iterator[Trace]:
    """A trace for everything that is met; `body` is the XML of the main part. Raises nothing."""
    for look in (odd_archive, odd_relations, partial(metadata, body=body)):
        try:
            yield from look(package)
        except UnreadableError as fault:
            yield Trace(technique="docx.broken_part", quote="", detail=str(fault))
