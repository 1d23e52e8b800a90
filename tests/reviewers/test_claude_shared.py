"""What reaches Claude of the shared figures is the same bytes for either side, and nothing else is sent as a figure."""

import json
from pathlib import Path

import pytest

from clausecheck import stats
from clausecheck.context import shared_context
from clausecheck.model import Cell, Contract, Side
from clausecheck.review import read_contract, review
from clausecheck.reviewers.claude.reviewer import ClaudeReviewer
from tests.messages_server import answer, asked_ids, serve

EXAMPLE = Path(__file__).parents[2] / "examples" / "website-agreement.docx"
CELL = Cell("services", "US-NY")


@pytest.fixture(scope="module")
def contract() -> Contract:
    return read_contract(EXAMPLE)


@pytest.fixture
def sent(contract: Contract, monkeypatch: pytest.MonkeyPatch) -> dict[Side, list[bytes]]:
    """The requests to Claude of a review for each side, in the order of the contract."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test")
    bodies: dict[Side, list[bytes]] = {}
    for side in Side:
        with serve(answer()) as service:
            monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
            review(contract, side, category="services", region="US-NY", reviewer=ClaudeReviewer())
        bodies[side] = sorted(service.bodies, key=lambda body: asked_ids(json.loads(body)))
    return bodies


def data(body: bytes) -> str:
    message: str = json.loads(body)["messages"][0]["content"]
    return message.partition("<contract_data>\n")[2].partition("\n</contract_data>")[0]


def value(text: str, name: str) -> str:
    """The JSON value under a name, character for character as it was sent."""
    start = text.index(f'"{name}":') + len(f'"{name}":')
    return text[start : json.JSONDecoder().raw_decode(text, start)[1]]


def test_the_figures_are_the_same_bytes_for_either_side(sent: dict[Side, list[bytes]]) -> None:
    pairs = list(zip(sent[Side.SELLER], sent[Side.BUYER], strict=True))
    assert pairs
    for seller, buyer in pairs:
        for name in ("figures", "deviations", "clauses", "terms"):
            assert value(data(seller), name) == value(data(buyer), name)
        assert json.loads(seller)["system"][0] == json.loads(buyer)["system"][0], "the frame"
        assert json.loads(seller)["system"][1] != json.loads(buyer)["system"][1], "the side"
    assert any(len(value(data(seller), "figures")) > 500 for seller, _ in pairs), "else this test shows little"


def test_every_figure_that_is_sent_is_a_row_of_the_shared_context(sent: dict[Side, list[bytes]]) -> None:
    content = json.loads(shared_context(*stats.load_served(), CELL).canonical)
    presence = {(row["type"], row["count"], row["sampled"]) for row in content["presence"]}
    stated = [row["values"] for row in content["values"]] + [row["names"] for row in content["names"]]
    for body in (*sent[Side.SELLER], *sent[Side.BUYER]):
        figures = json.loads(value(data(body), "figures"))
        assert {(kind, count, sampled) for kind, _, count, sampled in figures["presence"]} <= presence
        assert all(row[-1] in stated for row in (*figures["values"], *figures["names"]))


def test_a_row_by_years_is_not_sent_and_a_narrowed_one_says_its_region(sent: dict[Side, list[bytes]]) -> None:
    content = json.loads(shared_context(*stats.load_served(), CELL).canonical)
    for body in sent[Side.SELLER]:
        for kind, cell, *counted in json.loads(value(data(body), "figures"))["presence"]:
            assert any(
                [row["type"], row["count"], row["sampled"]] == [kind, *counted]
                and " ".join(row[field] for field in ("category", "region", "size") if field in row) == cell
                and "years" not in row
                for row in content["presence"]
            )
