"""The draft of a message to the other side: what it says, and what it must never say."""

from dataclasses import replace

from clausecheck.model import Confidence, PlaybookLine, Priority, Severity, Step, Trade
from clausecheck.report.review.message import POINTS_AT_MOST, message
from tests.report import sample


def test_a_point_has_place_quote_question_wish_reason_and_words() -> None:
    read = sample.contract()
    found = sample.finding(read, "c1", negotiation=sample.ADVICE, evidence=(sample.FIGURE,))
    lines = message(sample.review(read, findings=(found,))).splitlines()
    assert lines[0] == "Subject: Master Services Agreement: one question before we sign"
    assert lines[2].startswith("Hello ")
    assert "1. Payment (1, page 1)" in lines
    at = lines.index("1. Payment (1, page 1)")
    assert lines[at + 1].startswith("The draft says: “Customer shall pay each undisputed invoice")
    assert lines[at + 2].endswith("?")
    assert lines[at + 3].startswith("What others agree: ")
    assert "95% interval" in lines[at + 3]
    assert lines[at + 4] == f"What would suit us: {sample.ADVICE.ask} {sample.ADVICE.reason}"
    assert lines[at + 5] == f"Possible words: “{sample.ADVICE.proposed_text}”"


def test_what_one_would_settle_for_and_what_is_private_is_not_told() -> None:
    read = sample.contract()
    fired = PlaybookLine(file="mine.toml", line=7, rule="payment_days", step=Step.ASK, text="SECRET-LINE")
    advice = replace(sample.ADVICE, fallback="SECRET-FALLBACK", walk_away="SECRET-END")
    found = sample.finding(read, "c1", negotiation=advice, playbook=fired, money=("SECRET-SUM",))
    assert "SECRET" not in message(sample.review(read, findings=(found,)))


def test_only_what_is_worth_a_point_is_raised_and_must_comes_before_nice() -> None:
    read = sample.contract()
    one = sample.finding(read, "c1", negotiation=sample.ADVICE)
    nice = replace(one, id="n", title="n", negotiation=replace(sample.ADVICE, priority=Priority.NICE, ask="NICE"))
    unsure = replace(one, id="u", confidence=Confidence.LOW, negotiation=replace(sample.ADVICE, ask="UNSURE"))
    small = replace(one, id="s", severity=Severity.LOW, negotiation=replace(sample.ADVICE, ask="SMALL"))
    told = message(sample.review(read, findings=(one, nice, unsure, small)))
    assert sample.ADVICE.ask in told
    assert not {"NICE", "UNSURE", "SMALL"} & set(told.split())
    many = message(sample.review(read, findings=tuple(replace(one, id=f"f{n}") for n in range(POINTS_AT_MOST + 4))))
    assert many.count("The draft says:") == POINTS_AT_MOST


def test_offers_are_those_of_the_points_raised() -> None:
    read = sample.contract()
    one = sample.finding(read, "c1", negotiation=sample.ADVICE)
    trades = tuple(
        Trade(finding_id=name, clause_id=None, clause_type="payment_terms", offer=f"Offer {name}.", reason="r")
        for name in (one.id, "other")
    )
    told = message(sample.review(read, findings=(one,), trades=trades))
    assert f"- Offer {one.id}." in told.splitlines()
    assert "Offer other" not in told


def test_without_points_it_says_so() -> None:
    told = message(sample.review(findings=()))
    assert "ready to go ahead" in told
    assert "We have no points to raise on it." in told


def test_words_of_the_contract_do_not_act() -> None:
    read = sample.contract()
    found = sample.finding(read, "c3", negotiation=sample.ADVICE)
    told = message(sample.review(read, findings=(found,)))
    assert "U+001B" in told
    assert "\x1b" not in told
    assert "\u202e" not in told
