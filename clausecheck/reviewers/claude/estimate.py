"""What asking would cost: every question is made and counted, and none is asked."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from clausecheck.model import Asking, Exchange, ReviewerAnswer, ReviewRequest
from clausecheck.model.estimate import Estimate
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.connecting import service_line
from clausecheck.reviewers.claude.line import Line
from clausecheck.reviewers.claude.measuring import Measure
from clausecheck.reviewers.claude.message import shown_in
from clausecheck.reviewers.claude.prices import Spent
from clausecheck.reviewers.claude.reviewer import ClaudeReviewer
from clausecheck.reviewers.claude.settings import Settings

NOT_ASKED = "a dry run asks nothing"

_ENVELOPE = 10
"""Output tokens of an answer with nothing in it, by the count of this program, as all that follow."""
_VERDICT = 11
_RATING = (14, 40)
"""Of a rating that agrees and has nothing to add, and of one that gives its reason."""
_FINDING = 330
"""Of a new finding in about 1 300 characters."""


class DryRun:
    """A reviewer that makes every question of Claude's, counts it, and asks none."""

    name = "claude"

    def __init__(self, asking: Asking, *, connect: bool) -> None:
        """Load prompts and settings; with `connect`, the service counts. Raises UsageError as `ClaudeReviewer` does."""
        self._asker = EstimatingAsker(line=service_line(asking) if connect else None)
        self._reviewer = ClaudeReviewer(asking, asker=self._asker)
        self.estimate: Estimate | None = None
        """Once `review` was called."""

    @property
    def version(self) -> str:
        """Of the reviewer that would be asked."""
        return self._reviewer.version

    def review(self, request: ReviewRequest) -> ReviewerAnswer:
        """Nothing is found: `estimate` holds what came of it."""
        who = self._reviewer
        answer = who.review(request)
        self.estimate = self._asker.estimate(who.asking, who.settings, answer)
        return answer


@dataclass(slots=True, kw_only=True)
class Tally:
    """The tokens of many questions, added up."""

    requests: int = 0
    whole: int = 0
    """Input."""
    most: int = 0
    """Input at most."""
    shared: int = 0
    """Of the input, the instructions."""
    first: int = 0
    """Instructions, each counted where it stands first."""
    allowed: int = 0
    """Output at most."""
    clauses: int = 0
    rated: int = 0
    """Findings that are given to be rated."""
    _met: set[bytes] = field(default_factory=set)

    def add(self, body: bytes, measure: Measure) -> bytes:
        """Count a question; what comes back is the same for all that have the same instructions."""
        told = json.loads(body)
        shared, instructions = measure.shared(body), hashlib.sha256(repr(told["system"]).encode()).digest()
        self.requests += 1
        self.whole += measure.tokens(body)
        self.most += measure.most(body)
        self.shared += shared
        self.first += 0 if instructions in self._met else shared
        self.allowed += told["max_tokens"]
        shown = shown_in(told["messages"][0]["content"])
        self.clauses += len(shown.get("clauses", ()))
        self.rated += sum(bool(finding[0]) for finding in shown.get("findings", ()))
        self._met.add(instructions)
        return instructions

    def estimate(
        self, asking: Asking, settings: Settings, counted_by: str, clauses: int, left_out: int = 0
    ) -> Estimate:
        """What the questions would cost, asked as `asking` says; `clauses` are asked about, `left_out` are not."""
        model = settings.model(asking)
        price = settings.price(model, asking)
        least, most = (
            self.requests * _ENVELOPE + self.clauses * (_VERDICT + finding) + self.rated * rating
            for finding, rating in zip((0, _FINDING), _RATING, strict=True)
        )
        fresh, later = self.whole - self.shared, self.shared - self.first
        return Estimate(
            model=model,
            service=asking.service,
            clauses=clauses,
            left_out=left_out,
            requests=self.requests,
            runs=asking.runs,
            input_tokens=self.whole,
            shared_tokens=self.first,
            least_output=least,
            most_output=most,
            least_usd=price.cost(Spent(fresh, self.first, later, least)) if price else None,
            most_usd=price.cost(Spent(fresh, self.shared, 0, most)) if price else None,
            bound_usd=price.most(self.most, self.allowed) if price else None,
            stop_usd=asking.max_cost,
            batches=asking.batches,
            counted_by=counted_by,
            as_of=settings.as_of,
            source=settings.source,
        )


class EstimatingAsker:
    """Counts questions in place of asking them."""

    def __init__(self, line: Line | None = None) -> None:
        """`line` is to the service that counts, if any."""
        self._line, self._measure = line, Measure(line)
        self._tally = Tally()

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """An exchange for each question that says that it was not asked."""
        exchanges = []
        for question in questions:
            self._tally.add(question.body, self._measure)
            exchanges.append(_not_asked(question))
            told(exchanges[-1])
        return tuple(exchanges)

    def close(self) -> None:
        """Hang up."""
        if self._line:
            self._line.close()

    def estimate(self, asking: Asking, settings: Settings, answer: ReviewerAnswer) -> Estimate:
        """What the questions would cost, asked as `asking` says; `answer` is what came of not asking them."""
        clauses = len({clause for exchange in answer.exchanges for clause in exchange.clauses})
        left_out = len(answer.asked) - clauses
        return self._tally.estimate(asking, settings, self._measure.counted_by, clauses, left_out)


def _not_asked(question: Question) -> Exchange:
    return Exchange(request=question.body, run=question.run, clauses=question.clauses, tries=0, trouble=NOT_ASKED)
