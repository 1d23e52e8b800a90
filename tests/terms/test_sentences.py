import time

import pytest

from clausecheck.model import Facts, Party, Side, Span
from clausecheck.terms import read_sentences
from clausecheck.terms.sentences import role_mentions, split, with_roles
from tests.terms.making import DEAL, clause, document, one_clause


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The fee is due. It is not refundable.", 2),
        ("Acme Inc. shall pay the fee under Sec. 4 and No. 5 of the U.S. Code.", 1),
        ("Acme, Inc. The parties agree.", 2),
        ("The scope is in Exhibit A. Provider shall follow it.", 2),
        ("Mr. J. Smith signs for Acme Corp. and for no one else.", 1),
        ("The fee is $1.50 per unit, i.e. 3.5 percent less. It may rise.", 2),
        ('It is called the "Fee." It is due.', 2),
        ("He may (a) stop; (b) go. (c) wait. Nothing else is allowed.", 2),
        ("1. Services. Provider shall work.", 2),
        ("Is it due? Yes! It is.", 3),
        ("It ends at 5 p.m. on the day of delivery.", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_nothing_is_lost_between_sentences() -> None:
    text = "  First one.  Second one; (a) item, (b) item.\nThird "
    assert " ".join(sentences(text)).split() == text.split()


def test_a_new_block_is_a_new_sentence_unless_the_words_go_on() -> None:
    made = document("Fees are due", "in ten days", "No refunds")
    whole = clause(made, made.text)
    found = [sentence.text for sentence in read_sentences(made, (whole,), DEAL)]
    assert found == ["Fees are due\nin ten days", "No refunds"]


def roles(words: str) -> str:
    made, clauses = one_clause(words)
    (sentence,) = read_sentences(made, clauses, DEAL)
    assert sentence.text == words
    return sentence.roles


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("The Provider shall pay the  Customer’s costs", "SELLER shall pay BUYER's costs"),
        ("PROVIDER SHALL INDEMNIFY THE CUSTOMER", "SELLER shall indemnify BUYER"),
        (
            "Either party may assign, and neither party shall sue",
            "either PARTY may assign, and neither PARTY shall sue",
        ),
        ("each of the parties and both Parties", "each PARTY and both PARTY"),
        ("the parties' discussions", "PARTY's discussions"),
        ("by notice to the other party", "by notice to OTHER"),
        ("gives the other at least ten days", "gives OTHER at least ten days"),
        ("no third party shall benefit", "no third party shall benefit"),
        ("a limited liability company and its customers", "a limited liability company and its customers"),
        ("Customer Data stays Customer's", "BUYER data stays BUYER's"),
    ],
)
def test_names_are_seen_as_roles(words: str, seen: str) -> None:
    assert roles(words) == seen


def test_an_item_is_read_with_the_words_that_introduce_it() -> None:
    made = document("The Contractor shall:", "(a)", "keep records.", "It may stop.")
    intro = clause(made, "The Contractor shall:")
    item = clause(made, "keep records.\nIt may stop.", number=2, parent="c1")
    found = read_sentences(made, (intro, item), DEAL)
    assert [sentence.roles for sentence in found] == ["SELLER shall:", "SELLER shall: keep records.", "it may stop."]
    assert [sentence.text for sentence in found][1] == "keep records."


def test_a_finished_sentence_introduces_nothing() -> None:
    made = document("The Contractor shall work.", "It is paid.")
    found = read_sentences(
        made, (clause(made, "The Contractor shall work."), clause(made, "It is paid.", number=2, parent="c1")), DEAL
    )
    assert found[1].roles == "it is paid."


@pytest.mark.parametrize(
    "hostile", ["(" * 100_000, "a. " * 33_000, "1. " * 33_000, " " * 100_000, "(a) " * 25_000, ". A" * 33_000]
)
def test_hostile_text_is_split_in_linear_time(hostile: str) -> None:
    made, clauses = one_clause(hostile)
    start = time.process_time()
    read_sentences(made, clauses, DEAL)
    assert time.process_time() - start < 2.0


def test_the_counterpart_of_a_role_word_is_the_other_party() -> None:
    facts = Facts(
        parties=(
            Party(name="Acme AG", alias="Licensor", role=Side.SELLER),
            Party(name="Bolt LLC", alias="Bolt", role=Side.BUYER),
        )
    )
    mentions = role_mentions(facts)
    assert with_roles("Licensor grants Licensee a right. Bolt pays the seller.", mentions) == (
        "SELLER grants BUYER a right. BUYER pays the seller."
    )
