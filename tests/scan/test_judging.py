"""How grave a trace is, where it is said to stand, and what is said of it."""

from dataclasses import replace

import pytest

from clausecheck import read, segment
from clausecheck.model import Clause, Document, Observation, Severity, Trace
from clausecheck.scan.judging import Judge

TEXT = b"""\
1. Services. Supplier shall provide the services.

2. Payment. Customer shall pay each invoice within thirty days after receipt of it.

3. Term. This Agreement runs for two years.
"""
HIDDEN = "Customer waives every claim against Supplier."


@pytest.fixture(scope="module")
def document() -> Document:
    return read.read_bytes(TEXT, "a.txt")


@pytest.fixture(scope="module")
def clauses(document: Document) -> tuple[Clause, ...]:
    return segment.segment(document)


def judged(document: Document, clauses: tuple[Clause, ...], quote: str, **more: object) -> Observation:
    trace = Trace(technique="docx.vanish", quote=quote)
    return Judge(document, clauses).observation(replace(trace, **more))  # type: ignore[arg-type]


def test_hidden_terms_are_grave(document: Document, clauses: tuple[Clause, ...]) -> None:
    assert judged(document, clauses, HIDDEN).severity is Severity.HIGH


@pytest.mark.parametrize("word", ["not", "unlimited", "$900", "except"])
def test_one_hidden_word_that_turns_a_sentence_is_grave(
    document: Document, clauses: tuple[Clause, ...], word: str
) -> None:
    assert judged(document, clauses, word).severity is Severity.HIGH


@pytest.mark.parametrize(
    "anchor",
    [
        "/sig1/",
        "{{Sig_es_:signer1:signature}}",
        "\\s1\\",
        "<<date>>",
        "[[SignHere_1]]",
        "*",
        "DocuSign Envelope ID: 1A2B",
    ],
)
def test_anchors_of_signatures_are_information(document: Document, clauses: tuple[Clause, ...], anchor: str) -> None:
    assert judged(document, clauses, anchor).severity is Severity.INFO


def test_words_that_stand_visibly_elsewhere_are_information(document: Document, clauses: tuple[Clause, ...]) -> None:
    found = judged(document, clauses, "each invoice within  thirty\ndays")
    assert found.severity is Severity.INFO
    assert "elsewhere" in found.explanation


def test_few_words_are_not_the_same_as_those_elsewhere(document: Document, clauses: tuple[Clause, ...]) -> None:
    assert judged(document, clauses, "within thirty days").severity is Severity.HIGH


def test_words_at_their_own_place_are_not_elsewhere(document: Document, clauses: tuple[Clause, ...]) -> None:
    words = "Customer shall pay each invoice"
    assert judged(document, clauses, words, at=document.text.index(words)).severity is Severity.HIGH


def test_what_is_usual_is_information_and_says_why(document: Document, clauses: tuple[Clause, ...]) -> None:
    found = judged(document, clauses, HIDDEN, usual="white words on a dark head of a table")
    assert found.severity is Severity.INFO
    assert "white words on a dark head of a table" in found.explanation


def test_the_place_is_told_by_part_page_and_clause(document: Document, clauses: tuple[Clause, ...]) -> None:
    after_second = document.text.index("3. Term") - 1
    found = judged(document, clauses, HIDDEN, at=after_second, page=4, part="word/document.xml")
    assert found.location == "word/document.xml, page 4, after clause 2"
    assert judged(document, clauses, HIDDEN, at=document.text.index("invoice")).location == "in clause 2"
    assert judged(document, clauses, HIDDEN).location == "the file"


def test_what_was_measured_and_what_is_seen_are_told(document: Document, clauses: tuple[Clause, ...]) -> None:
    found = judged(document, clauses, HIDDEN, detail="the letters are white on white", shown="90 days")
    assert "The letters are white on white." in found.explanation
    assert "A person sees: 90 days." in found.explanation
