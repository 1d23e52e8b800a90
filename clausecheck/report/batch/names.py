"""Names and words of the results, the same in every table."""

from typing import Final

from clausecheck.model import FindingKind
from clausecheck.model.batch import Outcome
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.report.batch.totals import Frequent
from clausecheck.report.visible import visible

OUTCOMES: Final = {
    Outcome.REVIEWED: "reviewed",
    Outcome.PARTIAL: "read only in part",
    Outcome.UNREADABLE: "could not be read",
    Outcome.LIMIT: "beyond the limits",
    Outcome.SKIPPED: "not opened",
    Outcome.FAILED: "failed; the same command tries again",
    Outcome.PENDING: "not done yet; the same command goes on",
}
"""What an outcome means, in a few words."""
_KINDS: Final = {
    FindingKind.UNUSUAL_VALUE: "Unusual value",
    FindingKind.UNUSUAL_WORDING: "Unusual wording",
    FindingKind.ONE_SIDED: "One-sided",
    FindingKind.RARE_CLAUSE: "Rare clause",
    FindingKind.MISSING_CLAUSE: "Missing",
    FindingKind.INCONSISTENT: "Inconsistent",
    FindingKind.HIDDEN_CONTENT: "Hidden content",
}


def category_name(category: str) -> str:
    """A category in words: "co branding"; "not known" where nothing was read."""
    if category == "all":
        return "all (no one kind)"
    return visible(category).replace("_", " ") or "not known"


def frequent_name(frequent: Frequent) -> str:
    """A kind of finding in words: "Missing: limitation of liability"."""
    kind = _KINDS[FindingKind(frequent.kind)] if frequent.kind in set(FindingKind) else visible(frequent.kind)
    about = CLAUSE_TYPES.get(frequent.clause_type, visible(frequent.clause_type))
    return f"{kind}: {about[:1].lower()}{about[1:]}" if about else kind


def files(count: int) -> str:
    """A count of files in words: "1 file", "1,200 files"."""
    return f"{count:,} file{'' if count == 1 else 's'}"
