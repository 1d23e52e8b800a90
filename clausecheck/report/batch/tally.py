"""Totals counted as the files come: memory grows with kinds of things, not with files."""

import heapq
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from clausecheck.model import FindingKind, Severity, Side, Verdict
from clausecheck.model.batch import Judged, Outcome, Row
from clausecheck.report.batch.totals import CategoryTotals, Cause, Frequent, SideTotals, Totals
from clausecheck.report.batch.weight import heaviest, weight
from clausecheck.report.visible import exact, visible

FIRST: Final = 100
"""Files to look at first."""
FREQUENT: Final = 10
"""Findings that are told of each category and side."""
CAUSES: Final = 50
"""Causes that are told."""
EXAMPLES: Final = 3
"""Names of files that are told with a cause."""
_KINDS_AT_MOST: Final = 5000
"""Causes that are counted apart; whatever comes later is counted as one."""
_Kind = TypeVar("_Kind", bound=StrEnum)
_DIGITS: Final = re.compile(r"\d+")


@dataclass(slots=True)
class _Side:
    files: int = 0
    sampled: int = 0
    worst: Counter[Severity] = field(default_factory=Counter)
    findings: Counter[Severity] = field(default_factory=Counter)
    having: Counter[tuple[str, str]] = field(default_factory=Counter)
    gravest: dict[tuple[str, str], Severity] = field(default_factory=dict)

    def add(self, judged: Judged, *, again: bool) -> None:
        self.files += 1
        self.findings.update(point.severity for point in judged.points)
        if judged.worst:
            self.worst[judged.worst] += 1
        if again:
            return
        self.sampled += 1
        kinds: dict[tuple[str, str], Severity] = {}
        for point in judged.points:
            about = "" if point.kind == FindingKind.HIDDEN_CONTENT else point.clause_type
            _raise(kinds, (point.kind, about), point.severity)
        self.having.update(kinds.keys())
        for kind, severity in kinds.items():
            _raise(self.gravest, kind, severity)

    def totals(self, side: Side) -> SideTotals:
        ranked = sorted(self.having, key=lambda kind: (-self.having[kind], -self.gravest[kind].rank, kind))
        return SideTotals(
            side=side,
            files=self.files,
            worst=_every(Severity, self.worst),
            findings=_every(Severity, self.findings),
            frequent=tuple(
                Frequent(
                    kind=kind[0],
                    clause_type=kind[1],
                    gravest=self.gravest[kind],
                    count=self.having[kind],
                    sampled=self.sampled,
                )
                for kind in ranked[:FREQUENT]
            ),
        )


@dataclass(slots=True)
class _Category:
    files: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    scans: Counter[Verdict] = field(default_factory=Counter)
    sides: dict[Side, _Side] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        self.files += 1
        self.outcomes[row.result.outcome] += 1
        if row.result.scan:
            self.scans[row.result.scan] += 1
        for judged in row.result.judged:
            self.sides.setdefault(judged.side, _Side()).add(judged, again=bool(row.same_as))

    def totals(self, name: str) -> CategoryTotals:
        return CategoryTotals(
            category=name,
            files=self.files,
            outcomes=_every(Outcome, self.outcomes),
            scans=_every(Verdict, self.scans),
            sides=tuple(self.sides[side].totals(side) for side in Side if side in self.sides),
        )


@dataclass(slots=True)
class _Cause:
    why: str
    hint: str
    files: int = 0
    examples: list[str] = field(default_factory=list)


class Tally:
    """Counts rows in the order in which they come."""

    def __init__(self) -> None:
        self._whole = _Category()
        self._categories: dict[str, _Category] = {}
        self._causes: dict[tuple[Outcome, str, str], _Cause] = {}
        self._first: list[tuple[int, int, Row]] = []
        self._duplicates = self._words = self._unread = 0
        self._cost = 0.0
        self._accounts = False

    def add(self, row: Row) -> None:
        """Count a row."""
        result = row.result
        self._whole.add(row)
        self._categories.setdefault(result.category, _Category()).add(row)
        self._words += result.words
        self._accounts = self._accounts or bool(row.account)
        self._duplicates += bool(row.same_as)
        if not row.same_as:
            self._unread += sum(judged.unread for judged in result.judged)
            self._cost += sum(judged.cost_usd for judged in result.judged)
        if result.why:
            self._blame(row)
        ranked = weight(row, heaviest(row)), -self._whole.files, row
        (heapq.heappush if len(self._first) < FIRST else heapq.heappushpop)(self._first, ranked)

    def totals(self) -> Totals:
        """What has been counted so far."""
        causes = sorted(self._causes.items(), key=lambda item: -item[1].files)
        names = sorted(self._categories, key=lambda name: (not name, -self._categories[name].files, name))
        return Totals(
            whole=self._whole.totals(""),
            accounts=self._accounts,
            duplicates=self._duplicates,
            words=self._words,
            unread=self._unread,
            cost_usd=round(self._cost, 6),
            categories=tuple(self._categories[name].totals(name) for name in names),
            causes=tuple(
                Cause(
                    outcome=outcome,
                    fault=fault,
                    why=cause.why,
                    hint=cause.hint,
                    files=cause.files,
                    examples=tuple(cause.examples),
                )
                for (outcome, fault, _), cause in causes[:CAUSES]
            ),
            causes_left_out=sum(cause.files for _, cause in causes[CAUSES:]),
            first=tuple(row for _, _, row in sorted(self._first, key=lambda ranked: ranked[:2], reverse=True)),
        )

    def _blame(self, row: Row) -> None:
        """Count why a file was not reviewed whole: the same words but for names and numbers are one cause."""
        result = row.result
        why = _nameless(visible(result.why), visible(row.name.rpartition("/")[2]))
        key = result.outcome, result.fault, _DIGITS.sub("0", why)
        if key not in self._causes and len(self._causes) >= _KINDS_AT_MOST:
            key, why = (result.outcome, "other", ""), "many different causes"
        cause = self._causes.setdefault(key, _Cause(why, visible(result.hint)))
        cause.files += 1
        if len(cause.examples) < EXAMPLES:
            cause.examples.append(exact(row.name))


def _nameless(why: str, name: str) -> str:
    """Words on a file that are the same for others; a name may itself be a word, such as "pipe"."""
    if not name or why.startswith("it "):
        return why
    told = re.sub(rf"(?<!\S){re.escape(name)}(?![\w.-])", "the file", why, count=1)
    return told.replace("no file the file", "no such file")


def _every(kinds: type[_Kind], counts: Mapping[_Kind, int]) -> dict[_Kind, int]:
    """A count for each kind there is."""
    return {kind: counts.get(kind, 0) for kind in kinds}


def _raise(gravest: dict[tuple[str, str], Severity], kind: tuple[str, str], severity: Severity) -> None:
    if kind not in gravest or severity.rank > gravest[kind].rank:
        gravest[kind] = severity
