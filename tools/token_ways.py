"""The tokens of one contract's questions and answers, asked in our way and in one prompt."""

import json
from dataclasses import dataclass, replace
from typing import Any

from clausecheck.model import ReviewRequest, Scope
from clausecheck.reviewers.claude.counting import count
from clausecheck.reviewers.claude.grouping import Chunk, plan
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.message import message, system
from clausecheck.reviewers.claude.prices import Price, Spent
from clausecheck.reviewers.claude.schema import schema
from clausecheck.reviewers.claude.shown import data
from clausecheck.reviewers.prompting import PromptSet

LEAST_CACHED = 1024
"""Tokens that a prefix must have to be cached, of the models of the default's class, as the service documents it."""
_NEW = {
    "clause_id": "3",
    "quote": "without limitation and at no charge to the Customer, as the Supplier may from time to time decide",
    "kind": "one_sided",
    "severity": "medium",
    "favors": "buyer",
    "clause_type": "change_orders",
    "title": "The other side alone decides what is added",
    "explanation": "These words let one party add to the work whenever it likes. Nothing is paid for what is added.",
    "ask": "Pay for every addition at the agreed rates.",
    "fallback": "Additions up to ten hours are free.",
    "walk_away": "Unpaid additions without a limit.",
    "proposed_text": "as the parties agree in writing, at the rates set out in the schedule",
    "priority": "should",
    "reason": "A clear scope keeps the dates for both.",
}
_RATINGS = (
    {"finding_id": "f1", "severity": "low", "why": "The cap in the next clause limits this, and it can be ended."},
    {"finding_id": "f2", "severity": "high", "why": ""},
)
"""One that differs, with a reason, and one that does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Tokens of one way to ask about one contract."""

    requests: int
    instructions: int
    """Of all requests together, without the schema."""
    schema: int
    data: int
    answers: int

    @property
    def tokens(self) -> int:
        """Input and output."""
        return self.instructions + self.schema + self.data + self.answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The ways to ask about one contract."""

    ours: Way
    whole: Way
    bare: Way
    asked: int
    clauses: int


def measure(request: ReviewRequest, prompts: PromptSet) -> Measured:
    """Count every way to ask about one contract."""
    chunks, _ = plan(request, Limits(), Scope.FLAGGED)
    endless = replace(Limits(), chunk_characters=10**9, chunk_clauses=10**9, clause_characters=10**9)
    every, _ = plan(request, endless, Scope.ALL)
    parts = tuple(replace(part, alone=False) for chunk in every for part in chunk.parts)
    whole = Chunk(parts=parts)
    asked = sum(len(chunk.parts) for chunk in chunks)
    new = round(asked / 4)
    shares = [round(new * (at + 1) / len(chunks)) - round(new * at / len(chunks)) for at in range(len(chunks))]
    instructions = sum(count(block["text"]) for block in system(prompts, request))
    form = count(packed(schema()))
    bare = {
        "clauses": [
            {"id": name, "text": " ".join(request.contract.by_id[clause_id].text.split())}
            for clause_id, name in whole.local.items()
        ]
    }
    return Measured(
        ours=Way(
            requests=len(chunks),
            instructions=instructions * len(chunks),
            schema=form * len(chunks),
            data=sum(count(message(request, chunk, data(request, chunk))) for chunk in chunks),
            answers=sum(answer(len(c.parts), len(c.rated), share) for c, share in zip(chunks, shares, strict=True)),
        ),
        whole=Way(
            requests=1,
            instructions=instructions,
            schema=form,
            data=count(message(request, whole, data(request, whole))),
            answers=answer(len(parts), len(whole.rated), new),
        ),
        bare=Way(
            requests=1,
            instructions=instructions,
            schema=form,
            data=count(message(request, whole, bare)),
            answers=answer(len(parts), 0, new + len(whole.rated)),
        ),
        asked=asked,
        clauses=len(parts),
    )


def answer(clauses: int, rated: int, new: int) -> int:
    """Tokens of an answer."""
    verdicts = [{"clause_id": str(number), "verdict": "usual"} for number in range(1, clauses + 1)]
    return count(
        packed({"ratings": [_RATINGS[at % 2] for at in range(rated)], "findings": [_NEW] * new, "verdicts": verdicts})
    )


def packed(value: Any) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def cost(way: Way, price: Price, *, cached: bool, written: int) -> float:
    """US dollars for one way to ask; `written` of its requests write the instructions to the cache, the others read."""
    each = way.instructions // max(1, way.requests)
    kept = cached and each >= LEAST_CACHED
    spent = Spent(
        fresh=way.schema + way.data + (0 if kept else way.instructions),
        written=each * written if kept else 0,
        cached=each * (way.requests - written) if kept else 0,
        output=way.answers,
    )
    return price.cost(spent)
