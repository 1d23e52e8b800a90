"""`review --dry-run` and `--max-cost`: what asking would cost, and that it never costs more."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import Program
from tests.messages_server import answer, serve

KEY = {"ANTHROPIC_API_KEY": "sk-ant-test-0123456789", "NO_PROXY": "127.0.0.1"}
COUNTING = "/v1/messages/count_tokens"
UNPAID = "not sent to Claude, to keep within the bound on the cost; the rules' review below is complete."


def told(program: Program, file: Path, *options: str, **env: str) -> dict[str, Any]:
    done = program("review", file, "--side", "seller", "--format", "json", *options, **env)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_dry_run_follows_its_schema_and_needs_no_credentials(program: Program, text_file: Path) -> None:
    found = told(program, text_file, "--dry-run")
    jsonschema.validate(found, json.loads(program("schema", "estimate").stdout))
    assert (found["judged"], found["counted_by"], found["requests"]) == (False, "here", 1)
    assert 0 < found["cost_usd"]["least"] < found["cost_usd"]["most"] < found["bound_usd"]
    assert found["prices"]["as_of"]


def test_the_service_counts_where_it_can_and_is_asked_nothing_else(program: Program, text_file: Path) -> None:
    with serve(answer()) as service:
        found = told(program, text_file, "--dry-run", ANTHROPIC_BASE_URL=service.url, **KEY)
        assert (found["counted_by"], found["requests"]) == ("service", 1)
        assert service.asked == [("POST", COUNTING)]
        offline = told(program, text_file, "--dry-run", "--offline", ANTHROPIC_BASE_URL=service.url, **KEY)
        assert offline["counted_by"] == "here"
        assert len(service.asked) == 1


def test_where_the_service_cannot_count_the_program_does(program: Program, text_file: Path) -> None:
    with serve(answer()) as service:
        service.faults["count"] = [lambda handler, body: handler.whole(404, b"{}")]
        found = told(program, text_file, "--dry-run", ANTHROPIC_BASE_URL=service.url, **KEY)
    assert found["counted_by"] == "here"


def test_runs_and_batches_are_part_of_it(program: Program, text_file: Path) -> None:
    once, thrice, batches = (
        told(program, text_file, "--dry-run", *options) for options in ((), ("--runs", "3"), ("--batches",))
    )
    assert thrice["requests"] == 3 * once["requests"]
    assert thrice["input_tokens"] == 3 * once["input_tokens"]
    assert batches["cost_usd"]["most"] == pytest.approx(once["cost_usd"]["most"] / 2, rel=1e-3)


def test_without_a_price_there_is_no_cost_and_no_bound(program: Program, text_file: Path) -> None:
    found = told(program, text_file, "--dry-run", "--model", "my-model")
    assert (found["cost_usd"], found["bound_usd"]) == (None, None)
    refused = program("review", text_file, "--side", "seller", "--model", "my-model", "--max-cost", "1", **KEY)
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[0] == "error: no price is known for my-model, so --max-cost cannot be kept"


def test_a_person_is_told_that_nothing_was_judged(program: Program, text_file: Path) -> None:
    done = program("review", text_file, "--side", "seller", "--dry-run")
    assert done.returncode == 0
    assert "Nothing was asked, and nothing was judged." in done.stdout
    assert "list prices of" in done.stdout
    bounded = program("review", text_file, "--side", "seller", "--dry-run", "--max-cost", "0.015")
    assert "--max-cost stops it there" in " ".join(bounded.stdout.replace("│", " ").split())


@pytest.mark.parametrize("option", [("--message",), ("--explain", "f000000"), ("--fail-on", "high")])
def test_what_needs_a_review_is_refused(option: tuple[str, ...], program: Program, text_file: Path) -> None:
    done = program("review", text_file, "--side", "seller", "--dry-run", *option)
    assert done.returncode == 2
    assert f"--dry-run and {option[0]} exclude each other" in done.stderr


def test_only_claude_has_a_dry_run(program: Program, text_file: Path) -> None:
    done = program("review", text_file, "--side", "seller", "--dry-run", "--reviewer", "rules")
    assert done.returncode == 2
    assert "--dry-run tells what Claude would cost" in done.stderr


def test_the_answer_is_made_as_short_as_the_money_needs(program: Program, text_file: Path) -> None:
    with serve(answer()) as service:
        service.tokens = lambda body: 4_000
        found = told(program, text_file, "--max-cost", "0.05", ANTHROPIC_BASE_URL=service.url, **KEY)
        assert ("POST", COUNTING) in service.asked
    (body,) = service.requests
    assert 1_500 <= body["max_tokens"] < 16_000
    assert 4_000 * 2.5e-6 + body["max_tokens"] * 10e-6 <= 0.05
    assert 0 < found["usage"]["cost_usd"] <= 0.05
    assert found["unread"] == []


def test_nothing_is_sent_that_could_cost_more_than_the_bound(program: Program, text_file: Path) -> None:
    with serve(answer()) as service:
        found = told(program, text_file, "--max-cost", "0.001", ANTHROPIC_BASE_URL=service.url, **KEY)
    assert service.bodies == []
    assert found["usage"]["cost_usd"] == 0.0
    assert found["unread"]
    assert any(note.endswith(UNPAID) for note in found["notes"])
    assert found["findings"] == told(program, text_file, "--reviewer", "rules")["findings"]
