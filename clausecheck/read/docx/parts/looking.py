"""All that is looked at beside the text of a Word file, each by itself: a fault in one never costs the text."""

from collections.abc import Callable, Iterator

from clausecheck.errors import UnreadableError
from clausecheck.model import Trace
from clausecheck.read.docx.package import Package
from clausecheck.read.docx.parts.alternatives import differing
from clausecheck.read.docx.parts.archive import odd_archive
from clausecheck.read.docx.parts.markup import odd_markup
from clausecheck.read.docx.parts.metadata import metadata
from clausecheck.read.docx.parts.relations import odd_relations
from clausecheck.read.docx.parts.symbols import in_symbols


def look_beside(package: Package, body: bytes) -> Iterator[Trace]:
    """A trace for everything that is met; `body` is the XML of the main part. Raises nothing."""
    looks: tuple[Callable[[], Iterator[Trace]], ...] = (
        lambda: odd_archive(package),
        lambda: odd_relations(package),
        lambda: metadata(package, body),
        lambda: odd_markup(package, body),
        lambda: differing(package.main, body),
        lambda: in_symbols(package.main, body),
    )
    for look in looks:
        try:
            yield from look()
        except UnreadableError as fault:
            yield Trace(technique="docx.broken_part", quote="", detail=str(fault))
