"""What a reviewer outside this program was asked, what it cost, and what it says of the rules' findings."""

from clausecheck.model import Agreement, Finding, Origin, Review
from clausecheck.report.visible import visible

_FEW = 3


def asked_lines(review: Review, *, brief: bool) -> tuple[str, ...]:
    """How much was asked, what came of it, and what was left out of the answer; nothing where nobody was asked."""
    lines = (_scope(review), *_redacted(review, brief), _unread(review), *_dropped(review, brief), _usage(review))
    return tuple(line for line in lines if line)


def opinion_words(finding: Finding) -> str:
    """What a model says of a finding that it did not make; empty where it says nothing."""
    opinion = finding.opinion
    if opinion is None:
        return ""
    rated = f"rates it {opinion.severity}" if opinion.severity is not finding.severity else "agrees"
    return f"{rated}{_runs(opinion.agreement)}: {opinion.why}" if opinion.why else f"{rated}{_runs(opinion.agreement)}"


def agreement_words(finding: Finding) -> str:
    """In how many runs it was found: "found in 2 of 3 runs"; empty where a question was asked once."""
    agreement = finding.agreement
    return f"found in {agreement.found} of {agreement.runs} runs" if agreement else ""


def _runs(agreement: Agreement | None) -> str:
    return f" in {agreement.found} of {agreement.runs} runs" if agreement else ""


def _scope(review: Review) -> str:
    if not review.asked:
        return ""
    clauses = sum(bool(clause.text.strip()) for clause in review.contract.clauses)
    added = sum(finding.origin is Origin.MODEL for finding in review.findings)
    more = "" if len(review.asked) >= clauses else "; the others show nothing unusual when counted (--ask all)"
    return (
        f"{review.reviewer.name} was asked about {len(review.asked)} of {clauses} clauses and added "
        f"{_count(added, 'finding')}{more}."
    )


def _redacted(review: Review, brief: bool) -> tuple[str, ...]:
    """What was replaced in what was sent, and what was not."""
    redacted = review.redacted
    if redacted is None:
        return ()
    replaced = ", ".join(f"{kind} ({count})" for kind, count in redacted.replaced if count)
    stands = f"; sent as they stand: {', '.join(redacted.uncovered)}" if redacted.uncovered else ""
    lines = [f"Replaced in what was sent: {replaced or 'nothing, since none of it was there'}{stands}."]
    if redacted.left:
        named = redacted.left[:_FEW] if brief else redacted.left
        more = f" and {redacted.left_count - len(named)} more" if redacted.left_count > len(named) else ""
        lines.append(f"Sent, and may be names or numbers too: {'; '.join(map(visible, named))}{more}.")
    return tuple(lines)


def _unread(review: Review) -> str:
    if not review.unread:
        return ""
    return f"No usable answer on {_count(len(review.unread), 'clause')}; the rules have read them."


def _dropped(review: Review, brief: bool) -> tuple[str, ...]:
    """What was not believed, and why: in one line, or in one for each reason."""
    if brief and review.dropped:
        reasons = ", ".join(f"{drop.count} × {drop.reason}" for drop in review.dropped)
        return (f"Left out of the answer: {reasons}.",)
    return tuple(f"Left out of the answer: {drop.count} × {drop.reason}." for drop in review.dropped)


def _usage(review: Review) -> str:
    usage = review.usage
    if not (usage.input_tokens or usage.output_tokens):
        return ""
    cached = f" ({usage.cached_tokens} from the cache)" if usage.cached_tokens else ""
    return (
        f"Model use: {_count(usage.requests, 'request')}, {usage.input_tokens} tokens in{cached}, "
        f"{usage.output_tokens} out, ${usage.cost_usd:.4f} by list prices, {usage.seconds:.1f} s."
    )


def _count(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
