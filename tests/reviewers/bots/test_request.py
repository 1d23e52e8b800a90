"""What a bot is given: by the schema, the same bytes every time, and nothing private in the bytes that are kept."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from clausecheck.model import Redaction, ReviewerAnswer, ReviewerInfo, ReviewRequest, Side
from clausecheck.report.schema import json_schema as output_schema
from clausecheck.review import read_contract, review
from clausecheck.reviewers.bots.limits import Limits
from clausecheck.reviewers.bots.request import prepared, with_private
from clausecheck.reviewers.bots.shapes import json_schema
from tests.cli.conftest import CONTRACT
from tests.reviewers.contracts import request as made_up

OWN = {"history": {"deals": [{"other": "Quetzal Holdings", "days": 77}]}, "playbook": None}


class Keeps:
    """A reviewer that keeps what it is given, and finds nothing."""

    name, version = "keeps", "1"
    given: ReviewRequest

    def review(self, request: ReviewRequest) -> ReviewerAnswer:
        self.given = request
        return ReviewerAnswer(reviewer=ReviewerInfo(name="keeps", version="1", maker="the tests"))


def real(side: Side = Side.SELLER) -> ReviewRequest:
    keeps = Keeps()
    review(read_contract(CONTRACT.encode(), "a.txt"), side, category="consulting", reviewer=keeps)
    return keeps.given


@pytest.fixture(scope="module")
def given() -> ReviewRequest:
    return real()


def body(request: ReviewRequest, *redact: Redaction) -> dict[str, Any]:
    put = prepared(request, Limits(), frozenset(redact), None)
    read: dict[str, Any] = json.loads(put.body)
    return read


def test_it_is_by_the_schema(given: ReviewRequest) -> None:
    schema = json_schema("bot-request")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(body(given))
    validator.validate(json.loads(with_private(prepared(given, Limits(), frozenset(), OWN).body, OWN)))
    broken = body(given) | {"side": "neither"}
    assert not validator.is_valid(broken)


@pytest.mark.parametrize(
    ("ours", "of", "theirs"),
    [
        ("ClauseJson", "parse", "ClauseJson"),
        ("TypeJson", "parse", "TypeJson"),
        ("TermJson", "parse", "TermJson"),
        ("GivenFindingJson", "review", "FindingJson"),
        ("GivenAdviceJson", "review", "NegotiationJson"),
        ("FigureJson", "review", "EvidenceJson"),
    ],
)
def test_names_are_those_of_the_outputs(ours: str, of: str, theirs: str) -> None:
    named = set(json_schema("bot-request")["$defs"][ours]["properties"]) - {"deviations"}
    assert named <= set(output_schema(of)["$defs"][theirs]["properties"])


def test_it_holds_clauses_findings_and_the_shared_context_with_its_digest(given: ReviewRequest) -> None:
    told = body(given)
    assert [clause["id"] for clause in told["clauses"]] == [clause.id for clause in given.contract.clauses]
    payment = next(clause for clause in told["clauses"] if clause["heading"] == "Payment")
    assert payment["terms"][0]["value"] == 90
    assert payment["deviations"][0]["evidence"]["sampled"] > 0
    assert {found["id"] for found in told["findings"]} == {found.id for found in given.findings}
    content = json.dumps(told["shared_context"]["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert told["shared_context"]["digest"] == f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"
    assert told["private"] is None


def test_both_sides_are_given_the_same_figures(given: ReviewRequest) -> None:
    seller, buyer = body(given), body(real(Side.BUYER))
    assert (seller["side"], buyer["side"]) == ("seller", "buyer")
    differs = {name for name in seller if seller[name] != buyer[name]}
    assert differs == {"side", "findings"}


def test_what_nobody_can_see_is_left_out() -> None:
    told = json.dumps(body(made_up()), ensure_ascii=False)
    assert "Customer’s is limited" in told
    assert not {"\u200b", "\u00ad"} & set(told)


def test_what_is_private_stands_in_no_bytes_that_are_kept(given: ReviewRequest) -> None:
    without, put = (prepared(given, Limits(), frozenset(), own) for own in (None, OWN))
    assert put.body == without.body
    assert b"Quetzal" not in put.body
    assert json.loads(with_private(put.body, put.private))["private"] == OWN


def test_names_can_be_replaced_and_put_back(given: ReviewRequest) -> None:
    put = prepared(
        given, Limits(), frozenset({Redaction.PARTIES}), {"history": None, "playbook": {"for": "Acme Tools Inc."}}
    )
    assert b"Acme Tools" not in put.body
    assert "Acme Tools" not in json.dumps(put.private)
    told = json.loads(put.body)
    assert put.shown(told["contract"]["parties"])[0]["name"] == "Acme Tools Inc."
    assert told["shared_context"] == body(given)["shared_context"]
    assert put.redacted is not None
    assert dict(put.redacted.replaced)[Redaction.PARTIES] > 0


_PRINT = """
import sys
from tests.reviewers.bots.test_request import real
from clausecheck.reviewers.bots.limits import Limits
from clausecheck.reviewers.bots.request import prepared
sys.stdout.buffer.write(prepared(real(), Limits(), frozenset(), None).body)
"""


def test_another_process_makes_the_same_bytes(given: ReviewRequest) -> None:
    bodies = {
        subprocess.run(
            [sys.executable, "-c", _PRINT],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert bodies == {prepared(given, Limits(), frozenset(), None).body}
