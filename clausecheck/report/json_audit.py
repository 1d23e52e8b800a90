"""What is said of the record of reviews as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clausecheck.audit.reading import Entry
    from clausecheck.audit.verifying import Verdict
    from clausecheck.report import schema_audit as shapes


def verify_json(verdict: Verdict) -> shapes.AuditVerifyJson:
    """What checking a record has shown."""
    return {
        "schema": "clausecheck/audit-verify/1",
        "intact": verdict.fault is None,
        "records": verdict.head.count,
        "hash": verdict.head.hash,
        "torn": list(verdict.torn),
        "anchored": verdict.anchor is not None,
        "fault": _fault(verdict),
    }


def show_json(entries: Iterable[Entry], verdict: Verdict) -> shapes.AuditShowJson:
    """Records, and whether they are as they were written."""
    return {
        "schema": "clausecheck/audit-show/1",
        "intact": verdict.fault is None,
        "fault": _fault(verdict),
        "records": [{"number": one.count, "hash": one.hash, "record": one.record} for one in entries],
    }


def replay_json(entry: Entry, then: str, now: str, why: Sequence[str]) -> shapes.AuditReplayJson:
    """Whether a review that was made again is the same; `then` and `now` are digests of the JSON report."""
    return {
        "schema": "clausecheck/audit-replay/1",
        "number": entry.count,
        "hash": entry.hash,
        "same": then == now,
        "then": then,
        "now": now,
        "why": list(why),
    }


def _fault(verdict: Verdict) -> shapes.FaultJson | None:
    fault = verdict.fault
    if fault is None:
        return None
    return {"line": fault.line, "record": fault.record, "what": fault.what.value, "why": fault.why}
