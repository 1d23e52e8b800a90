"""Asks a service question by question, several at a time, and keeps each fault to its question."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.budget import UNPAID, Budget
from clausecheck.reviewers.claude.calling import Call
from clausecheck.reviewers.claude.line import Line
from clausecheck.reviewers.claude.retry import Fault, Patience

INTERRUPTED = "interrupted"

_ENOUGH_FAULTS = 2
"""Questions in a row that fail after all tries before the service is taken to be down."""


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

    def why(self) -> str:
        """Why nothing is asked any more."""
        return self._faults[-1] if self._faults else INTERRUPTED

    def _about(self, question: Question) -> Exchange:
        began, call = self.patience.clock(), Call(question, self)
        reply, trouble = None, self.why()
        if not self.stop.is_set():
            try:
                reply = call.ask(lambda: self._known)
                trouble = "" if reply else UNPAID
            except Fault as fault:
                trouble = self._failed(fault)
        if reply:
            self._in_a_row, self._known = 0, True
        now = self.patience.clock()
        return call.exchange(reply, trouble=trouble, began=began - (self._started or 0.0), seconds=now - began)

    def _failed(self, fault: Fault) -> str:
        self._faults.append(self.patience.words(fault))
        self._in_a_row += 1
        if self.patience.hopeless(fault, self._known) or self._in_a_row >= _ENOUGH_FAULTS:
            self.stop.set()
        return self.patience.words(fault)
