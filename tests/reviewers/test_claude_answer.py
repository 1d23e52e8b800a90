"""Answers about several groups, pieces of a clause and runs, put together."""

from typing import Any

import pytest

from clausecheck.model import Agreement, Opinion, ReviewRequest, Severity
from clausecheck.reviewers.claims import Checked
from clausecheck.reviewers.claude.answer import Judged, joined, judge, merged, unanswered
from clausecheck.reviewers.claude.grouping import Asked, Chunk
from clausecheck.reviewers.claude.schema import Answer
from tests.reviewers.contracts import CLAUSES, request
from tests.reviewers.test_claims import ATTACK, claim

FIELDS = tuple(Answer.model_json_schema()["$defs"]["Claim"]["properties"])


def group(whole: ReviewRequest) -> Chunk:
    asked = (Asked(clause=clause, region=clause.whole) for clause in whole.contract.clauses)
    return Chunk(parts=tuple(asked))


def answer(*verdicts: tuple[str, str], **changes: str) -> Answer:
    """An answer with one finding, on the second clause of a request."""
    told = claim(clause_id="2", **changes)
    said: dict[str, Any] = {
        "ratings": [],
        "findings": [{name: getattr(told, name) for name in FIELDS}],
        "verdicts": [{"clause_id": name, "verdict": verdict} for name, verdict in verdicts],
    }
    return Answer.model_validate(said)


def judged(*verdicts: tuple[str, str], **changes: str) -> Judged:
    whole = request()
    return judge(answer(*verdicts, **changes), whole, group(whole))


@pytest.mark.parametrize(
    ("verdicts", "read"),
    [
        ([("1", "usual"), ("2", "finding"), ("3", "usual"), ("4", "usual")], {"c1", "c2", "c3", "c4"}),
        ([("2", "finding"), ("3", "unsure")], {"c2"}),
        ([("3", "usual"), ("3", "finding")], set()),
        ([("3", "finding")], set()),
        ([("3", "usual"), ("3", "usual")], {"c3"}),
    ],
)
def test_a_clause_is_read_where_its_verdict_is_single_and_holds(
    verdicts: list[tuple[str, str]], read: set[str]
) -> None:
    assert judged(*verdicts).read == read


def test_names_of_a_request_lead_back_to_the_document() -> None:
    result = judged(("2", "finding"), ("7", "usual"), ("c1", "usual"))
    assert [found.clause_id for found in result.findings] == ["c2"]
    assert [refused.reason for refused in result.refused] == ["verdict on a clause that was not asked about"] * 2


def test_usual_is_not_taken_of_a_clause_that_speaks_to_its_reader() -> None:
    whole = request(clauses=(*CLAUSES, ATTACK))
    result = judge(answer(("4", "usual"), ("5", "usual")), whole, group(whole))
    assert result.read == {"c4"}


def test_the_pieces_of_a_clause_say_a_thing_once_and_are_read_together() -> None:
    whole, part = judged(("2", "finding"), ("3", "usual")), judged(("2", "usual"), ("3", "unsure"))
    result = joined([whole, part])
    assert len(result.findings) == 1
    assert result.verdicts == {"c1": "unsure", "c2": "finding", "c3": "unsure", "c4": "unsure"}
    assert joined([judged(("3", "usual")), unanswered(group(request()))]).read == set()


def test_opinions_keep_their_order() -> None:
    said = [
        Judged(checked=Checked(opinions=(Opinion(finding_id=name, severity=Severity.LOW, why=why),)))
        for name, why in (("f2", "a"), ("f1", "b"), ("f2", "c"))
    ]
    assert [(opinion.finding_id, opinion.why) for opinion in joined(said).opinions] == [("f2", "a"), ("f1", "b")]


def test_runs_that_differ_leave_a_clause_unread() -> None:
    result = merged([judged(("2", "finding"), ("3", "usual")), judged(("2", "usual"), ("3", "usual"))])
    assert result.read == {"c3"}
    assert [found.agreement for found in result.findings] == [Agreement(found=2, runs=2)]
