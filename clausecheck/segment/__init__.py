"""Documents become trees of clauses: numbers, headings, levels and parts."""

from clausecheck.model import Clause, Document
from clausecheck.segment.finish import finish
from clausecheck.segment.walk import Walk

__all__ = ["segment"]


def segment(document: Document) -> tuple[Clause, ...]:
    """Split a document into its clauses, in reading order, parents before their children.

    Every word of every block is in exactly one clause: the `whole` ranges are disjoint, ordered and leave out nothing
    but the line breaks between blocks. The time is linear in the size of the document.
    """
    return finish(document, Walk(document).run())
