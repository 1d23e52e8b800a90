"""Asks in batches, at half the price: everything at once is handed in, and answered within the hour, or the day."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.batch_memory import BatchMemory, key_of
from clausecheck.reviewers.claude.budget import UNPAID, Budget
from clausecheck.reviewers.claude.desk import BatchAnswer, BatchState, Desk, submit_once
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.part import Part
from clausecheck.reviewers.claude.retry import Fault, Patience

LONGEST_SECONDS: Final = 24.5 * 3600
"""How long to wait for a batch: the service gives each up to a day."""
GOES_ON: Final = "the batch goes on; the same command asks for it again, for 29 days"
AGAIN: Final = "the same command asks for the batch again"
NOT_DONE: Final = "the batch is not done yet"
NOT_KEPT: Final = "the id of a batch cannot be kept in the data folder"

_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 60.0
_SLOWER: Final = 1.5
_MOST_FAULTS: Final = 10
"""Polls in a row that fail before a batch is left alone; it goes on, and can be asked for again."""


@dataclass(slots=True, kw_only=True)
class BatchAsker:
    """Asks through a service's batches, within a budget.

    The ids of batches are kept until all are read, so that the same command, after it was interrupted, waits for the
    batches that it has paid for and hands in no second one.
    """

    desk: Desk
    patience: Patience
    budget: Budget
    input_tokens: Callable[[bytes], int]
    """The input tokens of a question at most."""
    memory: BatchMemory
    waiting: Callable[[str, BatchState], None] = lambda _, __: None
    """Told a batch's id and how far it is, each time that the service was asked."""
    _started: float | None = None
    _rounds: int = 0
    """Part of the names of requests: what is asked once more must not be answered by what was answered before."""
    _read: list[str] = field(default_factory=list)
    """Keys of the batches whose answers were read whole."""
    _open: bool = False
    """Whether something that was handed in was not read."""
    _gone: str = ""
    """Why nothing more can be asked."""

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """Hand everything in, wait, and read the answers; see `Asker`."""
        began = self.patience.clock()
        self._started = began if self._started is None else self._started
        self._rounds, self._open = self._rounds + 1, True
        parts = [Part(question) for question in questions] if self._gone else self._parts(questions)
        outcomes = self._outcomes(parts)
        self._open = bool(self._gone)
        timed = began - self._started, self.patience.clock() - began
        exchanges = tuple(part.exchange(outcomes[part.name], self.budget, *timed) for part in parts)
        for exchange in exchanges:
            told(exchange)
        return exchanges

    def close(self) -> None:
        """Hang up. Batches that were all read are forgotten; one that is under way goes on."""
        self.desk.close()
        if self._open:
            return
        for key in self._read:
            self.memory.forget(key)

    def _outcomes(self, parts: Sequence[Part]) -> Mapping[str, Reply | Fault]:
        """What became of each part, by its name; also of those that are not asked."""
        paid = [part for part in parts if part.reserved is not None]
        unasked = Fault(self._gone or UNPAID, again=False)
        outcomes: dict[str, Reply | Fault] = dict.fromkeys((part.name for part in parts), unasked)
        if not paid:
            return outcomes
        try:
            answers = self._answers([(part.name, part.body()) for part in paid])
        except Fault as fault:
            self._gone = fault.words if fault.stop else ""
            answers = dict.fromkeys((part.name for part in paid), fault)
        missing = Fault("the batch holds no answer", again=False, charged=True)
        for part in paid:
            outcomes[part.name] = answers.get(part.name, missing)
        return outcomes

    def _parts(self, questions: Sequence[Question]) -> list[Part]:
        inputs = [self.input_tokens(question.body) if self.budget.most is not None else 0 for question in questions]
        longest = max((json.loads(question.body)["max_tokens"] for question in questions), default=0)
        reserved = self.budget.reserve_all(inputs, longest)
        return [
            Part(question, f"{self._rounds}-{place}-{question.run}-{_digest(question.body)}", money)
            for place, (question, money) in enumerate(zip(questions, reserved, strict=True))
        ]

    def _answers(self, requests: list[tuple[str, dict[str, Any]]]) -> dict[str, Reply | Fault]:
        """What the service answers, by the name of each request. Raises Fault where there is nothing."""
        key = key_of(requests)
        found = self._answered(self._batch(key, requests))
        if found is None:  # it was handed in before, and is gone
            self.memory.forget(key)
            found = self._answered(self._batch(key, requests))
        if found is None:
            raise Fault("it does not know the batch that it took", again=False, stop=True, charged=True)
        self._read.append(key)
        return {answer.name: answer.outcome for answer in reversed(found)}  # the first one counts

    def _batch(self, key: str, requests: list[tuple[str, dict[str, Any]]]) -> str:
        """The id of the batch with those requests: one that was handed in before, or a new one. Raises Fault."""
        try:
            if found := self.memory.recall(key):
                return found
            self.memory.prepare(key)
        except OSError:
            raise Fault(NOT_KEPT, again=False, stop=True) from None
        batch = self.patience.ask(lambda: submit_once(self.desk, requests))
        with suppress(OSError):  # it could be kept a moment ago; what is paid for is read in any case
            self.memory.keep(key, batch)
        return batch

    def _answered(self, batch: str) -> tuple[BatchAnswer, ...] | None:
        """What a batch holds, once it has ended; None where there is no such batch. Raises Fault."""
        try:
            return self.patience.ask(lambda: self.desk.answers(batch)) if self._wait(batch) else None
        except Fault as fault:
            raise Fault(f"{fault.words}; {AGAIN}", again=False, stop=True, charged=True) from None
        except KeyboardInterrupt:
            raise KeyboardInterrupt(GOES_ON) from None

    def _wait(self, batch: str) -> bool:
        """Wait until a batch has ended; False where there is no such batch. Raises Fault."""
        wait, faults = _FIRST_WAIT, 0
        while self.patience.clock() < self.patience.deadline:
            asked = 0.0
            try:
                state = self.desk.state(batch)
            except Fault as fault:
                faults += 1
                if not fault.again or faults >= _MOST_FAULTS:
                    raise
                asked = fault.wait or 0.0
            else:
                faults = 0
                if state is None or state.ended:
                    return state is not None
                self.waiting(batch, state)
            self.patience.sleep(min(max(wait, asked), _LONGEST_WAIT))
            wait *= _SLOWER
        raise Fault(NOT_DONE, again=False)


def _digest(body: bytes) -> str:
    """Enough of a digest for a name, of which the service takes 64 characters."""
    return hashlib.sha256(body).hexdigest()[:32]
