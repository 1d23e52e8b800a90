"""What asking would cost: every question is made and counted, and none is asked."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clausecheck.model import Asking, Exchange, ReviewerAnswer, ReviewRequest
from clausecheck.model.estimate import Estimate
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.connecting import service_line
from clausecheck.reviewers.claude.grouping import plan
from clausecheck.reviewers.claude.line import Line
from clausecheck.reviewers.claude.measuring import Measure
from clausecheck.reviewers.claude.prices import Price, Spent
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
        chunks, _ = plan(request, who.limits, who.asking.scope)
        rated = sum(len(chunk.rated) for chunk in chunks)
        self.estimate = self._asker.estimate(who.asking, who.settings, answer, rated)
        return answer


@dataclass(frozen=True, slots=True)
class _Counted:
    """The tokens of one question: of its input, at most of its input, of the instructions in it, of the answer."""

    whole: int
    most: int
    shared: int
    allowed: int


class EstimatingAsker:
    """Counts questions in place of asking them."""

    def __init__(self, line: Line | None = None) -> None:
        """`line` is to the service that counts, if any."""
        self._line, self._measure = line, Measure(line)
        self._counted: list[_Counted] = []

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """An exchange for each question that says that it was not asked."""
        exchanges = []
        for question in questions:
            self._counted.append(self._count(question.body))
            exchanges.append(_not_asked(question))
            told(exchanges[-1])
        return tuple(exchanges)

    def close(self) -> None:
        """Hang up."""
        if self._line:
            self._line.close()

    def estimate(self, asking: Asking, settings: Settings, answer: ReviewerAnswer, rated: int) -> Estimate:
        """What the questions would cost, asked as `asking` says.

        `answer` is what came of not asking them; `rated` is how many findings each run gives to be rated.
        """
        counted, model = self._counted, settings.model(asking)
        price, requests = settings.price(model, asking), len(counted)
        clauses = len({clause for exchange in answer.exchanges for clause in exchange.clauses})
        least, most = (
            requests * _ENVELOPE + asking.runs * (clauses * (_VERDICT + finding) + rated * rating)
            for finding, rating in zip((0, _FINDING), _RATING, strict=True)
        )
        whole, shared = sum(one.whole for one in counted), sum(one.shared for one in counted)
        first = counted[0].shared if counted else 0
        return Estimate(
            model=model,
            service=asking.service,
            clauses=clauses,
            left_out=len(answer.asked) - clauses,
            requests=requests,
            runs=asking.runs,
            input_tokens=whole,
            shared_tokens=first,
            least_output=least,
            most_output=most,
            least_usd=price.cost(Spent(whole - shared, first, shared - first, least)) if price else None,
            most_usd=price.cost(Spent(whole - shared, shared, 0, most)) if price else None,
            bound_usd=self._bound(price) if price else None,
            stop_usd=asking.max_cost,
            batches=asking.batches,
            counted_by=self._measure.counted_by,
            as_of=settings.as_of,
            source=settings.source,
        )

    def _bound(self, price: Price) -> float:
        return price.most(sum(one.most for one in self._counted), sum(one.allowed for one in self._counted))

    def _count(self, body: bytes) -> _Counted:
        return _Counted(
            whole=self._measure.tokens(body),
            most=self._measure.most(body),
            shared=self._measure.shared(body),
            allowed=json.loads(body)["max_tokens"],
        )


def _not_asked(question: Question) -> Exchange:
    return Exchange(request=question.body, run=question.run, clauses=question.clauses, tries=0, trouble=NOT_ASKED)
