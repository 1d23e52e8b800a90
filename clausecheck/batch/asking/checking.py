"""Whether a question is one of this program's: a file that took its worker over must not ask what it likes."""

import json
from collections.abc import Sequence
from typing import Any, Final

from clausecheck.model.batch import Wanted
from clausecheck.reviewers.claude.message import shown_in

MOST_BYTES: Final = 400_000
"""Of one question; the longest ones of this program have a tenth of it."""
MOST_TURNS: Final = 3
_PARTS: Final = {"model", "max_tokens", "system", "messages", "output_config"}


def check(wanted: Sequence[Wanted], model: str, answer_tokens: int, most: int) -> None:
    """Raises ValueError for questions that another model, longer answers or more requests are asked with."""
    if len(wanted) > most:
        raise ValueError(f"{len(wanted)} questions at once")
    for one in wanted:
        if len(one.body) > MOST_BYTES or not 1 <= one.turn <= MOST_TURNS:
            raise ValueError("a question without end")
        try:
            fits = _fits(json.loads(one.body), model, answer_tokens)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            fits = False
        if not fits:
            raise ValueError("a question in a form of its own")


def _fits(body: dict[str, Any], model: str, answer_tokens: int) -> bool:
    whole = body.keys() == _PARTS and body["model"] == model and body["max_tokens"] == answer_tokens
    said = [message["content"] for message in body["messages"] if message.keys() == {"role", "content"}]
    told = [block["text"] for block in body["system"]]
    return whole and len(body["messages"]) == len(said) == 1 and all(told) and bool(shown_in(said[0]).get("clauses"))
