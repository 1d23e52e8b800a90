import pytest

from clausecheck.compare import compare
from clausecheck.model import Cell, DeviationKind, Span, Term


@pytest.fixture
def law(contract, figures):
    """Deviations on the governing law of a contract whose second paragraph chooses `place`."""

    def choose(place: str, first: str = "The Consultant designs a bridge.", shown: str = ""):
        words = f"The laws of {place} govern this contract, and its courts decide."
        at = len(first) + 1 + words.index(place)
        term = Term(
            name="governing_law", value=shown or place, unit="region", quote=place,
            span=Span(at, at + len(place)), clause_id="c2",
        )  # fmt: skip
        made = contract((first, {}), (words, {}), terms=(term,))
        return [d for d in compare(made, figures, Cell("services")) if d.clause_type == "governing_law"]

    return choose


def test_a_law_that_nothing_explains_is_told_with_its_count(law) -> None:
    (found,) = law("Panama")
    assert (found.kind, found.clause_id, found.term) == (DeviationKind.RARE, "c2", "governing_law")
    assert found.evidence.statement == (
        "Panama in 0 of 100 contracts of all kinds that state whose law governs; most often New York (97 of 100) "
        "(services n=40 is too few)"
    )
    assert found.span is not None
    assert found.value is None


@pytest.mark.parametrize("first", ["Acme S.A., Calle 50, Panama City", "The work is done in Panama."])
def test_a_place_named_elsewhere_explains_itself(law, first: str) -> None:
    assert law("Panama", first) == []


@pytest.mark.parametrize("state", ["New York", "Delaware", "Alaska"])
def test_states_of_the_reference_country_are_left_alone(law, state: str) -> None:
    assert law(state) == []


def test_a_place_that_some_contracts_choose_is_left_alone(law) -> None:
    """3 of 100 may be as many as 8 of 100."""
    assert law("England") == []


def test_another_name_of_the_same_place_counts_and_explains(law) -> None:
    assert law("England and Wales") == []
    assert law("Republic of China", "The work is done in Taiwan.") == []


def test_a_place_that_no_list_names_is_compared_as_written(law) -> None:
    (found,) = law("Atlantis")
    assert found.evidence.statement.startswith("Atlantis in 0 of 100")
