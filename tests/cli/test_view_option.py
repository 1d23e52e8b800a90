"""`--view`: one file in three views, from the command line to the result."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.read.files import block, level, lists, mark, run, tracked, word_file

LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A contract with a new clause and a longer term of payment, both proposed by the customer."""
    term = tracked("del", "thirty (30)", "Ann Lee") + tracked("ins", "ninety (90)", "Ann Lee")
    body = "".join(
        (
            block(run("SERVICES AGREEMENT")),
            block(run("Services. Supplier shall provide the services to Customer."), LIST),
            block(
                tracked("ins", "Set-off. Customer may set off any amount.", "Ann Lee"), LIST + mark("ins", "Ann Lee")
            ),
            block(run("Payment. Customer shall pay each invoice within ") + term + run(" days after receipt."), LIST),
        )
    )
    path = tmp_path_factory.mktemp("changed") / "changed.docx"
    path.write_bytes(word_file(body, numbering=lists(level(0, "%1."))))
    return path


@pytest.mark.parametrize(
    ("view", "number", "words"),
    [("final", "3", "within ninety (90) days"), ("original", "2", "within thirty (30) days")],
)
def test_parse_in_a_view(program: Program, changed: Path, view: str, number: str, words: str) -> None:
    told = json.loads(program("parse", changed, "--view", view, "--format", "json").stdout)
    payment = next(clause for clause in told["clauses"] if clause["heading"] == "Payment")
    assert payment["number"] == number
    assert words in payment["text"]
    assert told["document"]["view"] == view
    assert [change["author"] for change in told["changes"]] == ["Ann Lee"] * 3


def test_the_tree_marks_what_is_inserted_and_deleted(program: Program, changed: Path) -> None:
    shown = program("parse", changed, "--view", "markup", COLUMNS="100").stdout
    assert "{+Set-off" in shown
    assert "markup: with the inserted and the deleted words of the 2 proposed changes" in shown


def test_a_review_lists_proposed_changes(program: Program, changed: Path) -> None:
    shown = program("review", changed, "--offline", COLUMNS="100").stdout
    assert "View      final: as if the 2 proposed changes in the file were accepted" in shown
    assert "2 proposed changes, by Ann Lee." in shown
    assert "“thirty (30)” → “ninety (90)”" in shown


def test_a_wrong_view_is_told(program: Program, changed: Path) -> None:
    done = program("parse", changed, "--view", "orginal")
    assert (done.returncode, "did you mean original" in done.stderr) == (2, True)
