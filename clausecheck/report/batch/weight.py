"""Which files to look at first."""

from typing import Final

from clausecheck.model import Severity, Verdict
from clausecheck.model.batch import Judged, Outcome, Row

_HOSTILE, _CRITICAL, _HIGH, _UNREAD, _MEDIUM, _LOW, _QUIET, _SKIPPED = range(7, -1, -1)
_LEVELS: Final = {
    Severity.CRITICAL: _CRITICAL,
    Severity.HIGH: _HIGH,
    Severity.MEDIUM: _MEDIUM,
    Severity.LOW: _LOW,
}
_READ: Final = frozenset({Outcome.REVIEWED, Outcome.PARTIAL})
_MOST: Final = 999
"""Findings of a severity that weigh."""


def weight(row: Row, judged: Judged | None) -> int:
    """How much a file wants to be looked at, for one side; the larger comes first.

    Files that hide something stand before those with critical and high findings; then come those that nobody has read,
    for they may say anything; then the others, by the number of their findings of each severity.
    """
    weighed = _level(row, judged)
    for severity in _LEVELS:
        weighed = weighed * (_MOST + 1) + (min(judged.count(severity), _MOST) if judged else 0)
    return weighed


def heaviest(row: Row) -> Judged | None:
    """The side with more to look at; the seller where both are equal, None for a file that was not reviewed."""
    return max(row.result.judged, key=lambda one: weight(row, one), default=None)


def _level(row: Row, judged: Judged | None) -> int:
    result = row.result
    if result.scan is Verdict.HOSTILE:
        return _HOSTILE
    if result.outcome is Outcome.SKIPPED:
        return _SKIPPED
    level = _LEVELS.get(judged.worst, _QUIET) if judged and judged.worst else _QUIET
    unread = result.outcome is Outcome.PARTIAL or result.outcome not in _READ
    return max(level, _UNREAD) if unread else level
