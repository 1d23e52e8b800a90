"""Asks in batches, at half the price: everything at once is handed in, and answered within the hour, or the day."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.batch_memory import BatchMemory, key_of
from clausecheck.reviewers.claude.budget import UNPAID, Budget, Reserved
from clausecheck.reviewers.claude.desk import BatchAnswer, BatchState, Desk
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.prices import Spent
from clausecheck.reviewers.claude.retry import Fault, Patience

LONGEST_SECONDS: Final = 24.5 * 3600
"""How long to wait for a batch: the service gives each up to a day."""
GOES_ON: Final = "the batch goes on; the same command asks for it again, for 29 days"
NOT_DONE: Final = "the batch is not done yet; the same command asks for it again"
NOT_KEPT: Final = "the id of a batch cannot be kept in the data folder"

_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 60.0
_SLOWER: Final = 1.5
_MOST_FAULTS: Final = 10
"""Polls in a row that fail before a batch is left alone; it goes on, and can be asked for again."""


@dataclass(slots=True)
class _Part:
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
        if self._gone:
            exchanges = tuple(self._exchange(_Part(question), None, self._gone, began) for question in questions)
        else:
            exchanges = self._asked(self._parts(questions), began)
        self._open = bool(self._gone)
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

    def _asked(self, parts: list[_Part], began: float) -> tuple[Exchange, ...]:
        paid = [part for part in parts if part.reserved is not None]
        trouble = ""
        answers: dict[str, BatchAnswer] = {}
        try:
            answers = self._answers([(part.name, part.body()) for part in paid]) if paid else {}
        except Fault as fault:
            trouble = fault.words
            self._gone = fault.words if fault.stop else ""
            self._settle(paid, charged=fault.charged)
        return tuple(self._exchange(part, answers.get(part.name), trouble, began) for part in parts)

    def _parts(self, questions: Sequence[Question]) -> list[_Part]:
        inputs = [self.input_tokens(question.body) if self.budget.most is not None else 0 for question in questions]
        longest = max((json.loads(question.body)["max_tokens"] for question in questions), default=0)
        reserved = self.budget.reserve_all(inputs, longest)
        return [
            _Part(question, f"{self._rounds}-{place}-{question.run}-{_digest(question.body)}", money)
            for place, (question, money) in enumerate(zip(questions, reserved, strict=True))
        ]

    def _settle(self, parts: Sequence[_Part], *, charged: bool) -> None:
        for part in parts:
            if part.reserved is not None:
                self.budget.book(part.reserved, None if charged else Spent())

    def _answers(self, requests: list[tuple[str, dict[str, Any]]]) -> dict[str, BatchAnswer]:
        """What the service answers, by the name of each request. Raises Fault where there is nothing."""
        key = key_of(requests)
        try:
            batch = self._ended(key, requests)
            found = self.patience.ask(lambda: self.desk.answers(batch))
        except KeyboardInterrupt:
            raise KeyboardInterrupt(GOES_ON) from None
        self._read.append(key)
        answers: dict[str, BatchAnswer] = {}
        for answer in found:
            answers.setdefault(answer.name, answer)
        return answers

    def _ended(self, key: str, requests: list[tuple[str, dict[str, Any]]]) -> str:
        """The id of the batch with those requests, once it has ended. Raises Fault."""
        for _ in ("handed in before, perhaps, and gone", "new"):
            batch = self._batch(key, requests)
            if self._wait(batch):
                return batch
            self.memory.forget(key)
        raise Fault("it does not know the batch that it took", again=False, stop=True, charged=True)

    def _batch(self, key: str, requests: list[tuple[str, dict[str, Any]]]) -> str:
        """The id of the batch with those requests: one that was handed in before, or a new one. Raises Fault."""
        try:
            if found := self.memory.recall(key):
                return found
            self.memory.prepare(key)
            batch = self.patience.ask(lambda: self._submit(requests))
            self.memory.keep(key, batch)
        except OSError as fault:
            raise Fault(NOT_KEPT, again=False, stop=True) from fault
        return batch

    def _submit(self, requests: list[tuple[str, dict[str, Any]]]) -> str:
        try:
            return self.desk.submit(requests)
        except Fault as fault:
            if not fault.charged:
                raise
            # It may have been taken all the same, and would be paid for twice.
            raise Fault(fault.words, again=False, stop=True, charged=True) from None

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
                    raise Fault(f"{fault.words}; {NOT_DONE}", again=False, stop=True, charged=True) from None
                asked = fault.wait or 0.0
            else:
                faults = 0
                if state is None or state.ended:
                    return state is not None
                self.waiting(batch, state)
            self.patience.sleep(min(max(wait, asked), _LONGEST_WAIT))
            wait *= _SLOWER
        raise Fault(NOT_DONE, again=False, stop=True, charged=True)

    def _exchange(self, part: _Part, answer: BatchAnswer | None, trouble: str, began: float) -> Exchange:
        question = part.question
        outcome = answer.outcome if answer is not None else None
        reply = outcome if isinstance(outcome, Reply) else None
        spent = (reply.spent if reply is not None else None) or Spent()
        if part.reserved is not None and not trouble:
            unsure = outcome is None or (isinstance(outcome, Fault) and outcome.charged)
            self.budget.book(part.reserved, reply.spent if reply is not None else None if unsure else Spent())
        if part.reserved is None:
            trouble = trouble or UNPAID
        elif isinstance(outcome, Fault):
            trouble = outcome.words
        elif reply is None:
            trouble = trouble or "the batch holds no answer"
        return Exchange(
            request=question.body,
            run=question.run,
            clauses=question.clauses,
            tries=int(part.reserved is not None),
            text=reply.text if reply is not None else "",
            stop_reason=reply.stop_reason if reply is not None else "",
            trouble=trouble,
            input_tokens=spent.fresh,
            written_tokens=spent.written,
            cached_tokens=spent.cached,
            output_tokens=spent.output,
            began=round(began - (self._started or 0.0), 3),
            seconds=round(self.patience.clock() - began, 3),
            max_tokens=part.lowered(),
        )


def _digest(body: bytes) -> str:
    """Enough of a digest for a name, of which the service takes 64 characters."""
    return hashlib.sha256(body).hexdigest()[:32]
