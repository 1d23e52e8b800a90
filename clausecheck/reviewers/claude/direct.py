"""Asks a service question by question, several at a time, and keeps each fault to its question."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.budget import UNPAID, Budget
from clausecheck.reviewers.claude.line import Line, Reply
from clausecheck.reviewers.claude.prices import Spent
from clausecheck.reviewers.claude.retry import Fault, Patience

INTERRUPTED = "interrupted"

_ENOUGH_FAULTS = 2
"""Questions in a row that fail after all tries before the service is taken to be down."""


@dataclass(slots=True)
class _Tried:
    """What was tried for one question."""

    question: Question
    tries: int = 0
    spent: Spent = field(default_factory=Spent)
    max_tokens: int = 0


@dataclass(slots=True, kw_only=True)
class DirectAsker:
    """Asks over a line, with patience and within a budget.

    Questions are asked one after the other until one is answered, which fills the service's cache for the others and
    shows that somebody is there; then several at a time.
    """

    line: Line
    patience: Patience
    budget: Budget
    input_tokens: Callable[[bytes], int]
    """The input tokens of a question at most."""
    parallel: int
    stop: threading.Event = field(default_factory=threading.Event)
    """Set once nothing more is to be asked."""
    _started: float | None = None
    _faults: list[str] = field(default_factory=list)
    _in_a_row: int = 0
    _known: bool = False

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """Ask everything; see `Asker`."""
        self._started = self.patience.clock() if self._started is None else self._started
        answered: dict[int, Exchange] = {}
        waiting = list(enumerate(questions))
        while waiting and not self._known:
            place, question = waiting.pop(0)
            answered[place] = self._about(question)
            told(answered[place])
        if waiting:
            self._at_once(waiting, answered, told)
        return tuple(answered[place] for place in range(len(questions)))

    def close(self) -> None:
        """Stop asking and hang up."""
        self.stop.set()
        self.line.close()

    def _at_once(
        self, waiting: list[tuple[int, Question]], answered: dict[int, Exchange], told: Callable[[Exchange], None]
    ) -> None:
        """Ask in threads that end with the program, so that none that hangs can keep it from ending."""
        todo: SimpleQueue[tuple[int, Question] | None] = SimpleQueue()
        done: SimpleQueue[tuple[int, Exchange | BaseException]] = SimpleQueue()
        workers = min(self.parallel, len(waiting))
        for task in [*waiting, *[None] * workers]:
            todo.put(task)

        def work() -> None:
            while (task := todo.get()) is not None:
                try:
                    done.put((task[0], self._about(task[1])))
                except BaseException as fault:  # noqa: BLE001 told to the thread that waits
                    self.stop.set()
                    done.put((task[0], fault))

        for _ in range(workers):
            threading.Thread(target=work, daemon=True).start()
        try:
            for _ in waiting:
                place, exchange = done.get()
                if isinstance(exchange, BaseException):
                    raise exchange
                answered[place] = exchange
                told(exchange)
        except BaseException:
            self.stop.set()
            raise

    def _about(self, question: Question) -> Exchange:
        began, tried = self.patience.clock(), _Tried(question)
        if self.stop.is_set():
            return self._exchange(tried, began, trouble=self._why())
        try:
            reply = self.patience.ask(lambda: self._send(tried), self.stop.is_set, lambda: self._known)
        except Fault as fault:
            return self._exchange(tried, began, trouble=self._failed(fault))
        if reply is None:
            return self._exchange(tried, began, trouble=UNPAID)
        self._in_a_row, self._known = 0, True
        return self._exchange(tried, began, text=reply.text, stop_reason=reply.stop_reason)

    def _send(self, tried: _Tried) -> Reply | None:
        """Send a question once, if it can be paid. None where it cannot. Raises Fault."""
        body: dict[str, Any] = json.loads(tried.question.body)
        most = self.input_tokens(tried.question.body) if self.budget.most is not None else 0
        reserved = self.budget.reserve(most, body["max_tokens"], self.stop.is_set)
        if reserved is None:
            if self.stop.is_set():
                raise Fault(self._why(), again=False)
            return None
        if reserved.max_tokens < body["max_tokens"]:
            tried.max_tokens = body["max_tokens"] = reserved.max_tokens
        tried.tries += 1
        try:
            reply = self.line.send(body)
        except Fault as fault:
            tried.spent += fault.spent or Spent()
            self.budget.book(reserved, None if fault.charged else fault.spent or Spent())
            raise
        except BaseException:
            self.budget.book(reserved, None)
            raise
        tried.spent += reply.spent or Spent()
        self.budget.book(reserved, reply.spent)
        return reply

    def _why(self) -> str:
        """Why nothing is asked any more."""
        return self._faults[-1] if self._faults else INTERRUPTED

    def _failed(self, fault: Fault) -> str:
        self._faults.append(self.patience.words(fault))
        self._in_a_row += 1
        if self.patience.hopeless(fault, self._known) or self._in_a_row >= _ENOUGH_FAULTS:
            self.stop.set()
        return self.patience.words(fault)

    def _exchange(
        self, tried: _Tried, began: float, *, text: str = "", stop_reason: str = "", trouble: str = ""
    ) -> Exchange:
        return Exchange(
            request=tried.question.body,
            run=tried.question.run,
            clauses=tried.question.clauses,
            tries=tried.tries,
            text=text,
            stop_reason=stop_reason,
            trouble=trouble,
            input_tokens=tried.spent.fresh,
            written_tokens=tried.spent.written,
            cached_tokens=tried.spent.cached,
            output_tokens=tried.spent.output,
            began=round(began - (self._started or 0.0), 3),
            seconds=round(self.patience.clock() - began, 3),
            max_tokens=tried.max_tokens,
        )
