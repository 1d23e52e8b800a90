"""Noise around a contract, fifty times its length: through the program, the same is found on the contract's clauses."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.history.contracts import ONE_WAY, UNLIMITED, agreement
from tests.messages_server import serve, shown, text

CONTRACT = agreement(days=120, warranty=900, liability=UNLIMITED, indemnity=ONE_WAY)
WORDS = ("Payment", "Liability", "Warranty", "Indemnification")
"""The clauses that are asked about."""
WEATHER = "Meetings. The parties meet in the spring of each year to talk about the progress of the work, item {n}."
RETURNS = "Returns. Customer may at its sole discretion and at any time send item {n} back without compensation."

Reviewed = Callable[[str], tuple[list[dict[str, Any]], list[bytes]]]


def within(noise: str, each: int) -> str:
    """The contract with clauses of noise before, between and behind its own, all numbered in one run."""
    start, *clauses = re.split(r"(?m)^(?=\d+\. )", CONTRACT)
    rows: list[str] = []
    for clause in (*clauses, ""):
        rows.extend(noise.format(n=len(rows)) for _ in range(each))
        rows += [clause.partition(". ")[2].strip()] if clause else []
    return start + "\n\n".join(f"{n}. {row}" for n, row in enumerate(rows, 1)) + "\n"


def judged(body: dict[str, Any]) -> str:
    """A model that goes by the words of each clause alone."""
    clauses = shown(body)["clauses"]
    findings = [
        {
            "clause_id": clause["id"], "quote": " ".join(clause["text"].split()[:5]), "kind": "unusual_wording",
            "severity": "medium", "favors": "neither", "clause_type": "definitions", "title": "Worth a second look",
            "explanation": "These words can be read in more than one way.", "ask": "Say it plainly.", "fallback": "",
            "walk_away": "", "proposed_text": "", "priority": "should", "reason": "",
        }
        for clause in clauses
    ]  # fmt: skip
    ratings = [
        {"finding_id": row[0], "severity": "low", "why": "It can be ended at any time."}
        for row in shown(body)["findings"]
        if row[0]
    ]
    verdicts = [{"clause_id": clause["id"], "verdict": "finding"} for clause in clauses]
    return json.dumps({"ratings": ratings, "findings": findings, "verdicts": verdicts})


@pytest.fixture
def reviewed(tmp_path: Path) -> Reviewed:
    """What the program finds in a text, but for what is told of noise, and what it sent."""

    def run(words: str) -> tuple[list[dict[str, Any]], list[bytes]]:
        path = tmp_path / "contract.txt"
        path.write_text(words, encoding="utf-8")
        program = str(Path(sys.executable).with_name("clausecheck"))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC", "CLAUSECHECK"))}
        with serve(text(judged)) as service:
            done = subprocess.run(
                [program, "review", str(path), "--reviewer", "claude", "--category", "services", "--format", "json"],
                env=kept
                | {
                    "ANTHROPIC_API_KEY": "sk-ant-test",
                    "ANTHROPIC_BASE_URL": service.url,
                    "NO_PROXY": "127.0.0.1",
                    "CLAUSECHECK_DATA": str(tmp_path / "data"),
                },
                capture_output=True,
                text=True,
                check=False,
            )
        assert done.returncode == 0, done.stderr
        review = json.loads(done.stdout)
        assert review["unread"] == []
        found = [_same(found) for found in review["findings"] if found["quote"]]
        return sorted(found, key=json.dumps), sorted(service.bodies)

    return run


def _same(found: dict[str, Any]) -> dict[str, Any]:
    """A finding without its place in the document and the ids that come from it."""
    fields = ("kind", "severity", "favors", "clause_type", "title", "explanation", "quote", "origin", "opinion")
    kept = {name: found.get(name) for name in fields}
    return json.loads(re.sub(r'"(?:finding_)?id": "f[0-9a-f]{6}"', '"id": ""', json.dumps(kept)))  # type: ignore[no-any-return]


def test_plain_noise_changes_no_byte_of_what_is_sent_and_nothing_that_is_found(reviewed: Reviewed) -> None:
    noisy = within(WEATHER, 55)
    assert len(noisy) >= 50 * len(CONTRACT)
    plain, sent = reviewed(CONTRACT)
    assert len([found for found in plain if found["origin"] == "model"]) == len(WORDS)
    assert all(found["opinion"] for found in plain if found["origin"] != "model")
    found, also = reviewed(noisy)
    assert also == sent
    assert [one for one in found if one["kind"] != "hidden_content"] == plain
    assert {one["title"] for one in found if one["kind"] == "hidden_content"} == {"Much of the text repeats"}


def test_noise_that_is_itself_asked_about_takes_nothing_away(reviewed: Reviewed) -> None:
    plain, _ = reviewed(CONTRACT)
    noisy, sent = reviewed(within(RETURNS, 3))
    assert len(sent) > 1, "else the noise was not asked about"
    assert [found for found in noisy if "item" not in found["quote"] and "Customer may" not in found["quote"]] == plain


def test_noise_within_the_clauses_takes_nothing_away(reviewed: Reviewed) -> None:
    """Paragraphs without a number belong to the clause above them, which grows fifty times as long."""
    lines = "\n\n".join(f"The parties meet in spring over coffee to talk about item {n}." for n in range(110))
    noisy = re.sub(r"(?m)^(?=[2-9]\. )", lines + "\n\n", CONTRACT) + lines
    assert len(noisy) >= 40 * len(CONTRACT)
    plain, _ = reviewed(CONTRACT)
    found, _ = reviewed(noisy)
    assert [one for one in plain if one["origin"] == "model" and one not in found] == []
    kept = {(one["title"], one["severity"], one["clause_type"]) for one in found}
    assert {(one["title"], one["severity"], one["clause_type"]) for one in plain} <= kept
