"""The shapes of a batch's summary as JSON."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Outcome
from clausecheck.report.schema_file import DESCRIBED


@with_config(DESCRIBED)
class FrequentJson(TypedDict):
    """A kind of finding on a kind of clause."""

    kind: str
    clause_type: str
    """Empty for hidden content, which is of the file."""
    gravest: Severity
    count: int
    """Contracts with at least one of them."""
    sampled: int
    """Contracts that were reviewed for this side; files with the same bytes count once."""


@with_config(DESCRIBED)
class SideTotalsJson(TypedDict):
    """What was found for one side."""

    side: Side
    files: int
    """Reviewed for it."""
    worst: dict[Severity, int]
    """Files by their gravest finding; those without a finding are in none."""
    findings: dict[Severity, int]
    frequent: list[FrequentJson]
    """The most frequent first, ten at most."""


@with_config(DESCRIBED)
class CategoryTotalsJson(TypedDict):
    """Files of one category."""

    category: str | None
    """Null where none is known because the files were not read."""
    files: int
    outcomes: dict[Outcome, int]
    scans: dict[Verdict, int]
    """Of the files that were read."""
    sides: list[SideTotalsJson]


@with_config(DESCRIBED)
class CauseJson(TypedDict):
    """Why files were not reviewed, or not whole."""

    outcome: Outcome
    fault: str
    """The kind of fault: "EncryptedFile"."""
    why: str
    """One line, with "the file" in place of a name."""
    hint: str
    files: int
    examples: list[str]
    """Names of the first three."""


@with_config(DESCRIBED)
class BatchJson(TypedDict):
    """What a batch comes to: `summary.json`, and what `clausecheck batch --format json` writes."""

    schema: Literal["clausecheck/batch/1"]
    program: str
    """Its name and version."""
    files: int
    """That came in; each is a row of `results.csv`."""
    duplicates: int
    """Files with the same bytes as one before them, asked the same; reviewed once, reported each."""
    words: int
    outcomes: dict[Outcome, int]
    scans: dict[Verdict, int]
    sides: list[SideTotalsJson]
    """Of all categories."""
    unread: int
    """Clauses that a reviewer was asked about and gave no usable verdict on."""
    cost_usd: float
    """Of asking a model."""
    categories: list[CategoryTotalsJson]
    """The largest first; the files of which none is known last."""
    causes: list[CauseJson]
    """The most frequent first, fifty at most."""
    causes_left_out: int
    """Files whose cause is not among them."""
