"""Who answers the questions of a review: the service that the options name, within their bounds."""

import os
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from clausecheck import resources
from clausecheck.model import Asking, Service
from clausecheck.reviewers.asker import Asker
from clausecheck.reviewers.claude.batch_memory import BatchMemory
from clausecheck.reviewers.claude.batching import LONGEST_SECONDS, BatchAsker
from clausecheck.reviewers.claude.budget import Budget
from clausecheck.reviewers.claude.direct import DirectAsker
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.line import Line
from clausecheck.reviewers.claude.measuring import Measure
from clausecheck.reviewers.claude.prices import Price
from clausecheck.reviewers.claude.retry import Patience
from clausecheck.reviewers.claude.service import ServiceLine

_COUNTING: Final = 60.0
"""Seconds that counting may take in a dry run; after that the rest is counted here."""

_DOORS: Final = {
    Service.ANTHROPIC: ("api.anthropic.com", ("ANTHROPIC_BASE_URL",)),
    Service.BEDROCK: ("Amazon Bedrock", ("ANTHROPIC_BEDROCK_BASE_URL", "ANTHROPIC_BEDROCK_MANTLE_BASE_URL")),
    Service.VERTEX: ("Google Vertex AI", ("ANTHROPIC_VERTEX_BASE_URL",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Time, waiting and chance, so that tests need none of them."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] | None = None
    """None to wait for real, but not once nothing more is to be asked."""
    jitter: Callable[[], float] = random.random
    """From 0 to 1."""


def connected(
    asking: Asking, limits: Limits, price: Price | None, times: Times, waiting: Callable[[str, int], None]
) -> Asker:
    """An asker for one review, whose time begins now. Nothing is connected before something is asked.

    `waiting` is told the id of a batch that is waited for, and how many of its answers are missing.
    """
    stop = threading.Event()
    whole_day = asking.batches and asking.max_time is None
    deadline = times.clock() + (LONGEST_SECONDS if whole_day else limits.total_seconds)
    line = ServiceLine(asking.service, limits, deadline, times.clock, stop)
    patience = Patience(
        tries=limits.tries,
        longest_wait=limits.longest_wait,
        deadline=deadline,
        clock=times.clock,
        sleep=times.sleep or stop.wait,
        jitter=times.jitter,
    )
    budget = Budget(asking.max_cost, price, least_answer=limits.least_answer_tokens)
    measure = Measure(line)
    if asking.batches:
        memory = BatchMemory(resources.data_folder() / "batches")
        return BatchAsker(
            desk=line,
            patience=patience,
            budget=budget,
            input_tokens=measure.most,
            memory=memory,
            waiting=lambda batch, state: waiting(batch, state.open),
        )
    return DirectAsker(
        line=line, patience=patience, budget=budget, input_tokens=measure.most, parallel=limits.parallel, stop=stop
    )


def service_line(asking: Asking) -> Line:
    """A line to the service that nothing is asked over but counts."""
    return ServiceLine(asking.service, Limits(), time.monotonic() + _COUNTING, time.monotonic, threading.Event())


def address(service: Service) -> str:
    """Whose door it is, for people: a host without user, password and path, or the name of the service."""
    usual, variables = _DOORS[service]
    for variable in variables:
        with suppress(ValueError):
            parts = urlsplit(os.environ.get(variable, ""))
            if parts.hostname:
                return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    return usual
