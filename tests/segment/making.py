"""Documents and trees in a few words, for the tests of this folder."""

import re
from collections import Counter
from dataclasses import replace

from clausecheck.model import Block, BlockKind, Clause, Document, Format, Span
from clausecheck.segment import segment


def row(*cells: str) -> tuple[str, ...]:
    """A table row."""
    return cells


def document(*paragraphs: str | tuple[str, ...] | dict[str, object]) -> Document:
    """A document of these paragraphs; a tuple is a table row, a dict is a block's fields with its `text`."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for number, item in enumerate(paragraphs, 1):
        fields = dict(item) if isinstance(item, dict) else {}
        text = (
            str(fields.pop("text")) if isinstance(item, dict) else "\t".join(item) if isinstance(item, tuple) else item
        )
        kind = BlockKind.TABLE_ROW if isinstance(item, tuple) else BlockKind.PARAGRAPH
        block = Block(kind=kind, span=Span(at, at + len(text)), paragraph=number)
        if isinstance(item, tuple):
            starts = [at + sum(len(cell) + 1 for cell in item[:i]) for i in range(len(item))]
            block = replace(block, cells=tuple(Span(s, s + len(c)) for s, c in zip(starts, item, strict=True)))
        if "heading_end" in fields:
            fields["heading_end"] = at + int(str(fields["heading_end"]))
        blocks.append(replace(block, **fields))  # type: ignore[arg-type]
        pieces.append(text)
        at += len(text) + 1
    return Document(name="a.txt", format=Format.TEXT, sha256="", text="\n".join(pieces), blocks=tuple(blocks))


def clauses(*paragraphs: str | tuple[str, ...] | dict[str, object]) -> tuple[Clause, ...]:
    """The clauses of a document of these paragraphs, after checking what always holds."""
    made = document(*paragraphs)
    found = segment(made)
    check(made, found)
    return found


def outline(*paragraphs: str | tuple[str, ...] | dict[str, object]) -> list[str]:
    """Number and heading of each clause, indented by level; an unnumbered one without heading shows its first words."""
    return [
        "  " * (clause.level - 1)
        + (f"{clause.number} {clause.heading}".strip() or "· " + " ".join(clause.text.split()[:3]))
        for clause in clauses(*paragraphs)
    ]


def check(made: Document, found: tuple[Clause, ...]) -> None:
    """Every word is in one clause, spans are right, parents come first, and levels follow from them.

    What stands under a clause stands together.
    """
    at = 0
    by_id: dict[str, Clause] = {}
    for clause in found:
        assert made.slice(clause.span) == clause.text
        assert not made.text[at : clause.whole.start].strip()
        assert at <= clause.whole.start <= clause.span.start <= clause.span.end <= clause.whole.end
        at = clause.whole.end
        assert clause.id not in by_id
        if clause.parent is None:
            assert clause.level == 1
        else:
            assert clause.level == by_id[clause.parent].level + 1
        by_id[clause.id] = clause
    assert not made.text[at:].strip()
    _check_words(made, found)
    _check_regions(found)


def _check_regions(found: tuple[Clause, ...]) -> None:
    """From its start to the end of the last clause below it, a clause has what is its own, and nothing else between."""
    places = {clause.id: place for place, clause in enumerate(found)}
    last = list(range(len(found)))
    for place in range(len(found) - 1, -1, -1):
        parent = found[place].parent
        if parent is not None:
            last[places[parent]] = max(last[places[parent]], last[place])
    open_until: list[tuple[str, int]] = []
    for place, clause in enumerate(found):
        while open_until and open_until[-1][1] < place:
            open_until.pop()
        assert clause.parent == (open_until[-1][0] if open_until else None)
        assert not open_until or last[place] <= open_until[-1][1]
        if last[place] > place:
            open_until.append((clause.id, last[place]))


def _check_words(made: Document, found: tuple[Clause, ...]) -> None:
    """Each word of a clause's part of the text is in its number, its heading or its text, once."""
    for clause in found:
        lead = made.text[clause.whole.start : clause.span.start]  # a heading may touch the first word behind it
        behind = made.text[clause.span.end : clause.whole.end]
        assert Counter(_words(lead) + _words(behind)) == Counter(_words(f"{clause.number} {clause.heading}")), clause


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d", text)  # a number may touch the word behind it


LONG = (
    "The provider shall carry out the work with reasonable skill and care, in line with what is usual among firms of "
    "its kind, and shall tell the customer without delay of anything that may hold it up or raise its price."
)
"""A paragraph long enough to be one."""
