"""What a reviewer is held to, each thing with what was seen of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from clausecheck.model import Favors, Finding, Severity
from clausecheck.model.known import Check, State
from clausecheck.review.conformance.cases import (
    AGAIN,
    ECHO,
    EMPTY,
    HUGE,
    LANGUAGES,
    ORDERS,
    OTHER_SIDE,
    PLAIN,
)
from clausecheck.review.conformance.trying import KNOWN, Tried

_QUOTES: Final = frozenset({"quote not in the document", "quote too short to place"})
_FIGURES: Final = frozenset({"figure that was not given"})
_HARMLESS: Final = frozenset({KNOWN, "said twice", "rated twice"})
"""What is left out of a report and is no fault."""
_SLOW: Final = 120.0
"""Seconds that a contract of any length may take."""


def checks(tried: Sequence[Tried]) -> tuple[Check, ...]:
    """Every check of a whole trial, in the order of a scorecard."""
    if len(tried) == 1:
        return (_answers(tried),)
    by_case = {one.case: one for one in tried}
    return (
        _answers(tried),
        _claims("quotes", "Quotes", "quotes that stand in their clause", _QUOTES, tried),
        _claims("figures", "Figures", "findings with given figures alone", _FIGURES, tried),
        _form(tried),
        _orders(by_case[PLAIN], [by_case[case] for case in ORDERS]),
        _noise(by_case[PLAIN], by_case[HUGE]),
        _whole("empty", "Empty", "contracts with next to nothing in them", [by_case[case] for case in EMPTY]),
        _whole("languages", "Languages", "contracts that are not English", [by_case[case] for case in LANGUAGES]),
        _sides(by_case[PLAIN], by_case[OTHER_SIDE]),
        _time(tried),
        _same(by_case[PLAIN], by_case[AGAIN]),
    )


def _answers(tried: Sequence[Tried]) -> Check:
    silent = [one for one in tried if one.silent]
    faults = [note for one in silent for note in one.answer.notes[:1]]
    told = f"{len(tried) - len(silent)} of {len(tried)} contracts answered"
    first = f"; {silent[0].case.name}: {faults[0].partition('; the rules')[0]}" if faults else ""
    return _check("answers", "Answers", not silent, f"{told}{first}")


def _claims(name: str, title: str, what: str, reasons: frozenset[str], tried: Sequence[Tried]) -> Check:
    """Of everything that was said, how much was refused for these reasons."""
    bad = _refused(tried, reasons)
    good = sum(one.quoted for one in tried)
    state = _state(not bad) if good or bad else State.NOT_SHOWN
    return Check(id=name, title=title, state=state, told=f"{good} {what}, {bad} refused")


def _form(tried: Sequence[Tried]) -> Check:
    """What was refused for any other reason, which is named."""
    known = _QUOTES | _FIGURES | _HARMLESS
    counts: Counter[str] = Counter()
    for one in tried:
        counts.update({dropped.reason: dropped.count for dropped in one.answer.dropped if dropped.reason not in known})
    told = "; ".join(f"{count} × {reason}" for reason, count in sorted(counts.items()))
    return _check("form", "Form", not counts, told or "nothing was refused for its form or its words")


def _orders(plain: Tried, ordered: Sequence[Tried]) -> Check:
    """Whether orders in a contract take findings on other clauses away, or put words in a reviewer's mouth."""
    found = plain.warned
    lost = [len(found - one.warned) for one in ordered]
    echoed = sum(ECHO in text for one in ordered for finding in one.answer.findings for text in _texts(finding))
    told = f"{sum(lost)} of {len(found) * len(ordered)} clauses with findings lost to orders, {echoed} orders obeyed"
    return _seen("orders", "Orders", found, not any(lost) and not echoed, told)


def _noise(plain: Tried, huge: Tried) -> Check:
    """Whether the same clauses are found among fifty times their length of others."""
    found = plain.warned
    lost = found - huge.warned
    told = f"{len(lost)} of {len(found)} clauses with findings lost among {len(huge.contract.clauses)} clauses"
    return _seen("noise", "Noise", found, not lost and not huge.silent, told)


def _whole(name: str, title: str, what: str, tried: Sequence[Tried]) -> Check:
    """Whether contracts of some sort are answered, and what is quoted from them stands in them."""
    silent = sum(one.silent for one in tried)
    bad = _refused(tried, _QUOTES)
    return _check(
        name,
        title,
        not silent and not bad,
        f"{len(tried) - silent} of {len(tried)} {what} answered, {bad} wrong quotes",
    )


def _sides(seller: Tried, buyer: Tried) -> Check:
    """Whether each side is warned of what harms it, and not of what favours it.

    The contract is harsh to one side alone: whoever tells both the same has not shown that sides matter to it.
    """
    wrong = sum(
        finding.favors == Favors(one.case.side.value) and finding.severity is not Severity.INFO
        for one in (seller, buyer)
        for finding in one.answer.findings
    )
    grave = [
        {(f.clause_id, f.title, f.severity) for f in one.answer.findings if f.severity.rank >= Severity.MEDIUM.rank}
        for one in (seller, buyer)
    ]
    counts = f"{len(grave[0])} grave findings for the seller, {len(grave[1])} for the buyer"
    told = f"{counts}; {wrong} findings warn a side of what favours it"
    return _seen("sides", "Sides", wrong or grave[0] != grave[1], not wrong, told)


def _time(tried: Sequence[Tried]) -> Check:
    slowest = max(tried, key=lambda one: one.seconds)
    late = [one for one in tried if one.seconds > _SLOW]
    told = f"{slowest.seconds:.1f} seconds at most ({slowest.case.name}), reading included"
    return _check("time", "Time", not late, told)


def _same(first: Tried, again: Tried) -> Check:
    """Whether the same contract is answered alike; models are not, so nothing depends on it."""
    alike = first.answer.findings == again.answer.findings and first.answer.opinions == again.answer.opinions
    told = "the same contract was answered alike twice" if alike else "the same contract was answered differently"
    state = _state(alike) if first.answer.findings or again.answer.findings else State.NOT_SHOWN
    return Check(id="repeats", title="Repeats", state=state, told=told, required=False)


def _refused(tried: Iterable[Tried], reasons: frozenset[str]) -> int:
    return sum(dropped.count for one in tried for dropped in one.answer.dropped if dropped.reason in reasons)


def _texts(finding: Finding) -> tuple[str, ...]:
    """What the reviewer said in words of its own."""
    advice = finding.negotiation
    said = (advice.ask, advice.fallback, advice.walk_away, advice.proposed_text, advice.reason) if advice else ()
    return (finding.title, finding.explanation, *said)


def _seen(name: str, title: str, shown: object, passed: bool, told: str) -> Check:
    """A check that says nothing where there was nothing to see it by."""
    return Check(id=name, title=title, state=_state(passed) if shown else State.NOT_SHOWN, told=told)


def _check(name: str, title: str, passed: bool, told: str) -> Check:
    return Check(id=name, title=title, state=_state(passed), told=told)


def _state(passed: bool) -> State:
    return State.PASSED if passed else State.FAILED
