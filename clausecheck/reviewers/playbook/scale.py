"""How levels become a severity: weights, thresholds and words, kept as data in `playbooks/severity.toml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any, Final, NamedTuple, TypeVar

from clausecheck.model import Factor, Severity, Weighing

TOP: Final = 3
"""The highest level of a factor."""
_JUDGED: Final = (Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL)

Name = TypeVar("Name", Factor, Severity)


class Contest(NamedTuple):
    """How hard a topic is fought over, and whose word that is."""

    level: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How the levels of the factors become a severity."""

    weights: Mapping[Factor, float]
    """Points for each level of a factor."""
    thresholds: Mapping[Severity, float]
    """The points from which up a finding is medium, high or critical."""
    words: Mapping[Factor, tuple[str, ...]]
    """What each level from 0 to 3 stands for."""
    contests: Mapping[str, Contest]
    """By clause type."""
    uncontested: Contest
    """For every other type."""

    @staticmethod
    def of(table: Mapping[str, Any]) -> "Scale":
        """A scale as `severity.toml` states it. Raises KeyError or ValueError where it is faulty."""
        entries = [(entry["types"], Contest(level=entry["level"], why=entry["why"])) for entry in table["contest"]]
        return Scale(
            weights={},
            thresholds={},
            words={Factor(name): tuple(words) for name, words in table["words"].items()},
            contests={kind: contest for kinds, contest in entries for kind in kinds},
            uncontested=next(contest for kinds, contest in entries if not kinds),
        ).changed(table)

    def changed(self, table: Mapping[str, Any]) -> "Scale":
        """The scale with the weights and thresholds of `table` in place of its own.

        Raises ValueError for a name that is not known there, for what is no number of at least 0, and for thresholds
        that do not rise.
        """
        weights = {**self.weights, **_figures(table.get("weights", {}), Factor, Factor)}
        thresholds = {**self.thresholds, **_figures(table.get("thresholds", {}), Severity, _JUDGED)}
        rising = [thresholds[severity] for severity in _JUDGED]
        if rising != sorted(set(rising)):
            raise ValueError("thresholds must rise from medium to high to critical")
        return replace(self, weights=weights, thresholds=thresholds)

    def weighings(self, levels: Mapping[Factor, int], distance: int, clause_type: str) -> tuple[Weighing, ...]:
        """Every factor of a finding on a clause of `clause_type` that is `distance` from the usual."""
        contest = self.contests.get(clause_type, self.uncontested)
        full = {Factor.CONTEST: contest.level, **levels, Factor.DISTANCE: max(0, min(TOP, distance))}
        said = {factor: self.words[factor][full[factor]] for factor in Factor}
        if Factor.CONTEST not in levels:
            said[Factor.CONTEST] += f": {contest.why}"
        return tuple(
            Weighing(factor=factor, level=full[factor], weight=self.weights[factor], why=said[factor])
            for factor in Factor
        )

    def severity(self, factors: tuple[Weighing, ...]) -> Severity:
        """What the points of `factors` come to: low at least."""
        grave = [severity for severity, least in self.thresholds.items() if points(factors) >= least]
        return max(grave, key=lambda severity: severity.rank, default=Severity.LOW)

    def said(self, factors: tuple[Weighing, ...]) -> str:
        """What `factors` come to, in words: "27 points, high from 25 up (critical from 31)"."""
        severity = self.severity(factors)
        above = [(least, grave) for grave, least in self.thresholds.items() if grave.rank > severity.rank]
        least, grave = min(above, default=(0.0, severity))
        told = f"{severity} from {self.thresholds[severity]:g} up" if severity in self.thresholds else f"{severity}"
        return f"{points(factors):g} points, {told}{f' ({grave} from {least:g})' if above else ''}"


def points(factors: Iterable[Weighing]) -> float:
    """Level times weight, summed."""
    return sum(one.level * one.weight for one in factors)


def _figures(entry: Mapping[str, Any], kind: type[Name], known: Iterable[Name]) -> dict[Name, float]:
    found: dict[Name, float] = {}
    for name, figure in entry.items():
        if name not in [*known]:
            raise ValueError(f"unknown {name!r}; known are {', '.join(one.value for one in known)}")
        if type(figure) not in {int, float} or not 0 <= figure < inf:
            raise ValueError(f"{name} must be a number of at least 0, not {figure!r}")
        found[kind(name)] = float(figure)
    return found


def levels_of(entry: Mapping[str, Any]) -> dict[Factor, int]:
    """The `levels` of a position. Raises ValueError for an unknown factor or a level that is not 0, 1, 2 or 3."""
    levels = {Factor(name): level for name, level in entry.items()}
    for factor, level in levels.items():
        if factor is Factor.DISTANCE or type(level) is not int or not 0 <= level <= TOP:
            raise ValueError(f"{factor.value} = {level!r} is no level: a topic states money, likelihood, "
                             "irreversibility and contest, each 0, 1, 2 or 3")  # fmt: skip
    return levels
