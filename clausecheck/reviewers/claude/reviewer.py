"""Claude as a reviewer: what is asked, who is asked, and the answer that comes of it."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausecheck.model import ReviewerAnswer, ReviewerInfo, ReviewRequest

if TYPE_CHECKING:
    from clausecheck.reviewers.claude.limits import Limits

DEFAULT_MODEL: Final = "claude-sonnet-5-5"
"""Used where neither `CLAUSECHECK_MODEL` nor an argument names another."""


class ClaudeReviewer:
    """Asks Claude about every clause and keeps what can be proven.

    A fault of the service never raises: the answer then holds what is known, with a note in plain words, and the
    clauses without a verdict in `unread`. Credentials and the address are those of the SDK: `ANTHROPIC_API_KEY` or
    `ANTHROPIC_AUTH_TOKEN`, and `ANTHROPIC_BASE_URL`.
    """

    name = "claude"

    def __init__(
        self,
        prompts: Path | None = None,
        *,
        model: str | None = None,
        limits: "Limits | None" = None,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] | None = None,
    ) -> None:
        """Load the prompts from `prompts`, or the shipped ones. Raises UsageError where they cannot be used.

        `sleep`, `clock` and `jitter` (from 0 to 1) replace waiting, time and chance.
        """
        from clausecheck.reviewers.claude.limits import Limits
        from clausecheck.reviewers.prompting import load_prompts

        self.prompts = load_prompts(prompts)
        self.model = model or os.environ.get("CLAUSECHECK_MODEL") or DEFAULT_MODEL
        self.limits = limits or Limits()
        self._sleep, self._clock, self._jitter = sleep, clock, jitter

    @staticmethod
    def available() -> bool:
        """Whether credentials are set in the environment. Costs nothing and connects to nobody."""
        return bool(os.environ.get("ANTHROPIC_API_KEY") or os.environ.get("ANTHROPIC_AUTH_TOKEN"))

    @property
    def version(self) -> str:
        """The prompts in use, each with its version and the start of its digest."""
        return self.prompts.version

    def review(self, request: ReviewRequest) -> ReviewerAnswer:
        """Ask about every clause. What was found before stays as it is and is not part of the answer."""
        import random
        import threading

        from clausecheck.reviewers.claude.request import plan
        from clausecheck.reviewers.claude.result import result
        from clausecheck.reviewers.claude.retry import Patience
        from clausecheck.reviewers.claude.service import ServiceLine
        from clausecheck.reviewers.claude.session import Session

        started, stop = self._clock(), threading.Event()
        deadline = started + self.limits.total_seconds
        chunks, left_out = plan(request, self.limits)
        line = ServiceLine(self.limits, deadline, self._clock, stop)
        session = Session(
            request=request,
            prompts=self.prompts,
            limits=self.limits,
            model=self.model,
            patience=Patience(
                tries=self.limits.tries,
                longest_wait=self.limits.longest_wait,
                deadline=deadline,
                clock=self._clock,
                sleep=self._sleep or stop.wait,
                jitter=self._jitter or random.random,
            ),
            send=line.send,
            stop=stop,
        )
        try:
            outcomes = session.run(chunks)
        finally:
            line.close()
        reviewer = ReviewerInfo(name=self.name, version=self.version, model=self.model, maker="Anthropic")
        return result(reviewer, request, outcomes, left_out, self.limits, line.spent, self._clock() - started)
