"""What a contract means: its definitions by what hangs on them, concessions, conflicts, and what its traces miss."""

import pytest

from clausecheck.model import Side
from clausecheck.read import read_bytes
from clausecheck.review import understand
from clausecheck.reviewers.playbook import playbook
from clausecheck.reviewers.rules.absent import absent
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.concessions import concessions
from clausecheck.reviewers.rules.conflicts import conflicts
from clausecheck.reviewers.rules.definitions import definitions
from clausecheck.reviewers.rules.essentials import settled
from clausecheck.reviewers.rules.reading import library
from clausecheck.reviewers.rules.view import views

HEAD = """SERVICES AGREEMENT

This Services Agreement is made between {first} ("Provider") and {second} ("Customer").

"""
Told = list[tuple[str, Side | None]]


def _found(*clauses: str) -> Told:
    """Every candidate of the four ways of reading, as rule and favoured side."""
    text = HEAD.format(first="Alpha Services Ltd", second="Beta Stores Inc")
    text += "\n\n".join(f"{number}. {clause}" for number, clause in enumerate(clauses, start=1))
    contract = understand(read_bytes(text.encode(), "a.txt"))
    shelf = library()
    seen = views(contract, shelf.synonyms, shelf.marks)
    made: list[Candidate] = [
        *definitions(contract, seen),
        *concessions(contract, seen),
        *conflicts(contract, seen),
        *absent(contract, playbook(Side.SELLER).favors),
    ]
    return [(one.rule, one.favored) for one in made]


@pytest.mark.parametrize(
    ("meaning", "rule", "rules", "side"),
    [
        (
            '"Yearly Quantity" means the quantity that Provider may from time to time determine.',
            "Customer shall buy the Yearly Quantity.",
            "definition_by_one",
            Side.SELLER,
        ),
        (
            '"Extra Costs" means such part of the costs of Provider as Customer chooses to recognise.',
            "Customer shall pay the Extra Costs.",
            "definition_by_one",
            Side.BUYER,
        ),
        (
            '"Trial Use" means every purpose, whether or not it has to do with a test of the Services.',
            "Customer may use the Services for the Trial Use.",
            "definition_boundless",
            Side.BUYER,
        ),
        (
            '"Insights" means whatever the personnel of Customer may write, say or upload.',
            "Provider may use the Insights freely.",
            "definition_boundless",
            Side.SELLER,
        ),
        (
            '"Force Majeure" means any event, including a failure of the systems of Provider.',
            "Neither party is liable for Force Majeure.",
            "definition_excuse",
            Side.SELLER,
        ),
        (
            '"Minimum Volume" means the Maximum Volume and one hundred units more.',
            "Customer shall buy the Minimum Volume from Provider.",
            "definition_contrary",
            Side.SELLER,
        ),
    ],
)
def test_a_definition_is_judged_by_what_hangs_on_it(meaning: str, rule: str, rules: str, side: Side) -> None:
    assert (rules, side) in _found(meaning, rule)


def test_a_definition_that_takes_in_what_another_clause_protects_is_found() -> None:
    clauses = (
        '"Customer Records" means the records that Customer stores.',
        '"Log Files" means the logs of the Services and includes all Customer Records.',
        "Provider shall not disclose Customer Records. Provider may use Log Files for its own business.",
    )
    assert ("definition_swallows", Side.SELLER) in _found(*clauses)
    spared = (clauses[0], clauses[1].replace("and includes all", "but excludes"), clauses[2])
    assert not _found(*spared)


def test_what_the_other_side_makes_is_taken_in_only_by_a_term_that_works_against_it() -> None:
    meaning = '"Log Files" means the logs of the Services, together with all plans that Customer keeps there.'
    assert ("definition_swallows", Side.SELLER) in _found(meaning, "Provider may use the Log Files freely.")
    assert not _found(meaning, "Provider shall keep the Log Files secret.")


@pytest.mark.parametrize(
    "meaning",
    [
        '"Yearly Quantity" means the quantity stated in the order.',
        '"Yearly Quantity" means the quantity that the parties may agree from time to time.',
        '"Account Manager" means a person whom Provider may designate from time to time.',
        '"Force Majeure" means an event beyond the reasonable control of a party, such as war or flood.',
        '"Secret Information" means information, whether or not marked as confidential.',
    ],
)
def test_a_usual_definition_is_left_alone(meaning: str) -> None:
    assert not _found(meaning, "Customer shall buy the Yearly Quantity. Provider shall keep the Secret Information.")


@pytest.mark.parametrize(
    ("clause", "rule", "side"),
    [
        ("Customer shall indemnify Provider, even where Provider was negligent.", "concession_own_fault", Side.SELLER),
        ("Provider shall indemnify Customer, even where Customer was negligent.", "concession_own_fault", Side.BUYER),
        (
            "Provider shall pay all penalties, including those for a delay caused by Customer.",
            "concession_own_fault",
            Side.BUYER,
        ),
        (
            "Customer shall pay each invoice whether or not the Services were performed.",
            "concession_protection",
            Side.SELLER,
        ),
    ],
)
def test_a_concession_favours_whom_it_frees(clause: str, rule: str, side: Side) -> None:
    assert (rule, side) in _found(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "Provider shall indemnify Customer for losses caused by the negligence of Provider.",
        "Provider shall not be liable for lost profits, even if Provider was advised of the possibility of such loss.",
        "Customer shall indemnify Provider, except to the extent that Provider was negligent.",
        "Provider shall pay for its own errors, including negligence of Provider.",
    ],
)
def test_a_usual_concession_is_left_alone(clause: str) -> None:
    assert not _found(clause)


def test_what_serves_each_side_alike_is_no_concession() -> None:
    both = [
        f"{one} shall indemnify {other} for harm to the people of {one}, even where {other} was negligent."
        for one, other in (("Provider", "Customer"), ("Customer", "Provider"))
    ]
    assert _found(both[0])
    assert not _found(*both)


@pytest.mark.parametrize(
    ("clauses", "rule"),
    [
        (
            ("The schedules prevail over the orders.", "The orders prevail over the schedules."),
            "order_circular",
        ),
        (
            (
                "Disputes shall be brought exclusively in the courts of Denmark.",
                "Claims shall be brought exclusively in the courts of Norway.",
            ),
            "courts_contradict",
        ),
        (
            (
                "Either party may terminate this Agreement for any reason on sixty days' notice.",
                "Neither party may terminate this Agreement other than for cause.",
            ),
            "exit_contradicts",
        ),
    ],
)
def test_two_rules_that_cannot_both_hold_are_found_and_each_alone_is_not(clauses: tuple[str, str], rule: str) -> None:
    assert rule in [name for name, _ in _found(*clauses)]
    for clause in clauses:
        assert not _found(clause)


def test_a_chain_of_ranks_is_followed_to_its_end() -> None:
    chain = ("The appendices prevail over the orders.", "The orders prevail over the policies.")
    assert not _found(*chain)
    assert _found(*chain, "The policies prevail over the appendices.")


def test_a_cap_that_is_named_and_nowhere_set_is_missing() -> None:
    waiver = "Neither party is liable to the other for lost profits or consequential damages."
    exception = "The Liability Cap does not apply to fraud."
    cap = "Each party's liability under this Agreement shall not exceed the fees paid in the last year."
    assert ("absent.cap_on_liability", Side.BUYER) in _found(waiver, exception)
    assert not _found(waiver, exception, cap)


def test_a_term_that_only_its_clause_would_use_shows_that_the_clause_is_gone() -> None:
    meaning = '"Provider-Covered Claim" means a claim of a third party that the Services infringe its rights.'
    duty = "Provider shall indemnify Customer against any Provider-Covered Claim."
    assert ("absent.indemnification", Side.SELLER) in _found(meaning)
    assert not _found(meaning, duty)


def test_a_clause_that_others_name_by_its_title_and_that_is_not_there_is_missing() -> None:
    survival = "Survival. Section 7 (Governing Law) and Section 2 (Payment) survive the end of this Agreement."
    payment = "Payment. Customer shall pay each invoice in thirty days."
    assert ("absent.governing_law", None) in _found(survival, payment)
    law = "Governing Law. This Agreement is governed by the laws of Denmark."
    assert not _found(survival, payment, law)


@pytest.mark.parametrize(
    ("known", "side"),
    [
        ("The plans are proprietary to Customer.", Side.SELLER),
        ("The plans are proprietary to Provider.", Side.BUYER),
        ("The plans are proprietary to Customer. The tools are proprietary to Provider.", None),
        ("The plans are printed on paper.", None),
    ],
)
def test_a_missing_duty_of_secrecy_harms_the_side_whose_secrets_the_contract_still_names(
    known: str, side: Side | None
) -> None:
    text = HEAD.format(first="Alpha Services Ltd", second="Beta Stores Inc") + f"1. Plans. {known}\n\n"
    text += "2. Work. Provider shall do the work with care and on time. " * 120
    contract = understand(read_bytes(text.encode(), "a.txt"))
    shelf, book = library(), playbook(Side.SELLER)
    found = settled([], shelf.essentials, contract, "services", views(contract, shelf.synonyms, shelf.marks), book)
    assert [one.favored for one in found if one.clause_type == "confidentiality"] == [side]


def _settled(body: str) -> set[str]:
    """The types called missing in a saas contract with `body`."""
    text = HEAD.format(first="Alpha Services Ltd", second="Beta Stores Inc") + f"1. Terms. {body}\n\n"
    text += "2. Work. Provider shall do the work with care and on time. " * 120
    contract = understand(read_bytes(text.encode(), "a.txt"))
    shelf, book = library(), playbook(Side.SELLER)
    seen = views(contract, shelf.synonyms, shelf.marks)
    return {one.clause_type for one in settled([], shelf.essentials, contract, "saas", seen, book)}


@pytest.mark.parametrize(
    ("kind", "aside", "stated"),
    [
        (
            "limitation_of_liability",
            "In no event shall Provider be liable for late delivery.",
            "In no event shall Provider be liable for indirect damages.",
        ),
        (
            "confidentiality",
            "Customer shall keep its passwords confidential.",
            "Each party shall keep the information of the other party confidential.",
        ),
        (
            "indemnification",
            "Provider shall indemnify Customer for taxes that it should have withheld.",
            "Provider shall indemnify Customer against third-party claims.",
        ),
        (
            "termination_for_cause",
            "Any dispute about this Agreement, its breach or termination is settled by arbitration.",
            "Either party may terminate this Agreement if the other is in material breach.",
        ),
        (
            "data_protection",
            "Nothing in this section limits the duty of Provider to protect personal data.",
            "Provider shall protect personal data.",
        ),
    ],
)
def test_a_clause_is_missing_where_its_words_stand_in_another_matter_alone(kind: str, aside: str, stated: str) -> None:
    assert kind in _settled(aside)
    assert kind not in _settled(f"{aside} {stated}")


@pytest.mark.parametrize(
    ("heading", "missing"), [("Limitation of Liability", False), ("Warranty; Limitation of Liability", True)]
)
def test_a_heading_over_several_subjects_shows_none_of_them(heading: str, missing: bool) -> None:
    text = f"Notices. Each notice is in writing.\n\n3. {heading}\n\nProvider warrants that the work is its own."
    assert ("limitation_of_liability" in _settled(text)) is missing
