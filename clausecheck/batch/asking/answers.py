"""The questions of all files of a batch, and which files can go on."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from clausecheck.batch.asking.ledger import Ledger, Settled
from clausecheck.batch.asking.way import Bringer, Way
from clausecheck.model import Exchange
from clausecheck.model.batch import Wanted
from clausecheck.reviewers.claude.budget import Budget

MOST_ROUNDS: Final = 12
"""How often one file may come with questions. A review has no more than eight rounds: repairs, halves and theirs."""


@dataclass(slots=True, kw_only=True)
class Answers:
    """Knows which task waits for which question; see `Questions`."""

    ledger: Ledger
    way: Way
    besides: Sequence[Bringer] = ()
    """Who brings what was asked in another way before."""
    budget: Budget
    check: Callable[[Sequence[Wanted]], None]
    """Raises ValueError for questions that are none of this program's."""
    estimate: Callable[[Sequence[str]], Sequence[str]]
    """Told of the questions that are about to be asked; gives them in the order in which to ask."""
    told: Callable[[int, int, Exchange], None]
    """Told how many questions are settled, of how many, and what has become of one."""
    started: Callable[[], None]
    """Called each time that nobody works any more: the time for the asking counts from the first one."""
    ask: bool = True
    """False to ask nothing after the estimate."""
    _left: dict[str, set[str]] = field(default_factory=dict)
    """Open questions of each task that waits."""
    _tasks: dict[str, set[str]] = field(default_factory=dict)
    """Tasks that wait for each open question."""
    _fresh: list[str] = field(default_factory=list)
    """Questions that `begin` is to ask."""
    _ready: list[str] = field(default_factory=list)
    _failed: set[str] = field(default_factory=set)
    """Questions that nobody answered in this run: it does not ask them again."""
    _rounds: Counter[str] = field(default_factory=Counter)
    _met: int = 0
    _done: int = 0

    def known(self, key: str) -> Mapping[str, Exchange] | None:
        """See `Questions`."""
        names = self.ledger.names(key)
        settled = {name: answer for name in names if (answer := self.ledger.answer(name)) is not None}
        if self._wait(key, [name for name in names if name not in settled]):
            return None
        return {name: one.exchange for name, one in settled.items() if not self._may_be_asked(one)}

    def again(self, key: str) -> bool:
        """See `Questions`."""
        answers = (self.ledger.answer(name) for name in self.ledger.names(key))
        return any(one is not None and self._may_be_asked(one) for one in answers)

    def put(self, key: str, wanted: Sequence[Wanted]) -> None:
        """See `Questions`."""
        self._rounds[key] += 1
        if self._rounds[key] > MOST_ROUNDS:
            raise ValueError("more and more questions")
        self.check(wanted)
        names = self.ledger.put(key, wanted, self._may_be_asked)
        if not self._wait(key, [name for name in names if self.ledger.answer(name) is None]):
            self._ready.append(key)

    def begin(self) -> None:
        """See `Questions`."""
        self.started()
        if self._fresh:
            fresh, self._fresh = self._fresh, []
            ordered = self.estimate(fresh)
            if self.ask:
                self.way.add(ordered)

    def ready(self) -> Sequence[str]:
        """See `Questions`."""
        for way in (self.way, *self.besides):
            for settled in way.go_on():
                self._settle(settled)
        ready, self._ready = self._ready, []
        return ready

    def waiting(self) -> bool:
        """See `Questions`."""
        return bool(self._ready) or bool(
            self._left and self.ask and not all(way.over for way in (self.way, *self.besides))
        )

    def anew(self, names: Iterable[str]) -> None:
        """Questions that were handed in and not answered are to be asked again, where somebody waits for them."""
        self.way.add([name for name in names if name in self._tasks])

    def _wait(self, key: str, names: Sequence[str]) -> bool:
        """Put a task off until the questions are settled; False where there are none."""
        for name in names:
            if name not in self._tasks:
                self._met += 1
                if self.ledger.waits(name):
                    self._fresh.append(name)
            self._tasks.setdefault(name, set()).add(key)
        if names:
            self._left[key] = set(names)
        return bool(names)

    def _settle(self, settled: Settled) -> None:
        if settled.exchange.trouble:
            self._failed.add(settled.name)
        tasks = self._tasks.pop(settled.name, None)
        if tasks is None:
            return
        self._done += 1
        self.told(self._done, self._met, settled.exchange)
        for key in tasks:
            self._left[key].discard(settled.name)
            if not self._left[key]:
                del self._left[key]
                self._ready.append(key)

    def _may_be_asked(self, settled: Settled) -> bool:
        """Whether a question that nobody answered may be asked again in this run."""
        if not settled.again or settled.name in self._failed or not self.ask:
            return False
        return self.budget.most is None or self.budget.most - self.budget.charged >= settled.needs
