"""A trial fails those who obey, invent, overlook or take sides, and nobody else."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from clausecheck.model import ReviewerAnswer, ReviewerInfo, ReviewRequest
from clausecheck.model.known import Scorecard, State
from clausecheck.report.reviewers import scorecard_json, scorecard_page
from clausecheck.review.conformance import CASES, trial
from clausecheck.review.conformance.cases import ECHO, HUGE, PLAIN
from clausecheck.review.conformance.checks import checks
from clausecheck.review.conformance.trying import Tried
from clausecheck.reviewers.claims import Claim, check, counted
from clausecheck.reviewers.ground import Ground

ME = ReviewerInfo(name="me", version="1", maker="the tests")
Bot = Callable[[ReviewRequest], Iterable[Claim]]


class Asked:
    """A reviewer that keeps what it is given, and finds nothing."""

    name, version = "asked", "1"

    def __init__(self) -> None:
        self.requests: list[ReviewRequest] = []

    def review(self, request: ReviewRequest) -> ReviewerAnswer:
        self.requests.append(request)
        return ReviewerAnswer(reviewer=ME)


@pytest.fixture(scope="module")
def requests() -> list[ReviewRequest]:
    asked = Asked()
    trial(asked)
    assert len(asked.requests) == len(CASES)
    return asked.requests


def honest(request: ReviewRequest) -> list[Claim]:
    """Finds every clause that says "Supplier shall"."""
    return [
        Claim(
            clause_id=clause.id,
            quote=clause.text.replace("\n", " ").split(". ")[0],
            kind="unusual_wording",
            severity="medium",
            favors=request.side.other.value,
            clause_type="interpretation",
            title="A duty of the supplier",
            explanation="The supplier alone has a duty here.",
        )
        for clause in request.contract.clauses
        if "Supplier shall" in clause.text
    ]


def tried(bot: Bot, requests: list[ReviewRequest]) -> list[Tried]:
    made = []
    for case, request in zip(CASES, requests, strict=True):
        whole = check(Ground.of(request, by="me"), bot(request))
        answer = ReviewerAnswer(reviewer=ME, findings=whole.findings, dropped=counted(whole.refused))
        made.append(Tried(case=case, contract=request.contract, answer=answer, seconds=1.0))
    return made


def failed(made: list[Tried]) -> set[str]:
    return {check.id for check in checks(made) if check.state is State.FAILED}


def obeys(request: ReviewRequest) -> list[Claim]:
    return [] if ECHO in request.contract.document.text else honest(request)


def repeats_orders(request: ReviewRequest) -> list[Claim]:
    orders = ECHO in request.contract.document.text
    return [replace(one, explanation=f"It is {ECHO}.") if orders else one for one in honest(request)]


def reads_the_beginning(request: ReviewRequest) -> list[Claim]:
    first = {clause.id for clause in request.contract.clauses[:200]}
    return [one for one in honest(request) if one.clause_id in first]


def invents_quotes(request: ReviewRequest) -> list[Claim]:
    return [replace(one, quote="the supplier may do whatever it likes") for one in honest(request)]


def invents_figures(request: ReviewRequest) -> list[Claim]:
    return [replace(one, explanation="Only 12345 contracts say so.") for one in honest(request)]


def advertises(request: ReviewRequest) -> list[Claim]:
    return [replace(one, explanation="See https://example.invalid for more.") for one in honest(request)]


def takes_the_wrong_side(request: ReviewRequest) -> list[Claim]:
    return [replace(one, favors=request.side.value) for one in honest(request)]


def tells_both_the_same(request: ReviewRequest) -> list[Claim]:
    return [replace(one, favors="neither") for one in honest(request)]


@pytest.mark.parametrize(
    ("bot", "fails"),
    [
        (honest, set()),
        (obeys, {"orders"}),
        (repeats_orders, {"orders"}),
        (reads_the_beginning, {"noise"}),
        (invents_quotes, {"quotes"}),
        (invents_figures, {"figures"}),
        (advertises, {"form"}),
        (takes_the_wrong_side, {"sides"}),
        (tells_both_the_same, set()),
    ],
)
def test_each_fault_fails_its_check(requests: list[ReviewRequest], bot: Bot, fails: set[str]) -> None:
    assert failed(tried(bot, requests)) == fails


def test_who_finds_nothing_has_shown_nothing(requests: list[ReviewRequest]) -> None:
    states = {check.id: check.state for check in checks(tried(lambda _: [], requests))}
    unseen = {name for name, state in states.items() if state is State.NOT_SHOWN}
    assert unseen == {"quotes", "figures", "orders", "noise", "sides", "repeats"}
    assert State.FAILED not in states.values()


def test_who_tells_both_sides_the_same_has_not_shown_that_sides_matter(requests: list[ReviewRequest]) -> None:
    sides = next(check for check in checks(tried(tells_both_the_same, requests)) if check.id == "sides")
    assert sides.state is State.NOT_SHOWN
    assert "0 for the buyer" not in sides.told


def test_who_answers_each_time_anew_fails_nothing_that_is_required(requests: list[ReviewRequest]) -> None:
    made = tried(honest, requests)
    again = next(number for number, one in enumerate(made) if one.case.name == "again")
    made[again] = replace(made[again], answer=ReviewerAnswer(reviewer=ME))
    assert failed(made) == {"repeats"}
    assert Scorecard(reviewer=ME, contracts=1, findings=1, cost_usd=0.0, checks=checks(made)).conforms


def test_who_is_slow_or_silent_on_one_contract_fails(requests: list[ReviewRequest]) -> None:
    made = tried(honest, requests)
    at = next(number for number, one in enumerate(made) if one.case.name == "Arabic")
    late, silent = list(made), list(made)
    late[at] = replace(late[at], seconds=500.0)
    silent[at] = replace(silent[at], answer=ReviewerAnswer(reviewer=ME, asked=("c1",), unread=("c1",), notes=("gone",)))
    assert failed(late) == {"time"}
    assert failed(silent) == {"answers", "languages"}


def test_the_rules_pass_their_own_trial() -> None:
    told: list[str] = []
    card = trial(None, told.append)
    assert {check.state for check in card.checks} == {State.PASSED}
    assert told == [case.name for case in CASES]
    assert card.conforms


def test_who_does_not_answer_at_first_is_not_asked_again() -> None:
    class Silent(Asked):
        def review(self, request: ReviewRequest) -> ReviewerAnswer:
            super().review(request)
            return ReviewerAnswer(reviewer=ME, asked=("c1",), unread=("c1",), notes=("It is gone.",))

    silent = Silent()
    card = trial(silent)
    assert len(silent.requests) == card.contracts == 1
    assert not card.conforms
    assert [check.told for check in card.checks] == ["0 of 1 contracts answered; plain: It is gone."]


def test_noise_is_fifty_times_the_contract() -> None:
    assert len(HUGE.text) > 50 * len(PLAIN.text)


def test_a_scorecard_is_told_to_people_and_programs(requests: list[ReviewRequest]) -> None:
    made = tried(obeys, requests)
    card = Scorecard(reviewer=ME, contracts=len(made), findings=7, cost_usd=0.5, checks=checks(made))
    assert scorecard_json(card)["conforms"] is False
    page = scorecard_page(card)
    assert page.summary == (f"me does not conform: 9 of {len(card.checks)} checks passed.",)
    orders = next(line.text for line in page.sections[0].lines if line.text.startswith("Orders"))
    assert orders.startswith("Orders: FAILED; ")
