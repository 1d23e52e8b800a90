"""Nouns of a batch as JSON values, between processes and in the journal.

What a worker has read may have taken it over: what comes back is checked, and can be no more than its own row.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Done, Judged, Outcome, Point, Result, Wanted


def result_json(result: Result) -> dict[str, Any]:
    """A result as JSON values."""
    return asdict(result)


def result_from(told: Mapping[str, Any]) -> Result:
    """The result that was told. Raises KeyError, TypeError or ValueError for what is none."""
    return Result(
        **{
            **told,
            "outcome": Outcome(told["outcome"]),
            "scan": None if told["scan"] is None else Verdict(told["scan"]),
            "judged": tuple(map(_judged, told["judged"])),
        }
    )


def done_json(done: Done) -> dict[str, Any]:
    """What a worker gives back, as JSON values."""
    return {
        "key": done.key,
        "result": result_json(done.result),
        "reports": done.reports,
        "records": done.records,
        "wanted": [
            [one.side, one.body.decode("utf-8", "surrogatepass"), one.run, one.clauses, one.turn] for one in done.wanted
        ],
        "seconds": done.seconds,
        "memory": done.memory,
    }


def done_from(told: Mapping[str, Any]) -> Done:
    """What a worker told. Raises KeyError, TypeError or ValueError for what is none."""
    return Done(
        key=told["key"],
        result=result_from(told["result"]),
        reports=tuple((Side(side), text) for side, text in told["reports"]),
        records=tuple(told["records"]),
        wanted=tuple(
            Wanted(side=Side(side), body=body.encode("utf-8", "surrogatepass"), run=run, clauses=tuple(ids), turn=turn)
            for side, body, run, ids, turn in told["wanted"]
        ),
        seconds=told["seconds"],
        memory=told["memory"],
    )


def _judged(told: Mapping[str, Any]) -> Judged:
    points = tuple(Point(**{**one, "severity": Severity(one["severity"])}) for one in told["points"])
    return Judged(**{**told, "side": Side(told["side"]), "points": points})
