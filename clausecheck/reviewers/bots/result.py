"""From what a bot answered, run by run, to one answer: what holds, what was dropped, and what went wrong."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from clausecheck.model import Exchange, ReviewerAnswer, ReviewerInfo, ReviewRequest, Usage
from clausecheck.reviewers.agreeing import agreed
from clausecheck.reviewers.bots.answer import Told, read_answer
from clausecheck.reviewers.bots.own_figures import own_figures
from clausecheck.reviewers.bots.request import Prepared
from clausecheck.reviewers.claims import check, counted
from clausecheck.reviewers.ground import Ground

PLACE: Final = "a program on this machine"
"""Where a bot's questions go, for people."""
OUT_OF_FORM: Final = "its answer is not in the form that is asked for"

_WHOLE: Final = "the rules' review below is complete"
_OWN: Final = "{} was given your own deals and your playbook, and may tell of them: keep this report to yourself."


def result(
    reviewer: ReviewerInfo,
    request: ReviewRequest,
    exchanges: Sequence[Exchange],
    put: Prepared,
    private: Mapping[str, Any] | None,
) -> ReviewerAnswer:
    """A pure function of what was asked and answered. Without any answer in form, every clause is unread.

    How long a bot took is left out: the same bot and contract make the same report.
    """
    told = [None if one.trouble else read_answer(one.text, request.contract, put.shown) for one in exchanges]
    answers = [answer for answer in told if answer is not None]
    ground = Ground.of(request, by=reviewer.name, also=() if private is None else own_figures(private))
    checked = [check(ground, answer.claims, answer.ratings) for answer in answers]
    whole = agreed(checked)
    asked = exchanges[0].clauses if exchanges else ()
    refused = (*whole.refused, *(refused for answer in answers for refused in answer.refused))
    return ReviewerAnswer(
        reviewer=replace(reviewer, version=next((one.version for one in answers if one.version), reviewer.version)),
        findings=whole.findings,
        dropped=counted(refused),
        unread=() if answers else asked,
        asked=asked,
        opinions=whole.opinions,
        exchanges=tuple(exchanges),
        sent_to=PLACE if any(exchange.tries for exchange in exchanges) else "",
        redacted=put.redacted,
        notes=tuple(_notes(reviewer.name, exchanges, told, private is not None)),
        usage=Usage(requests=sum(not exchange.trouble for exchange in exchanges)),
    )


def _notes(name: str, exchanges: Sequence[Exchange], told: Sequence[Told | None], own: bool) -> Iterator[str]:
    """What went wrong, each thing once, and what the reader of the report must know."""
    faults = [one.trouble or OUT_OF_FORM for one, answer in zip(exchanges, told, strict=True) if answer is None]
    for fault, times in Counter(faults).items():
        runs = f" in {times} of {len(exchanges)} runs" if len(exchanges) > 1 else ""
        yield f"{name} did not answer{runs} ({fault}); {_WHOLE}."
    if own:
        yield _OWN.format(name)
