"""Batches of the local service: what is handed in is played like anything else, once it is asked for."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass
class Batch:
    """One batch that was handed in."""

    id: str
    requests: list[dict[str, Any]]
    created: str = field(default_factory=lambda: datetime.now(UTC).isoformat())
    polls: int = 0
    """How often to say that it goes on before it has ended."""
    results: list[dict[str, Any]] | None = None
    place: str = ""
    """Where the answers are said to lie, if not at the usual place."""

    def polled(self, url: str) -> dict[str, Any]:
        """One more poll: as the service tells it."""
        told = self.state(url)
        self.polls -= 1
        return told

    def state(self, url: str) -> dict[str, Any]:
        """As the service tells it."""
        ended = self.polls <= 0
        counts = dict.fromkeys(("processing", "succeeded", "errored", "canceled", "expired"), 0)
        counts["succeeded" if ended else "processing"] = len(self.requests)
        return {
            "id": self.id, "type": "message_batch", "processing_status": "ended" if ended else "in_progress",
            "request_counts": counts, "created_at": self.created, "expires_at": "2026-11-02T00:00:00Z",
            "ended_at": "2026-11-01T00:10:00Z" if ended else None, "archived_at": None, "cancel_initiated_at": None,
            "results_url": (self.place or f"{url}/v1/messages/batches/{self.id}/results") if ended else None,
        }  # fmt: skip


@dataclass
class Collected:
    """Stands in for a connection: takes what a step streams, and makes of it what a batch's results hold."""

    model: str = ""
    message: dict[str, Any] = field(default_factory=dict)
    error: dict[str, Any] | None = None
    ended: str = ""
    close_connection: bool = False

    def result(self) -> dict[str, Any]:
        if self.ended:
            return {"type": self.ended}
        if self.error is not None or not self.message:
            return {"type": "errored", "error": self.error or {"type": "error", "error": {"type": "api_error"}}}
        return {"type": "succeeded", "message": self.message}

    def whole(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        self.error = json.loads(body) if status != 200 else None

    def begin_stream(self) -> None:
        """Nothing to do: there is no connection."""

    def end_stream(self) -> None:
        """Nothing to do: there is no connection."""

    def chunk(self, data: bytes) -> None:
        """Nothing to do: there is no connection."""

    def event(self, name: str, **content: Any) -> None:
        if name == "content_block_start":
            self.message["content"].append(dict(content["content_block"]))
        if name == "content_block_delta" and content["delta"]["type"] == "text_delta":
            self.message["content"][content["index"]]["text"] += content["delta"]["text"]
        if name == "error":
            self.error = {"type": "error", "error": content["error"]}

    def start_message(self, model: str) -> None:
        usage = {
            "input_tokens": 100, "cache_creation_input_tokens": 40, "cache_read_input_tokens": 60, "output_tokens": 1,
        }  # fmt: skip
        self.message = {
            "id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": [],
            "stop_reason": None, "stop_sequence": None, "usage": usage,
        }  # fmt: skip

    def stop_message(self, reason: str, output_tokens: int = 50) -> None:
        self.message["stop_reason"] = reason
        self.message["usage"]["output_tokens"] = output_tokens


def results(batch: Batch, play: Callable[[bytes, Collected], None]) -> bytes:
    """The results as lines, in another order than the requests; each request is played once."""
    if batch.results is None:
        batch.results = []
        for request in batch.requests:
            taken = Collected()
            play(json.dumps(request["params"]).encode(), taken)
            batch.results.append({"custom_id": request["custom_id"], "result": taken.result()})
        batch.results.reverse()
    return "".join(json.dumps(line) + "\n" for line in batch.results).encode()
