"""What a contract says of itself: title, parties with roles, law and date."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from clausecheck.model import Block, BlockKind, Clause, Document, Facts, Party
from clausecheck.terms.effective import effective_date
from clausecheck.terms.law import find_law, first_place
from clausecheck.terms.parties import find_parties
from clausecheck.terms.roles import tell_roles
from clausecheck.terms.words import Expression, collapse, lower, plain

_TITLE_WORDS = re.compile(
    r"\b(?:agreement|contract|terms|addendum|amendment|statement of work|order form"
    r"|license|licence|nda|lease|policy|memorandum|charter|letter)\b",
    re.IGNORECASE,
)
_NOT_TITLE = re.compile(
    r"^\s*(?:exhibit|schedule|annex|page|source:|confidential)\b[^a-z]{0,12}$|[.;]\s+\w", re.IGNORECASE
)
_THIS_TITLE = Expression(
    r"\b(?:This|THIS)\s+((?:[A-Z][\w&,'’/-]*\s+|and\s+|of\s+|for\s+){0,8}?(?:Agreement|AGREEMENT|Contract|CONTRACT))\b"
)
_LAW_CUE = Expression(r"\b(?:govern(?:ed|s|ing)?|constru(?:ed|ction)|interpreted|controlled)\b")
_LAW_HEADING = re.compile(r"\bgoverning law|applicable law|choice of law")
_MOST_SENTENCES = 200
"""Sentences on law that are looked at."""
_LONGEST_SENTENCE = 2000
_ENTRY = 120
"""A cover page's entry is shorter than this."""


def read_facts(document: Document, clauses: Sequence[Clause]) -> Facts:
    """The facts of the first pages, and the governing law wherever it stands. What is not told stays empty."""
    parties = find_parties(document)
    roles = tell_roles(parties, document.text)
    return Facts(
        title=_title(document),
        parties=tuple(
            Party(
                name=party.name, alias=party.aliases[0] if party.aliases else "", role=role, aliases=party.aliases[1:]
            )
            for party, role in zip(parties, roles, strict=True)
        ),
        governing_law=_governing_law(clauses),
        effective_date=effective_date(document, clauses),
    )


def _title(document: Document) -> str:
    first = [block for block in document.blocks[:25] if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)]
    for block in first:
        text = collapse(document.slice(block.span))
        if (
            4 < len(text) <= 160
            and _TITLE_WORDS.search(text)
            and not _NOT_TITLE.search(text)
            and _stands_out(block, text)
        ):
            return text.lstrip("#* ").rstrip("* ")
    named = _THIS_TITLE.search(plain(document.text[:6000]))
    if named:
        return collapse(named.group(1))
    headings = [block for block in first if block.kind is BlockKind.HEADING]
    return collapse(document.slice(headings[0].span))[:160] if headings else ""


def _stands_out(block: Block, text: str) -> bool:
    letters = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    return (
        block.kind is BlockKind.HEADING
        or block.centered
        or block.bold
        or (capitals >= 0.6 * len(letters) and not text.endswith("."))
    )


def _governing_law(clauses: Sequence[Clause]) -> str:
    for clause in clauses:
        if not _LAW_HEADING.search(clause.heading.lower()):
            continue
        text = plain(clause.text)
        place = find_law(text) or (first_place(text) if len(text) < _ENTRY else None)
        if place:
            return place.name
    for words in islice(_sentences_of_law(clauses), _MOST_SENTENCES):
        place = find_law(words)
        if place:
            return place.name
    return ""


def _sentences_of_law(clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        low = lower(clause.text)
        if "law" not in low:
            continue
        for cue in _LAW_CUE.finditer(low):
            first = max(0, cue.start() - _LONGEST_SENTENCE)
            start, end = max(first, low.rfind(". ", first, cue.start())), cue.start() + 300
            if "law" in low[start:end]:
                yield plain(clause.text[start:end])
