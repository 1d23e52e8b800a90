import time

import pytest

from clausecheck import read, segment
from clausecheck.terms import find_contradictions, read_facts, read_sentences, read_terms
from tests.terms.making import DEAL, one_clause

SIZE = 100_000
PIECES = [
    "(",
    " ",
    "1",
    "one ",
    "1,",
    "thirty (30) days ",
    "one-",
    "$",
    "pay within 5 days invoice ",
    "law of ",
    "governed by the laws of ",
    "governed by the laws of the law. ",
    "the laws of New York ",
    "(a) ",
    "; ",
    "\x00\u202e",
    "İ",
    "liability exceed $5 ",
    "terminate notice 5 days cure breach ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    made, clauses = one_clause(piece * (SIZE // len(piece)))
    start = time.process_time()
    read_facts(made, clauses)
    sentences = read_sentences(made, clauses, DEAL)
    terms = read_terms(made, clauses, {}, sentences)
    find_contradictions(made, clauses)
    assert time.process_time() - start < 4.0
    assert all(made.slice(term.span) == term.quote for term in terms)


@pytest.mark.parametrize("run", ["f" * 3000, "a " * 3000, '"' + " " * 6000])
def test_a_long_run_above_a_signature_names_no_party(run: str) -> None:
    """Where a name is looked for, a run of letters may not be cut into words in every way there is."""
    lines = ["Services Agreement between the undersigned.", f"4. {run} Governing Law.", "By: ________ Name: Jo Doe"]
    document = read.read_bytes("\n\n".join(lines).encode(), "a.txt")
    assert not any(run[:50] in party.name for party in read_facts(document, segment.segment(document)).parties)
