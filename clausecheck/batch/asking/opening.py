"""Opens the questions of a batch: one line to the service, one budget, and one pace for all of them."""

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from clausecheck.batch.asking.answers import Answers
from clausecheck.batch.asking.checking import check
from clausecheck.batch.asking.crew import Crew
from clausecheck.batch.asking.in_batches import InBatches
from clausecheck.batch.asking.ledger import Ledger
from clausecheck.batch.asking.one_by_one import OneByOne
from clausecheck.batch.asking.outage import Outage
from clausecheck.batch.asking.stopwatch import Stopwatch
from clausecheck.batch.asking.telling import Teller, Told
from clausecheck.batch.asking.under_way import UnderWay
from clausecheck.batch.asking.way import Bringer, Way
from clausecheck.batch.journal import Journal
from clausecheck.model import Asking
from clausecheck.model.batch import Wanted
from clausecheck.reviewers.claude.budget import Budget
from clausecheck.reviewers.claude.limiter import Limiter, PacedLine
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.measuring import Measure
from clausecheck.reviewers.claude.retry import Patience
from clausecheck.reviewers.claude.reviewer import ClaudeReviewer
from clausecheck.reviewers.claude.service import ServiceLine

GRACE: Final = 8.0
"""Seconds that what is under way has to end when everything is stopped."""
_KEEPERS: Final = 4
"""Threads that look after batches."""


@contextmanager
def open_questions(
    asking: Asking,
    journal: Journal,
    told: Told,
    *,
    force: bool = False,
    wait: bool = True,
    ask: bool = True,
    limits: Limits | None = None,
) -> Iterator[Answers]:
    """The questions of a batch, which are asked as `asking` says: one by one, or in the service's batches.

    `told` is given the estimate before anything is asked, and then how far it is. With `force`, what was answered
    before is asked again. Without `wait`, batches are handed in and left; without `ask`, it ends after the estimate.
    Raises UsageError for prompts, models and bounds that do not fit, ResultsError where nothing can be kept.
    """
    opened = _Opened(ClaudeReviewer(asking), journal, told, limits or Limits(), force=force)
    answers = opened.answers(wait=wait, ask=ask)
    try:
        yield answers
        opened.drain(answers, GRACE)
    finally:
        opened.close()


class _Opened:
    """What the ways of asking share."""

    def __init__(self, who: ClaudeReviewer, journal: Journal, told: Told, limits: Limits, *, force: bool) -> None:
        asking, clock = who.asking, Stopwatch()
        deadline = asking.max_time or float("inf")
        self._clock = clock
        self._who, self._asking, self._limits, self._told = who, asking, limits, told
        self._stop, self._hold = threading.Event(), threading.Event()
        self._line = ServiceLine(asking.service, limits, deadline, clock, self._stop)
        self._patience = Patience(
            tries=limits.tries,
            longest_wait=limits.longest_wait,
            deadline=deadline,
            clock=clock,
            sleep=self._stop.wait,
            jitter=random.random,
        )
        self._ledger = Ledger(journal, force=force)
        least = limits.least_answer_tokens
        self._budget = Budget(asking.max_cost, who.price, least_answer=least, charged=self._ledger.paid)
        self._crews: list[Crew] = []
        self._estimated = False

    def answers(self, *, wait: bool, ask: bool) -> Answers:
        """The questions, with the way in which they are asked."""

        def back(names: Sequence[str]) -> None:
            answers.anew(names)

        teller = Teller(self._told, self._budget, self._who.price is not None)
        under_way = UnderWay(
            ledger=self._ledger,
            crew=self._crew(_KEEPERS),
            desk=self._line,
            patience=self._patience,
            budget=self._budget,
            hold=self._hold,
            outage=Outage(self._patience.clock),
            back=back,
            waiting=teller.waiting,
        )
        besides: tuple[Bringer, ...] = ()
        if self._asking.batches:
            way: Way = InBatches(under_way=under_way, now=time.time, leave=not wait)
        else:
            way, besides = self._one_by_one(), (under_way,)
        answers = Answers(
            ledger=self._ledger,
            way=way,
            besides=besides,
            budget=self._budget,
            check=self._check,
            estimate=self._estimate,
            told=teller.settled,
            started=self._clock.start,
            ask=ask,
        )
        return answers

    def drain(self, answers: Answers, seconds: float) -> None:
        """Send nothing more, and give what is under way so long to end."""
        self._hold.set()
        until = time.monotonic() + seconds
        while any(crew.busy for crew in self._crews) and time.monotonic() < until:
            answers.ready()
            self._stop.wait(0.05)

    def close(self) -> None:
        """Hang up."""
        self._hold.set()
        self._stop.set()
        self._line.close()

    def _one_by_one(self) -> OneByOne:
        clock = self._patience.clock
        limiter = Limiter(clock, self._stop.wait, self._limits.parallel)
        return OneByOne(
            ledger=self._ledger,
            crew=self._crew(self._limits.parallel),
            line=PacedLine(self._line, limiter, self._stop.is_set),
            patience=self._patience,
            budget=self._budget,
            input_tokens=Measure(self._line).most,
            stop=self._stop,
            hold=self._hold,
            limiter=limiter,
            outage=Outage(clock),
        )

    def _crew(self, size: int) -> Crew:
        self._crews.append(Crew(size))
        return self._crews[-1]

    def _check(self, wanted: Sequence[Wanted]) -> None:
        limits = self._who.limits
        check(wanted, self._who.model, limits.answer_tokens, limits.requests * self._asking.runs * 2)

    def _estimate(self, names: Sequence[str]) -> Sequence[str]:
        """Count what is about to be asked. Questions with the same instructions follow each other, for the cache."""
        from clausecheck.reviewers.claude.estimate import Tally

        tally, measure = Tally(), Measure()
        ordered = sorted((tally.add(self._ledger.question(name).body, measure), name) for name in names)
        if not self._estimated:
            self._estimated = True
            clauses = tally.clauses // self._asking.runs
            self._told(tally.estimate(self._asking, self._who.settings, measure.counted_by, clauses))
        return [name for _, name in ordered]
