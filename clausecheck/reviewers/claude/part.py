"""One question of a batch: what is sent for it, and what became of it."""

import json
from dataclasses import dataclass
from typing import Any

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.budget import Budget, Reserved
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.prices import Spent
from clausecheck.reviewers.claude.retry import Fault


@dataclass(slots=True)
class Part:
    """One question of a batch."""

    question: Question
    name: str = ""
    reserved: Reserved | None = None
    """None where it is not asked."""

    def body(self) -> dict[str, Any]:
        """What is sent."""
        body: dict[str, Any] = json.loads(self.question.body)
        if self.reserved is not None:
            body["max_tokens"] = min(body["max_tokens"], self.reserved.max_tokens)
        return body

    def lowered(self) -> int:
        """How long the answer may be where the budget made it shorter, else 0."""
        asked = json.loads(self.question.body)["max_tokens"]
        return self.reserved.max_tokens if self.reserved is not None and self.reserved.max_tokens < asked else 0

    def exchange(
        self, outcome: Reply | Fault, budget: Budget, began: float = 0.0, seconds: float = 0.0, *, tries: int = 1
    ) -> Exchange:
        """What became of it, with its cost booked; `began` and `seconds` are as in an exchange."""
        reply = outcome if isinstance(outcome, Reply) else Reply("", "")
        spent = reply.spent or Spent()
        if self.reserved is not None:
            free = isinstance(outcome, Fault) and not outcome.charged
            budget.book(self.reserved, Spent() if free else reply.spent)
        return Exchange(
            request=self.question.body,
            run=self.question.run,
            clauses=self.question.clauses,
            tries=tries if self.reserved is not None else 0,
            text=reply.text,
            stop_reason=reply.stop_reason,
            trouble=outcome.words if isinstance(outcome, Fault) else "",
            input_tokens=spent.fresh,
            written_tokens=spent.written,
            cached_tokens=spent.cached,
            output_tokens=spent.output,
            began=round(began, 3),
            seconds=round(seconds, 3),
            max_tokens=self.lowered(),
        )
