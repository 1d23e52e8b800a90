"""What a worker gives back is taken only where it is about its own task, with values of the right kinds."""

import json
from dataclasses import replace
from typing import Any

import pytest

from clausecheck.batch.engines.local.checking import answers
from clausecheck.batch.wire import done_from, done_json
from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Done, Judged, Outcome, Point, Result, Task, Wanted

TASK = Task(key="k", file="a.txt", data=b"", sides=(Side.SELLER,))
POINT = Point(severity=Severity.HIGH, kind="rare_clause", clause_type="audit", title="An audit", quote="may audit")
RESULT = Result(
    outcome=Outcome.REVIEWED,
    pages=None,
    words=12,
    scan=Verdict.CLEAN,
    judged=(Judged(side=Side.SELLER, points=(POINT,)),),
)
DONE = Done(
    key="k",
    result=RESULT,
    reports=((Side.SELLER, "{}"),),
    records=({"schema": "x", "review": None},),
    wanted=(Wanted(side=Side.SELLER, body=b"{}", run=1, clauses=("c1",)),),
    seconds=0.5,
    memory=1,
)


def told(done: Done) -> Done:
    return done_from(json.loads(json.dumps(done_json(done))))


def test_an_answer_is_one() -> None:
    assert told(DONE) == DONE
    assert answers(TASK, told(DONE))


@pytest.mark.parametrize(
    "changed",
    [
        {"key": "other"},
        {"key": 7},
        {"memory": "1"},
        {"memory": True},
        {"seconds": None},
        {"seconds": float("inf")},
        {"seconds": float("nan")},
        {"result": replace(RESULT, words=10**30)},
        {"records": ("no object",)},
        {"reports": ((Side.SELLER, {"no": "text"}),)},
        {"reports": ((Side.SELLER, "caf\u00e9"),)},
        {"reports": ((Side.BUYER, "{}"),)},
        {"reports": ((Side.SELLER, "{}"), (Side.SELLER, "{}"))},
        {"result": replace(RESULT, words=1.5)},
        {"result": replace(RESULT, why=["a", "list"])},
        {"result": replace(RESULT, judged=(Judged(side=Side.BUYER),))},
        {"result": replace(RESULT, judged=(replace(RESULT.judged[0], points=(replace(POINT, title=None),)),))},
        {"wanted": (replace(DONE.wanted[0], clauses=(1, 2)),)},
        {"wanted": (replace(DONE.wanted[0], run="1"),)},
    ],
)
def test_anything_else_is_none(changed: dict[str, Any]) -> None:
    assert not answers(TASK, told(replace(DONE, **changed)))
