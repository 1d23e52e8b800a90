"""Which types a contract has, for counting."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clausecheck.compare.presence import labelled_cuts, looked_for, present_types
from clausecheck.model import Contract
from clausecheck.model.taxonomy import CLAUSE_TYPES, CUAD_TYPES
from clausecheck.review import read_contract

EXAMPLE = Path(__file__).parents[2] / "examples" / "website-agreement.docx"
LAW = "This Agreement shall be governed by the laws of the State of New York, without regard to conflicts of laws."
CAP = (
    "In no event shall the total liability of Contractor under this Agreement exceed the fees paid by Client to"
    " Contractor in the twelve months before the claim."
)
EXCLUDED = (
    "Neither party shall be liable for any indirect, special, incidental or consequential damages or lost profits."
)
LATE = "Late payments bear interest at one and one half percent (1.5%) per month."
CHAIRS = "The kitchen on the second floor is painted blue and has four windows."
NEVER = dict.fromkeys(CUAD_TYPES, 2.0)
ALWAYS = dict.fromkeys(CUAD_TYPES, 0.0)


def read(*clauses: str) -> Contract:
    text = "SERVICES AGREEMENT\n\n" + "\n\n".join(f"{n}. {words}" for n, words in enumerate(clauses, start=1))
    return read_contract(text.encode(), "a.txt")


def test_what_is_found_is_looked_for() -> None:
    assert set(looked_for()) == set(CLAUSE_TYPES)
    assert list(looked_for()) == sorted(looked_for())
    assert present_types(read_contract(EXAMPLE)) <= set(looked_for())


def test_every_label_has_a_cut_that_a_chance_can_reach() -> None:
    assert set(labelled_cuts()) == set(CUAD_TYPES)
    assert all(0 < cut < 1 for cut in labelled_cuts().values())


@pytest.mark.parametrize(
    ("words", "kind"),
    [(LAW, "governing_law"), (CAP, "cap_on_liability"), (EXCLUDED, "exclusion_of_consequential_damages"),
     (LATE, "late_payment_interest")],
)  # fmt: skip
def test_a_plain_clause_is_there(words: str, kind: str) -> None:
    assert kind in present_types(read(words, CHAIRS))
    assert kind not in present_types(read(CHAIRS, CHAIRS))


def test_a_cap_and_an_exclusion_are_told_apart_under_one_label() -> None:
    cap, excluded = present_types(read(CAP, CHAIRS)), present_types(read(EXCLUDED, CHAIRS))
    assert "limitation_of_liability" in cap & excluded
    assert "exclusion_of_consequential_damages" not in cap
    assert "cap_on_liability" not in excluded


def test_without_the_label_there_is_no_limit_of_any_kind() -> None:
    found = present_types(read(CAP, EXCLUDED), cuts=NEVER)
    assert not found & {"cap_on_liability", "exclusion_of_consequential_damages", "limitation_of_liability"}


def test_the_cut_decides_what_lawyers_labelled_and_nothing_else() -> None:
    contract = read(LAW, LATE)
    low, high = present_types(contract, cuts=ALWAYS), present_types(contract, cuts=NEVER)
    assert set(CUAD_TYPES) - {"cap_on_liability"} <= low
    assert not high & set(CUAD_TYPES)
    assert low - high <= {*CUAD_TYPES, "limitation_of_liability"}
    assert "late_payment_interest" in low & high


def test_a_text_rule_reads_words_that_no_clause_is_decided_for(contract: Callable[..., Contract]) -> None:
    assert "severability" in present_types(
        contract(("If any provision is held invalid, the remaining provisions stay in force.", {}))
    )


def test_a_type_without_label_or_rule_is_there_where_a_clause_is_decided(contract: Callable[..., Contract]) -> None:
    assert "kill_fee" in present_types(contract((CHAIRS, {"kill_fee": 0.5})))
    assert "kill_fee" not in present_types(contract((CHAIRS, {"kill_fee": 0.4})))


def test_a_decided_clause_does_not_count_where_a_rule_does(contract: Callable[..., Contract]) -> None:
    assert "severability" not in present_types(contract((CHAIRS, {"severability": 0.9, "governing_law": 0.9})))
    assert "governing_law" not in present_types(contract((CHAIRS, {"severability": 0.9, "governing_law": 0.9})))


def test_no_clauses(contract: Callable[..., Contract]) -> None:
    assert present_types(contract()) == frozenset()
