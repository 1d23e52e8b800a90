"""Batches that the service has: each is looked after until it was read, also one of an earlier run."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from clausecheck.batch.asking.crew import Crew
from clausecheck.batch.asking.ledger import Handed, Ledger, Settled
from clausecheck.batch.asking.outage import Outage
from clausecheck.batch.asking.reading import MISSING, later, once_more, outcomes
from clausecheck.reviewers.claude.budget import Budget, Reserved
from clausecheck.reviewers.claude.desk import BatchAnswer, BatchState, Desk, Listed
from clausecheck.reviewers.claude.part import Part
from clausecheck.reviewers.claude.retry import Fault, Patience

_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 60.0
_SLOWER: Final = 1.5
_MOST_READ: Final = 3
"""How often a batch is read whose answers are not all there: the page may have broken off."""
_CLOCKS: Final = 3600.0
"""Seconds by which the clock here and that of the service may differ."""


@dataclass(slots=True)
class Open:
    """One batch that was handed in."""

    handed: Handed
    batch: str = ""
    """Its id; empty while it is to be found again."""
    looked: bool = False
    """Whether it was looked at in this run."""
    busy: bool = False
    next_look: float = 0.0
    _wait: float = _FIRST_WAIT
    reads: int = 0
    guessed: bool = False
    """Whether its id was lost, and this may be another one's."""
    strangers: set[str] = field(default_factory=set)
    """Ids that were tried and are another one's."""

    def later(self, now: float, least: float = 0.0) -> None:
        """Look again after a while, longer each time."""
        self.next_look = now + min(max(self._wait, least), _LONGEST_WAIT)
        self._wait *= _SLOWER


@dataclass(slots=True, kw_only=True)
class UnderWay:
    """Looks after batches; see `Bringer`."""

    ledger: Ledger
    crew: Crew
    desk: Desk
    patience: Patience
    budget: Budget
    hold: threading.Event
    """Set once nothing more is to be asked."""
    outage: Outage
    back: Callable[[Sequence[str]], None]
    """Told of questions that are to be asked again."""
    waiting: Callable[[str, int], None] = lambda _, __: None
    """Told the id of a batch that was looked at, and how many of its answers are missing."""
    batches: list[Open] = field(default_factory=list)
    left: bool = False
    """Whether the service cannot be asked any more; its batches go on."""
    _settled: list[Settled] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take up what an earlier run has handed in."""
        for handed in self.ledger.batches():
            self.batches.append(Open(handed, handed.batch))
            for sent in self.ledger.in_batch(handed.id):
                self.budget.hold(Reserved(max_tokens=sent.max_tokens, dollars=sent.dollars))

    def go_on(self) -> list[Settled]:
        """See `Bringer`."""
        self.crew.come()
        if not self.hold.is_set() and not self.left:
            for one in self.batches:
                if not one.busy and self.patience.clock() >= one.next_look:
                    self._look(one)
        settled, self._settled = self._settled, []
        return settled

    @property
    def over(self) -> bool:
        """See `Bringer`."""
        ended = self.hold.is_set() or self.left or self.patience.clock() >= self.patience.deadline
        return ended or not (self.batches or self._settled)

    @property
    def all_seen(self) -> bool:
        """Whether each was looked at in this run, and goes on."""
        return all(one.looked and not one.busy for one in self.batches)

    def add(self, handed: Handed, batch: str) -> None:
        """A batch was handed in; without an id it is looked for."""
        self.batches.append(Open(handed, batch))

    def undo(self, handed: Handed, parts: Sequence[Part], fault: Fault) -> None:
        """Nothing came of a batch: its questions wait again."""
        for part in parts:
            part.exchange(fault, self.budget)
        names = [part.name for part in parts]
        self.ledger.settle((), self.budget.charged, names, handed.id)
        self.back(names)

    def _look(self, one: Open) -> None:
        one.busy = True
        told = self._came if one.batch else self._listed
        look = (lambda: self._state_or_answers(one.batch)) if one.batch else self.desk.recent
        self.crew.give(lambda: self.patience.ask(look, self.hold.is_set), lambda came: told(one, came))

    def _state_or_answers(self, batch: str) -> BatchState | tuple[BatchAnswer, ...] | None:
        """How far it is, or what it holds; None where there is no such batch. Raises Fault."""
        state = self.desk.state(batch)
        return self.desk.answers(batch) if state is not None and state.ended else state

    def _came(self, one: Open, came: BatchState | tuple[BatchAnswer, ...] | BaseException | None) -> None:
        one.busy, one.looked = False, True
        if isinstance(came, Fault):
            self._missed(one, came)
        elif isinstance(came, BaseException):
            raise came
        elif isinstance(came, BatchState):
            self.outage.answered()
            one.later(self.patience.clock())
            self.waiting(one.batch, came.open)
        else:
            self.outage.answered()
            self._read(one, came)

    def _missed(self, one: Open, fault: Fault) -> None:
        """Nobody says how far a batch is: it goes on, and is asked for again later, or by a later run."""
        pause = self.outage.failed() if fault.again else 0.0
        one.later(self.patience.clock(), max(fault.wait or 0.0, pause))
        self.left = self.left or not fault.again or self.outage.hopeless

    def _read(self, one: Open, answers: Sequence[BatchAnswer] | None) -> None:
        """A batch has ended; None where it is gone."""
        parts = self._parts(one.handed)
        if one.guessed and not {part.name for part in parts} & {answer.name for answer in answers or ()}:
            self.ledger.name_batch(one.handed.id, "")
            one.strangers.add(one.batch)
            one.batch, one.guessed = "", False
            return
        found = outcomes(parts, answers)
        missing = [part for part, outcome in found if isinstance(outcome, Fault) and outcome.words == MISSING]
        one.reads += 1
        if missing and one.reads < _MOST_READ:
            one.later(self.patience.clock())
            return
        self.batches.remove(one)
        settled, back = [], []
        for part, outcome in found:
            times = self.ledger.times_sent(part.name)
            exchange = part.exchange(outcome, self.budget, tries=times)
            if once_more(outcome, times):
                back.append(part.name)
            else:
                settled.append(Settled(name=part.name, exchange=exchange, again=later(outcome)))
        self.ledger.settle(settled, self.budget.charged, back, one.handed.id)
        self._settled += settled
        self.back(back)

    def _listed(self, one: Open, came: Sequence[Listed] | BaseException) -> None:
        """The batches that the service took last: one of them may be the one whose id was lost."""
        one.busy = False
        if isinstance(came, Fault) and came.again:
            self._missed(one, came)
        elif isinstance(came, Fault):
            self._lost(one, Fault(came.words, again=True, charged=True))  # it lists none: nobody knows
        elif isinstance(came, BaseException):
            raise came
        elif found := next((listed.batch for listed in came if self._like(listed, one)), ""):
            self.ledger.name_batch(one.handed.id, found)
            one.batch, one.guessed, one.next_look = found, True, 0.0
        else:
            self._lost(one, Fault("it was not taken", again=True))

    def _like(self, listed: Listed, one: Open) -> bool:
        """Whether a batch may be one whose id was lost; what it holds will tell."""
        alike = listed.requests == one.handed.requests and listed.since > one.handed.since - _CLOCKS
        return alike and listed.batch not in one.strangers and not self.ledger.knows(listed.batch)

    def _lost(self, one: Open, fault: Fault) -> None:
        self.batches.remove(one)
        self.undo(one.handed, self._parts(one.handed), fault)

    def _parts(self, handed: Handed) -> list[Part]:
        return [
            Part(self.ledger.question(sent.name), sent.name, Reserved(max_tokens=sent.max_tokens, dollars=sent.dollars))
            for sent in self.ledger.in_batch(handed.id)
        ]
