"""The clause tree as plain values, one branch a clause."""

from dataclasses import dataclass

from clausecheck.model import Clause, Contract, Term
from clausecheck.report.changes import Marked, view_words
from clausecheck.report.page import Line, name_of, said
from clausecheck.report.visible import trimmed
from clausecheck.report.wording import guessed, heading, type_name

_WORDS_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Branch:
    """A clause on one line."""

    level: int
    number: str
    words: str
    """Its heading, else how it begins."""
    notes: str
    """Its likely types and its values."""


def branches(contract: Contract) -> tuple[Branch, ...]:
    """The clauses in reading order; in the markup view with the signs of what is inserted and deleted."""
    marked = Marked(contract.document)
    return tuple(
        Branch(
            clause.level,
            clause.number,
            heading(_heading(clause, contract, marked)) or _beginning(clause, marked),
            _notes(clause, contract),
        )
        for clause in contract.clauses
    )


def heading_lines(contract: Contract) -> tuple[Line, ...]:
    """What stands above the tree."""
    document, facts, category = contract.document, contract.facts, contract.category
    lines = (
        Line(f"{name_of(document)} ({document.words} words, {len(contract.clauses)} clauses)", "File"),
        Line(view_words(document), "View"),
        Line(heading(facts.title), "Title"),
        Line(heading(" and ".join(party.name for party in facts.parties)), "Parties"),
        Line(heading(facts.governing_law), "Law"),
        Line(guessed(category), "Category"),
    )
    return tuple(line for line in lines if line.text)


def remarks(contract: Contract) -> tuple[str, ...]:
    """What stands below the tree: what there is to know of the contract's own order."""
    return tuple(said(notice) for notice in contract.notices)


def _heading(clause: Clause, contract: Contract, marked: Marked) -> str:
    if not clause.heading:
        return ""
    start = contract.document.text.find(clause.heading, clause.whole.start, clause.whole.end)
    return marked.slice(start, start + len(clause.heading)) if start >= 0 else clause.heading


def _beginning(clause: Clause, marked: Marked) -> str:
    words = marked.slice(clause.span.start, min(clause.span.end, clause.span.start + 4 * _WORDS_AT_MOST))
    return trimmed(" ".join(words.split()), _WORDS_AT_MOST)


def _notes(clause: Clause, contract: Contract) -> str:
    types = [type_name(kind.id) for kind in contract.types.get(clause.id, ()) if kind.decided]
    values = [_value(term) for term in contract.terms if term.clause_id == clause.id]
    return ", ".join([*types, *values])


def _value(term: Term) -> str:
    value = f"{term.value:g}" if isinstance(term.value, float | int) else term.value.replace("_", " ")
    said = term.unit == "region" or term.name.endswith(term.unit)
    unit = "" if said else f" {term.unit.replace('_', ' ')}"
    return f"{term.name.replace('_', ' ')}: {value}{unit}"
