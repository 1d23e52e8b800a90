"""Answers that are known already: a review that needs others is put off until they are."""

from collections.abc import Callable, Iterable, Sequence

from clausecheck.model import Exchange, Side
from clausecheck.model.batch import Wanted
from clausecheck.reviewers.asker import Question


class Unanswered(Exception):
    """Questions must be answered before the review can be made."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        super().__init__("questions are not answered yet")
        self.wanted = list(wanted)


class KnownAnswers:
    """Answers what is known, by the bytes of the question, and asks nobody."""

    def __init__(self, side: Side, known: Iterable[Exchange]) -> None:
        self._side = side
        self._left: dict[tuple[bytes, int], list[Exchange]] = {}
        for one in known:
            self._left.setdefault((one.request, one.run), []).append(one)

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """See `Asker`. Raises Unanswered with all questions of the round that nobody has answered yet."""
        found = [self._answer(question) for question in questions]
        missing = [question for question, answer in zip(questions, found, strict=True) if answer is None]
        if missing:
            raise Unanswered(
                Wanted(side=self._side, body=one.body, run=one.run, clauses=one.clauses) for one in missing
            )
        answers = tuple(answer for answer in found if answer is not None)
        for answer in answers:
            told(answer)
        return answers

    def close(self) -> None:
        """Nothing is open."""

    def _answer(self, question: Question) -> Exchange | None:
        left = self._left.get((question.body, question.run))
        return left.pop(0) if left else None
