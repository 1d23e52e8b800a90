"""The comparison of two files' shared context, for people and for programs."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from clausecheck.context.parity import Check, Difference, Parity, RowDifference, SectionParity, State
from clausecheck.context.record import Record
from clausecheck.model import Side
from clausecheck.report.page import Line, Page, Section
from clausecheck.report.visible import trimmed

if TYPE_CHECKING:
    from clausecheck.report.schema_parity import CheckedJson, ParityJson

ROWS_AT_MOST: Final = 20
"""Figures that differ, as a page tells them."""
_WORDS_AT_MOST: Final = 160
"""Characters of a value that a page tells."""
_REASON_AT_MOST: Final = 300
_LIMITS: Final = (
    "Equal digests prove that both were to be given the same figures. They do not prove that a reviewer used them, or "
    "that a program wrote down what it did. docs/data-policy.md says what can be checked, and how."
)


def parity_page(parity: Parity) -> Page:
    """Lay out a comparison: first what it has shown, then what differs, then the prompts."""
    pairs = list(zip("AB", (parity.a, parity.b), parity.checks, strict=True))
    sections = [
        Section("What differs", lines=tuple(Line(_difference(difference)) for difference in parity.differences)),
        Section("Figures that differ", lines=tuple(Line(text) for text in _rows(parity.rows))),
        Section("Prompts of the two sides", lines=tuple(Line(_section(section)) for section in parity.prompts)),
    ]
    return Page(
        title="Parity",
        header=tuple(Line(_record(record), letter) for letter, record, _ in pairs),
        alarms=tuple(
            f"{letter}: {trimmed(check.reason, _REASON_AT_MOST)}."
            for letter, _, check in pairs
            if check.state is State.WRONG
        ),
        summary=(_verdict(parity), *_checked(parity.checks), _prompts(parity), *_notes(parity)),
        sections=tuple(section for section in sections if section.lines),
        closing=(_LIMITS,),
    )


def parity_json(parity: Parity) -> "ParityJson":
    """A comparison for programs, with every figure that differs."""
    return {
        "schema": "clausecheck/parity/1",
        "equal": parity.served_equal and parity.prompts_equal,
        "shared_context_equal": parity.served_equal,
        "prompts_equal": parity.prompts_equal,
        "a": _file(parity.a, parity.checks[0]),
        "b": _file(parity.b, parity.checks[1]),
        "differences": [{"what": found.what, "a": found.a, "b": found.b} for found in parity.differences],
        "rows": [
            {"table": row.table, "row": dict(row.row), "a": _dict(row.a), "b": _dict(row.b)} for row in parity.rows
        ],
        "prompts": [
            {
                "section": part.name,
                "seller_words": part.words[0],
                "buyer_words": part.words[1],
                "faults": list(part.faults),
            }
            for part in parity.prompts
        ],
        "notes": list(parity.notes),
    }


def _file(record: Record, check: Check) -> "CheckedJson":
    return {
        "file": record.name,
        "kind": record.kind,
        "side": record.side or None,
        "digest": record.digest,
        "statistics": record.statistics,
        "policy": record.policy,
        "cell": dict(record.cell),
        "state": check.state,
        "reason": check.reason,
    }


def _dict(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else dict(row)


def _record(record: Record) -> str:
    of = f" for the {record.side}" if record.side else ""
    cell = trimmed(" ".join(record.cell.values()), _WORDS_AT_MOST)
    return f"{record.name}: {record.kind}{of}; {cell}; {record.digest[:19]}"


def _verdict(parity: Parity) -> str:
    if parity.served_equal:
        whom = "both sides" if {parity.a.side, parity.b.side} == set(Side) else "both"
        return f"Equal: {whom} were served the same shared context."
    if any(check.state is State.WRONG for check in parity.checks):
        return "Not equal: a file does not tell what was served."
    return "Not equal: the two were not served the same shared context."


def _checked(checks: tuple[Check, Check]) -> Iterator[str]:
    """What was made again, said once where it is the same for both."""
    words = {
        State.RECOMPUTED: "digest recomputed and right",
        State.UNKNOWN: "digest taken as it is, it cannot be recomputed here",
        State.WRONG: "digest wrong",
    }
    told = [f"{words[check.state]} ({trimmed(check.reason, _REASON_AT_MOST)})" for check in checks]
    if told[0] == told[1]:
        yield f"A and B: {told[0]}."
    else:
        yield from (f"{letter}: {text}." for letter, text in zip("AB", told, strict=True))


def _notes(parity: Parity) -> Iterator[str]:
    yield from (trimmed(note, _REASON_AT_MOST) for note in parity.notes)


def _prompts(parity: Parity) -> str:
    if not parity.prompts:
        return ""
    if parity.prompts_equal:
        return "The prompts of the two sides are equals, section by section."
    return "The prompts of the two sides are not equals."


def _difference(found: Difference) -> str:
    one, other = (trimmed(text, _WORDS_AT_MOST) or "none" for text in (found.a, found.b))
    return f"{found.what}: {one} in A, {other} in B"


def _rows(rows: tuple[RowDifference, ...]) -> Iterator[str]:
    for row in rows[:ROWS_AT_MOST]:
        name = " ".join(str(value) for value in row.row.values())
        one, other = (trimmed(_figure(side), _WORDS_AT_MOST) for side in (row.a, row.b))
        yield f"{row.table}: {trimmed(name, _WORDS_AT_MOST)}: {one} in A, {other} in B"
    if (left := len(rows) - ROWS_AT_MOST) > 0:
        yield f"{left} more: --format json has all of them"


def _figure(row: Mapping[str, Any] | None) -> str:
    """A figure in words: "count 3, sampled 8, source cuad-v1"."""
    if row is None:
        return "none"
    said = {name: value if isinstance(value, str) else json.dumps(value) for name, value in sorted(row.items())}
    return ", ".join(f"{name} {value}" for name, value in said.items())


def _section(section: SectionParity) -> str:
    seller, buyer = section.words
    words = f"{seller} words" if seller == buyer else f"{seller} words for the seller, {buyer} for the buyer"
    return f"{section.name}: {'; '.join(section.faults) or 'equal'} ({words})"
