"""Each type of a long clause has the sentence that says it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from clausecheck.classify import classify
from clausecheck.classify.features import tokens, windows
from clausecheck.classify.places import sentence_of_word, sentences, word_counts
from clausecheck.model import ClassifiedType, Clause, Span

FILLER = (
    "The parties shall meet each quarter in the offices of Client to talk about the progress of the project.",
    "Minutes of the meeting are written by the party that hosts it and are kept with the papers of the project.",
    "Each party names a person who speaks for it, and tells the other when that person is on holiday.",
    "The working language of the project is English, and all drawings are made in metric units.",
    "Visitors to the offices of Client wear a badge and follow the house rules that hang beside the door.",
)
SAID = {
    "cap_on_liability": "In no event shall the aggregate liability of Consultant under this Agreement exceed the fees "
    "paid by Client in the twelve months before the claim.",
    "governing_law": "This Agreement is governed by the laws of the State of New York, without regard to its conflict "
    "of laws rules.",
    "set_off": "Client may set off any sum that Consultant owes it against the fees due under this Agreement.",
    "jury_waiver": "Each party hereby waives its right to a trial by jury in any action arising from this Agreement.",
    "entire_agreement": "This Agreement constitutes the entire agreement of the parties and supersedes all prior "
    "agreements and understandings between them.",
    "suspension": "Consultant may suspend the performance of the Services while any invoice remains unpaid.",
    "insurance": "Consultant shall maintain commercial general liability insurance of at least one million dollars per "
    "occurrence, and shall name Client as an additional insured.",
}


def placed(clause: Clause) -> dict[str, ClassifiedType]:
    """The decided types of a clause that stands among others, as in a contract."""
    around = [replace(clause, id=f"around{i}", heading="", text=text) for i, text in enumerate(FILLER * 3)]
    return {kind.id: kind for kind in classify([*around, clause])[clause.id] if kind.decided}


def words(clause: Clause, span: Span | None) -> str:
    assert span is not None
    return clause.text[span.start - clause.span.start : span.end - clause.span.start]


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("before", [0, 1, 3, 5])
def test_what_stands_in_miscellaneous_is_found_and_quoted(
    clause: Callable[..., Clause], kind: str, before: int
) -> None:
    one = clause(" ".join((*FILLER[:before], SAID[kind], *FILLER[before:])), "Miscellaneous")
    found = placed(one)
    assert kind in found
    assert words(one, found[kind].span) == SAID[kind]


def test_what_is_told_without_being_decided_has_its_place_too(clause: Callable[..., Clause]) -> None:
    said = (
        "During the Term and for two years thereafter, Consultant shall not engage in any business that competes with "
        "the business of Client in the Territory."
    )
    one = clause(" ".join((*FILLER[:2], said, *FILLER[2:])), "Miscellaneous")
    found = {kind.id: kind for kind in classify([one])["c1"]}
    assert words(one, found["non_compete"].span) == said


def test_several_types_each_have_their_own_place(clause: Callable[..., Clause]) -> None:
    kinds = ["governing_law", "set_off", "entire_agreement", "jury_waiver"]
    one = clause(" ".join(part for pair in zip(FILLER, map(SAID.get, kinds), strict=False) for part in pair if part))
    found = placed(one)
    for kind in kinds:
        assert words(one, found[kind].span) == SAID[kind], kind


def test_a_clause_of_one_sentence_has_no_place(clause: Callable[..., Clause]) -> None:
    assert placed(clause(SAID["cap_on_liability"]))["cap_on_liability"].span is None


def test_what_the_heading_alone_says_has_no_place(clause: Callable[..., Clause]) -> None:
    one = clause(f"{FILLER[0]} {FILLER[1]}", "Step-In Rights")
    assert placed(one)["step_in_rights"].span is None


def test_what_the_words_before_a_list_say_is_its_items_too(clause: Callable[..., Clause]) -> None:
    above = clause("Client may terminate this Agreement at once if Consultant:", "", 1)
    item = clause("becomes insolvent or makes an assignment for the benefit of its creditors;", "", 2, "c1")
    kinds = {kind.id for kind in classify([above, item])["c2"] if kind.probability >= 0.5}
    assert "termination_for_cause" in kinds


@pytest.mark.parametrize(
    "text",
    [
        "", ".", " . ", "; ; ;", "word", "a. b. c.", " ".join(FILLER), "\n\n".join(FILLER), " . ".join(FILLER),
        "“Curly.” İstanbul’s ﬁrst; " * 30, "x" * 5000, "1.2.3. " * 200, ". " * 500, "\u00ad " * 40 + FILLER[0],
    ],
)  # fmt: skip
def test_sentences_are_those_that_the_model_scores(text: str) -> None:
    ranges = sentences(text, tokens(text))
    assert len(ranges) == max(1, len(windows(tokens(text))) - 1)
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(ranges):
        assert end <= start
        assert not text[end:start].strip()


def test_a_word_stands_in_one_sentence() -> None:
    text = " ".join(FILLER)
    ranges = sentences(text, tokens(text))
    counts = word_counts(text, ranges)
    assert counts[-1] == len(text.split())
    assert [sentence_of_word(counts, text[:start].count(" ")) for start, _ in ranges] == [0, 1, 2, 3, 4]
    assert [sentence_of_word(counts, count - 1) for count in counts] == [0, 1, 2, 3, 4]
    assert sentence_of_word(counts, 10_000) == 4
