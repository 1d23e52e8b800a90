"""The review in one plain paragraph."""

from collections.abc import Sequence

from clausecheck.model import Favors, Finding, FindingKind, Severity, Side
from clausecheck.reviewers.rules.names import Names


def summary(found: Sequence[Finding], side: Side, names: Names) -> str:
    """What stands against `side`, the worst first, and what is missing."""
    risks = [f for f in found if f.severity.rank >= Severity.MEDIUM.rank]
    risks.sort(key=lambda f: (-f.severity.rank, f.span.start if f.span else 1 << 60, f.id))
    minor = sum(f.severity is Severity.LOW for f in found)
    good = sum(f.favors is Favors(side.value) for f in found)
    who = names.of(side)
    if not risks:
        parts = [f"Nothing of weight stands against {who}."]
    else:
        grave = sum(f.severity.rank >= Severity.HIGH.rank for f in risks)
        count = f"{len(risks)} point{'s' if len(risks) > 1 else ''} to raise for {who}"
        parts = [f"{count}, {grave} of them serious." if grave else f"{count}, none of them serious."]
        titles = list(dict.fromkeys(f.title for f in risks if f.kind is not FindingKind.MISSING_CLAUSE))[:3]
        if titles:
            parts.append("First: " + "; ".join(_inline(title) for title in titles) + ".")
    absent = list(dict.fromkeys(f.title for f in risks if f.kind is FindingKind.MISSING_CLAUSE))
    if absent:
        parts.append("Missing: " + "; ".join(_inline(title) for title in absent[:4]) + ".")
    if minor:
        parts.append(f"{minor} smaller point{'s are' if minor > 1 else ' is'} listed below.")
    if good:
        parts.append(f"{good} clause{'s favour' if good > 1 else ' favours'} your side and may be traded.")
    return " ".join(parts)


def _inline(title: str) -> str:
    return title.rstrip(".")
