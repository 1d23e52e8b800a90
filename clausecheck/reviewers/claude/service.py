"""The line to the service, through the SDK, which is loaded once something is sent."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from clausecheck.model import Service
from clausecheck.reviewers.claude.batch_memory import is_id
from clausecheck.reviewers.claude.desk import BatchAnswer, BatchState, Listed
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.pace import Pace
from clausecheck.reviewers.claude.prices import Spent
from clausecheck.reviewers.claude.replies import batch_answers, reply, spent, text, unstreamed
from clausecheck.reviewers.claude.retry import TOO_LONG, Fault

if TYPE_CHECKING:
    from clausecheck.reviewers.claude.clients import Client
    from clausecheck.reviewers.claude.wire import Wire

T = TypeVar("T")

_LISTED: Final = 100
"""Batches that are looked through at most for one whose id was lost."""


class ServiceLine:
    """The line to one service. Whatever goes wrong is a Fault that holds nothing of the SDK's error behind it."""

    def __init__(
        self, service: Service, limits: Limits, deadline: float, clock: Callable[[], float], stop: threading.Event
    ) -> None:
        self._service, self._limits = service, limits
        self._deadline, self._clock, self._stop = deadline, clock, stop
        self._client: Client | None = None
        self._wire: Wire | None = None
        self._places: dict[str, str] = {}
        """Where the service says that the answers of a batch lie."""
        self._lock = threading.Lock()

    def send(self, body: Mapping[str, Any]) -> Reply:
        """Send one request and read its stream to the end. Raises Fault for whatever goes wrong on the way."""
        return self._guarded(lambda client, seen: self._stream(client, body, seen), body["model"])

    def count(self, body: Mapping[str, Any]) -> int:
        """The input tokens of a request, counted by the service. Raises Fault where it cannot or does not count."""
        asked = {name: value for name, value in body.items() if name != "max_tokens"}

        def call(client: "Client", _: list[Spent]) -> int:
            from clausecheck.reviewers.claude.clients import counts

            if not counts(client):
                raise Fault("it counts no tokens", again=False)
            counted: object = client.messages.count_tokens(**asked).input_tokens
            if not isinstance(counted, int) or counted < 1:
                raise ValueError
            return counted

        return self._guarded(call, body["model"])

    def submit(self, requests: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
        """Hand in a batch; see `Desk`. Only Anthropic's own service takes batches."""
        listed: Any = [{"custom_id": name, "params": body} for name, body in requests]

        def call(client: "Client", _: list[Spent]) -> str:
            batch: object = client.messages.batches.create(requests=listed).id
            if not is_id(batch):
                raise ValueError
            return str(batch)

        return self._guarded(call)

    def state(self, batch: str) -> BatchState | None:
        """How far a batch is; see `Desk`."""
        import anthropic

        def call(client: "Client", _: list[Spent]) -> BatchState | None:
            try:
                told = client.messages.batches.retrieve(batch)
            except anthropic.NotFoundError:
                return None
            if told.archived_at is not None:
                return None
            self._places[batch] = text(told.results_url or "")
            return BatchState(ended=text(told.processing_status) == "ended", open=int(told.request_counts.processing))

        return self._guarded(call)

    def recent(self) -> tuple[Listed, ...]:
        """The batches that were taken last; see `Desk`."""

        def call(client: "Client", _: list[Spent]) -> tuple[Listed, ...]:
            page = client.messages.batches.list(limit=_LISTED)
            return tuple(
                Listed(one.id, sum(one.request_counts.model_dump().values()), one.created_at.timestamp())
                for one in page.data
                if is_id(one.id)
            )

        return self._guarded(call)

    def answers(self, batch: str) -> tuple[BatchAnswer, ...]:
        """What a batch holds; see `Desk`. It is read at the host that was set, whatever the service says."""
        import httpx2

        def call(client: "Client", _: list[Spent]) -> tuple[BatchAnswer, ...]:
            place = self._places.get(batch, "")
            if not place.startswith(str(client.base_url)):
                place = f"/v1/messages/batches/{batch}/results"
            page = client.get(place, cast_to=httpx2.Response)
            return batch_answers(page.content)

        return self._guarded(call)

    def close(self) -> None:
        """Close every connection at once, also those that other threads are waiting on."""
        if self._wire is not None:
            self._wire.cut()
        if self._client is not None:
            self._client.close()

    def _guarded(self, call: "Callable[[Client, list[Spent]], T]", model: str = "") -> T:
        """What `call` gives. Raises Fault outside of the handler, so that nothing hangs on to the SDK's error."""
        from clausecheck.reviewers.claude.faults import fault_of
        from clausecheck.reviewers.claude.wire import Held, Wire

        seen: list[Spent] = []
        held = Held()
        try:
            with self._lock:
                self._wire = self._wire or Wire()
            with self._wire.held(held, self._seconds()):
                return call(self._connected(self._wire, model), seen)
        except Exception as error:  # noqa: BLE001 an address, proxy, key or answer may be wrong in any way
            fault = fault_of(error, self._service, held, _last(seen))
        raise fault

    def _seconds(self) -> float:
        return min(self._limits.answer_seconds, self._deadline - self._clock())

    def _connected(self, wire: "Wire", model: str) -> "Client":
        from clausecheck.reviewers.claude.clients import connect

        with self._lock:
            if self._client is None:
                self._client = connect(self._service, model, self._limits, wire)
            return self._client

    def _stream(self, client: "Client", body: Mapping[str, Any], seen: list[Spent]) -> Reply:
        from clausecheck.reviewers.claude.clients import besides

        with client.messages.stream(**body, **besides(client)) as stream:
            if "json" in stream.response.headers.get("content-type", ""):
                answer = unstreamed(stream.response.read())
                return _too_long(answer.spent, body) if len(answer.text) > self._limits.answer_characters else answer
            begun, characters = False, 0
            pace = Pace(self._clock, self._limits.silence_seconds)
            for event in stream:
                if event.type == "message_start":
                    begun = True
                    seen.extend(filter(None, [spent(stream.current_message_snapshot.usage)]))
                characters += len(event.text) if event.type == "text" else 0
                if characters > self._limits.answer_characters:
                    return _too_long(_last(seen), body)
                self._check(pace, len(event.text if event.type == "text" else getattr(event, "thinking", "")), seen)
            if not begun:
                return Reply("", "")
            message = stream.current_message_snapshot
        if message.stop_reason is None:
            raise Fault("the answer broke off", again=True, spent=_last(seen), charged=True)
        return reply(message)

    def _check(self, pace: Pace, characters: int, seen: Sequence[Spent]) -> None:
        """Raise Fault where an answer gets nowhere, or nobody waits for it any more."""
        if pace.lost(characters):
            raise Fault(TOO_LONG, again=False, slow=True, spent=_last(seen), charged=True)
        if self._stop.is_set() or self._clock() >= self._deadline:
            words = "the time for the review was used up"
            raise Fault(words, again=False, stop=True, spent=_last(seen), charged=True)


def _too_long(reported: Spent | None, body: Mapping[str, Any]) -> Reply:
    """An answer that was given up: it has used all the tokens that it might, whatever was reported so far."""
    return Reply("", "max_tokens", reported and replace(reported, output=max(reported.output, body["max_tokens"])))


def _last(seen: Sequence[Spent]) -> Spent | None:
    return seen[-1] if seen else None
