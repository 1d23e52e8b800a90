"""Who answers the questions of a review: the service that the options name, within their bounds."""

import random
import threading
import time
from collections.abc import Callable

from clausecheck.model import Asking
from clausecheck.reviewers.asker import Asker
from clausecheck.reviewers.claude.budget import Budget
from clausecheck.reviewers.claude.direct import DirectAsker
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.line import Line
from clausecheck.reviewers.claude.measuring import Measure
from clausecheck.reviewers.claude.prices import Price
from clausecheck.reviewers.claude.retry import Patience
from clausecheck.reviewers.claude.service import ServiceLine

_COUNTING = 60.0
"""Seconds that counting may take in a dry run; after that the rest is counted here."""


def connected(
    asking: Asking,
    limits: Limits,
    price: Price | None,
    *,
    clock: Callable[[], float],
    sleep: Callable[[float], object] | None = None,
    jitter: Callable[[], float] | None = None,
) -> Asker:
    """An asker for one review, whose time begins now. Nothing is connected before something is asked."""
    stop, deadline = threading.Event(), clock() + limits.total_seconds
    line = ServiceLine(asking.service, limits, deadline, clock, stop)
    patience = Patience(
        tries=limits.tries,
        longest_wait=limits.longest_wait,
        deadline=deadline,
        clock=clock,
        sleep=sleep or stop.wait,
        jitter=jitter or random.random,
    )
    return DirectAsker(
        line=line,
        patience=patience,
        budget=Budget(asking.max_cost, price, least_answer=limits.least_answer_tokens),
        input_tokens=Measure(line).most,
        parallel=limits.parallel,
        stop=stop,
    )


def service_line(asking: Asking) -> Line:
    """A line to the service that nothing is asked over but counts."""
    return ServiceLine(asking.service, Limits(), time.monotonic() + _COUNTING, time.monotonic, threading.Event())
