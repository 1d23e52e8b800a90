"""Documents become trees of clauses: numbers, headings, levels and parts."""

from typing import Final

from clausecheck.model import Clause, Document
from clausecheck.segment.definitions import find_definitions
from clausecheck.segment.finish import finish
from clausecheck.segment.order import order_notices
from clausecheck.segment.paragraphs import split_paragraphs
from clausecheck.segment.references.resolve import find_references
from clausecheck.segment.uses import find_uses
from clausecheck.segment.walk import Walk

__all__ = ["MOST_CLAUSES", "find_definitions", "find_references", "find_uses", "order_notices", "segment"]

MOST_CLAUSES: Final = 5000
"""What lies behind the last of them belongs to it, so that nothing is lost and hostile files stay small."""


def segment(document: Document) -> tuple[Clause, ...]:
    """Split a document into its clauses, in reading order, parents before their children.

    Every word of every block is in exactly one clause: the `whole` ranges are disjoint, ordered and leave out nothing
    but the line breaks between blocks. The time is linear in the size of the document.
    """
    drafts = Walk(document, MOST_CLAUSES).run()
    return finish(document, split_paragraphs(document.text, drafts, MOST_CLAUSES))
