import pytest

from clausecheck.compare import compare
from clausecheck.model import Cell, Deviation, DeviationKind, Span, Term
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.stats.terms import NAMED, TYPES, UNITS


def term(name: str, value: float | str, unit: str, clause: str = "c1") -> Term:
    return Term(name=name, value=value, unit=unit, quote="net", span=Span(3, 6), clause_id=clause)


@pytest.fixture
def unusual(contract, figures):
    def compare_terms(*terms: Term, category: str = "all", region: str = "") -> tuple[Deviation, ...]:
        return compare(contract(("Pay net.", {}), terms=terms), figures, Cell(category, region))

    return compare_terms


def test_a_high_value_is_told_with_rank_and_usual_range(unusual) -> None:
    (found,) = unusual(term("payment_days", 90, "days"))
    assert (found.kind, found.clause_type, found.term) == (DeviationKind.HIGH, "payment_terms", "payment_days")
    assert (found.value, found.span, found.clause_id) == (90, (3, 6), "c1")
    assert found.usual == (30, 45)
    assert found.evidence.statement == (
        "90 days or more in 0 of 50 contracts of all kinds that state days to pay; most often 30 days (40 of 50)"
    )
    assert found.evidence.percentile == (100, 100)


def test_a_low_value_is_told(unusual) -> None:
    (found,) = unusual(term("payment_days", 5, "days"))
    assert found.kind is DeviationKind.LOW
    assert found.evidence.statement.startswith("5 days or less in 0 of 50")


@pytest.mark.parametrize("days", [10, 15, 30, 40, 45, 50])
def test_what_is_near_the_usual_is_left_alone(unusual, days: float) -> None:
    assert unusual(term("payment_days", days, "days")) == ()


def test_a_tied_extreme_counts_all_that_tie(unusual) -> None:
    """2 of 35 state 2 % a month, which is more than one in twenty."""
    assert unusual(term("late_interest", 2, "percent_per_month")) == ()
    (found,) = unusual(term("late_interest", 3, "percent_per_month"))
    assert found.kind is DeviationKind.HIGH


def test_a_yearly_rate_is_compared_by_the_month(unusual) -> None:
    assert unusual(term("late_interest", 18, "percent_per_year")) == ()
    (found,) = unusual(term("late_interest", 60, "percent_per_year"))
    assert (found.value, found.kind) == (pytest.approx(5), DeviationKind.HIGH)
    assert found.evidence.statement.startswith("5 % a month or more in 0 of 35")


def test_a_low_rate_by_the_year_is_not_held_against_rates_by_the_month(unusual) -> None:
    assert unusual(term("late_interest", 4, "percent_per_year")) == ()
    (found,) = unusual(term("late_interest", 0.3, "percent_per_month"))
    assert found.kind is DeviationKind.LOW


def test_a_short_term_binds_nobody_for_long(unusual) -> None:
    assert unusual(term("initial_term", 1, "months")) == ()
    (found,) = unusual(term("initial_term", 120, "months"))
    assert found.kind is DeviationKind.HIGH


def test_a_small_sample_needs_a_value_far_beyond_all_of_it(unusual) -> None:
    assert unusual(term("liability_cap", 5, "months_of_fees")) == ()
    assert unusual(term("liability_cap", 17, "months_of_fees")) == ()
    (low,) = unusual(term("liability_cap", 1, "months_of_fees"))
    assert low.kind is DeviationKind.LOW
    (high,) = unusual(term("liability_cap", 24, "months_of_fees"))
    assert (high.kind, high.usual) == (DeviationKind.HIGH, (6, 12))


def test_too_small_a_sample_says_nothing(unusual) -> None:
    assert unusual(term("renewal_notice", 900, "days")) == ()


def test_days_of_warranty_are_compared_with_months(unusual) -> None:
    assert unusual(term("warranty_period", 90, "days")) == ()
    (found,) = unusual(term("warranty_period", 1800, "days"))
    assert (found.value, found.kind) == (60, DeviationKind.HIGH)


@pytest.mark.parametrize(
    "odd",
    [
        term("confidentiality_period", "perpetual", "months"),
        term("liability_cap", 5e6, "USD"),
        term("insurance_amount", 5e6, "USD"),
        term("payment_days", 90, "weeks"),
        term("wishes", 3, "days"),
        term("liability_cap", "unlimited", "months_of_fees"),
    ],
)
def test_what_nobody_counted_is_not_compared(unusual, odd: Term) -> None:
    assert unusual(odd) == ()


def test_a_value_that_a_clause_repeats_is_told_once(unusual) -> None:
    again = term("payment_days", 90, "days")
    assert len(unusual(again, again, term("payment_days", 90, "days", "c2"))) == 2


def test_the_evidence_says_which_sample_was_passed_by(unusual) -> None:
    (found,) = unusual(term("payment_days", 90, "days"), category="consulting")
    assert found.evidence.statement.endswith("(consulting n=0, services n=0 are too few)")


def test_a_region_narrows_the_sample(unusual) -> None:
    assert unusual(term("payment_days", 90, "days"), category="consulting", region="US-NY") == ()
    (found,) = unusual(term("payment_days", 90, "days"), category="consulting", region="US-CA")
    assert found.evidence.statement.endswith("(none for consulting US-CA; consulting n=0, services n=0 are too few)")


def test_every_compared_term_has_a_type_and_a_unit() -> None:
    assert set(TYPES) == set(UNITS) | NAMED
    assert set(TYPES.values()) <= set(CLAUSE_TYPES)
