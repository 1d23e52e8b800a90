"""A local service that speaks the Messages protocol, and plays a script of answers and faults.

It streams, counts tokens, takes batches, and speaks Bedrock's and Vertex's ways of saying the same.
"""

import json
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from tests.messages_aws import frame
from tests.messages_batches import Batch, Collected, results

Step = Callable[["Handler", dict[str, Any]], None]
"""Plays one answer to one request."""


@dataclass
class Service:
    """What the server was asked, and what it is to answer: a script first, then `otherwise` for ever."""

    otherwise: Step
    script: list[Step] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    tokens: Callable[[dict[str, Any]], int] = lambda body: len(json.dumps(body)) // 4
    """What counting tokens says."""
    polls: int = 0
    """How often a batch is said to go on before it has ended."""
    batches: list[Batch] = field(default_factory=list)
    faults: dict[str, list[Step]] = field(default_factory=dict)
    """What to play first on "count", "submit", "list", "state", "results" or "token" in place of an answer."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of every request."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_step(self, body: bytes, headers: dict[str, str]) -> Step:
        with self.lock:
            self.bodies.append(body)
            self.headers.append(headers)
            return self.script.pop(0) if self.script else self.otherwise

    @property
    def requests(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.bodies]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    aws = False
    """Whether events go in Bedrock's frames."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.answer(body)

    def do_GET(self) -> None:
        self.answer(b"{}")

    def answer(self, body: bytes) -> None:
        self.service.asked.append((self.command, self.path))
        try:
            for pattern, play in ROUTES:
                if found := re.fullmatch(pattern, self.path.partition("?")[0]):
                    play(self, body, *map(unquote, found.groups()))
                    return
            self.whole(404, b'{"type": "error", "error": {"type": "not_found_error", "message": "no such address"}}')
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def told(self) -> dict[str, str]:
        """The headers of the request."""
        return {name.lower(): value for name, value in self.headers.items()}

    def fault(self, what: str) -> bool:
        """Play the next fault that is set for `what`, if there is one."""
        waiting = self.service.faults.get(what)
        if waiting:
            waiting.pop(0)(self, {"model": ""})
            return True
        return False

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def whole(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def json(self, content: dict[str, Any]) -> None:
        self.whole(200, json.dumps(content).encode())

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "application/vnd.amazon.eventstream" if self.aws else "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def event(self, name: str, **content: Any) -> None:
        told = {"type": name, **content}
        self.chunk(frame(told) if self.aws else f"event: {name}\ndata: {json.dumps(told)}\n\n".encode())

    def chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def end_stream(self) -> None:
        self.wfile.write(b"0\r\n\r\n")

    def start_message(self, model: str) -> None:
        usage = {
            "input_tokens": 100,
            "cache_creation_input_tokens": 40,
            "cache_read_input_tokens": 60,
            "output_tokens": 1,
        }
        message = {
            "id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": [],
            "stop_reason": None, "stop_sequence": None, "usage": usage,
        }  # fmt: skip
        self.event("message_start", message=message)

    def stop_message(self, reason: str, output_tokens: int = 50) -> None:
        self.event(
            "message_delta",
            delta={"stop_reason": reason, "stop_sequence": None},
            usage={"output_tokens": output_tokens},
        )
        self.event("message_stop")
        self.end_stream()


def _message(handler: Handler, body: bytes, model: str = "") -> None:
    step = handler.service.next_step(body, handler.told())
    asked = json.loads(body)
    step(handler, {"model": model, **asked} if model else asked)


def _bedrock(handler: Handler, body: bytes, model: str) -> None:
    handler.aws = True
    _message(handler, body, model)


def _count(handler: Handler, body: bytes) -> None:
    if not handler.fault("count"):
        handler.json({"input_tokens": handler.service.tokens(json.loads(body))})


def _batches(handler: Handler, body: bytes) -> None:
    if handler.command == "GET":
        _list(handler)
    elif not handler.fault("submit"):
        _submit(handler, body)


def _list(handler: Handler) -> None:
    if not handler.fault("list"):
        told = [batch.state(handler.service.url) for batch in reversed(handler.service.batches)]
        handler.json({"data": told, "has_more": False, "first_id": None, "last_id": None})


def _submit(handler: Handler, body: bytes) -> None:
    service = handler.service
    with service.lock:
        batch = Batch(f"msgbatch_{len(service.batches)}", json.loads(body)["requests"], polls=service.polls)
        service.batches.append(batch)
    handler.json(batch.state(service.url) | {"processing_status": "in_progress", "results_url": None})


def _batch(handler: Handler, name: str) -> Batch | None:
    found = next((batch for batch in handler.service.batches if batch.id == name), None)
    if found is None:
        handler.whole(404, b'{"type": "error", "error": {"type": "not_found_error", "message": "no such batch"}}')
    return found


def _state(handler: Handler, _: bytes, name: str) -> None:
    if not handler.fault("state") and (batch := _batch(handler, name)):
        handler.json(batch.polled(handler.service.url))


def _results(handler: Handler, _: bytes, name: str) -> None:
    if handler.fault("results") or not (batch := _batch(handler, name)):
        return

    def play(body: bytes, taken: Collected) -> None:
        handler.service.next_step(body, handler.told())(taken, json.loads(body))  # type: ignore[arg-type]

    handler.whole(200, results(batch, play), "application/x-jsonl")


def _token(handler: Handler, _: bytes) -> None:
    if not handler.fault("token"):
        handler.json({"access_token": "google-token", "expires_in": 3600, "token_type": "Bearer"})


ROUTES: tuple[tuple[str, Callable[..., None]], ...] = (
    (r"/v1/messages", _message),
    (r"/v1/messages/count_tokens", _count),
    (r"/v1/messages/batches", _batches),
    (r"/v1/messages/batches/([^/]+)", _state),
    (r"/v1/messages/batches/([^/]+)/results", _results),
    (r"/elsewhere/([^/]+)", _results),
    (r"/model/([^/]+)/invoke-with-response-stream", _bedrock),
    (r"/projects/[^/]+/locations/[^/]+/publishers/anthropic/models/count-tokens:rawPredict", _count),
    (r"/projects/[^/]+/locations/[^/]+/publishers/anthropic/models/([^/]+):streamRawPredict", _message),
    (r"/token", _token),
)
"""What is answered, by path: Anthropic's own, Bedrock's, Vertex's, and Google's for tokens."""


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *args: object) -> None:
        """Say nothing of clients that hang up."""


@contextmanager
def serve(otherwise: Step, *script: Step, tls: ssl.SSLContext | None = None) -> Iterator[Service]:
    """Run the service on a free local port, with `tls` in secret."""
    service = Service(otherwise=otherwise, script=list(script))
    handler = type("BoundHandler", (Handler,), {"service": service})
    server = QuietServer(("127.0.0.1", 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    service.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def asked_ids(body: dict[str, Any]) -> list[str]:
    """The clause ids that a request asks about."""
    return [clause["id"] for clause in shown(body)["clauses"]]


def asked_headings(body: dict[str, Any]) -> list[str]:
    """The headings of the clauses that a request asks about: it gives them numbers of its own."""
    return [clause.get("heading", "") for clause in shown(body)["clauses"]]


def shown(body: dict[str, Any]) -> dict[str, Any]:
    """The data of a request."""
    content = body["messages"][0]["content"]
    found: dict[str, Any] = json.loads(content.partition("<contract_data>\n")[2].partition("\n</contract_data>")[0])
    return found


def text(words: str | Callable[[dict[str, Any]], str], reason: str = "end_turn") -> Step:
    """A streamed answer of some words, or of what a function makes of the request."""

    def play(handler: Handler, body: dict[str, Any]) -> None:
        answer = words if isinstance(words, str) else words(body)
        handler.begin_stream()
        handler.start_message(body["model"])
        handler.event(
            "content_block_start", index=0, content_block={"type": "thinking", "thinking": "", "signature": ""}
        )
        handler.event("content_block_stop", index=0)
        handler.event("content_block_start", index=1, content_block={"type": "text", "text": ""})
        handler.event("ping")
        for at in range(0, len(answer), 200):
            handler.event("content_block_delta", index=1, delta={"type": "text_delta", "text": answer[at : at + 200]})
        handler.event("content_block_stop", index=1)
        handler.stop_message(reason)

    return play


def answer(*findings: dict[str, Any], verdicts: dict[str, str] | None = None, skip: tuple[str, ...] = ()) -> Step:
    """An answer by the schema: the findings on clauses that are asked about, "usual" for every other clause.

    The script names a clause by its heading; a name that begins with "x" is none of a clause, and is used as it is.
    """

    def words(body: dict[str, Any]) -> str:
        ids = dict(zip(asked_headings(body), asked_ids(body), strict=True))
        told = [
            finding | {"clause_id": ids.get(finding["clause_id"], finding["clause_id"])}
            for finding in findings
            if finding["clause_id"] in ids or finding["clause_id"].startswith("x")
        ]
        placed = {finding["clause_id"]: "finding" for finding in told}
        others = {ids.get(heading, heading): verdict for heading, verdict in (verdicts or {}).items()}
        said = dict.fromkeys(asked_ids(body), "usual") | placed | others
        skipped = {ids.get(heading, heading) for heading in skip}
        listed = [{"clause_id": name, "verdict": verdict} for name, verdict in said.items() if name not in skipped]
        return json.dumps({"ratings": [], "findings": told, "verdicts": listed})

    return text(words)


def refusal() -> Step:
    """A refusal: HTTP 200 without content."""

    def play(handler: Handler, body: dict[str, Any]) -> None:
        handler.begin_stream()
        handler.start_message(body["model"])
        handler.stop_message("refusal", 0)

    return play


def status(code: int, kind: str = "api_error", **headers: str) -> Step:
    """An error answer."""
    body = json.dumps({"type": "error", "error": {"type": kind, "message": "secret words of the service"}}).encode()
    return lambda handler, _: handler.whole(code, body, **headers)


def raw(body: bytes, code: int = 200, **headers: str) -> Step:
    """Any bytes, called a stream."""
    return lambda handler, _: handler.whole(code, body, "text/event-stream", **headers)


def events(*told: dict[str, Any]) -> Step:
    """A stream of any events."""
    lines = (f"event: {event.get('type')}\ndata: {json.dumps(event)}\n\n" for event in told)
    return raw("".join(lines).encode())


def page() -> Step:
    """A web page with status 200, as a proxy may answer."""
    return lambda handler, _: handler.whole(200, b"<html>Please log in</html>", "text/html")


def error_within(kind: str) -> Step:
    """An error in the middle of a stream that began with 200."""

    def play(handler: Handler, body: dict[str, Any]) -> None:
        handler.begin_stream()
        handler.start_message(body["model"])
        handler.event("error", error={"type": kind, "message": "secret words of the service"})
        handler.end_stream()

    return play


def ended(how: str) -> Step:
    """A request of a batch that was never asked: "canceled" or "expired"."""

    def play(handler: Any, _: dict[str, Any]) -> None:
        handler.ended = how

    return play


def broken(how: str) -> Step:
    """A stream that breaks off: the connection is "cut", it "ends" too early, or holds "garbage"."""

    def play(handler: Handler, body: dict[str, Any]) -> None:
        handler.begin_stream()
        handler.start_message(body["model"])
        handler.event("content_block_start", index=0, content_block={"type": "text", "text": ""})
        if how == "garbage":
            handler.chunk(b"event: content_block_delta\ndata: {not json\n\n")
        if how in {"ends", "garbage"}:
            handler.end_stream()
        # A whole stream leaves the connection open: closing it would race with the client's next request on it.
        handler.close_connection = how == "cut"

    return play


def silence(seconds: float) -> Step:
    """Nothing at all for a while."""

    def play(handler: Handler, _: dict[str, Any]) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return play


def trickle(seconds: float) -> Step:
    """An answer that never comes to an end, though something arrives all the time."""

    def play(handler: Handler, body: dict[str, Any]) -> None:
        handler.begin_stream()
        handler.start_message(body["model"])
        until = time.monotonic() + seconds
        handler.event("content_block_start", index=0, content_block={"type": "text", "text": ""})
        while time.monotonic() < until:
            handler.event("content_block_delta", index=0, delta={"type": "text_delta", "text": " " * 100})
            time.sleep(0.01)
        handler.close_connection = True

    return play
