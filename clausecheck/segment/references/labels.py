"""Labels that look like citations: a clause's own number, the title of an exhibit, a line of contents."""

import re
from bisect import bisect_right

from clausecheck.model import BlockKind, Clause, Document
from clausecheck.segment.references.citations import ATTACHMENTS, Citation

_NEAR = 12
_TITLE = re.compile(
    r"\.?\s{1,4}(?!AND|OR|TO|THROUGH)[A-Z][A-Za-z’'-]+"
    r"(?:,?\s(?:[A-Z][A-Za-z’'-]*|and|of|to|the|for|in|by|or|on)){1,7}\.\s"
)
"""A heading right behind a number, with its full stop: "Section 8.2 Further Assurances."."""
_AFTER_CAPITALS = re.compile(r"\W{1,4}(?:[A-Z]{2}|[A-Z0-9]\b)")
_AFTER_OTHERS = re.compile(r"\W{1,4}[A-Z0-9]")


class Labels:
    """Tells labels from mentions in one document."""

    def __init__(self, document: Document, clauses: tuple[Clause, ...]) -> None:
        self._text, self._blocks, self._clauses = document.text, document.blocks, clauses
        self._block_starts = [block.span.start for block in document.blocks]
        self._starts = [clause.whole.start for clause in clauses]

    def has(self, citation: Citation) -> bool:
        """Whether the words are a label; what is before the first clause counts as one."""
        text = self._text
        at = bisect_right(self._starts, citation.start) - 1
        block = self._blocks[bisect_right(self._block_starts, citation.start) - 1]
        if at < 0 or citation.start < self._clauses[at].span.start or block.kind is BlockKind.CONTENTS:
            return True
        if citation.this or not citation.items[0].tokens:
            return False
        before = text[max(block.span.start, citation.start - _NEAR) : citation.start].rstrip(' \t(["“*-–—')
        behind = text[citation.end : min(citation.end + _NEAR, block.span.end)]
        if not before:
            return not (behind.lstrip(' ."”:-–—)]*')[:1].islower() or behind.lstrip()[:1] in (",", ";"))
        if text[citation.start].islower():
            return False
        if citation.word in ATTACHMENTS and (_is_title(before[-1], behind) or self._ends_line(citation, behind)):
            return True
        if before[-1] not in '.;:”"_)]':
            return _TITLE.match(text, citation.end) is not None
        return len(citation.items) == 1 and behind.lstrip(" .:-–—")[:1].isupper()

    def _ends_line(self, citation: Citation, behind: str) -> bool:
        """Whether "SCHEDULE 1" ends a line: a title behind a page head, where a sentence would go on."""
        return not behind.strip() and self._text[citation.start : citation.items[0].start].isupper()


def _is_title(last: str, behind: str) -> bool:
    """Whether the name of an exhibit in a text that has lost its lines stands between capitals, not in a sentence."""
    if last.islower() or last in ",;&":
        return False
    return (_AFTER_CAPITALS if last.isupper() else _AFTER_OTHERS).match(behind) is not None
