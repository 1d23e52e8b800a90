"""The line to the service through the real SDK, against a local service."""

import logging
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from clausecheck.model import Service as Where
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.retry import Fault
from clausecheck.reviewers.claude.service import ServiceLine
from tests.messages_server import Handler, Step, broken, page, raw, serve, silence, status, text, trickle

KEY = "sk-ant-test-0123456789"
BODY: dict[str, Any] = {
    "model": "a-model",
    "max_tokens": 100,
    "system": [{"type": "text", "text": "Frame."}],
    "messages": [{"role": "user", "content": "Words of the contract."}],
    "output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}},
}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.delenv("ANTHROPIC_AUTH_TOKEN", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@contextmanager
def lined(url: str, monkeypatch: pytest.MonkeyPatch, **limits: Any) -> Iterator[ServiceLine]:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", url)
    line = ServiceLine(
        Where.ANTHROPIC, Limits(**limits), time.monotonic() + 20.0, time.monotonic, threading.Event()
    )  # fmt: skip
    try:
        yield line
    finally:
        line.close()


Fails = Callable[..., Fault]


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> Fails:
    def run(step: Step, call: Callable[[ServiceLine], object] = lambda line: line.send(BODY), **limits: Any) -> Fault:
        with serve(step) as service, lined(service.url, monkeypatch, **limits) as line:
            service.faults["count"] = [step]
            with pytest.raises(Fault) as raised:
                call(line)
        return raised.value

    return run


def test_a_reply_holds_words_reason_and_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(text("some words")) as service, lined(service.url, monkeypatch) as line:
        reply = line.send(BODY)
    assert (reply.text, reply.stop_reason) == ("some words", "end_turn")
    assert reply.spent is not None
    assert (reply.spent.fresh, reply.spent.written, reply.spent.cached, reply.spent.output) == (100, 40, 60, 50)


def test_what_is_sent_is_the_body_and_nothing_about_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(text("")) as service, lined(service.url, monkeypatch) as line:
        line.send(BODY)
    assert service.requests == [BODY | {"stream": True}]
    (headers,) = service.headers
    assert KEY in headers.get("authorization", "") + headers.get("x-api-key", "")
    assert headers["accept-encoding"] == "identity"
    assert {"x-stainless-os", "x-stainless-arch", "x-stainless-runtime-version"}.isdisjoint(headers)
    assert headers["x-stainless-retry-count"] == "0"


def _free_of_tokens(handler: Handler, body: dict[str, Any]) -> None:
    none = {"input_tokens": 0, "output_tokens": 0}
    message = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": [], "usage": none}
    handler.begin_stream()
    handler.event("message_start", message=message)
    handler.event("content_block_start", index=0, content_block={"type": "text", "text": "words"})
    handler.event("message_delta", delta={"stop_reason": "end_turn", "stop_sequence": None}, usage=none)
    handler.end_stream()


def test_a_gateway_that_reports_no_tokens_is_not_taken_to_be_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(_free_of_tokens) as service, lined(service.url, monkeypatch) as line:
        reply = line.send(BODY)
    assert (reply.text, reply.spent) == ("words", None)


def unstreamed(**changes: Any) -> Step:
    """A server that does not stream, whatever it is asked for."""
    usage = {"input_tokens": 7, "output_tokens": 3}
    message = {
        "id": "m",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "usage": usage,
        "stop_reason": "end_turn",
    }
    words = {"content": [{"type": "thinking", "thinking": "…"}, {"type": "text", "text": "all at once"}]}
    return lambda handler, _: handler.json(message | words | changes)


def test_a_server_that_does_not_stream_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(unstreamed()) as service, lined(service.url, monkeypatch) as line:
        reply = line.send(BODY)
    assert (reply.text, reply.stop_reason) == ("all at once", "end_turn")
    assert reply.spent is not None
    assert (reply.spent.input, reply.spent.output) == (7, 3)


@pytest.mark.parametrize(
    "changes",
    [{"content": None}, {"content": [{"type": "text"}]}, {"stop_reason": 7}, {"content": 3}, {"content": [3]}],
)
def test_what_is_no_message_is_garbled(fails: Fails, changes: dict[str, Any]) -> None:
    assert fails(unstreamed(**changes)).words == "the answer was garbled"


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"{", b'{"type": "error"}', b"\xff"])
def test_json_that_is_no_message_is_garbled(fails: Fails, body: bytes) -> None:
    assert fails(lambda handler, _: handler.whole(200, body)).words == "the answer was garbled"


@pytest.mark.parametrize("step", [trickle(5), unstreamed(content=[{"type": "text", "text": "x" * 5000}])])
def test_an_answer_that_is_given_up_is_counted_in_full(monkeypatch: pytest.MonkeyPatch, step: Step) -> None:
    with serve(step) as service, lined(service.url, monkeypatch, answer_characters=1000) as line:
        reply = line.send(BODY)
    assert (reply.text, reply.stop_reason) == ("", "max_tokens")
    assert reply.spent is not None
    assert reply.spent.input > 0
    assert reply.spent.output == BODY["max_tokens"]


def test_tokens_are_counted_by_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(text("")) as service, lined(service.url, monkeypatch) as line:
        service.tokens = lambda body: 1000 + len(body)
        assert line.count(BODY) == 1004
    assert service.asked == [("POST", "/v1/messages/count_tokens")]
    assert service.bodies == []


@pytest.mark.parametrize("answer", [b"{}", b'{"input_tokens": "7"}', b'{"input_tokens": -1}', b"<html>", b"[]", b""])
def test_a_count_that_is_none_is_a_fault(fails: Fails, answer: bytes) -> None:
    fault = fails(lambda handler, _: handler.whole(200, answer), lambda line: line.count(BODY))
    assert fault.words == "the answer was garbled"


def test_a_service_without_counting_is_a_fault(fails: Fails) -> None:
    fault = fails(status(404, "not_found_error"), lambda line: line.count(BODY))
    assert not fault.again


@pytest.mark.parametrize(
    "step",
    [
        status(401, "authentication_error"),
        status(500),
        status(429, retry_after="3600"),
        broken("cut"),
        broken("garbage"),
        raw(b"\xff"),
        silence(0.5),
    ],
)
def test_a_fault_holds_no_key_and_no_error_of_the_sdk(fails: Fails, step: Step) -> None:
    fault = fails(step, silence_seconds=0.2)
    assert fault.__cause__ is None
    assert fault.__context__ is None
    told = "".join(traceback.format_exception(fault)) + repr(vars(fault))
    assert KEY not in told
    assert "secret" not in told


@pytest.mark.parametrize("step", [page(), raw(b"")])
def test_what_is_no_answer_at_all_is_empty(monkeypatch: pytest.MonkeyPatch, step: Step) -> None:
    with serve(step) as service, lined(service.url, monkeypatch) as line:
        assert line.send(BODY) == Reply("", "")


def test_the_service_may_ask_for_an_hour_and_nobody_sleeps_here(fails: Fails) -> None:
    began = time.monotonic()
    fault = fails(status(429, "rate_limit_error", retry_after="3600"))
    assert (fault.words, fault.wait, fault.again) == ("too many requests", 3600.0, True)
    assert time.monotonic() - began < 2


def test_the_sdk_never_tries_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(status(500, x_should_retry="true")) as service, lined(service.url, monkeypatch) as line:
        with pytest.raises(Fault):
            line.send(BODY)
        assert len(service.bodies) == 1


def test_nobody_there_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(text("")) as gone:
        pass
    began = time.monotonic()
    with lined(gone.url, monkeypatch) as line, pytest.raises(Fault) as raised:
        line.send(BODY)
    assert (raised.value.words, raised.value.absent, raised.value.charged) == ("no connection", True, False)
    assert time.monotonic() - began < 2


def test_silence_is_a_time_out_that_may_be_charged(fails: Fails) -> None:
    fault = fails(silence(1.0), silence_seconds=0.2)
    assert (fault.words, fault.slow, fault.charged) == ("time-out", True, True)


def test_what_broke_off_tells_what_was_used_until_then(fails: Fails) -> None:
    fault = fails(broken("cut"))
    assert (fault.words, fault.charged, fault.again) == ("the answer broke off", True, True)
    assert fault.spent is not None
    assert fault.spent.fresh == 100


def test_an_answer_that_trickles_is_cut_when_its_time_is_up(fails: Fails) -> None:
    began = time.monotonic()
    fault = fails(trickle(5), answer_seconds=0.3, answer_characters=10**9)
    assert (fault.words, fault.slow, fault.charged) == ("the answer took too long", True, True)
    assert time.monotonic() - began < 2


def _slow_headers(handler: Handler, _: dict[str, Any]) -> None:
    for letter in b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-slow: " + b"a" * 1000:
        handler.wfile.write(bytes([letter]))
        handler.wfile.flush()
        time.sleep(0.02)


def test_headers_that_trickle_are_cut_as_well(fails: Fails) -> None:
    began = time.monotonic()
    fault = fails(_slow_headers, answer_seconds=0.3)
    assert fault.words == "the answer took too long"
    assert time.monotonic() - began < 2


def test_closing_ends_what_other_threads_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[Fault] = []
    with serve(trickle(5)) as service, lined(service.url, monkeypatch, answer_characters=10**9) as line:

        def ask() -> None:
            try:
                line.send(BODY)
            except Fault as fault:
                faults.append(fault)

        asking = threading.Thread(target=ask)
        asking.start()
        while not service.bodies:
            time.sleep(0.01)
        began = time.monotonic()
        line.close()
        asking.join(timeout=5)
        assert not asking.is_alive()
    assert time.monotonic() - began < 2
    assert len(faults) == 1


def _endless_line(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin_stream()
    for _ in range(100):
        handler.chunk(b"x" * 2**20)


def test_an_endless_line_does_not_fill_the_memory(fails: Fails) -> None:
    began = time.monotonic()
    assert fails(_endless_line).words == "the answer was far too long"
    assert time.monotonic() - began < 5


def test_what_is_packed_is_not_unpacked(fails: Fails) -> None:
    assert fails(raw(b"not gzip", content_encoding="gzip")).words == "the answer was garbled"


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    with serve(text("")) as elsewhere:
        away = status(code, location=f"{elsewhere.url}/v1/messages")
        with serve(away) as service, lined(service.url, monkeypatch) as line, pytest.raises(Fault) as raised:
            line.send(BODY)
    assert (raised.value.words, raised.value.stop) == ("the address points elsewhere", True)
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ANTHROPIC_BASE_URL", "http://[bad"),
        ("ANTHROPIC_BASE_URL", "ftp://127.0.0.1"),
        ("ANTHROPIC_BASE_URL", "nonsense"),
        ("SSL_CERT_FILE", "/no/such/file"),
        ("ALL_PROXY", "foo://x"),
        ("ANTHROPIC_API_KEY", "two\nlines"),
        ("ANTHROPIC_API_KEY", "clé"),
    ],
)
def test_settings_that_cannot_be_used_end_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with lined("http://127.0.0.1:9", monkeypatch) as line:
        monkeypatch.setenv(name, value)
        with pytest.raises(Fault) as raised:
            line.send(BODY)
    assert raised.value.stop
    assert value not in raised.value.words


def test_a_proxy_that_is_not_there_is_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serve(text("")) as service, lined(service.url, monkeypatch) as line, pytest.raises(Fault) as raised:
        line.send(BODY)
    assert (raised.value.words, raised.value.absent) == ("no connection", True)


def test_the_sdks_logs_hold_nothing_even_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import threading, time; from clausecheck.model import Service; "
        "from clausecheck.reviewers.claude.limits import Limits; "
        "from clausecheck.reviewers.claude.service import ServiceLine; "
        "line = ServiceLine(Service.ANTHROPIC, Limits(), time.monotonic() + 20, time.monotonic, threading.Event()); "
        f"print(line.send({BODY!r}).text, repr(line))"
    )
    with serve(text("heard")) as service:
        for name, value in {
            "ANTHROPIC_BASE_URL": service.url,
            "ANTHROPIC_LOG": "debug",
            "ANTHROPIC_AUTH_TOKEN": "another",
            "ANTHROPIC_CUSTOM_HEADERS": "X-Gateway-Key: hidden",
        }.items():
            monkeypatch.setenv(name, value)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert service.headers[0]["x-gateway-key"] == "hidden"
    assert done.stderr == ""
    assert done.stdout.startswith("heard ")
    assert KEY not in done.stdout


def test_nothing_of_this_process_s_logging_is_left_loud(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(text("")) as service, lined(service.url, monkeypatch) as line:
        line.send(BODY)
    assert not logging.getLogger("anthropic._base_client").isEnabledFor(logging.ERROR)


def test_an_empty_address_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from clausecheck.reviewers.claude.clients import connect
    from clausecheck.reviewers.claude.wire import Wire

    monkeypatch.setenv("ANTHROPIC_BASE_URL", "")
    client = connect(Where.ANTHROPIC, "a-model", Limits(), Wire())
    assert str(client.base_url) == "https://api.anthropic.com"
    client.close()


def test_the_service_may_be_asked_in_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(text("")) as service, lined(f"{service.url}/gateway", monkeypatch) as line, pytest.raises(Fault):
        line.send(BODY)
    assert service.asked == [("POST", "/gateway/v1/messages")]
