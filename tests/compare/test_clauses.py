import pytest

from clausecheck.compare import compare
from clausecheck.compare.clauses import compared_types
from clausecheck.model import Cell, DeviationKind, Span, Term
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.stats import presence_rules

PLAIN = (("The Consultant designs a bridge.", {}), ("The work starts in May.", {}), ("It ends in June.", {}))


def missing(deviations) -> dict[str, str]:
    return {d.clause_type: d.evidence.statement for d in deviations if d.kind is DeviationKind.MISSING}


def rare(deviations) -> dict[str, str | None]:
    return {d.clause_type: d.clause_id for d in deviations if d.kind is DeviationKind.RARE}


def test_common_clauses_that_are_missing_are_told_with_their_count(contract, figures) -> None:
    found = compare(contract(*PLAIN), figures, Cell("services"))
    assert missing(found) == {
        "confidentiality": "a clause on confidentiality in 38 of 40 services contracts",
        "limitation_of_liability": (
            "a clause on limitation of liability in 70 of 100 contracts of all kinds (services n=0 is too few)"
        ),
    }
    assert all(d.clause_id is None and d.span is None for d in found)


def test_what_fewer_than_half_have_is_not_missing(contract, figures) -> None:
    assert "indemnification" not in missing(compare(contract(*PLAIN), figures, Cell("all")))


def test_what_may_be_far_from_half_is_not_missing(contract, figures) -> None:
    """12 of 20 may be 39 %."""
    assert "governing_law" not in missing(compare(contract(*PLAIN), figures, Cell("all")))


@pytest.mark.parametrize(("probability", "there"), [(0.5, True), (0.49, False)])
def test_a_decided_clause_of_the_type_is_a_sign(contract, figures, probability: float, there: bool) -> None:
    signed = contract(*PLAIN, ("Keep quiet about it.", {"confidentiality": probability}))
    assert ("confidentiality" not in missing(compare(signed, figures, Cell("services")))) is there


def test_words_in_the_text_are_a_sign_whatever_the_types_say(contract, figures) -> None:
    worded = contract(*PLAIN, ("Each party shall keep the other’s information strictly confidential.", {}))
    assert "confidentiality" not in missing(compare(worded, figures, Cell("services")))


def test_a_mere_mention_is_no_sign(contract, figures) -> None:
    mention = contract(*PLAIN, ("Except for a breach of confidentiality, claims end after a year.", {}))
    assert "confidentiality" in missing(compare(mention, figures, Cell("services")))


@pytest.mark.parametrize(("probability", "there"), [(0.5, True), (0.4, False)])
def test_a_cap_is_a_limitation_of_liability(contract, figures, probability: float, there: bool) -> None:
    capped = contract(*PLAIN, ("A ceiling applies.", {"cap_on_liability": probability}))
    assert ("limitation_of_liability" not in missing(compare(capped, figures, Cell("services")))) is there


@pytest.mark.parametrize(("value", "there"), [(100.0, True), ("unlimited", False)])
def test_a_stated_cap_is_a_limitation_of_liability(contract, figures, value: float | str, there: bool) -> None:
    cap = Term(name="liability_cap", value=value, unit="USD", quote="$100", span=Span(0, 4), clause_id="c1")
    assert (
        "limitation_of_liability" not in missing(compare(contract(*PLAIN, terms=(cap,)), figures, Cell("all")))
    ) is there


def test_nothing_is_missing_from_what_was_read_in_part(contract, figures) -> None:
    assert missing(compare(contract(*PLAIN, partial=True), figures, Cell("services"))) == {}


def test_nothing_is_missing_from_two_sentences(contract, figures) -> None:
    assert missing(compare(contract(*PLAIN[:2]), figures, Cell("services"))) == {}


def test_other_contracts_say_nothing_about_a_non_disclosure_agreement(contract, figures) -> None:
    found = compare(contract(*PLAIN, ("Price promise.", {"most_favored_nation": 0.9})), figures, Cell("nda"))
    assert found == ()


def test_a_rare_clause_is_told_once_at_its_surest_place(contract, figures) -> None:
    promise = contract(
        *PLAIN,
        ("Maybe a price promise.", {"most_favored_nation": 0.5}),
        ("Surely a price promise.", {"most_favored_nation": 0.9}),
        ("Only one supplier.", {"exclusivity": 0.6}),
        ("No rivals.", {"non_compete": 0.9}),
    )
    found = compare(promise, figures, Cell("services"))
    # 0 of 20 may still be 16 %: a small sample does not make a clause rare.
    assert rare(found) == {"most_favored_nation": "c5", "exclusivity": "c6"}
    assert [d.evidence.count for d in found if d.kind is DeviationKind.RARE] == [2, 1]


def test_what_is_usual_in_the_category_above_is_judged_by_the_closest_sample(contract, figures) -> None:
    exclusive = contract(*PLAIN, ("Only one supplier.", {"exclusivity": 0.6}))
    assert rare(compare(exclusive, figures, Cell("consulting"))) == {"exclusivity": "c4"}
    assert rare(compare(exclusive, figures, Cell("all"))) == {}


def test_an_unsure_clause_is_not_called_rare(contract, figures) -> None:
    unsure = contract(*PLAIN, ("Perhaps a price promise.", {"most_favored_nation": 0.49}))
    assert rare(compare(unsure, figures, Cell("services"))) == {}


def test_the_shipped_list_names_known_types() -> None:
    listed = compared_types()
    for kind, also in listed.missing.items():
        assert {kind, *also} <= set(CLAUSE_TYPES)
    assert set(listed.rare) <= set(CLAUSE_TYPES)
    assert not set(listed.rare) & set(listed.missing)


def test_every_type_that_may_be_missing_has_a_text_rule_as_guard() -> None:
    assert set(compared_types().missing) <= set(presence_rules())
