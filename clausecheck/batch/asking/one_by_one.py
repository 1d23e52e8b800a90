"""Asks question by question, several at a time, at the pace that the service allows."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from clausecheck.batch.asking.crew import Crew
from clausecheck.batch.asking.ledger import Ledger, Sent, Settled
from clausecheck.batch.asking.outage import Outage
from clausecheck.batch.asking.way import first
from clausecheck.reviewers.claude.budget import UNPAID, Budget
from clausecheck.reviewers.claude.calling import Call
from clausecheck.reviewers.claude.limiter import Limiter
from clausecheck.reviewers.claude.line import Line, Reply
from clausecheck.reviewers.claude.retry import Fault, Patience

MOST_SENT: Final = 3
"""How often a question is handed over before it is left, while others are answered; each time it has several tries."""
_AHEAD: Final = 2
"""Questions that wait in the threads, for each thread."""
_INTERRUPTED: Final = "interrupted"


@dataclass(slots=True, kw_only=True)
class OneByOne:
    """Asks over one line. The first question is asked alone until somebody answers: that fills the service's cache."""

    ledger: Ledger
    crew: Crew
    line: Line
    patience: Patience
    budget: Budget
    input_tokens: Callable[[bytes], int]
    stop: threading.Event
    """Set once what is under way is to end too."""
    hold: threading.Event
    """Set once nothing more is to be sent."""
    limiter: Limiter
    outage: Outage
    _waiting: deque[str] = field(default_factory=deque)
    _settled: list[Settled] = field(default_factory=list)
    _back: list[str] = field(default_factory=list)
    _gone: str = ""
    """Why nothing more can be asked."""

    def add(self, names: Iterable[str]) -> None:
        """See `Way`."""
        self._waiting.extend(names)

    def go_on(self) -> list[Settled]:
        """See `Way`."""
        self.crew.come()
        settled, self._settled, back, self._back = self._settled, [], self._back, []
        if settled or back:
            self.ledger.settle(settled, self.budget.charged, back)
            self._waiting.extend(back)
        if self._gone:
            settled += self.ledger.give_up(first(self._waiting), self._gone)
        elif not self.hold.is_set():
            self._hand_over()
        return settled

    @property
    def over(self) -> bool:
        """See `Way`."""
        return self.hold.is_set() or not (self._waiting or self.crew.busy)

    def why(self) -> str:
        """See `Means`."""
        return self._gone or _INTERRUPTED

    def _hand_over(self) -> None:
        room = (self.crew.size * _AHEAD if self.outage.known else 1) - self.crew.busy
        calls: list[tuple[str, Call]] = []
        while self._waiting and len(calls) < room:
            name = self._waiting.popleft()
            calls.append((name, Call(self.ledger.question(name), self)))
        if calls:
            self.ledger.send([Sent(name=name, dollars=self._most(call)) for name, call in calls], self.budget.charged)
        for name, call in calls:
            self._give(name, call)

    def _give(self, name: str, call: Call) -> None:
        self.crew.give(call.ask, lambda came: self._came(name, call, came))

    def _most(self, call: Call) -> float:
        """What one try can be charged at most; with that, nobody pays for what was on the wire at a crash twice."""
        return self.budget.most_for(len(call.question.body), call.longest)

    def _came(self, name: str, call: Call, came: Reply | Fault | BaseException | None) -> None:
        if isinstance(came, Fault):
            self._failed(name, call, came)
        elif isinstance(came, BaseException):
            raise came
        elif came is None:
            needs = self.budget.needs(self.input_tokens(call.question.body))
            self._settled.append(Settled(name=name, exchange=call.exchange(trouble=UNPAID), again=True, needs=needs))
        else:
            self.outage.answered()
            self._settled.append(Settled(name=name, exchange=call.exchange(came)))

    def _failed(self, name: str, call: Call, fault: Fault) -> None:
        words = self.patience.words(fault)
        if self.stop.is_set():
            self._back.append(name)
            return
        if fault.again:
            self.limiter.pause(self.outage.failed())
        if fault.stop or self.outage.hopeless:
            self._gone = words
        elif fault.again and self.ledger.times_sent(name) < MOST_SENT:
            self._back.append(name)
            return
        again = fault.again or fault.stop
        self._settled.append(Settled(name=name, exchange=call.exchange(trouble=words), again=again))
