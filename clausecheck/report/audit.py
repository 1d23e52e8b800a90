"""Records of reviews for people: the list of them, and what checking and replaying has shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from clausecheck.report.audit_record import DIGITS, fault_lines, many, outcome, reviewer, short, was_sent
from clausecheck.report.page import Line, Page, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clausecheck.audit.reading import Entry
    from clausecheck.audit.verifying import Verdict
    from clausecheck.report import schema_audit as shapes

_UNANCHORED: Final = "No anchor was given, so a cut end and a record made anew from its first line cannot be told."


def list_page(entries: Sequence[Entry], verdict: Verdict) -> Page:
    """Every record on one line."""
    return Page(
        title="Record of reviews",
        header=(Line(many(len(entries), "review"), "Holds"), Line(short(verdict.head.hash) or "none", "Last hash")),
        alarms=fault_lines(verdict),
        summary=(),
        sections=(Section("Reviews", lines=tuple(Line(_brief(entry)) for entry in entries)),),
        closing=("clausecheck audit show NUMBER tells one in full.",),
    )


def verify_page(verdict: Verdict) -> Page:
    """What checking a record has shown."""
    torn = (
        f"{many(len(verdict.torn), 'line')} cut off while written, kept and marked: {', '.join(map(str, verdict.torn))}"
    )
    if verdict.fault:
        before = f"Before it: {many(verdict.head.count, 'record')}, as written."
        said = f"Not as it was written from line {verdict.fault.line} on. {before}"
    else:
        said = f"As it was written: {many(verdict.head.count, 'record')}, from the first line to the last."
    return Page(
        title="Record of reviews",
        header=(Line(verdict.head.hash or "none", "Last hash"),),
        alarms=fault_lines(verdict),
        summary=(said, *((f"{torn}.",) if verdict.torn else ()), *(() if verdict.anchor else (_UNANCHORED,))),
        sections=(),
        closing=("docs/audit.md says what this proves, and what not.",),
    )


def replay_page(replay: shapes.AuditReplayJson) -> Page:
    """Whether a review that was made again is the same."""
    same = "The same report, byte for byte; nobody was asked." if replay["same"] else "Not the same report."
    return Page(
        title=f"Record {replay['number']}, made again",
        header=(Line(replay["then"], "Then"), Line(replay["now"], "Now")),
        alarms=(),
        summary=(same, *(f"{why[:1].upper()}{why[1:]}." for why in replay["why"])),
        sections=(),
        closing=(),
    )


def _brief(entry: Entry) -> str:
    record = entry.record
    review, document = record["review"], record["document"]
    file = document["name"] or f"file {(document['sha256'] or 'unknown')[:DIGITS]}"
    parts = [record["started"], file, f"for the {record['settings']['side']}", outcome(record)]
    if review:
        counts: Counter[str] = Counter()
        for one in review["findings"]:
            counts[one["severity"]] += one["count"]
        parts.append(f"by {reviewer(review)}")
        parts.append(", ".join(f"{counts[word]} {word}" for word in ("critical", "high", "medium")))
        parts.append(f"sent to {review['sent_to']}" if was_sent(review) else "nothing sent")
    return f"{entry.count}: {'; '.join(parts)}"
