"""What a bot answers: read part by part, so that one that is out of form does not take the others with it."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from clausecheck.model import Contract
from clausecheck.reviewers.bots.shapes import AdviceJson, FindingJson, RatingJson
from clausecheck.reviewers.claims import Claim, Rating, Refused
from clausecheck.reviewers.grounding import visible

FLOOD: Final = "more findings than are read"
OUT_OF_FORM: Final = "finding that is not in the form that is asked for"
RATING_OUT_OF_FORM: Final = "rating that is not in the form that is asked for"

_Shape = TypeVar("_Shape", bound=BaseModel)
_LONGEST_VERSION: Final = 40
_MOST: Final = 2_000
"""Findings, and ratings, that are looked at: more than anybody reads. Each takes about 2 ms to be checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer as it was read, before anything in it is believed."""

    claims: tuple[Claim, ...]
    ratings: tuple[Rating, ...]
    refused: tuple[Refused, ...]
    """What is not in form."""
    version: str
    """What the bot says its version is; empty where it says none."""


def read_answer(text: str, contract: Contract, shown: Callable[[Any], Any]) -> Told | None:
    """Read an answer, or None where the whole is not in the form that is asked for.

    `shown` puts back what was replaced in the request.
    """
    try:
        found = shown(json.loads(text, parse_constant=_refuse))
    except (ValueError, RecursionError):
        return None
    whole: Any = {"findings": found} if isinstance(found, list) else found
    if not isinstance(whole, dict) or not isinstance(whole.get("findings"), list):
        return None
    ratings = whole.get("ratings", [])
    if not isinstance(ratings, list):
        return None
    claims, bad_claims = _parts(whole["findings"][:_MOST], FindingJson)
    rated, bad_ratings = _parts(ratings[:_MOST], RatingJson)
    placed = [(_clause_id(one), one) for one in claims]
    return Told(
        claims=tuple(_claim(one, clause_id, contract) for clause_id, one in placed if clause_id),
        ratings=tuple(Rating(finding_id=one.finding, severity=one.severity, why=one.why) for one in rated),
        refused=(
            *_refused(OUT_OF_FORM, bad_claims + sum(not clause_id for clause_id, _ in placed)),
            *_refused(RATING_OUT_OF_FORM, bad_ratings),
            *_refused(FLOOD, sum(max(0, len(part) - _MOST) for part in (whole["findings"], ratings))),
        ),
        version=_version(whole.get("version")),
    )


def _parts(values: list[Any], shape: type[_Shape]) -> tuple[list[_Shape], int]:
    """The values that have the shape, and how many do not."""
    read: list[_Shape] = []
    for value in values:
        with suppress(ValidationError):
            read.append(shape.model_validate(value))
    return read, len(values) - len(read)


def _clause_id(finding: FindingJson) -> str:
    """The clause that a finding names; empty where it names none, or two."""
    named = {finding.clause.id if finding.clause else "", finding.clause_id or ""} - {""}
    return named.pop() if len(named) == 1 else ""


def _claim(finding: FindingJson, clause_id: str, contract: Contract) -> Claim:
    advice = finding.negotiation or AdviceJson(ask="")
    return Claim(
        clause_id=clause_id,
        quote=finding.quote,
        kind=finding.kind,
        severity=finding.severity,
        favors=finding.favors,
        clause_type=finding.clause_type or _likeliest(clause_id, contract),
        title=finding.title,
        explanation=finding.explanation,
        ask=advice.ask,
        fallback=advice.fallback,
        walk_away=advice.walk_away,
        proposed_text=advice.proposed_text,
        priority=advice.priority,
        reason=advice.reason,
    )


def _likeliest(clause_id: str, contract: Contract) -> str:
    types = contract.types.get(clause_id, ())
    return types[0].id if types else ""


def _refused(reason: str, count: int) -> tuple[Refused, ...]:
    return (Refused(reason=reason, clause_id=None),) * count


def _version(value: Any) -> str:
    said = " ".join(visible(value).split()) if isinstance(value, str) else ""
    return said if len(said) <= _LONGEST_VERSION else ""


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
