"""The talk with Claude about one contract: round by round, each answer checked, each fault kept to its group.

What comes of it depends on the contract, the options and the exchanges alone: whoever answers them from a record gets
the same review.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from clausecheck.model import Exchange, ReviewRequest
from clausecheck.reviewers.asker import Asker, Question
from clausecheck.reviewers.claude.answer import Judged, judge
from clausecheck.reviewers.claude.grouping import Chunk
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.message import message, system
from clausecheck.reviewers.claude.schema import parse, schema
from clausecheck.reviewers.claude.shown import data
from clausecheck.reviewers.prompting import PromptSet

REFUSED = "declined"
CUT_OFF = "cut off"
BROKE_FORM = "not in the form that was asked for"

_CUT = frozenset({"refusal", "max_tokens", "model_context_window_exceeded"})


class Hidden(Protocol):
    """The data of one request as it may be sent."""

    @property
    def data(self) -> Any:
        """A JSON value."""
        ...

    def shown(self, value: Any) -> Any:
        """`value`, which came back, with what was hidden in its place again."""
        ...


@dataclass(frozen=True, slots=True)
class Plain:
    """Data in which nothing is hidden."""

    data: Any

    def shown(self, value: Any) -> Any:
        """`value` as it is."""
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """One question, and what it is about."""

    question: Question
    chunk: Chunk
    group: int
    """Which of the first groups it comes from."""
    hidden: Hidden
    repair: bool = False
    """Whether it was asked before in the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one question about a group: what was judged, or what went wrong."""

    put: Put
    judged: Judged | None = None
    trouble: str = ""


@dataclass(slots=True, kw_only=True)
class Session:
    """Asks about groups of clauses until each is answered or cannot be."""

    request: ReviewRequest
    prompts: PromptSet
    limits: Limits
    model: str
    asker: Asker
    runs: int = 1
    hide: Callable[[Any], Hidden] = Plain
    """Hides in the data of a request what must not be sent."""
    note: str = ""
    """What a model must know of what is hidden."""
    told: Callable[[Exchange, int], None] | None = None
    """Told of each exchange as it comes, with the number of questions put so far."""
    exchanges: list[Exchange] = field(default_factory=list)
    """In the order of the questions, round after round."""
    sent: list[Any] = field(default_factory=list)
    """What `hide` made of the data of every question that was sent."""

    def run(self, chunks: tuple[Chunk, ...]) -> list[Outcome]:
        """Ask about every chunk in every run; outcomes are in the order of runs and chunks.

        What broke its form is asked once more in the next round. What was declined or cut off is asked again by halves,
        so that one clause cannot take its neighbours down with it.
        """
        first = [self._put(chunk, group) for group, chunk in enumerate(chunks)]
        waiting = [self._again(put, run) for run in range(1, self.runs + 1) for put in first]
        outcomes: list[Outcome] = []
        while waiting:
            following: list[Put] = []
            for put, exchange in zip(waiting, self._answers(waiting), strict=True):
                ended = self._ended(put, exchange)
                if isinstance(ended, Outcome):
                    outcomes.append(ended)
                else:
                    following.extend(ended)
            waiting = following
        return sorted(outcomes, key=lambda outcome: (outcome.put.question.run, outcome.put.group))

    def body(self, shown: Any, chunk: Chunk) -> dict[str, Any]:
        """The request about `chunk`: the same bytes whenever the input is the same."""
        return {
            "model": self.model,
            "max_tokens": self.limits.answer_tokens,
            "system": system(self.prompts, self.request),
            "messages": [{"role": "user", "content": message(self.request, chunk, shown) + self.note}],
            "output_config": {"format": {"type": "json_schema", "schema": schema()}},
        }

    def _put(self, chunk: Chunk, group: int) -> Put:
        hidden = self.hide(data(self.request, chunk))
        # Not sorted: a model writes the fields of its answer in the order of the schema.
        body = json.dumps(self.body(hidden.data, chunk), ensure_ascii=False, separators=(",", ":"))
        question = Question(body.encode("utf-8", "surrogatepass"), clauses=chunk.ids)
        return Put(question=question, chunk=chunk, group=group, hidden=hidden)

    def _again(self, put: Put, run: int, *, repair: bool = False) -> Put:
        return replace(put, question=replace(put.question, run=run), repair=repair)

    def _answers(self, puts: Sequence[Put]) -> tuple[Exchange, ...]:
        questions = len(self.exchanges) + len(puts)

        def told(exchange: Exchange) -> None:
            if self.told:
                self.told(exchange, questions)

        came = self.asker.ask([put.question for put in puts], told)
        self.exchanges += came
        self.sent += [put.hidden for put, exchange in zip(puts, came, strict=True) if exchange.tries]
        return came

    def _ended(self, put: Put, exchange: Exchange) -> Outcome | list[Put]:
        """What became of a question, or the questions that must be asked instead."""
        if exchange.trouble:
            return Outcome(put=put, trouble=exchange.trouble)
        if exchange.stop_reason in _CUT:
            return self._halved(put, REFUSED if exchange.stop_reason == "refusal" else CUT_OFF)
        answer = parse(exchange.text, put.hidden.shown) if exchange.stop_reason == "end_turn" else None
        if answer is not None:
            return Outcome(put=put, judged=judge(answer, self.request, put.chunk))
        if put.repair:
            return Outcome(put=put, trouble=BROKE_FORM)
        return [self._again(put, exchange.run, repair=True)]

    def _halved(self, put: Put, trouble: str) -> Outcome | list[Put]:
        if len(put.chunk.clauses) == 1 or put.chunk.halved >= self.limits.splits:
            return Outcome(put=put, trouble=trouble)
        return [self._again(self._put(half, put.group), put.question.run) for half in put.chunk.halves()]
