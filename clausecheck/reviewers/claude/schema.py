"""The form of an answer: what the model must send back, as a schema, and how it is read."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Claim(_Strict):
    """A finding as the model words it."""

    clause_id: str
    quote: str
    kind: Literal["unusual_value", "unusual_wording", "one_sided", "rare_clause", "inconsistent"]
    severity: Literal["info", "low", "medium", "high", "critical"]
    favors: Literal["seller", "buyer", "neither"]
    clause_type: str
    title: str
    explanation: str
    ask: str
    fallback: str
    walk_away: str
    proposed_text: str
    priority: Literal["must", "should", "nice"]
    reason: str


class Rating(_Strict):
    """What the model says of a finding that it was given."""

    finding_id: str
    severity: Literal["info", "low", "medium", "high", "critical"]
    why: str


class Verdict(_Strict):
    """What the model says of a clause that it was asked about."""

    clause_id: str
    verdict: Literal["usual", "finding", "unsure"]


class Answer(_Strict):
    """The whole answer."""

    ratings: list[Rating]
    findings: list[Claim]
    verdicts: list[Verdict]


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of `Answer`, with nothing in it that the service does not need."""
    whole = Answer.model_json_schema()
    return _bare(whole, whole.pop("$defs"))  # type: ignore[no-any-return]


def _bare(part: Any, named: dict[str, Any]) -> Any:
    """`part` without titles, descriptions, and the type of an enum, which its values say already.

    A part that is defined by name stands where it is used: each is used once, and costs less there.
    """
    if isinstance(part, list):
        return [_bare(value, named) for value in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _bare(named[part["$ref"].rpartition("/")[2]], named)
    unneeded = {"title", "description"} | ({"type"} if "enum" in part else set())
    kept = {name: value for name, value in part.items() if not (name in unneeded and isinstance(value, str))}
    return {name: _bare(value, named) for name, value in kept.items()}


def parse(text: str, restored: Callable[[Any], Any] = lambda value: value) -> Answer | None:
    """Read an answer, or None where it breaks the schema. A Markdown fence around the JSON is taken off.

    `restored` puts back what was hidden in the question.
    """
    body = text.strip()
    if body.startswith("```") and body.endswith("```"):
        body = body[3:-3].removeprefix("json").strip()
    try:
        return Answer.model_validate(restored(json.loads(body)))
    except (ValueError, RecursionError):
        return None
