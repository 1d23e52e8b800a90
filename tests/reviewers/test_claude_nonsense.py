"""Whatever a model writes, the review is whole: answers with odd words in every place."""

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from clausecheck.model import Asking, Exchange, Redaction, Scope
from clausecheck.reviewers.asker import Question
from clausecheck.reviewers.claude.reviewer import ClaudeReviewer
from tests.reviewers.contracts import request
from tests.reviewers.test_claude import claim

ODD = (
    "", " ", "\ud800", "\u202e abc", "\x1b[31m", "\u0000", "9" * 400, "1e999", "12 of 41 contracts", "1/0",
    "0 of 0 contracts", "ninety (90) days", "%" * 50, "a" * 20_000, "½ ² ٣", "1.2.3.4.5", "१२ Ⅷ 𝟗𝟎", "–" * 99,
    "f1", "c1", "2",
    "99", "İ" * 100, "ﬁ", "90 days " * 300, "(" * 1_000, "{clauses} %s {0}", "∞ NaN", "[PARTY_1]", "__proto__",
)  # fmt: skip


class Nonsense:
    """Answers in form, in which chance has put odd words, or which chance has cut."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        found = []
        for question in questions:
            reason = self.chance.choice(["end_turn"] * 9 + ["refusal", "max_tokens", "", "strange"])
            found.append(Exchange(request=question.body, run=question.run, text=self.words(), stop_reason=reason))
            told(found[-1])
        return tuple(found)

    def words(self) -> str:
        verdicts = [{"clause_id": str(n), "verdict": self.chance.choice(["usual", "finding"])} for n in range(1, 5)]
        answer = {
            "ratings": [{"finding_id": "f1", "severity": "low", "why": "This is common among such contracts."}],
            "findings": [claim(clause_id=str(self.chance.randint(1, 4))) for _ in range(self.chance.randint(0, 3))],
            "verdicts": verdicts,
        }
        text = json.dumps(self.changed(answer, self.chance.choice([0.02, 0.1, 0.4])))
        return text[: self.chance.randint(0, len(text))] if self.chance.random() < 0.1 else text

    def changed(self, value: Any, often: float) -> Any:
        if isinstance(value, dict):
            return {name: self.changed(one, often) for name, one in value.items() if self.chance.random() > often / 8}
        if isinstance(value, list):
            return [self.changed(one, often) for one in value for _ in range(self.chance.choice([1, 1, 1, 2]))]
        odd = self.chance.choice(ODD)
        return self.chance.choice([odd, value + odd]) if self.chance.random() < often else value

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("redact", [frozenset[Redaction](), frozenset(Redaction)])
def test_no_answer_breaks_the_review(redact: frozenset[Redaction]) -> None:
    whole = request()
    text = whole.contract.document.text
    found = 0
    for seed in range(60):
        asking = Asking(scope=Scope.ALL, runs=1 + seed % 2, redact=redact)
        result = ClaudeReviewer(asking, asker=Nonsense(seed)).review(whole)
        assert all(one.span and text[one.span.start : one.span.end] == one.quote for one in result.findings)
        assert {one.finding_id for one in result.opinions} <= {one.id for one in whole.findings}
        assert set(result.unread) <= set(result.asked) == {clause.id for clause in whole.contract.clauses}
        found += len(result.findings)
    assert found
