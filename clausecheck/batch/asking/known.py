"""Answers that are known already: a review that needs others is put off until they are."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from clausecheck.model import Exchange, Side
from clausecheck.model.batch import Wanted
from clausecheck.reviewers.asker import Question


def name_of(body: bytes, run: int, turn: int) -> str:
    """Names a question, the same in whatever file it comes up: 64 hexadecimal digits, as many as a batch takes."""
    return hashlib.sha256(b"%d %d %b" % (run, turn, hashlib.sha256(body).digest())).hexdigest()


class Unanswered(Exception):
    """Questions must be answered before the review can be made."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        super().__init__("questions are not answered yet")
        self.wanted = list(wanted)


class KnownAnswers:
    """Answers what is known, by the name of the question, and asks nobody."""

    def __init__(self, side: Side, known: Mapping[str, Exchange]) -> None:
        self._side, self._known = side, known
        self._asked: Counter[tuple[bytes, int]] = Counter()

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """See `Asker`. Raises Unanswered with all questions of the round that nobody has answered yet."""
        answers, missing = [], []
        for question in questions:
            wanted = self._wanted(question)
            found = self._known.get(name_of(wanted.body, wanted.run, wanted.turn))
            if found is None:
                missing.append(wanted)
            else:
                answers.append(replace(found, request=question.body, run=question.run, clauses=question.clauses))
        if missing:
            raise Unanswered(missing)
        for answer in answers:
            told(answer)
        return tuple(answers)

    def close(self) -> None:
        """Nothing is open."""

    def _wanted(self, question: Question) -> Wanted:
        self._asked[question.body, question.run] += 1
        turn = self._asked[question.body, question.run]
        return Wanted(side=self._side, body=question.body, run=question.run, clauses=question.clauses, turn=turn)
