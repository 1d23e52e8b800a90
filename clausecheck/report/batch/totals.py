"""What a batch comes to: nouns, and their words."""

from collections.abc import Mapping
from dataclasses import dataclass

from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Outcome, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why files were not reviewed, or not whole, with how many."""

    outcome: Outcome
    fault: str
    why: str
    """One line, with "the file" in place of a file's name."""
    hint: str
    files: int
    examples: tuple[str, ...]
    """Names of the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequent:
    """A kind of finding on a kind of clause, and how many contracts have it."""

    kind: str
    clause_type: str
    gravest: Severity
    count: int
    """Contracts with at least one of them."""
    sampled: int
    """Contracts that were reviewed for this side; the same bytes count once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTotals:
    """What was found for one side."""

    side: Side
    files: int
    """Reviewed for it."""
    worst: Mapping[Severity, int]
    """Files by their gravest finding; those without one are in none."""
    findings: Mapping[Severity, int]
    frequent: tuple[Frequent, ...]
    """The most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryTotals:
    """Files of one category, or of all."""

    category: str
    """Empty for all, or where none is known because the files were not read."""
    files: int
    outcomes: Mapping[Outcome, int]
    scans: Mapping[Verdict, int]
    sides: tuple[SideTotals, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a batch comes to."""

    whole: CategoryTotals
    """All files."""
    accounts: bool
    """Whether a list told whose any file is."""
    duplicates: int
    """Files that have the same bytes as one before them, asked the same."""
    words: int
    unread: int
    """Clauses that a reviewer was asked about and gave no usable verdict on."""
    cost_usd: float
    categories: tuple[CategoryTotals, ...]
    """The largest first."""
    causes: tuple[Cause, ...]
    """The most frequent first."""
    causes_left_out: int
    """Files whose cause is not among them."""
    first: tuple[Row, ...]
    """The files to look at first, the gravest first."""

    @property
    def files(self) -> int:
        """How many came in."""
        return self.whole.files

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """Files by what became of them; every outcome is there."""
        return self.whole.outcomes

    @property
    def scans(self) -> Mapping[Verdict, int]:
        """Files by what they hide; every verdict is there."""
        return self.whole.scans

    @property
    def hostile(self) -> int:
        """Files that hide words from a human reader, or address a model."""
        return self.scans[Verdict.HOSTILE]

    def has(self, severity: Severity) -> bool:
        """Whether any file has a finding of a severity or above, for any side."""
        worst = (side.worst for side in self.whole.sides)
        return any(count for counts in worst for one, count in counts.items() if one.rank >= severity.rank)
