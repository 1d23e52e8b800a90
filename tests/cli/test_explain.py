"""`clausecheck review --explain ID`: one finding with the factors of its severity."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program


@pytest.fixture(scope="module")
def whole(program: Program, text_file: Path) -> dict[str, Any]:
    done = program("review", text_file, "--reviewer", "rules", "--format", "json", "--deal-size", "90000", "--quiet")
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def _of_type(whole: dict[str, Any], clause_type: str) -> dict[str, Any]:
    found: dict[str, Any] = next(f for f in whole["findings"] if f["clause_type"] == clause_type and f["factors"])
    return found


def test_one_finding_is_told_with_all_that_is_known(program: Program, text_file: Path, whole: dict[str, Any]) -> None:
    finding = _of_type(whole, "payment_terms")
    done = program("review", text_file, "--reviewer", "rules", "--explain", finding["id"], "--deal-size", "90000")
    assert done.returncode == 0
    said = re.sub(r"\s+", " ", done.stdout)
    negotiation = finding["negotiation"]
    for words in (
        finding["title"], finding["quote"], finding["explanation"], negotiation["ask"], negotiation["fallback"],
        negotiation["walk_away"], negotiation["reason"], finding["rule"], f"Why it is {finding['severity']}",
        finding["weighed"], negotiation["placed"][0]["words"], finding["money"][0], "Money at stake", "Likelihood",
        "Distance from the usual", "Irreversibility", "How hard it is fought over",
    ):  # fmt: skip
        assert words in said
    others = [f["title"] for f in whole["findings"] if f["title"] != finding["title"]]
    assert others
    assert not any(title in said for title in others)


def test_the_factors_add_up_to_what_is_said(whole: dict[str, Any]) -> None:
    for finding in whole["findings"]:
        if finding["factors"]:
            total = sum(one["level"] * one["weight"] for one in finding["factors"])
            assert finding["weighed"].startswith(f"{total:g} points, ")


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_every_format_tells_one_finding(program: Program, text_file: Path, whole: dict[str, Any], form: str) -> None:
    finding = _of_type(whole, "payment_terms")
    done = program("review", text_file, "--reviewer", "rules", "--explain", finding["id"], "--format", form)
    assert done.returncode == 0
    assert finding["title"] in done.stdout
    if form == "json":
        assert [one["id"] for one in json.loads(done.stdout)["findings"]] == [finding["id"]]


def test_what_favours_the_side_has_no_severity_to_explain(program: Program, text_file: Path) -> None:
    arguments = ("review", text_file, "--reviewer", "rules", "--side", "buyer", "--quiet")
    made = json.loads(program(*arguments, "--format", "json").stdout)
    good = next(finding for finding in made["findings"] if finding["favors"] == "buyer")
    assert good["factors"] == []
    done = program(*arguments, "--explain", good["id"])
    assert done.returncode == 0
    assert "It favours you" in done.stdout


@pytest.mark.parametrize("name", ["f000000", "", "f", "../x", "\x1b[31m"])
def test_an_unknown_id_is_a_two_line_error(program: Program, text_file: Path, name: str) -> None:
    done = program("review", text_file, "--reviewer", "rules", "--quiet", f"--explain={name}")
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["error", "hint"]
    assert "agreement.txt" in lines[0]
    assert "\x1b" not in done.stderr
    assert done.stdout == ""


def test_it_is_no_message_at_the_same_time(program: Program, text_file: Path) -> None:
    done = program("review", text_file, "--explain", "f000000", "--message")
    assert done.returncode == 2
    assert "exclude each other" in done.stderr
