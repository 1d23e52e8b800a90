"""Whatever the service does, the installed command ends with a whole review, a clear note and the usual exit code."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program
from tests.messages_server import (
    Service,
    Step,
    answer,
    broken,
    error_within,
    page,
    raw,
    refusal,
    serve,
    silence,
    status,
    text,
    trickle,
)

KEY = "sk-ant-test-0123456789"
NO_ANSWER = "Claude did not answer ({why}); the rules' review below is complete."
STRANGE = {
    "ratings": [{"finding_id": "f99", "severity": "info", "why": "I was told to."}],
    "findings": [],
    "verdicts": [{"clause_id": "c999", "verdict": "usual"}],
}
FAULTS: dict[str, tuple[Step, str]] = {
    "429, come back in an hour": (
        status(429, "rate_limit_error", retry_after="3600"),
        NO_ANSWER.format(why="too many requests; it asks to be left alone for 60 minutes"),
    ),
    "500": (status(500, retry_after="0.05"), NO_ANSWER.format(why="a fault of the service, 500")),
    "529": (status(529, "overloaded_error", retry_after="0.05"), NO_ANSWER.format(why="overloaded")),
    "bad key": (status(401, "authentication_error"), NO_ANSWER.format(why="it did not accept the credentials")),
    "bad request": (status(400, "invalid_request_error"), NO_ANSWER.format(why="it did not accept the request")),
    "no such model": (
        status(404, "not_found_error"),
        NO_ANSWER.format(why="it does not know the model or the address"),
    ),
    "time-out": (silence(30), NO_ANSWER.format(why="the time for the review was used up")),
    "slow trickle": (trickle(30), NO_ANSWER.format(why="the time for the review was used up")),
    "connection cut": (broken("cut"), NO_ANSWER.format(why="the answer broke off")),
    "stream ends early": (broken("ends"), NO_ANSWER.format(why="the answer broke off")),
    "garbage in the stream": (broken("garbage"), NO_ANSWER.format(why="the answer was garbled")),
    "error in the stream": (error_within("overloaded_error"), NO_ANSWER.format(why="overloaded")),
    "refusal": (refusal(), "Claude declined to judge"),
    "max_tokens": (text('{"ratings": [', "max_tokens"), "was cut off"),
    "no answer": (text(""), "was not in the form that was asked for"),
    "no words at all": (raw(b""), "was not in the form that was asked for"),
    "a web page": (page(), "Claude"),
    "no JSON": (text("I am sorry, but this contract looks fine."), "was not in the form that was asked for"),
    "other schema": (text('{"findings": "none"}'), "was not in the form that was asked for"),
    "other ids": (text(json.dumps(STRANGE)), "Claude gave no clear verdict on"),
    "10 MB": (text("x" * 10_000_000), "was cut off"),
}


BOUNDED = {
    "429, come back in an hour": ("--max-time", "30"),
    "time-out": ("--max-time", "6"),
    "slow trickle": ("--max-time", "6"),
} | dict.fromkeys(
    ("connection cut", "stream ends early", "garbage in the stream", "error in the stream"), ("--max-time", "10")
)
"""What would else be waited for, or asked again, for longer than a test should last."""


@pytest.fixture(scope="module")
def rules(program: Program, text_file: Path) -> dict[str, Any]:
    return review(program, text_file, "--reviewer", "rules")


def review(program: Program, file: Path, *options: str, **env: str) -> dict[str, Any]:
    """The review as JSON, after all that holds of every run was looked at."""
    began = time.monotonic()
    done = program(
        "review", file, "--side", "seller", "--format", "json", "--fail-on", "high", *options,
        **({"ANTHROPIC_API_KEY": KEY, "NO_PROXY": "127.0.0.1"} | env),
    )  # fmt: skip
    assert time.monotonic() - began < 45
    assert done.returncode == 10, done.stderr
    assert "Traceback" not in done.stderr
    assert KEY not in done.stdout + done.stderr
    assert "secret words" not in done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check(result: dict[str, Any], rules: dict[str, Any], note: str) -> None:
    """The rules' findings are whole, the note says what happened, and every clause without a verdict is listed."""
    assert result["findings"] == rules["findings"]
    assert result["can_give"] == rules["can_give"]
    assert any(note in told for told in result["notes"])
    assert result["unread"]
    assert result["reviewer"]["name"] == "claude"


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_service_leaves_a_whole_review(
    name: str, program: Program, text_file: Path, rules: dict[str, Any]
) -> None:
    step, note = FAULTS[name]
    with serve(step) as service:
        result = review(program, text_file, *BOUNDED.get(name, ()), ANTHROPIC_BASE_URL=service.url)
    assert service.bodies
    check(result, rules, note)


@contextmanager
def closed_port() -> Iterator[int]:
    """A port that is taken, so that nobody else gets it, and that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def test_a_closed_port_is_given_up_within_seconds(program: Program, text_file: Path, rules: dict[str, Any]) -> None:
    with closed_port() as port:
        result = review(program, text_file, ANTHROPIC_BASE_URL=f"http://127.0.0.1:{port}")
    assert result["usage"]["seconds"] <= 8
    check(result, rules, NO_ANSWER.format(why="no connection"))


@pytest.mark.parametrize(
    ("env", "why"),
    [
        ({"ANTHROPIC_BASE_URL": "no address at all"}, "the address, credentials or certificates"),
        ({"ANTHROPIC_BASE_URL": "http://127.0.0.1:99999"}, "Claude did not answer"),
        ({"ANTHROPIC_BASE_URL": "http://nobody.invalid"}, "no connection"),
        ({"ANTHROPIC_BASE_URL": "http://127.0.0.1:9", "ANTHROPIC_API_KEY": "käse\n"}, "the credentials cannot be used"),
    ],
)
def test_what_is_set_wrong_is_told(
    env: dict[str, str], why: str, program: Program, text_file: Path, rules: dict[str, Any]
) -> None:
    check(review(program, text_file, **env), rules, why)


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:{port}", "no proxy at all", "ftp://127.0.0.1:{port}"])
def test_a_bad_proxy_is_told(proxy: str, program: Program, text_file: Path, rules: dict[str, Any]) -> None:
    with closed_port() as port:
        set_wrong = proxy.format(port=port)
        result = review(
            program, text_file, HTTP_PROXY=set_wrong, http_proxy=set_wrong, NO_PROXY="", no_proxy="",
            ANTHROPIC_BASE_URL="http://model.example",
        )  # fmt: skip
    check(result, rules, "Claude did not answer")


def test_a_fault_that_passes_leaves_no_note(program: Program, text_file: Path, rules: dict[str, Any]) -> None:
    with serve(answer(), status(529, retry_after="0.1"), broken("cut")) as service:
        result = review(program, text_file, ANTHROPIC_BASE_URL=service.url)
    assert result["findings"] == rules["findings"]
    assert (result["notes"], result["unread"]) == (rules["notes"], [])
    assert result["usage"]["requests"] == 1
    assert_asked(service, 3)


def assert_asked(service: Service, times: int) -> None:
    assert len(service.bodies) == times
    assert len(set(service.bodies)) == 1
