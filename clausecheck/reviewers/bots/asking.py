"""Asks a bot: each question is one run of its program."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.bots.environment import environment, without_keys
from clausecheck.reviewers.bots.limits import Limits
from clausecheck.reviewers.bots.program import run
from clausecheck.reviewers.bots.request import with_private

ENDED: Final = "end_turn"
"""How an answer that came whole is said to have stopped, as in the Messages protocol."""


class ProgramAsker:
    """Gives a program one question at a time, with what is private put in; an `Asker`."""

    def __init__(
        self,
        command: Sequence[str],
        limits: Limits,
        private: Mapping[str, Any] | None = None,
        total: float = float("inf"),
    ) -> None:
        """`command` is run without a shell; `private` is sent and stands in no exchange; `total` is in seconds."""
        self._command, self._limits, self._private, self._total = tuple(command), limits, private, total
        self._closed = False

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """One run of the program for each question, one after the other."""
        started = time.monotonic()
        exchanges = []
        for question in questions:
            exchange = self._exchange(question, time.monotonic() - started)
            told(exchange)
            exchanges.append(exchange)
        return tuple(exchanges)

    def close(self) -> None:
        """Start nothing any more."""
        self._closed = True

    def _exchange(self, question: Question, began: float) -> Exchange:
        body, left = with_private(question.body, self._private), self._total - began
        if hindered := self._hindered(body, left):
            return Exchange(
                request=question.body, run=question.run, clauses=question.clauses, tries=0, trouble=hindered
            )
        limits = replace(self._limits, seconds=min(self._limits.seconds, round(left, 1)))
        ran = run(self._command, body, limits, environment())
        trouble, text = ran.trouble, ""
        if trouble and (said := without_keys(ran.last_words)) and self._private is None:
            trouble += f"; it said “{said}”"
        if not trouble:
            try:
                text = ran.output.decode("utf-8-sig")
            except UnicodeDecodeError:
                trouble = "its answer is not UTF-8 text"
        return Exchange(
            request=question.body,
            run=question.run,
            clauses=question.clauses,
            text=text,
            stop_reason="" if trouble else ENDED,
            trouble=trouble,
            began=round(began, 3),
            seconds=round(ran.seconds, 3),
        )

    def _hindered(self, body: bytes, left: float) -> str:
        """Why a question is not put; empty where it is."""
        if self._closed:
            return "it was not asked any more"
        if left <= 0:
            return f"the {self._total:g} seconds for all runs were over"
        if len(body) > self._limits.request_bytes:
            return f"the request on this contract is longer than {self._limits.request_bytes // 1_000_000} MB"
        return ""
