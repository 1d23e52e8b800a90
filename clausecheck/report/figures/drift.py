"""What has changed: one share in older and in newer contracts, and whether chance could explain the difference."""

from dataclasses import dataclass

from clausecheck.model import ClauseStatistic, NameDistribution, TermDistribution
from clausecheck.report.figures.distribution import at_most, share_bar
from clausecheck.report.figures.lookup import Drift, Row
from clausecheck.report.figures.words import cited, years_words
from clausecheck.report.page import Line, Section
from clausecheck.stats import Statistics, category_words, quantile, value_words, wilson


@dataclass(frozen=True, slots=True)
class Compared:
    """The same count in older and in more recent contracts of a category."""

    before: tuple[Row, int]
    recent: tuple[Row, int]
    label: str
    """What is counted: "30 days or less"; empty for having the clause."""
    enough: bool
    """Whether both samples are large enough to compare."""

    @property
    def overlap(self) -> bool:
        """Whether the two 95 % intervals overlap."""
        (low, high), (other_low, other_high) = (wilson(count, row.sampled) for row, count in (self.before, self.recent))
        return low <= other_high and other_low <= high


def presence_drift(drift: Drift[ClauseStatistic] | None) -> Compared | None:
    """How many have the clause."""
    if drift is None:
        return None
    return Compared((drift.before, drift.before.count), (drift.recent, drift.recent.count), "", drift.enough)


def value_drift(drift: Drift[TermDistribution] | None) -> Compared | None:
    """How many state no more than what half of them all state."""
    if drift is None:
        return None
    together = sorted((*drift.before.values, *drift.recent.values))
    pivot = quantile(tuple(together), 0.5, drift.before.beyond + drift.recent.beyond) if together else None
    if pivot is None:
        return None
    before, recent = at_most(drift.before, pivot), at_most(drift.recent, pivot)
    label = f"{value_words(pivot, drift.before.unit)} or less"
    return Compared((drift.before, before), (drift.recent, recent), label, drift.enough)


def name_drift(drift: Drift[NameDistribution] | None) -> Compared | None:
    """How many state the name that is now the most frequent."""
    if drift is None or not drift.recent.names:
        return None
    name, count = drift.recent.names[0]
    return Compared((drift.before, dict(drift.before.names).get(name, 0)), (drift.recent, count), name, drift.enough)


def drift_sections(statistics: Statistics, compared: Compared | None) -> tuple[Section, ...]:
    """The two counts with what they mean in plain words; none where nobody counted by years."""
    if compared is None:
        return ()
    pairs = (compared.before, compared.recent)
    bars = tuple(
        share_bar(statistics, row, count, ": ".join(filter(None, (years_words(row.cell.years), compared.label))))
        for row, count in pairs
    )
    row = compared.before[0]
    line = Line(f"In {category_words(row.cell.category)} ({cited(statistics, row)}): {_said(compared)}")
    return (Section("Older and newer contracts", bars=bars, lines=(line,)),)


def _said(compared: Compared) -> str:
    if not compared.enough:
        return "too few contracts to say whether anything has changed."
    if compared.overlap:
        return "the two 95% intervals overlap: the difference may be chance."
    (before, older), (recent, newer) = compared.before, compared.recent
    became = "more" if newer / recent.sampled > older / before.sampled else "less"
    return f"the two 95% intervals do not overlap: it has become {became} usual."
