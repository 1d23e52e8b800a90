"""The local token counter: near to what a tokenizer says, and the same for every part of a request."""

import json

import pytest

from clausecheck.model import ReviewRequest, Scope
from clausecheck.reviewers.claude.counting import count, count_body
from clausecheck.reviewers.claude.grouping import plan
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.message import message, system
from clausecheck.reviewers.claude.schema import schema
from clausecheck.reviewers.claude.shown import data
from clausecheck.reviewers.prompting import load_prompts
from tests.reviewers.contracts import request


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("The Supplier shall indemnify and hold harmless the Customer from all claims of third parties.", 19),
        ('"clause_id":"c1","quote":', 10),
        ("payment_terms, price_increase, ip_ownership_assignment", 13),
        ("Payment is due within thirty (30) days after receipt of an invoice for $1,250,000.00.", 24),
    ],
)
def test_counts_are_near_those_of_a_tokenizer(text: str, tokens: int) -> None:
    """The expected counts are those of the tokenizer that Claude 2 was published with."""
    assert abs(count(text) - tokens) <= max(1, 0.2 * tokens)


def test_other_scripts_count_by_the_letter() -> None:
    assert count("契約" * 50) >= 100


def test_a_request_counts_all_that_is_sent_but_the_envelope() -> None:
    whole: ReviewRequest = request()
    (chunk,), _ = plan(whole, Limits(), Scope.ALL)
    body = {
        "model": "test",
        "max_tokens": 1000,
        "system": system(load_prompts(), whole),
        "messages": [{"role": "user", "content": message(whole, chunk, data(whole, chunk))}],
        "output_config": {"format": {"type": "json_schema", "schema": schema()}},
    }
    without = {name: value for name, value in body.items() if name != "output_config"}
    assert count_body(body) - count_body(without) == count(json.dumps(schema(), separators=(",", ":")))
    assert count_body(body) == pytest.approx(count(json.dumps(body)), rel=0.2)
