"""The form of an answer: what the schema says is what is read, and nothing in it is refused by the service."""

import json
from typing import Any

import anthropic
import jsonschema
import pytest

from clausecheck.reviewers.claude.schema import parse, schema

GOOD: dict[str, Any] = {
    "ratings": [{"finding_id": "f1", "severity": "low", "why": ""}],
    "findings": [
        {
            "clause_id": "1", "quote": "q", "kind": "one_sided", "severity": "low", "favors": "buyer",
            "clause_type": "insurance", "title": "t", "explanation": "e", "ask": "a", "fallback": "", "walk_away": "",
            "proposed_text": "", "priority": "nice", "reason": "",
        }
    ],
    "verdicts": [{"clause_id": "1", "verdict": "finding"}],
}  # fmt: skip


def changed(path: tuple[Any, ...], value: object) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(GOOD))
    place: Any = copy
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy


BAD = [
    changed(("verdicts",), None),
    changed(("ratings",), None),
    changed(("ratings", 0, "why"), None),
    changed(("ratings", 0, "severity"), "none"),
    changed(("ratings", 0, "hide"), True),
    changed(("findings", 0, "quote"), None),
    changed(("findings", 0, "severity"), "fatal"),
    changed(("findings", 0, "kind"), "missing_clause"),
    changed(("findings", 0, "confidence"), "high"),
    changed(("findings", 0, "title"), 7),
    changed(("verdicts", 0, "verdict"), "fine"),
    changed(("findings",), {}),
    changed(("summary",), "All is well."),
]


@pytest.mark.parametrize("bad", BAD)
def test_the_schema_says_what_is_read(bad: dict[str, Any]) -> None:
    jsonschema.validate(GOOD, schema())
    assert parse(json.dumps(GOOD)) is not None
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(bad, schema())
    assert parse(json.dumps(bad)) is None


def test_the_schema_uses_only_what_the_service_supports() -> None:
    """The SDK's own transformation, which takes out what the service would refuse, leaves it as it is."""
    assert anthropic.transform_schema(schema()) == schema()


def test_every_object_of_the_schema_is_closed_and_whole() -> None:
    waiting: list[Any] = [schema()]
    objects = 0
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting.extend(part.values())
            if part.get("type") == "object":
                objects += 1
                assert part["additionalProperties"] is False
                assert part["required"] == list(part["properties"])
    assert objects == 4


def test_what_was_hidden_is_put_back_before_it_is_read() -> None:
    found = parse(json.dumps(GOOD), lambda value: value | {"verdicts": [{"clause_id": "2", "verdict": "usual"}]})
    assert found is not None
    assert found.verdicts[0].clause_id == "2"
