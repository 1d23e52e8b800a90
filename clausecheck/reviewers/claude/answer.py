"""What Claude answers, held against what it was shown: findings, ratings and verdicts that can be believed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from clausecheck.model import Finding, Opinion, ReviewRequest
from clausecheck.reviewers.agreeing import UNSURE, agreed, agreed_verdicts
from clausecheck.reviewers.claims import Checked, Claim, Rating, Refused, check, same
from clausecheck.reviewers.claude import schema
from clausecheck.reviewers.claude.grouping import Chunk
from clausecheck.reviewers.ground import Ground

_WEIGHT = ("usual", "finding", UNSURE)
"""Verdicts on the pieces of a clause: the last of those given is the whole clause's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is left of an answer once it was checked."""

    checked: Checked = field(default_factory=Checked)
    verdicts: dict[str, str] = field(default_factory=dict)
    """Each clause asked about with "usual", "finding" or "unsure"; one without a usable verdict is unsure."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was claimed and holds."""
        return self.checked.findings

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """What it says of findings that it was given."""
        return self.checked.opinions

    @property
    def refused(self) -> tuple[Refused, ...]:
        """What does not hold."""
        return self.checked.refused

    @property
    def read(self) -> set[str]:
        """Clauses with a clear verdict."""
        return {clause_id for clause_id, verdict in self.verdicts.items() if verdict != UNSURE}


def judge(answer: schema.Answer, request: ReviewRequest, chunk: Chunk) -> Judged:
    """Keep what can be proven of an answer about `chunk`.

    A verdict counts where it is single and clear: "finding" needs a finding on the clause that holds, and "usual" is
    not taken of a clause that speaks to whoever reads it. Verdicts on clauses that were not asked about are refused.
    """
    ground = Ground.of(request, by="claude", asked=chunk.regions, beside=chunk.beside)
    claims = [_claim(claim, chunk) for claim in answer.findings]
    ratings = [_rating(rating, chunk) for rating in answer.ratings]
    checked = check(ground, claims, ratings)
    placed = {found.clause_id for found in (*checked.findings, *request.findings)}
    said = _single(answer.verdicts, chunk)
    verdicts = dict.fromkeys(chunk.ids, UNSURE)
    for clause_id, verdict in said.items():
        believed = clause_id in placed if verdict == "finding" else not ground.addresses_reader(clause_id)
        if clause_id in verdicts and believed:
            verdicts[clause_id] = verdict
    strange = [verdict for verdict in answer.verdicts if chunk.clause_id(verdict.clause_id) is None]
    refused = (*checked.refused, *[Refused(reason="verdict on a clause that was not asked about")] * len(strange))
    whole = Checked(findings=checked.findings, opinions=checked.opinions, refused=refused)
    return Judged(checked=whole, verdicts=verdicts)


def joined(parts: Iterable[Judged]) -> Judged:
    """What was judged of several groups of one run, as one; a clause that is in two needs a clear verdict in both."""
    every = list(parts)
    findings: list[Finding] = []
    for found in (found for part in every for found in part.findings):
        if not any(same(found, other) for other in findings):
            findings.append(found)
    opinions: dict[str, Opinion] = {}
    verdicts: dict[str, str] = {}
    for part in every:
        for opinion in part.opinions:
            opinions.setdefault(opinion.finding_id, opinion)
        for clause_id, verdict in part.verdicts.items():
            verdicts[clause_id] = max(verdict, verdicts.get(clause_id, verdict), key=_WEIGHT.index)
    return Judged(
        checked=Checked(
            findings=tuple(findings),
            opinions=tuple(opinions.values()),
            refused=tuple(refused for part in every for refused in part.refused),
        ),
        verdicts=verdicts,
    )


def unanswered(chunk: Chunk) -> Judged:
    """What is known where nothing usable came back."""
    return Judged(verdicts=dict.fromkeys(chunk.ids, UNSURE))


def merged(runs: Iterable[Judged]) -> Judged:
    """What was judged of the same group in several runs, as one."""
    every = list(runs)
    return Judged(
        checked=agreed([run.checked for run in every]), verdicts=agreed_verdicts([run.verdicts for run in every])
    )


def _claim(claim: schema.Claim, chunk: Chunk) -> Claim:
    """With the document's own id of the clause; the ids of a request mean nothing outside it."""
    return Claim(**(claim.model_dump() | {"clause_id": chunk.clause_id(claim.clause_id) or ""}))


def _rating(rating: schema.Rating, chunk: Chunk) -> Rating:
    return Rating(finding_id=chunk.finding_id(rating.finding_id) or "", severity=rating.severity, why=rating.why)


def _single(verdicts: Iterable[schema.Verdict], chunk: Chunk) -> dict[str, str]:
    """Each clause with its verdict; "unsure" where two contradict each other."""
    single: dict[str, str] = {}
    for verdict in verdicts:
        clause_id = chunk.clause_id(verdict.clause_id) or ""
        said = single.setdefault(clause_id, verdict.verdict)
        if said != verdict.verdict:
            single[clause_id] = UNSURE
    return single
