"""Claude as a reviewer: what is asked, who is asked, and the answer that comes of it."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from clausecheck.model import Asking, ReviewerAnswer, ReviewerInfo, ReviewRequest

if TYPE_CHECKING:
    from clausecheck.model.estimate import Progress
    from clausecheck.reviewers.asker import Asker
    from clausecheck.reviewers.claude.limits import Limits
    from clausecheck.reviewers.claude.session import Session
    from clausecheck.reviewers.claude.tracking import Tracker
    from clausecheck.reviewers.redaction import Redactor


class ClaudeReviewer:
    """Asks Claude about clauses and keeps what can be proven.

    A fault of the service never raises: the answer then holds what is known, with a note in plain words, and the
    clauses without a verdict in `unread`. Credentials and addresses are those of the SDK, in the environment.
    """

    name = "claude"

    def __init__(
        self,
        asking: Asking | None = None,
        *,
        asker: "Asker | None" = None,
        progress: "Callable[[Progress], None] | None" = None,
        limits: "Limits | None" = None,
        sleep: Callable[[float], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Load the prompts and the settings. Raises UsageError where they cannot be used together.

        `asker` answers in place of the service; `progress` is told of each answer. `sleep`, `clock` and `jitter` (from
        0 to 1) replace waiting, time and chance.
        """
        from clausecheck.errors import UsageError
        from clausecheck.reviewers.claude.limits import Limits
        from clausecheck.reviewers.claude.settings import FILE, load_settings
        from clausecheck.reviewers.prompting import load_prompts

        self.asking = asking or Asking()
        self.prompts, self.settings = load_prompts(self.asking.prompts), load_settings(self.asking.prompts)
        self.model = self.settings.model(self.asking)
        self.price = self.settings.price(self.model, self.asking)
        self.limits = (limits or Limits()).within(self.asking.max_time)
        self._asker, self._progress = asker, progress
        self._sleep, self._clock, self._jitter = sleep, clock, jitter
        if self.asking.max_cost is not None and self.price is None:
            hint = f"leave out --max-cost, or add the model to {FILE} in a folder for --prompts"
            raise UsageError(f"no price is known for {self.model}, so --max-cost cannot be kept", hint=hint)

    @property
    def version(self) -> str:
        """The prompts in use, each with its version and the start of its digest."""
        return self.prompts.version

    def review(self, request: ReviewRequest) -> ReviewerAnswer:
        """Ask. What was found before stays as it is and is not part of the answer."""
        from clausecheck.reviewers.claude.connecting import Times, address, connected
        from clausecheck.reviewers.claude.grouping import plan
        from clausecheck.reviewers.claude.result import result
        from clausecheck.reviewers.claude.tracking import Tracker

        tracker = Tracker(self._progress, self.price)
        times = Times(clock=self._clock, sleep=self._sleep, jitter=self._jitter)
        redactor = self._redactor(request)
        chunks, left_out = plan(request, self.limits, self.asking.scope)
        asker = self._asker or connected(self.asking, self.limits, self.price, times, tracker.batch)
        session = self._session(request, asker, tracker, redactor)
        try:
            outcomes = session.run(chunks)
        finally:
            asker.close()
        answer = result(self.info, request, outcomes, tuple(session.exchanges), left_out, self.limits, self.price)
        if not session.sent:
            return answer
        redacted = redactor.report(session.sent) if redactor else None
        return replace(answer, sent_to=address(self.asking.service), redacted=redacted)

    def _redactor(self, request: ReviewRequest) -> "Redactor | None":
        if not self.asking.redact:
            return None
        from clausecheck.reviewers.redaction import Redactor

        return Redactor(request.contract, self.asking.redact)

    def _session(
        self, request: ReviewRequest, asker: "Asker", tracker: "Tracker", redactor: "Redactor | None"
    ) -> "Session":
        from clausecheck.reviewers.claude.session import Plain, Session

        note = ""
        if redactor:
            from clausecheck.reviewers.redaction import NOTE

            note = f"\n{NOTE}"
        return Session(
            request=request,
            prompts=self.prompts,
            limits=self.limits,
            model=self.model,
            asker=asker,
            runs=self.asking.runs,
            hide=redactor.hidden if redactor else Plain,
            note=note,
            told=tracker.exchange,
        )

    @property
    def info(self) -> ReviewerInfo:
        """Who reviews. Whose model it is can only be told where its name says so."""
        maker = "Anthropic" if "claude" in self.model.lower() else "unknown"
        return ReviewerInfo(name=self.name, version=self.version, model=self.model, maker=maker)
