"""What the playbooks propose, for every topic."""

import re

import pytest

from clausecheck.model import Confidence, FindingKind, Side
from clausecheck.reviewers.playbook import playbook
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.names import Names
from clausecheck.reviewers.rules.reread import Rereader
from tests.reviewers.rules_contract import contract

MADE = contract("Provider shall perform the services for Customer.")
NAMES = Names("Provider", "Customer")
TOPICS = sorted(playbook(Side.SELLER).positions)


def _proposed(topic: str, favored: Side) -> str:
    words = playbook(favored.other).positions[topic].proposed
    if words.startswith("{quote}"):
        return ""
    return NAMES.fill(words, favored, term="Work", type="support", value="5", said="5 %")


def _candidate(favored: Side) -> Candidate:
    clause = MADE.clauses[0]
    return Candidate(
        rule="",
        topic="",
        family="",
        kind=FindingKind.ONE_SIDED,
        confidence=Confidence.HIGH,
        favored=favored,
        clause_type="services",
        clause=clause,
        span=clause.span,
    )


@pytest.mark.parametrize("topic", TOPICS)
def test_no_reading_finds_fault_with_what_is_proposed(topic: str) -> None:
    """Against the side that proposes it: the other is a matter for the other's playbook."""
    reread = Rereader(MADE, {}, {})
    for favored in Side:
        assert reread.clean(_candidate(favored), _proposed(topic, favored))


@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_proposed_is_whole_sentences_without_words_said_twice(topic: str) -> None:
    for favored in Side:
        text = _proposed(topic, favored)
        assert not re.search(r"\b(\w+) \1\b", text)
        assert not re.search(r"\{\w*\}", text)
        assert not text or text.endswith(".")
        assert text[:1] in {"", "“"} or text[0].isupper()
        assert text.count("(") == text.count(")")
