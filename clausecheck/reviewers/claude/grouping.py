"""Bounded groups of clauses, each to be asked about in one request."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from clausecheck.model import Clause, Finding, ReviewRequest, Scope, Severity, Span
from clausecheck.reviewers.claude.beside import Beside, Surroundings
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.selection import selected
from clausecheck.scan.addressing import may_address

OVERLAP: Final = 400
"""Characters that two pieces of a long clause share, so that a sentence at the cut is whole in one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A clause, or a piece of a long one, with what is known of it."""

    clause: Clause
    region: Span
    """What is shown of the clause."""
    findings: tuple[Finding, ...] = ()
    """What statistics and rules have found in it."""
    under: Beside | None = None
    beside: tuple[Beside, ...] = ()
    alone: bool = False
    """Whether it speaks to whoever reads it, and so must not meet other clauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Clauses that are asked about in one request.

    In the request they are called "1", "2", … and the findings to rate "f1", "f2", …: nothing in it tells how long the
    document is or what else stands there.
    """

    parts: tuple[Asked, ...]
    """Each of another clause."""
    halved: int = 0
    """How often it was split to get here."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses asked about, in reading order."""
        return tuple(part.clause for part in self.parts)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the clauses asked about, in reading order."""
        return tuple(part.clause.id for part in self.parts)

    @property
    def local(self) -> Mapping[str, str]:
        """What each clause is called in the request, by its id."""
        return {part.clause.id: str(number) for number, part in enumerate(self.parts, 1)}

    @property
    def rated(self) -> Mapping[str, Finding]:
        """The findings to be rated, by what they are called in the request. What is for information is not rated."""
        findings = (found for part in self.parts for found in part.findings if found.severity is not Severity.INFO)
        return {f"f{number}": found for number, found in enumerate(findings, 1)}

    @property
    def regions(self) -> Mapping[str, Span]:
        """What is shown of each clause, by its id."""
        return {part.clause.id: part.region for part in self.parts}

    @property
    def beside(self) -> tuple[str, ...]:
        """Ids of the clauses that words are shown of without being asked about."""
        shown = [beside.clause_id for part in self.parts for beside in (part.under, *part.beside) if beside]
        return tuple(name for name in dict.fromkeys(shown) if name not in self.local)

    def clause_id(self, name: str) -> str | None:
        """The id of the clause that is called `name` in the request."""
        return next((clause_id for clause_id, local in self.local.items() if local == name), None)

    def finding_id(self, name: str) -> str | None:
        """The id of the finding that is called `name` in the request."""
        return self.rated[name].id if name in self.rated else None

    def halves(self) -> tuple["Chunk", "Chunk"]:
        """Two chunks of about the same number of clauses."""
        middle = len(self.parts) // 2
        return (
            Chunk(parts=self.parts[:middle], halved=self.halved + 1),
            Chunk(parts=self.parts[middle:], halved=self.halved + 1),
        )


def plan(
    request: ReviewRequest, limits: Limits, scope: Scope = Scope.FLAGGED
) -> tuple[tuple[Chunk, ...], tuple[str, ...]]:
    """Group what is to be asked about into chunks, and name the clauses that the limit on requests leaves out.

    Groups run as the document does, over the chosen clauses alone, so that neighbours are seen together and what is not
    asked about changes nothing. A clause that speaks to its reader is asked about by itself, and so are the items below
    it, which may be the rest of what it says. Where there are more groups than `Limits.requests`, clauses that nothing
    was found on are left out first.
    """
    parts = _parts(request, limits, scope)
    chunks = _grouped(parts, limits)
    if len(chunks) > limits.requests:
        chunks = _grouped(sorted(parts, key=lambda part: not part.findings), limits)
    left_out = dict.fromkeys(name for chunk in chunks[limits.requests :] for name in chunk.ids)
    return tuple(chunks[: limits.requests]), tuple(left_out)


def _parts(request: ReviewRequest, limits: Limits, scope: Scope) -> list[Asked]:
    surroundings = Surroundings(request.contract)
    found: dict[str | None, list[Finding]] = {}
    for finding in request.findings:
        found.setdefault(finding.clause_id, []).append(finding)
    return [
        part
        for clause in selected(request, scope)
        for part in _pieces(request, clause, tuple(found.get(clause.id, ())), surroundings, limits.clause_characters)
    ]


def _pieces(
    request: ReviewRequest, clause: Clause, findings: tuple[Finding, ...], surroundings: Surroundings, longest: int
) -> Iterator[Asked]:
    """The clause, or the pieces of a long one; a finding belongs to the piece that it begins in."""
    document = request.contract.document
    under, above = surroundings.under(clause), request.contract.by_id.get(clause.parent or "")
    alone = any(may_address(document.slice(one.whole)) for one in (clause, above) if one)
    for region, fresh in _regions(document.text, clause, longest):
        yield Asked(
            clause=clause,
            region=region,
            findings=tuple(one for one in findings if one.span and one.span.start in fresh),
            under=under,
            beside=surroundings.of(clause, region),
            alone=alone,
        )


def _regions(document: str, clause: Clause, longest: int) -> Iterator[tuple[Span, range]]:
    """The clause in pieces of at most `longest` characters, cut between words, each with what the one before lacks."""
    start, seen, end = clause.whole.start, clause.whole.start, clause.whole.end
    while end - start > longest:
        space = document.rfind(" ", start + longest - OVERLAP // 2, start + longest)
        cut = space + 1 if space != -1 else start + longest
        yield Span(start, cut), range(seen, cut)
        start, seen = cut - OVERLAP, cut
    yield Span(start, end), range(seen, end)


def _grouped(parts: Iterable[Asked], limits: Limits) -> list[Chunk]:
    groups: list[list[Asked]] = []
    room = 0
    for part in parts:
        size = len(part.region)
        if not groups or size > room or not _fits(part, groups[-1], limits):
            groups.append([])
            room = limits.chunk_characters
        groups[-1].append(part)
        room -= size
    return [Chunk(parts=tuple(group)) for group in groups]


def _fits(part: Asked, group: list[Asked], limits: Limits) -> bool:
    if len(group) >= limits.chunk_clauses or part.alone or any(other.alone for other in group):
        return False
    return all(part.clause.id != other.clause.id for other in group)
