"""The line to the service. The only module that imports the `anthropic` SDK, and only once something is sent."""

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.prices import Spent
from clausecheck.reviewers.claude.retry import Fault, status_fault

if TYPE_CHECKING:
    from anthropic import Anthropic, APIStatusError


class ServiceLine:
    """The line to the service: one client of the SDK, whose own retries are off."""

    def __init__(self, limits: Limits, deadline: float, clock: Callable[[], float], stop: threading.Event) -> None:
        self._limits, self._deadline, self._clock, self._stop = limits, deadline, clock, stop
        self._client: Anthropic | None = None
        self.spent: list[Spent] = []
        """Tokens of each request that was answered, whole or in part."""

    def send(self, body: Mapping[str, Any]) -> Reply:
        """Send one request and read its stream to the end. Raises Fault for whatever goes wrong on the way."""
        import importlib

        import anthropic

        # Once a stream has begun, exceptions of the SDK's HTTP library come through; which one, depends on its version.
        http = importlib.import_module(anthropic.DefaultHttpxClient.__mro__[1].__module__.partition(".")[0])
        try:
            return self._stream(self._connected(), body)
        except anthropic.APITimeoutError as fault:
            raise Fault("time-out", again=True) from fault
        except anthropic.APIConnectionError as fault:
            raise Fault("no connection", again=True) from fault
        except anthropic.APIStatusError as fault:
            raise _refused(fault) from fault
        except http.TimeoutException as fault:
            raise Fault("time-out", again=True) from fault
        except http.HTTPError as fault:
            raise Fault("the answer broke off", again=True) from fault
        except anthropic.AnthropicError as fault:
            raise Fault("the credentials cannot be used", again=False, stop=True) from fault
        except (ValueError, TypeError, LookupError, AttributeError, RuntimeError, AssertionError) as fault:
            raise Fault("the answer was garbled", again=True) from fault

    def close(self) -> None:
        """Close every connection."""
        if self._client is not None:
            self._client.close()

    def _connected(self) -> "Anthropic":
        import anthropic

        if self._client is None:
            timeout = anthropic.Timeout(self._limits.silence_seconds, connect=self._limits.connect_seconds)
            try:
                http = anthropic.DefaultHttpxClient(timeout=timeout)
                self._client = anthropic.Anthropic(max_retries=0, timeout=timeout, http_client=http)
            except Exception as fault:  # an address, proxy or certificate file may be wrong in many ways
                words = "the address, credentials or certificates that are set cannot be used"
                raise Fault(words, again=False, stop=True) from fault
        return self._client

    def _stream(self, client: "Anthropic", body: Mapping[str, Any]) -> Reply:
        begun, characters = False, 0
        with client.messages.stream(**body) as stream:
            try:
                for event in stream:
                    begun = begun or event.type == "message_start"
                    characters += len(event.text) if event.type == "text" else 0
                    if characters > self._limits.answer_characters:
                        return Reply("", "max_tokens")
                    if self._stop.is_set() or self._clock() >= self._deadline:
                        raise Fault("the time for the review was used up", again=False, stop=True)
            finally:
                if begun:
                    self._count(stream.current_message_snapshot.usage)
            if not begun:
                return Reply("", "")
            message = stream.current_message_snapshot
        if message.stop_reason is None:
            raise Fault("the answer broke off", again=True)
        return Reply("".join(block.text for block in message.content if block.type == "text"), message.stop_reason)

    def _count(self, usage: Any) -> None:
        names = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens")
        counts = (getattr(usage, name, None) for name in names)
        self.spent.append(Spent(*(count if isinstance(count, int) and count > 0 else 0 for count in counts)))


def _refused(fault: "APIStatusError") -> Fault:
    """The fault behind an error answer. Its text is not passed on: it is the service's, and may echo what was sent."""
    body = fault.body if isinstance(fault.body, Mapping) else {}
    error = body.get("error")
    kind = error.get("type") if isinstance(error, Mapping) else None
    try:
        wait = float(fault.response.headers.get("retry-after", ""))
    except ValueError:
        wait = None
    return status_fault(fault.status_code, kind if isinstance(kind, str) else None, wait)
