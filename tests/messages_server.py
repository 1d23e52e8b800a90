"""A local service that speaks the Messages protocol with streaming, and plays a script of answers and faults."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

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

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        step = self.service.next_step(body, {name.lower(): value for name, value in self.headers.items()})
        assert self.path == "/v1/messages"
        try:
            step(self, json.loads(body))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

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

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def event(self, name: str, **content: Any) -> None:
        self.chunk(f"event: {name}\ndata: {json.dumps({'type': name, **content})}\n\n".encode())

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


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *args: object) -> None:
        """Say nothing of clients that hang up."""


@contextmanager
def serve(otherwise: Step, *script: Step) -> Iterator[Service]:
    """Run the service on a free local port."""
    service = Service(otherwise=otherwise, script=list(script))
    handler = type("BoundHandler", (Handler,), {"service": service})
    server = QuietServer(("127.0.0.1", 0), handler)
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
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
    """An answer by the schema: the findings on clauses that are asked about, "usual" for every other clause."""

    def words(body: dict[str, Any]) -> str:
        ids = asked_ids(body)
        told = [finding for finding in findings if finding["clause_id"] in ids or finding["clause_id"].startswith("x")]
        placed = {finding["clause_id"]: "finding" for finding in told}
        said = dict.fromkeys(ids, "usual") | placed | (verdicts or {})
        listed = [{"clause_id": name, "verdict": verdict} for name, verdict in said.items() if name not in skip]
        return json.dumps({"findings": told, "verdicts": listed})

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
