"""One question on its way over a line: what was tried and used, with patience and within a budget."""

import json
import threading
from collections.abc import Callable
from typing import Any, Protocol

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.budget import Budget
from clausecheck.reviewers.claude.line import Line, Reply
from clausecheck.reviewers.claude.prices import Spent
from clausecheck.reviewers.claude.retry import Fault, Patience


class Means(Protocol):
    """With what questions are asked; shared by all calls of a review, or of a batch of them."""

    line: Line
    patience: Patience
    budget: Budget
    stop: threading.Event
    """Set once nothing more is to be asked."""

    @property
    def input_tokens(self) -> Callable[[bytes], int]:
        """Tells the input tokens of a question at most."""
        ...

    def why(self) -> str:
        """Why nothing is asked any more."""
        ...


class Call:
    """Asks one question until it is answered or cannot be."""

    def __init__(self, question: Question, means: Means) -> None:
        self.question, self._means = question, means
        self._tries, self._max_tokens, self._spent = 0, 0, Spent()

    @property
    def longest(self) -> int:
        """Tokens that the answer may have, as the question says."""
        return int(json.loads(self.question.body)["max_tokens"])

    def ask(self, known: Callable[[], bool] = lambda: True) -> Reply | None:
        """The answer; None where it cannot be paid. Raises Fault. `known` says whether anybody has ever answered."""
        means = self._means
        return means.patience.ask(self._send, means.stop.is_set, known)

    def exchange(
        self, reply: Reply | None = None, *, trouble: str = "", began: float = 0.0, seconds: float = 0.0
    ) -> Exchange:
        """What became of it; `began` and `seconds` are as in an exchange."""
        return Exchange(
            request=self.question.body,
            run=self.question.run,
            clauses=self.question.clauses,
            tries=self._tries,
            text=reply.text if reply else "",
            stop_reason=reply.stop_reason if reply else "",
            trouble=trouble,
            input_tokens=self._spent.fresh,
            written_tokens=self._spent.written,
            cached_tokens=self._spent.cached,
            output_tokens=self._spent.output,
            began=round(began, 3),
            seconds=round(seconds, 3),
            max_tokens=self._max_tokens,
        )

    def _send(self) -> Reply | None:
        """Send the question once, if it can be paid. None where it cannot. Raises Fault."""
        means = self._means
        body: dict[str, Any] = json.loads(self.question.body)
        most = means.input_tokens(self.question.body) if means.budget.most is not None else 0
        reserved = means.budget.reserve(most, body["max_tokens"], means.stop.is_set)
        if reserved is None:
            if means.stop.is_set():
                raise Fault(means.why(), again=False)
            return None
        if reserved.max_tokens < body["max_tokens"]:
            self._max_tokens = body["max_tokens"] = reserved.max_tokens
        self._tries += 1
        try:
            reply = means.line.send(body)
        except Fault as fault:
            self._spent += fault.spent or Spent()
            means.budget.book(reserved, None if fault.charged else fault.spent or Spent())
            raise
        except BaseException:
            means.budget.book(reserved, None)
            raise
        self._spent += reply.spent or Spent()
        means.budget.book(reserved, reply.spent)
        return reply
