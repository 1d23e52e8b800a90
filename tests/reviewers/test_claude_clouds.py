"""Bedrock and Vertex through the SDK's own clients, against a local service that speaks their ways."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from clausecheck.model import Service as Where
from clausecheck.reviewers.claude.clients import invoked
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.retry import Fault
from clausecheck.reviewers.claude.service import ServiceLine
from tests.messages_aws import exception_frame
from tests.messages_server import Handler, Step, broken, refusal, serve, silence, status, text, trickle

BODY: dict[str, Any] = {
    "model": "a-model@20260101",
    "max_tokens": 100,
    "system": [{"type": "text", "text": "Frame.", "cache_control": {"type": "ephemeral"}}],
    "messages": [{"role": "user", "content": "Words of the contract."}],
    "output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}},
}
SECRET = "aws-secret-0123456789"


@pytest.fixture(scope="module")
def rsa_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, form, plain).decode()


Lined = Callable[..., Any]


@pytest.fixture(params=[Where.BEDROCK, Where.VERTEX])
def where(request: pytest.FixtureRequest) -> Where:
    found: Where = request.param
    return found


@pytest.fixture
def lined(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rsa_key: str) -> Lined:
    """A line to a cloud whose addresses are all those of the local service, with credentials that are made up."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name in ("AWS_PROFILE", "AWS_BEARER_TOKEN_BEDROCK", "AWS_SESSION_TOKEN", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIATEST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("CLOUD_ML_REGION", "europe-west1")

    @contextmanager
    def run(where: Where, url: str, **limits: Any) -> Iterator[ServiceLine]:
        account = tmp_path / "account.json"
        account.write_text(
            json.dumps(
                {
                    "type": "service_account",
                    "project_id": "a-project",
                    "private_key_id": "1",
                    "client_id": "1",
                    "private_key": rsa_key,
                    "client_email": "a@a-project.example",
                    "token_uri": f"{url}/token",
                }
            )
        )
        monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(account))
        monkeypatch.setenv("ANTHROPIC_BEDROCK_BASE_URL", url)
        monkeypatch.setenv("ANTHROPIC_VERTEX_BASE_URL", url)
        line = ServiceLine(where, Limits(**limits), time.monotonic() + 20, time.monotonic, threading.Event())
        try:
            yield line
        finally:
            line.close()

    return run


def test_a_reply_is_the_same_wherever_it_comes_from(lined: Lined, where: Where) -> None:
    with serve(text("some words " * 100)) as service, lined(where, service.url) as line:
        reply = line.send(BODY)
    assert (reply.text, reply.stop_reason) == ("some words " * 100, "end_turn")
    spent = reply.spent
    assert (spent.fresh, spent.written, spent.cached, spent.output) == (100, 40, 60, 50)


def test_the_model_stands_in_the_address_and_the_body_is_the_same(lined: Lined, where: Where) -> None:
    with serve(text("")) as service, lined(where, service.url) as line:
        line.send(BODY)
    assert (
        unquote(service.asked[-1][1])
        == {
            Where.BEDROCK: "/model/a-model@20260101/invoke-with-response-stream",
            Where.VERTEX: "/projects/a-project/locations/europe-west1/publishers/anthropic/models/"
            "a-model@20260101:streamRawPredict",
        }[where]
    )
    (sent,) = service.requests
    assert {name: sent[name] for name in ("max_tokens", "system", "messages", "output_config")} == {
        name: value for name, value in BODY.items() if name != "model"
    }


def test_bedrock_s_invoke_model_is_asked_in_the_version_that_it_knows(lined: Lined) -> None:
    with serve(text("")) as service, lined(Where.BEDROCK, service.url) as line:
        line.send(BODY)
    assert service.requests[0]["anthropic_version"] == "bedrock-2023-05-31"


@pytest.mark.parametrize(
    ("model", "through_invoke"),
    [
        ("anthropic.claude-sonnet-5-5", False),
        ("anthropic.claude-sonnet-4-5-20250929-v1:0", True),
        ("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", True),
        ("global.anthropic.claude-opus-4-6-v1", True),
        ("arn:aws:bedrock:eu-central-1:1:application-inference-profile/abc", True),
    ],
)
def test_the_name_of_a_model_says_where_bedrock_has_it(
    lined: Lined, monkeypatch: pytest.MonkeyPatch, model: str, through_invoke: bool
) -> None:
    with serve(text("some words")) as service, lined(Where.BEDROCK, service.url):
        monkeypatch.delenv("ANTHROPIC_BEDROCK_BASE_URL")
        assert invoked(model) is through_invoke


def test_bedrock_s_own_address_for_messages(lined: Lined, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(text("some words")) as service, lined(Where.BEDROCK, service.url) as line:
        monkeypatch.delenv("ANTHROPIC_BEDROCK_BASE_URL")
        monkeypatch.setenv("ANTHROPIC_BEDROCK_MANTLE_BASE_URL", service.url)
        body = BODY | {"model": "anthropic.a-model"}
        assert line.send(body).text == "some words"
        service.tokens = lambda _: 77
        assert line.count(body) == 77
    assert service.requests == [body | {"stream": True}]
    assert service.asked == [("POST", "/v1/messages"), ("POST", "/v1/messages/count_tokens")]
    assert "/eu-central-1/bedrock-mantle/aws4_request" in service.headers[0]["authorization"]


def test_bedrock_is_signed_and_never_told_the_secret(lined: Lined) -> None:
    with serve(text("")) as service, lined(Where.BEDROCK, service.url) as line:
        line.send(BODY)
    (headers,) = service.headers
    assert headers["authorization"].startswith("AWS4-HMAC-SHA256 Credential=AKIATEST/")
    assert "/eu-central-1/bedrock/aws4_request" in headers["authorization"]
    assert SECRET not in json.dumps(headers)


def test_bedrock_takes_a_key_of_its_own(lined: Lined, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "bedrock-key")
    with serve(text("")) as service, lined(Where.BEDROCK, service.url) as line:
        line.send(BODY)
    assert service.headers[0]["authorization"] == "Bearer bedrock-key"


def test_vertex_is_asked_with_a_token_of_google_s(lined: Lined) -> None:
    with serve(text("")) as service, lined(Where.VERTEX, service.url) as line:
        line.send(BODY)
        line.send(BODY)
    assert [path for _, path in service.asked].count("/token") == 1
    assert service.headers[0]["authorization"] == "Bearer google-token"


def test_vertex_counts_tokens_and_bedrock_does_not(lined: Lined) -> None:
    with serve(text("")) as service, lined(Where.VERTEX, service.url) as line:
        service.tokens = lambda body: 1234
        assert line.count(BODY) == 1234
    with serve(text("")) as service, lined(Where.BEDROCK, service.url) as line, pytest.raises(Fault) as raised:
        line.count(BODY)
    assert (raised.value.words, raised.value.stop, service.asked) == ("it counts no tokens", False, [])


@pytest.mark.parametrize("call", ["submit", "state", "answers"])
def test_neither_takes_batches(lined: Lined, where: Where, call: str) -> None:
    with serve(text("")) as service, lined(where, service.url) as line, pytest.raises(Fault):
        getattr(line, call)([("a", BODY)] if call == "submit" else "msgbatch_1")


def _exception(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin_stream()
    handler.chunk(exception_frame("throttlingException"))
    handler.end_stream()


def _torn(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin_stream()
    handler.chunk(b"\x00\x00\x00\x20\x00\x00\x00\x10\xff\xff\xff\xff" + b"x" * 20)
    handler.end_stream()


FAULTS: list[tuple[Step, str, bool]] = [
    (status(429, "rate_limit_error", retry_after="3600"), "too many requests", True),
    (status(500), "a fault of the service, 500", True),
    (status(529, "overloaded_error"), "overloaded", True),
    (status(401), "it did not accept the credentials", False),
    (status(403), "the credentials do not allow it", False),
    (status(404), "it does not know the model or the address", False),
    (status(307, location="http://127.0.0.1:9/elsewhere"), "the address points elsewhere", False),
    (silence(0.6), "time-out", True),
    (trickle(3), "the answer took too long", False),
    (broken("cut"), "the answer broke off", True),
]


@pytest.mark.parametrize(("step", "words", "again"), FAULTS)
def test_faults_have_the_same_words_everywhere(lined: Lined, where: Where, step: Step, words: str, again: bool) -> None:
    limits = {"silence_seconds": 0.3, "answer_seconds": 0.8, "answer_characters": 10**9}
    with serve(step) as service, lined(where, service.url, **limits) as line, pytest.raises(Fault) as raised:
        line.send(BODY)
    assert (raised.value.words, raised.value.again) == (words, again)
    assert len(service.bodies) == 1
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


@pytest.mark.parametrize("step", [_exception, _torn, broken("garbage")])
def test_frames_that_are_no_answer_are_a_fault(lined: Lined, step: Step) -> None:
    with serve(step) as service, lined(Where.BEDROCK, service.url) as line, pytest.raises(Fault) as raised:
        line.send(BODY)
    assert "secret" not in raised.value.words


def test_a_refusal_is_told(lined: Lined, where: Where) -> None:
    with serve(refusal()) as service, lined(where, service.url) as line:
        assert line.send(BODY).stop_reason == "refusal"


@pytest.mark.parametrize("step", [status(400), lambda handler, _: handler.whole(200, b"<html>")])
def test_google_may_refuse_a_token(lined: Lined, step: Step) -> None:
    with serve(text("")) as service, lined(Where.VERTEX, service.url) as line:
        service.faults["token"] = [step] * 10
        with pytest.raises(Fault) as raised:
            line.send(BODY)
    assert (raised.value.words, raised.value.stop) == ("the Google credentials cannot be used", True)
    assert service.bodies == []


def test_aws_credentials_that_are_not_there_end_it(lined: Lined, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_REGION", "us-east-2")  # AWS's sessions are kept, by region
    with serve(text("")) as service, lined(Where.BEDROCK, service.url) as line, pytest.raises(Fault) as raised:
        line.send(BODY)
    assert (raised.value.words, raised.value.stop) == ("the AWS credentials cannot be used", True)


def test_a_profile_that_is_not_there_ends_it(lined: Lined, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    monkeypatch.setenv("AWS_REGION", "us-west-1")
    with serve(text("")) as service, lined(Where.BEDROCK, service.url) as line, pytest.raises(Fault) as raised:
        line.send(BODY)
    assert (raised.value.words, raised.value.stop) == ("the AWS credentials cannot be used", True)
