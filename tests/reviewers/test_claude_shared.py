"""What reaches Claude of the shared figures is the same bytes for either side, and nothing else is sent as a figure."""

import json
import re
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
        bodies[side] = sorted(service.bodies, key=lambda body: len(asked_ids(json.loads(body))))
    return bodies


def data(body: bytes) -> str:
    message: str = json.loads(body)["messages"][0]["content"]
    return message.partition("<contract_data>\n")[2].partition("\n</contract_data>")[0]


def value(text: str, name: str) -> str:
    """The JSON value under a name, character for character as it was sent."""
    start = text.index(f'"{name}":') + len(f'"{name}":')
    return text[start : json.JSONDecoder().raw_decode(text, start)[1]]


def figures(body: bytes) -> list[str]:
    """What is told of other contracts."""
    found: list[str] = json.loads(data(body)).get("figures", [])
    return found


def test_the_figures_are_the_same_bytes_for_either_side(sent: dict[Side, list[bytes]]) -> None:
    """What is asked about may differ by what the rules find for a side; what is said of a clause may not."""
    for seller, buyer in zip(sent[Side.SELLER], sent[Side.BUYER], strict=True):
        assert json.loads(seller)["system"][0] == json.loads(buyer)["system"][0], "the frame"
        assert json.loads(seller)["system"][1] != json.loads(buyer)["system"][1], "the side"
        assert value(data(seller), "parties") == value(data(buyer), "parties")
        lines = [figures(seller), figures(buyer)]
        told = [{line.rpartition(":")[0]: line for line in some} for some in lines]
        assert all(told[0][subject] == told[1][subject] for subject in told[0].keys() & told[1].keys())
        assert told[0].keys() & told[1].keys(), "else this test shows nothing"


def test_every_figure_that_is_sent_is_a_row_of_the_shared_context(sent: dict[Side, list[bytes]]) -> None:
    content = json.loads(shared_context(*stats.load_served(), CELL).canonical)
    lines = [line for body in (*sent[Side.SELLER], *sent[Side.BUYER]) for line in figures(body)]
    present = [found for line in lines if (found := re.fullmatch(r"(\w+): in (\d+) of (\d+) (.+) contracts", line))]
    assert present, "else this test shows nothing"
    for found in present:
        assert any(
            [row["type"], str(row["count"]), str(row["sampled"])] == [found[1], found[2], found[3]]
            and " ".join(row[field] for field in ("category", "region", "size") if field in row) == found[4]
            and "years" not in row
            for row in content["presence"]
        )
    bound = [found for line in lines if (found := re.match(r"(\w+): binds both in (\d+), the seller in (\d+)", line))]
    for found in bound:
        assert any(
            [row["type"], str(row["mutual"]), str(row["seller"])] == list(found.groups())
            for row in content["directions"]
        )
