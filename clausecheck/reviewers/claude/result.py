"""From what became of each group to one answer, with notes in plain words on what went wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from clausecheck.model import Exchange, ReviewerAnswer, ReviewerInfo, ReviewRequest, Usage
from clausecheck.reviewers.claims import counted
from clausecheck.reviewers.claude.answer import Judged, joined, merged, unanswered
from clausecheck.reviewers.claude.budget import UNPAID
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.prices import Price, Spent, spent_in
from clausecheck.reviewers.claude.session import BROKE_FORM, CUT_OFF, REFUSED, Outcome

_WHOLE = "the rules' review below is complete"
_SAID = {
    REFUSED: "Claude declined to judge {clauses}",
    CUT_OFF: "Claude's answer on {clauses} was cut off",
    BROKE_FORM: "Claude's answer on {clauses} was not in the form that was asked for",
    UNPAID: "{clauses} not sent to Claude, to keep within the bound on the cost",
}


def result(
    reviewer: ReviewerInfo,
    request: ReviewRequest,
    outcomes: Sequence[Outcome],
    exchanges: tuple[Exchange, ...],
    left_out: tuple[str, ...],
    limits: Limits,
    price: Price | None,
) -> ReviewerAnswer:
    """Put the outcomes together. What was asked about or left out, and has no usable verdict, is unread."""
    whole = joined(_group(runs) for _, runs in sorted(_groups(outcomes).items()))
    read = whole.read - set(left_out)
    asked = {clause_id for outcome in outcomes for clause_id in outcome.put.chunk.ids} | set(left_out)
    used = usage(exchanges, price)
    return ReviewerAnswer(
        reviewer=reviewer,
        findings=whole.findings,
        opinions=whole.opinions,
        dropped=counted(whole.refused),
        unread=tuple(c.id for c in request.contract.clauses if c.id in asked and c.id not in read),
        asked=tuple(c.id for c in request.contract.clauses if c.id in asked),
        exchanges=exchanges,
        notes=(
            *_notes(outcomes, read, len(left_out), limits),
            *_uncounted(exchanges, reviewer.model if price is None else None),
        ),
        usage=used,
    )


def _groups(outcomes: Iterable[Outcome]) -> dict[int, dict[int, list[Outcome]]]:
    """The outcomes of each group, by run."""
    groups: dict[int, dict[int, list[Outcome]]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.put.group, {}).setdefault(outcome.put.question.run, []).append(outcome)
    return groups


def _group(runs: Mapping[int, Sequence[Outcome]]) -> Judged:
    """What was judged of one group in the runs that answered."""
    answered = [run for run in runs.values() if any(outcome.judged for outcome in run)] or list(runs.values())[:1]
    return merged(joined(outcome.judged or unanswered(outcome.put.chunk) for outcome in run) for run in answered)


def usage(exchanges: Iterable[Exchange], price: Price | None) -> Usage:
    """What the exchanges used, all tries together."""
    every = list(exchanges)
    spent = sum((spent_in(exchange) for exchange in every), Spent())
    return Usage(
        input_tokens=spent.input,
        output_tokens=spent.output,
        cost_usd=round(price.cost(spent), 6) if price else 0.0,
        seconds=round(max((some.began + some.seconds for some in every), default=0.0), 3),
        written_tokens=spent.written,
        cached_tokens=spent.cached,
        requests=sum(spent_in(exchange) != Spent() or not exchange.trouble for exchange in every),
    )


def _uncounted(exchanges: Iterable[Exchange], priceless: str | None) -> Iterator[str]:
    """Why the cost is not told in full; `priceless` is the name of a model without a price."""
    answered = [spent_in(exchange) for exchange in exchanges if exchange.stop_reason]
    if any(spent == Spent() for spent in answered):
        yield "The service reported no tokens for some answers; their cost is not counted."
    if priceless and any(spent != Spent() for spent in answered):
        yield f"No price is known for {priceless}; the cost is not counted."


def _notes(outcomes: Sequence[Outcome], read: set[str], left_out: int, limits: Limits) -> list[str]:
    """What went wrong, one sentence for each reason, with the number of clauses concerned."""
    silent = not any(outcome.judged for outcome in outcomes)
    runs = {outcome.put.question.run for outcome in outcomes}
    said = []
    for trouble, (clauses, concerned) in _troubles(outcomes).items():
        words = _SAID.get(trouble, "Claude did not answer" if silent else "Claude did not answer on {clauses}")
        why = "" if trouble in _SAID else f" ({trouble})"
        part = f", in {len(concerned)} of {len(runs)} runs" if concerned != runs else ""
        said.append(f"{words.format(clauses=_clauses(len(clauses)))}{why}{part}; {_WHOLE}.")
    judged = {clause_id for outcome in outcomes if outcome.judged for clause_id in outcome.put.chunk.ids}
    if unclear := len(judged - read):
        said.append(f"Claude gave no clear verdict on {_clauses(unclear)}.")
    if left_out:
        said.append(f"{_clauses(left_out)} not sent to Claude: the limit is {limits.requests} requests.")
    return said


def _troubles(outcomes: Iterable[Outcome]) -> dict[str, tuple[set[str], set[int]]]:
    """What went wrong, with the clauses and the runs concerned, in the order in which it was asked."""
    concerned: dict[str, tuple[set[str], set[int]]] = {}
    for outcome in outcomes:
        if outcome.trouble:
            clauses, runs = concerned.setdefault(outcome.trouble, (set(), set()))
            clauses.update(outcome.put.chunk.ids)
            runs.add(outcome.put.question.run)
    return concerned


def _clauses(count: int) -> str:
    return "1 clause" if count == 1 else f"{count} clauses"
