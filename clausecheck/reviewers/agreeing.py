"""The same questions asked several times: what was found how often, and whose words are shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from clausecheck.model import Agreement, Confidence, Finding, Opinion, Severity
from clausecheck.reviewers.claims import Checked

UNSURE = "unsure"


def agreed(runs: Sequence[Checked]) -> Checked:
    """The runs' answers as one; a single run stays as it is.

    Findings on overlapping words of one clause and of one type are the same finding. Its severity is the one that most
    runs gave it, the graver of two; the first run that gave it lends its words. What at most half of the runs found is
    of low confidence. What was refused is counted in every run.
    """
    if len(runs) < 2:
        return runs[0] if runs else Checked()
    return Checked(
        findings=tuple(_finding(group, len(runs)) for group in _groups(runs)),
        opinions=tuple(_opinion(rated, len(runs)) for rated in _rated(runs)),
        refused=tuple(refused for run in runs for refused in run.refused),
    )


def agreed_verdicts(runs: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Each clause's verdict, "unsure" where two runs differ or one has none."""
    every = dict.fromkeys(name for run in runs for name in run)
    said = {name: {run.get(name, UNSURE) for run in runs} for name in every}
    return {name: verdicts.pop() if len(verdicts) == 1 else UNSURE for name, verdicts in said.items()}


def _groups(runs: Sequence[Checked]) -> list[list[tuple[int, Finding]]]:
    """Findings that say the same, each with its run, in the order in which they first came up."""
    groups: list[list[tuple[int, Finding]]] = []
    for number, run in enumerate(runs):
        for finding in run.findings:
            group = next((group for group in groups if _same(group[0][1], finding)), None)
            if group is None:
                groups.append([(number, finding)])
            else:
                group.append((number, finding))
    return groups


def _same(one: Finding, other: Finding) -> bool:
    if (one.clause_id, one.clause_type) != (other.clause_id, other.clause_type) or not (one.span and other.span):
        return False
    return one.span.start < other.span.end and other.span.start < one.span.end


def _finding(group: Sequence[tuple[int, Finding]], runs: int) -> Finding:
    severity = _most([finding.severity for _, finding in group])
    shown = next(finding for _, finding in group if finding.severity is severity)
    found = len({number for number, _ in group})
    confidence = Confidence.LOW if 2 * found <= runs else shown.confidence
    return replace(shown, confidence=confidence, agreement=Agreement(found=found, runs=runs))


def _rated(runs: Sequence[Checked]) -> list[list[Opinion]]:
    """The opinions on each finding, in the order in which they first came up."""
    rated: dict[str, list[Opinion]] = {}
    for run in runs:
        for opinion in run.opinions:
            rated.setdefault(opinion.finding_id, []).append(opinion)
    return list(rated.values())


def _opinion(rated: Sequence[Opinion], runs: int) -> Opinion:
    severity = _most([opinion.severity for opinion in rated])
    shown = next(opinion for opinion in rated if opinion.severity is severity)
    found = sum(opinion.severity is severity for opinion in rated)
    return replace(shown, agreement=Agreement(found=found, runs=runs))


def _most(severities: Sequence[Severity]) -> Severity:
    """The one that was given most often, the graver of two."""
    counts = Counter(severities)
    return max(counts, key=lambda severity: (counts[severity], severity.rank))
