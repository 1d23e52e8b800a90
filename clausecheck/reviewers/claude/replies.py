"""What a service sends, read as values: whole messages, and the lines of a batch's results."""

import json
from types import SimpleNamespace
from typing import Any, Final

from clausecheck.reviewers.claude.desk import BatchAnswer
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.prices import Spent
from clausecheck.reviewers.claude.retry import Fault, status_fault

CANCELLED: Final = "the batch was cancelled"

_TOKENS = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens")


def reply(message: Any) -> Reply:
    """What a whole message says. Raises TypeError or AttributeError where it is none."""
    words = "".join(text(block.text) for block in message.content if block.type == "text")
    return Reply(words, text(message.stop_reason), spent(message.usage))


def unstreamed(body: bytes) -> Reply:
    """The message that a server sends which does not stream. Raises ValueError, TypeError or AttributeError."""
    return reply(_named(body))


def spent(usage: Any) -> Spent | None:
    """What the service reports; None where it reports nothing, as some gateways do: no request is free of tokens."""
    counts = (getattr(usage, name, None) for name in _TOKENS)
    found = Spent(*(count if isinstance(count, int) and count > 0 else 0 for count in counts))
    return found if found.input else None


def batch_answers(page: bytes) -> tuple[BatchAnswer, ...]:
    """The lines of a batch's results. Raises ValueError where there is not one among them that can be read."""
    lines = [line for line in page.split(b"\n") if line.strip()]  # other line ends may stand in words
    answers = tuple(answer for line in lines if (answer := _answer(line)) is not None)
    if lines and not answers:
        raise ValueError
    return answers


def text(value: object) -> str:
    """A value that has to be text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError
    return value


def _answer(line: bytes) -> BatchAnswer | None:
    """One line of a batch's results; None where nobody can say whose it is."""
    try:
        told = _named(line)
        name = text(told.custom_id)
    except (ValueError, TypeError, AttributeError):
        return None
    try:
        return BatchAnswer(name, _outcome(told.result))
    except (TypeError, AttributeError):
        return BatchAnswer(name, Fault("the answer was garbled", again=True, charged=True))


def _outcome(result: Any) -> Reply | Fault:
    """What became of one request; what ended in an error is not charged. Raises TypeError or AttributeError."""
    if result.type == "succeeded":
        return reply(result.message)
    if result.type == "expired":
        return Fault("the batch ended before it was its turn", again=True)
    if result.type == "canceled":
        return Fault(CANCELLED, again=False)
    kind = getattr(getattr(result.error, "error", None), "type", None)
    fault = status_fault(200, kind if isinstance(kind, str) else None)
    return Fault(fault.words, again=fault.again)


def _named(body: bytes) -> Any:
    """JSON whose fields are attributes, as the SDK's own values have them."""
    return json.loads(body, object_hook=lambda found: SimpleNamespace(**found))
