import pytest

from clausecheck import stats
from clausecheck.model import Cell


@pytest.fixture
def figures(statistics_folder) -> stats.Statistics:
    return stats.load(statistics_folder())


def test_a_small_sample_gives_way_to_the_category_above(figures: stats.Statistics) -> None:
    usual = figures.usual_presence("confidentiality", Cell("consulting"))
    assert usual is not None
    assert (usual.found.cell.category, usual.found.count, usual.found.sampled) == ("services", 27, 40)
    assert usual.skipped == ((Cell("consulting"), 9),)


def test_two_steps_up(figures: stats.Statistics) -> None:
    usual = figures.usual_presence("confidentiality", Cell("consulting"), least=50)
    assert usual is not None
    assert usual.found.cell.category == "all"
    assert usual.skipped == ((Cell("consulting"), 9), (Cell("services"), 40))


def test_nothing_is_said_where_no_sample_is_large_enough(figures: stats.Statistics) -> None:
    assert figures.usual_presence("confidentiality", Cell("consulting"), least=101) is None
    assert figures.usual_presence("notices", Cell("consulting")) is None
    assert figures.usual_values("payment_days", "months", Cell("all")) is None
    assert figures.usual_values("payment_days", "days", Cell("all"), least=31) is None
    assert figures.usual_names("venue", Cell("all")) is None


def test_values_climb_too(figures: stats.Statistics) -> None:
    usual = figures.usual_values("payment_days", "days", Cell("hosting"))
    assert usual is not None
    assert usual.found.cell.category == "all"
    assert usual.skipped == ((Cell("hosting"), 0), (Cell("services"), 3))


def test_the_statement_has_count_sample_and_what_was_passed_by(figures: stats.Statistics) -> None:
    usual = figures.usual_presence("confidentiality", Cell("consulting"))
    assert usual is not None
    shown = stats.presence_evidence(figures, usual)
    assert shown.statement == "a clause on confidentiality in 27 of 40 services contracts (consulting n=9 is too few)"
    assert (shown.count, shown.sampled, shown.source, shown.as_of, shown.cell) == (
        27,
        40,
        "one",
        "2004",
        Cell("services"),
    )
    assert (shown.low, shown.high) == pytest.approx(stats.wilson(27, 40), abs=1e-4)
    absent = stats.presence_evidence(figures, usual, absent=True)
    assert absent.statement.startswith("no clause on confidentiality in 13 of 40 services contracts")
    assert (absent.count, absent.sampled) == (13, 40)


def test_a_value_is_shown_with_its_rank_and_the_usual_one(figures: stats.Statistics) -> None:
    usual = figures.usual_values("payment_days", "days", Cell("hosting"))
    assert usual is not None
    high = stats.value_evidence(figures, usual, 60, high=True)
    assert high.statement == (
        "60 days or more in 6 of 30 contracts of all kinds that state days to pay; most often 30 days (20 of 30) "
        "(hosting n=0, services n=3 are too few)"
    )
    assert high.percentile == (80, 100)
    low = stats.value_evidence(figures, usual, 1, high=False)
    assert low.statement.startswith("1 day or less in 0 of 30")
    assert (low.count, low.percentile) == (0, (0, 0))
    typical = stats.usual_value_evidence(figures, usual)
    assert typical.statement.startswith("30 days in 20 of 30 contracts of all kinds that state days to pay")


def test_names_are_counted_under_any_spelling_given(figures: stats.Statistics) -> None:
    usual = figures.usual_names("governing_law", Cell("all"))
    assert usual is not None
    shown = stats.name_evidence(figures, usual, frozenset({"delaware", "us-de"}), "Delaware")
    assert shown.statement == (
        "Delaware in 5 of 14 contracts of all kinds that state whose law governs; most often New York (9 of 14)"
    )


def test_whose_law_governs_is_not_narrowed_by_the_region_that_the_law_makes(figures: stats.Statistics) -> None:
    usual = figures.usual_names("governing_law", Cell("all", "US-NY"))
    assert usual is not None
    assert (usual.found.cell, usual.skipped) == (Cell("all"), ())


def test_a_region_and_a_size_narrow_the_sample_where_it_allows(figures: stats.Statistics) -> None:
    narrow = figures.usual_presence("confidentiality", Cell("consulting", "US-NY", "0-999"))
    assert narrow is not None
    assert narrow.found.cell == Cell("services", "US")
    shown = stats.presence_evidence(figures, narrow)
    assert shown.statement == (
        "a clause on confidentiality in 11 of 24 services contracts under US law "
        "(none for consulting US-NY 0-999; consulting n=9 is too few)"
    )


@pytest.mark.parametrize(
    ("absent", "statement"),
    [
        (False, "a best-price promise in 2 of 100 contracts of all kinds"),
        (True, "no best-price promise in 98 of 100 contracts of all kinds"),
    ],
)
def test_a_clause_is_called_what_a_person_calls_it(figures: stats.Statistics, absent: bool, statement: str) -> None:
    usual = figures.usual_presence("most_favored_nation", Cell("all"))
    assert usual is not None
    assert stats.presence_evidence(figures, usual, absent=absent).statement == statement


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1, "days", "1 day"),
        (1.5, "percent_per_month", "1.5 % a month"),
        (12, "months_of_fees", "12 months of fees"),
        (0.1 + 0.2, "months", "0.3 months"),
        (7, "USD", "7 USD"),
    ],
)
def test_values_are_said_plainly(value: float, unit: str, words: str) -> None:
    assert stats.value_words(value, unit) == words


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("consulting", "consulting contracts"),
        ("nda", "non-disclosure agreements"),
        ("all", "contracts of all kinds"),
        ("joint_venture", "joint-venture contracts"),
    ],
)
def test_categories_are_said_plainly(category: str, words: str) -> None:
    assert stats.category_words(category) == words
