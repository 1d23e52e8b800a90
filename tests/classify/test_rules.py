"""Every rule hits what it must, and nothing that it must not; every heading names a type that exists."""

import re
import time

import pytest

from clausecheck.classify import rules
from clausecheck.model.taxonomy import CLAUSE_TYPES

RULES, HEADINGS = rules.load()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.type)
def test_examples(rule: rules.Rule) -> None:
    assert rule.type in CLAUSE_TYPES
    assert rule.match
    assert rule.no_match
    for text in rule.match:
        assert rule.type in rules.hits_in(rules.plain(text)), text
    for text in rule.no_match:
        assert not rule.search(rules.plain(text)), text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.type)
def test_prefilter_lets_every_match_through(rule: rules.Rule) -> None:
    """What must not match is told apart by the pattern too, not by the prefilter's words alone."""
    for text in rule.match:
        assert re.search(rule.pattern, rules.plain(text))
    for text in rule.no_match:
        assert not re.search(rule.pattern, rules.plain(text)), text


def test_probabilities_are_probabilities() -> None:
    assert all(0 < rule.probability < 1 for rule in RULES)


@pytest.mark.parametrize("key", sorted(HEADINGS))
def test_headings_are_keys_of_types(key: str) -> None:
    assert rules.heading_key(key) == key or rules.heading_key(key + "s") == key
    assert set(HEADINGS[key]) <= set(CLAUSE_TYPES)
    assert len(set(HEADINGS[key])) == len(HEADINGS[key])


@pytest.mark.parametrize(
    ("heading", "types"),
    [
        ("PAYMENT TERMS.", {"payment_terms"}),
        ("Governing Law; Jurisdiction", {"venue"}),
        ("Entire Agreement; Amendments; Counterparts", {"entire_agreement", "amendments", "counterparts"}),
        ("Modifications, Severability, and Waiver", {"amendments", "severability", "waiver"}),
        ("Title and Interest", set()),
        ("Interest", {"late_payment_interest"}),
        ("Attorneys’ Fees", {"attorneys_fees"}),
        ("No Third-Party Widgets", set()),
        ("", set()),
    ],
)
def test_headed(heading: str, types: set[str]) -> None:
    assert set(rules.headed(heading)) == types


def test_plain_evens_out_what_word_processors_do() -> None:
    assert rules.plain("“Fees”\n  are NON\u2011refundable – always") == '"fees" are non-refundable - always'


@pytest.mark.parametrize(
    "piece", ["((((", "a ", "9 ", "liability ", "payment invoice ", "claims notice ", "not ", "may terminate "]
)
def test_patterns_are_linear_on_hostile_text(piece: str) -> None:
    text = rules.plain(piece * (100_000 // len(piece)))
    begun = time.process_time()
    for rule in RULES:
        rule.search(text)
    assert time.process_time() - begun < 5
