"""Whether two sides were served the same: what is recorded is compared, and made again where that can be done."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from clausecheck.context.canonical import canonical, digest
from clausecheck.context.record import Entry, Record
from clausecheck.context.shared import KEY, SCHEMA, TABLES, shared_context
from clausecheck.model import Cell, Reach
from clausecheck.model.taxonomy import CATEGORY_PARENT
from clausecheck.stats import Policy, Statistics


class State(StrEnum):
    """What making a digest again has shown."""

    RECOMPUTED = "recomputed"
    """It is the digest of what the statistics at hand serve."""
    WRONG = "wrong"
    """It is not: the file was changed, or the digest made up."""
    UNKNOWN = "unknown"
    """That cannot be told here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What making the digest of one file again has shown, and why."""

    state: State
    reason: str
    content: Mapping[str, Any] | None
    """What was served, where the file has it or it could be made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that two files do not have in common, in words and as it stands in each."""

    what: str
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDifference:
    """A figure that two contexts do not have in common; None where one lacks it."""

    table: str
    row: Mapping[str, Any]
    """The fields of `KEY` that it has."""
    a: Mapping[str, Any] | None
    b: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionParity:
    """A section of the two sides' prompts, with what is not equal in it."""

    name: str
    words: tuple[int, int]
    """How many words it has for the seller and for the buyer; 0 where it is missing."""
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parity:
    """What the comparison of two files has shown."""

    a: Record
    b: Record
    checks: tuple[Check, Check]
    differences: tuple[Difference, ...]
    rows: tuple[RowDifference, ...]
    prompts: tuple[SectionParity, ...] = ()
    """The prompts at hand, section by section."""
    notes: tuple[str, ...] = ()
    """What to know about the reviewers, in plain sentences."""

    @property
    def served_equal(self) -> bool:
        """Whether both were served the same: nothing differs, and no digest is wrong."""
        return not self.differences and not self.rows and all(check.state is not State.WRONG for check in self.checks)

    @property
    def prompts_equal(self) -> bool:
        """Whether the prompts of the two sides are equals."""
        return not any(section.faults for section in self.prompts)


def compare_records(a: Record, b: Record, statistics: Statistics, policy: Policy) -> Parity:
    """Compare two records, and make each digest again from the statistics and the policy at hand where they match."""
    checks = (_check(a, statistics, policy), _check(b, statistics, policy))
    served = [check.content for check in checks]
    differences = tuple(_differences(a, b))
    rows: tuple[RowDifference, ...] = ()
    if served[0] is not None and served[1] is not None:
        differences += tuple(_settings(served[0]["policy"], served[1]["policy"]))
        rows = tuple(_rows(served[0], served[1]))
    return Parity(a=a, b=b, checks=checks, differences=differences, rows=rows, notes=tuple(_notes(a, b)))


def _check(record: Record, statistics: Statistics, policy: Policy) -> Check:
    if record.content is not None and digest(canonical(record.content)) != record.digest:
        return Check(
            state=State.WRONG, reason="the digest in the file is not that of its own content", content=record.content
        )
    if reason := _unmatched(record, statistics, policy):
        return Check(state=State.UNKNOWN, reason=reason, content=record.content)
    again = shared_context(statistics, policy, Cell(**record.cell))
    if again.digest != record.digest:
        reason = f"{statistics.name} serves {_short(again.digest)} for this cell, not {_short(record.digest)}"
        return Check(state=State.WRONG, reason=reason, content=record.content)
    return Check(
        state=State.RECOMPUTED,
        reason=f"made again from {statistics.name} by policy {policy.name}",
        content=json.loads(again.canonical),
    )


def _unmatched(record: Record, statistics: Statistics, policy: Policy) -> str:
    """Why the digest of a record cannot be made again here; empty where it can."""
    if record.schema != SCHEMA:
        return f"it is of the form {record.schema}, and this version makes {SCHEMA}"
    if record.statistics_digest != statistics.digest:
        same = record.statistics == statistics.name
        other = f"another file of {statistics.name}" if same else f"{statistics.name}, not {record.statistics}"
        return f"the statistics at hand are {other}; --stats names others"
    if record.policy_digest != digest(canonical(policy.settings())):
        same = record.policy == policy.name
        other = f"another {policy.name}" if same else f"{policy.name}, not {record.policy}"
        return f"the policy at hand is {other}; --policy names another"
    if record.cell["category"] not in CATEGORY_PARENT:
        return f"the category {record.cell['category']} is not known to this version"
    return ""


def _differences(a: Record, b: Record) -> Iterator[Difference]:
    pairs = {
        "form of the shared context": (a.schema, b.schema),
        "category": (a.cell["category"], b.cell["category"]),
        "region": (a.cell.get("region", ""), b.cell.get("region", "")),
        "size of the deal": (a.cell.get("size", ""), b.cell.get("size", "")),
        "statistics": (a.statistics, b.statistics),
        "file of the statistics": (a.statistics_digest, b.statistics_digest),
        "policy": (a.policy, b.policy),
        "settings of the policy": (a.policy_digest, b.policy_digest),
        "digest of the shared context": (a.digest, b.digest),
    }
    yield from (Difference(what=what, a=one, b=other) for what, (one, other) in pairs.items() if one != other)
    if a.model and b.model and a.reviewer != b.reviewer:
        yield Difference(what="prompts that the model was asked with", a=a.reviewer, b=b.reviewer)
    if a.datasets is not None and b.datasets is not None:
        asked = bool(a.model and b.model)
        yield from _datasets(*(_for_both(listed, prompts=asked) for listed in (a.datasets, b.datasets)))


def _notes(a: Record, b: Record) -> Iterator[str]:
    if a.reviewer and b.reviewer and (a.reviewer, a.model) != (b.reviewer, b.model):
        one, other = (f"{record.reviewer}{f' ({record.model})' if record.model else ''}" for record in (a, b))
        yield f"The reviewers are not the same: {one} for A, {other} for B."
    if a.side and a.side == b.side:
        yield f"Both files are for the {a.side}."


def _for_both(listed: Mapping[str, Entry], *, prompts: bool) -> dict[str, Entry]:
    """What a manifest says was given to both sides; prompts count only where a model was asked for both."""
    return {
        name: entry
        for name, entry in listed.items()
        if entry[0] == Reach.BOTH and (prompts or not name.startswith("prompts/"))
    }


def _datasets(a: Mapping[str, Entry], b: Mapping[str, Entry]) -> Iterator[Difference]:
    """What was given to both sides, and was not the same."""
    for name in sorted(a.keys() | b.keys()):
        one, other = _dataset_words(a.get(name)), _dataset_words(b.get(name))
        if one != other:
            yield Difference(what=f"dataset {name}", a=one, b=other)


def _dataset_words(entry: Entry | None) -> str:
    if entry is None:
        return "not given"
    _, rows, data = entry
    return data if rows is None else f"{rows} rows, {data}"


def _settings(a: Mapping[str, Any], b: Mapping[str, Any], above: str = "policy") -> Iterator[Difference]:
    """Each setting of two policies that differs."""
    for name in sorted(a.keys() | b.keys()):
        one, other, what = a.get(name), b.get(name), f"{above}.{name}"
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            yield from _settings(one, other, what)
        elif one != other and name not in {"id", "version"}:
            yield Difference(what=what, a=_dumps(one), b=_dumps(other))


def _rows(a: Mapping[str, Any], b: Mapping[str, Any]) -> Iterator[RowDifference]:
    for table in (*TABLES, "sources"):
        one, other = ({_dumps(_key(row)): row for row in content[table]} for content in (a, b))
        for key in sorted(one.keys() | other.keys()):
            a_row, b_row = one.get(key), other.get(key)
            if a_row != b_row:
                row = _key(a_row or b_row or {})
                yield RowDifference(table=table, row=row, a=_figure(a_row), b=_figure(b_row))


def _key(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in KEY if name in row}


def _figure(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else {name: value for name, value in row.items() if name not in KEY}


def _dumps(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _short(data: str) -> str:
    return data[:19]
