"""The talk with Claude about one contract: group by group, each answer checked, each fault kept to its group."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from clausecheck.model import ReviewRequest
from clausecheck.reviewers.claude.answer import Judged, judge
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.request import Chunk, data, message, shown_figures, system
from clausecheck.reviewers.claude.retry import Fault, Patience
from clausecheck.reviewers.claude.schema import parse, schema
from clausecheck.reviewers.prompting import PromptSet

REFUSED = "declined"
CUT_OFF = "cut off"
BROKE_FORM = "not in the form that was asked for"

_ENOUGH_FAULTS = 2
"""Groups in a row that fail after all tries before the service is taken to be down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one group: what was judged, or what went wrong."""

    chunk: Chunk
    judged: Judged | None = None
    trouble: str = ""


@dataclass(slots=True, kw_only=True)
class Session:
    """Asks about groups of clauses until all are answered, or the service is down."""

    request: ReviewRequest
    prompts: PromptSet
    limits: Limits
    model: str
    patience: Patience
    send: Callable[[dict[str, Any]], Reply]
    """Sends one request body. Raises Fault."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set once nothing more is to be asked."""
    _faults: list[str] = field(default_factory=list)
    _in_a_row: int = 0
    _answered: bool = False

    def run(self, chunks: tuple[Chunk, ...]) -> list[Outcome]:
        """Ask about every chunk; the outcomes are in the order of the chunks, however the answers arrive.

        They are asked one after the other until one is answered, which fills the service's cache for the others and
        shows that somebody is there; then several at a time.
        """
        outcomes: list[Outcome] = []
        waiting = list(chunks)
        while waiting and not self._answered:
            outcomes.extend(self._about(waiting.pop(0)))
        pool = ThreadPoolExecutor(max_workers=self.limits.parallel)
        try:
            outcomes.extend(outcome for some in pool.map(self._about, waiting) for outcome in some)
        finally:
            self.stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
        return outcomes

    def body(self, chunk: Chunk) -> dict[str, Any]:
        """The request about `chunk`: the same bytes whenever the input is the same."""
        return {
            "model": self.model,
            "max_tokens": self.limits.answer_tokens,
            "system": system(self.prompts, self.request),
            "messages": [{"role": "user", "content": message(self.request, chunk, self._shown(chunk))}],
            "output_config": {"format": {"type": "json_schema", "schema": schema()}},
        }

    def _shown(self, chunk: Chunk) -> dict[str, Any]:
        return data(self.request, chunk, self.limits)

    def _about(self, chunk: Chunk) -> list[Outcome]:
        if self.stop.is_set():
            return [Outcome(chunk=chunk, trouble=self._faults[-1] if self._faults else "interrupted")]
        body = self.body(chunk)
        for _ in ("first", "repair"):
            try:
                reply = self.patience.ask(lambda: self.send(body), self.stop.is_set)
            except Fault as fault:
                return [Outcome(chunk=chunk, trouble=self._failed(fault))]
            self._in_a_row, self._answered = 0, True
            if reply.stop_reason in {"refusal", "max_tokens", "model_context_window_exceeded"}:
                return self._split(chunk, REFUSED if reply.stop_reason == "refusal" else CUT_OFF)
            if reply.stop_reason == "end_turn" and (answer := parse(reply.text)) is not None:
                shown = shown_figures(self._shown(chunk))
                return [Outcome(chunk=chunk, judged=judge(answer, self.request, chunk, shown, self.limits))]
        return [Outcome(chunk=chunk, trouble=BROKE_FORM)]

    def _split(self, chunk: Chunk, trouble: str) -> list[Outcome]:
        """Ask again about the halves, so that one clause cannot take its neighbours down with it."""
        if len(chunk.clauses) == 1 or chunk.halved >= self.limits.splits:
            return [Outcome(chunk=chunk, trouble=trouble)]
        return [outcome for half in chunk.halves() for outcome in self._about(half)]

    def _failed(self, fault: Fault) -> str:
        self._faults.append(fault.words)
        self._in_a_row += 1
        if fault.stop or self._in_a_row >= _ENOUGH_FAULTS:
            self.stop.set()
        return fault.words
