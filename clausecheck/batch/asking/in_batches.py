"""Asks through the service's batches, at half the price; what was handed in is picked up after any interruption."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from clausecheck.batch.asking.ledger import Handed, Sent, Settled
from clausecheck.batch.asking.under_way import UnderWay
from clausecheck.batch.asking.way import SLICE, first
from clausecheck.reviewers.claude.budget import UNPAID
from clausecheck.reviewers.claude.desk import submit_once
from clausecheck.reviewers.claude.part import Part
from clausecheck.reviewers.claude.retry import Fault

MOST_REQUESTS: Final = 1_000
"""Of one batch; the service takes 100,000."""
MOST_BYTES: Final = 16 * 2**20
"""Of one batch, which is held in memory several times while it is handed in; the service takes 256 MB."""
MOST_OPEN: Final = 100
"""Batches at a time."""


@dataclass(slots=True, kw_only=True)
class InBatches:
    """Hands questions in, as many at a time as can be paid; see `Way`. Each batch is noted before it is handed in."""

    under_way: UnderWay
    now: Callable[[], float]
    """Seconds since 1970."""
    leave: bool = False
    """Whether to leave once all is handed in and each batch was looked at."""
    _waiting: deque[str] = field(default_factory=deque)
    _settled: list[Settled] = field(default_factory=list)
    _handing_in: bool = False
    _not_before: float = 0.0
    """On the clock: nothing is handed in until then."""
    _gone: str = ""
    """Why nothing more can be handed in."""

    def add(self, names: Iterable[str]) -> None:
        """See `Way`."""
        self._waiting.extend(names)

    def go_on(self) -> list[Settled]:
        """See `Bringer`."""
        looked_after = self.under_way.go_on()
        if not self._ended:
            if self._gone:
                self._settled += self.under_way.ledger.give_up(first(self._waiting), self._gone)
            elif self._waiting:
                self._hand_in()
        settled, self._settled = self._settled, []
        return [*looked_after, *settled]

    @property
    def over(self) -> bool:
        """See `Bringer`."""
        if self._ended:
            return True
        if self._handing_in or self._settled:
            return False
        if self.leave and self.under_way.batches:
            return self.under_way.all_seen  # what still waits cannot be paid before these are read
        return not self._waiting and self.under_way.over

    @property
    def _ended(self) -> bool:
        under_way, patience = self.under_way, self.under_way.patience
        return under_way.hold.is_set() or under_way.left or patience.clock() >= patience.deadline

    def _hand_in(self) -> None:
        under_way = self.under_way
        waits = self._handing_in or under_way.patience.clock() < self._not_before
        if waits or len(under_way.batches) >= MOST_OPEN:
            return
        parts, sent = self._wave()
        if not parts:
            return
        handed = Handed(id=0, batch="", requests=len(parts), since=self.now())
        number = under_way.ledger.begin_batch(sent, under_way.budget.charged, handed.since)
        handed = replace(handed, id=number)
        requests = [(part.name, part.body()) for part in parts]
        self._handing_in = True
        desk, patience = under_way.desk, under_way.patience
        under_way.crew.give(
            lambda: patience.ask(lambda: submit_once(desk, requests), under_way.hold.is_set),
            lambda came: self._handed_in(handed, parts, came),
        )

    def _wave(self) -> tuple[list[Part], list[Sent]]:
        """The next questions that can be paid, as one batch. Those that never can be are settled."""
        budget, ledger = self.under_way.budget, self.under_way.ledger
        parts: list[Part] = []
        sent: list[Sent] = []
        unpaid: dict[str, float] = {}
        size = 0
        while self._waiting and len(parts) < MOST_REQUESTS and size < MOST_BYTES and len(unpaid) < SLICE:
            part = Part(ledger.question(self._waiting[0]), self._waiting[0])
            length = len(part.question.body)
            part.reserved = budget.reserve_now(length, part.body()["max_tokens"])
            if part.reserved is None and (parts or self.under_way.batches):
                break  # what they leave of the money may be enough
            self._waiting.popleft()
            if part.reserved is None:
                unpaid[part.name] = budget.needs(length)
                continue
            size += length
            parts.append(part)
            reserved = part.reserved
            sent.append(Sent(name=part.name, dollars=reserved.dollars, max_tokens=reserved.max_tokens))
        self._settled += ledger.give_up(unpaid, UNPAID)
        return parts, sent

    def _handed_in(self, handed: Handed, parts: Sequence[Part], came: str | BaseException) -> None:
        under_way = self.under_way
        self._handing_in = False
        if isinstance(came, str):
            under_way.outage.answered()
            under_way.ledger.name_batch(handed.id, came)
            under_way.add(handed, came)
        elif not isinstance(came, Fault):
            raise came
        elif came.charged:
            under_way.add(handed, "")  # it may have been taken all the same: it is looked for
        else:
            self._refused(came)
            under_way.undo(handed, parts, came)

    def _refused(self, fault: Fault) -> None:
        """The service did not take a batch."""
        under_way = self.under_way
        pause = under_way.outage.failed() if fault.again else 0.0
        self._not_before = under_way.patience.clock() + max(fault.wait or 0.0, pause)
        if not fault.again or under_way.outage.hopeless:
            self._gone = under_way.patience.words(fault)
