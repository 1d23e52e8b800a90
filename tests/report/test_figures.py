"""What `stats show` looks up, says and writes as JSON, on made-up statistics with every kind of figure."""

import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from clausecheck.model import Cell
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES
from clausecheck.report.figures.distribution import grouped
from clausecheck.report.figures.json import figures_json
from clausecheck.report.figures.lookup import Figures, look_up
from clausecheck.report.figures.page import figures_page
from clausecheck.report.figures.published import shared
from clausecheck.report.figures.words import roughly
from clausecheck.report.json import to_json
from clausecheck.report.markdown import to_markdown
from clausecheck.report.schema import json_schema
from clausecheck.report.terminal import WIDEST, draw_review
from clausecheck.stats import TYPES, load_served, size_words
from tests import statistics_files as files
from tests.report import figures_sample as sample

VALIDATOR = jsonschema.Draft202012Validator(json_schema("figures"))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("public"))


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return files.write(tmp_path_factory.mktemp("private"), **sample.private())


def figures(folder: Path, name: str, category: str = "consulting", region: str = "", size: str = "") -> Figures:
    return look_up(*load_served(folder), name, Cell(category, region, size))


def shown(found: Figures, width: int = 100) -> str:
    stream = io.StringIO()
    draw_review(figures_page(found), stream, width=width)
    return " ".join(stream.getvalue().split())


def test_the_way_up_says_what_was_too_few_and_what_is_used(public: Path) -> None:
    found = figures(public, "cap_on_liability", region="US-NY")
    text = shown(found)
    assert "A cap on liability is in 12 of 31 services contracts" in text
    assert "consulting 2 of 9 too few: 20 are needed" in text
    assert re.search(r"services, US 12 of 31 24–56% \S+ used", text)
    assert re.search(r"all kinds 102 of 398 22–30% \S+ ", text)
    assert "Nobody counted: contracts under US-NY law; consulting, US; all kinds, US." in text
    assert text.count("used") == 1


@pytest.mark.parametrize("category", sorted(CATEGORY_PARENT))
def test_what_is_used_is_what_a_review_would_use(public: Path, category: str) -> None:
    statistics, policy = load_served(public)
    cell = Cell(category, "US-NY")
    found = look_up(statistics, policy, "", cell)
    for clause in found.clauses:
        usual = statistics.usual_presence(clause.clause_type, cell)
        apart = category == "nda" and usual is not None and usual.found.cell.category != "nda"
        assert clause.presence.used == (usual.found if usual and not apart else None)
    for one in found.values:
        usual_values = statistics.usual_values(one.term, one.unit, cell)
        assert one.way.used == (usual_values.found if usual_values else None)
    for named in found.names:
        usual_names = statistics.usual_names(named.term, cell)
        assert named.way.used == (usual_names.found if usual_names else None)


def test_an_nda_is_not_compared_with_other_contracts(public: Path) -> None:
    text = shown(figures(public, "cap_on_liability", "nda"))
    assert "Too few non-disclosure agreements were counted" in text
    assert "all kinds 102 of 398 22–30%" in text
    assert "other contracts: not used" in text
    assert "Older and newer" not in text


def test_drift_is_told_with_counts_and_in_plain_words(public: Path) -> None:
    text = shown(figures(public, "cap_on_liability"))
    assert re.search(r"up to 2009 30 of 60 38–62% \S+ from 2010 6 of 58 5–21%", text)
    assert "In services contracts (one, 2004): the two 95% intervals do not overlap: it has become less usual." in text


def test_a_change_that_may_be_chance_is_called_so(tmp_path: Path) -> None:
    rows = "insurance services:..2009 10 40\ninsurance services:2010.. 14 40\ninsurance services 24 80"
    text = shown(figures(files.write(tmp_path, presence=files.presence(rows)), "insurance", "services"))
    assert "the two 95% intervals overlap: the difference may be chance" in text


def test_no_change_is_told_from_too_few(tmp_path: Path) -> None:
    rows = "insurance services:..2009 3 4\ninsurance services:2010.. 0 40\ninsurance services 3 44"
    text = shown(figures(files.write(tmp_path, presence=files.presence(rows)), "insurance", "services"))
    assert "too few contracts to say whether anything has changed" in text
    assert "become" not in text


def test_whom_it_binds_and_what_that_means(public: Path) -> None:
    text = shown(figures(public, "cap_on_liability"))
    assert re.search(
        r"both sides alike 20 of 33 44–75% \S+ the seller alone 4 of 33 5–27% \S+ the buyer alone 9 of 33", text
    )
    assert "To be bound means: can claim no more than the cap." in text


def test_outcomes_by_side_with_rounds(public: Path) -> None:
    text = shown(figures(public, "cap_on_liability"))
    assert "by the seller: accepted 12 of 25" in text
    assert "by the buyer: changed 18 of 27" in text
    assert "Proposed by the buyer: 27 settled in services contracts; 3 in round 1, 24 in round 2 (one, 2004)." in text


def test_no_outcome_data_is_said_in_these_words(public: Path, tmp_path: Path) -> None:
    assert "no outcome data" in shown(figures(public, "insurance"))
    one_side = [row for row in sample.public()["outcomes"] if row["proposed_by"] == "buyer"]
    assert "Proposed by the seller: no outcome data" in shown(
        figures(sample.write(tmp_path, outcomes=one_side), "cap_on_liability")
    )


def test_statements_of_ndas_belong_to_their_type(public: Path) -> None:
    text = shown(figures(public, "survival", "nda"))
    assert re.search(r"Some obligations may survive termination \(nda-11\)[: ]+30 of 40,? 60–86%", text)
    assert "2 say the opposite" in text
    assert "Counted in non-disclosure agreements (one, 2004)." in text
    assert "nda-11" not in shown(figures(public, "survival", "services"))


def test_a_type_comes_with_the_values_of_its_terms(public: Path) -> None:
    text = shown(figures(public, "cap_on_liability"))
    assert "Of 16 contracts of all kinds that state a cap on liability by fees, the most frequent is 12 months" in text
    assert "More: clausecheck stats show liability_cap --category consulting" in text


def test_a_term_is_a_histogram_with_quantiles(public: Path) -> None:
    text = shown(figures(public, "payment_days"))
    assert "Of 40 services contracts that state days to pay, the most frequent is 30 days (20 of 40," in text
    assert "30 20 of 40 ██████████████████████████████ 45 5 of 40 ████████ 60" in text
    assert re.search(r"30 days or less 27 of 40 52–80% \S+ a quarter, half", text)
    assert "consulting 4 state one half: 30 days or less (4 of 4) too few: 10 are needed" in text
    assert re.search(r"up to 2009: 30 days or less 15 of 15 80–100% \S+ from 2010: 30 days or less 8 of 20", text)


def test_a_term_of_names_lists_the_most_frequent(public: Path) -> None:
    text = shown(figures(public, "governing_law"))
    assert "Of 48 services contracts that state whose law governs, the most frequent is New York (25 of 48," in text
    assert re.search(r"New York 25 of 48 38–66% \S+ California 9 of 48", text)
    assert "Nobody counted how many contracts have a clause on governing law." in text


def test_figures_of_others_stand_apart_with_sample_date_and_address(public: Path) -> None:
    text = shown(figures(public, "cap_on_liability"))
    counted, title, apart = text.partition("Published by others, not counted here: liability cap")
    assert title
    assert "liability cap = 12 months of fees 51 % of contracts liability cap below 12 months of fees 11 %" in apart
    assert "Vendor starting forms (IT). - Sample: 1,000+ IT contracts. - From A survey, as reported by a blog" in apart
    assert "second-hand: read in a report on it; 2022-12-31; https://example.org/survey" in apart
    assert "51 %" not in counted


def test_rates_of_others_are_of_the_category(public: Path) -> None:
    text = shown(figures(public, "rate"))
    assert "Nobody counted this; what others have published stands below." in text
    assert "hourly rate: mean ceiling rate, consultant: 158 USD/hour. US government service contracts; for " in text
    assert "Sample: 3,661 rates. From Ceiling rates; 2016" in text
    other = shown(figures(public, "rate", "saas"))
    assert "Nobody counted this: test 7 has no figure for software-as-a-service contracts, nor for wider ones." in other
    assert "158" not in other


def test_many_figures_of_others_are_a_table(tmp_path: Path) -> None:
    one = sample.public()["published"][2]
    words = ["analyst", "clerk", "engineer", "manager", "writer", "trainer"]
    rows = [
        one
        | {"id": word, "measure": f"mean rate of {word} jobs", "note": f"2016 prices; after {at} years"}
        | {"sampled": at, "sampled_words": "rates in lists"}
        for at, word in enumerate(words, 1)
    ]
    text = shown(figures(sample.write(tmp_path, published=rows), "rate"))
    assert "engineer 158 USD/hour sd 74, n 3 3 manager" in text
    assert "Mean rate of … jobs; US government service contracts; for consulting contracts; 2016 prices;" in text
    assert "after … years (last column); sd is the standard deviation; n is the sample: … rates in lists." in text


@pytest.mark.parametrize(
    ("texts", "head", "tail", "left"),
    [
        ([], "", "", ()),
        (["one two three"], "", "", ("one two three",)),
        (["a b x c"] * 5, "", "", ("a b x c",) * 5),
        ([f"a b {n} c d" for n in range(5)], "a b", "c d", tuple(map(str, range(5)))),
        ([f"a {n}" for n in range(5)], "", "", tuple(f"a {n}" for n in range(5))),
        (["a b", "a b c", "a b d", "a b e", "a b f"], "", "", ("a b", "a b c", "a b d", "a b e", "a b f")),
    ],
)
def test_shared_words_are_found(texts: list[str], head: str, tail: str, left: tuple[str, ...]) -> None:
    assert shared(texts) == (head, tail, left)


def test_rounded_figures_say_so(private: Path) -> None:
    text = shown(figures(private, "cap_on_liability"))
    assert "A cap on liability is in about 24 of 60 consulting contracts" in text
    assert "rounded for privacy: no account counts more than once, and at least 20 accounts stand behind each" in text
    assert "Nobody counted, or too few deals to publish: services; all kinds." in text
    assert all(row["rounded"] for row in _samples(figures_json(figures(private, "cap_on_liability"))))


def test_rounded_values_are_steps(private: Path) -> None:
    text = shown(figures(private, "rate"))
    assert "Of about 40 consulting contracts that state an hourly rate, half state 100 USD an hour or less" in text
    for label in ("up to 50 about 10 of 40", "over 50, up to 100 about 20 of 40", "over 150 about 5 of 40"):
        assert label in text
    assert "nine in ten" not in text
    assert "most frequent" not in text


def test_half_above_the_last_step_is_not_guessed(tmp_path: Path) -> None:
    content = sample.private()
    row = content["values"][0]
    row |= {"values": [[15, 8]], "beyond": 32, "quantiles": {"p25": None, "p50": None, "p75": None}}
    text = shown(figures(files.write(tmp_path, **content), "payment_days"))
    assert "half or more state more than 15 days (about 32 of 40)" in text
    assert "over 15 about 32 of 40" in text


def test_nobody_counted_is_said_plainly(public: Path) -> None:
    text = shown(figures(public, "key_personnel", "saas", "GB", "1000-9999"))
    assert "Nobody counted this: test 7 has no figure for software-as-a-service contracts, GB," in text
    assert "deals of 1,000–9,999 USD, nor for wider ones." in text
    assert not figures_json(figures(public, "key_personnel"))["found"]


def test_what_the_policy_withholds_is_not_called_uncounted(public: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('id = "own"\nversion = 3\n[withhold]\ntypes = ["cap_on_liability"]\n', encoding="utf-8")
    served = load_served(public, policy)
    for name in ("cap_on_liability", "liability_cap"):
        found = look_up(*served, name, Cell("consulting"))
        assert "The policy own 3 serves no figures on this, to either side." in shown(found)
        assert figures_json(found)["withheld"]


def test_a_size_of_which_nobody_counted_is_told_once(public: Path) -> None:
    text = shown(figures(public, "cap_on_liability", "consulting", "US", "1000-9999"))
    assert "Nobody counted: deals of 1,000–9,999 USD; consulting, US; all kinds, US." in text


def test_what_belongs_to_no_type_is_on_the_list(tmp_path: Path) -> None:
    rows = sample.public()["published"]
    rows[1] |= {"types": [], "topic": "attitudes", "measure": "negotiators who are content"}
    text = shown(figures(sample.write(tmp_path, published=rows), "", "consulting"))
    assert "attitudes: negotiators who are content: 11 % of contracts" in text
    assert "liability cap: 1 figure, shown with the clause types" in text
    assert "hourly rate: 1 figure, clausecheck stats show rate" in text


def test_a_gap_may_be_the_policys(public: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('id = "own"\nversion = 3\n[withhold]\ncategories = ["services"]\n', encoding="utf-8")
    text = shown(look_up(*load_served(public, policy), "cap_on_liability", Cell("consulting")))
    assert "Not counted, or withheld by the policy: services." in text
    assert "102 of 398 contracts of all kinds" in text
    assert "Nobody counted" not in text.partition("Values")[0]


def test_the_list_has_every_figure_on_a_line(public: Path) -> None:
    found = figures(public, "", "services")
    stream = io.StringIO()
    draw_review(figures_page(found), stream, width=100)
    lines = [line for line in stream.getvalue().splitlines() if re.search(r"\d of \d+  \d", line)]
    assert [line.partition("  ")[0] for line in lines] == [
        "cap_on_liability",
        "insurance",
        "liability_cap: 12 months of fees",
        "payment_days: 30 days",
        "governing_law: New York",
    ]


@pytest.mark.parametrize("name", ["", "cap_on_liability", "payment_days", "governing_law", "rate", "survival", "venue"])
@pytest.mark.parametrize("category", ["consulting", "nda", "all"])
def test_json_is_of_its_schema(public: Path, private: Path, name: str, category: str) -> None:
    for folder in (public, private):
        written = json.loads(to_json(figures_json(figures(folder, name, category))))
        VALIDATOR.validate(written)


@pytest.mark.parametrize("width", [40, 59, 80, 100, 140])
@pytest.mark.parametrize("name", ["", "cap_on_liability", "payment_days", "governing_law"])
def test_no_line_is_wider_than_the_terminal(public: Path, private: Path, name: str, width: int) -> None:
    for folder in (public, private):
        stream = io.StringIO()
        draw_review(figures_page(figures(folder, name)), stream, width=width)
        assert max(map(cell_len, stream.getvalue().splitlines())) <= min(width, WIDEST)


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "utf-8"])
def test_every_code_page_can_be_written(public: Path, encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    draw_review(figures_page(figures(public, "cap_on_liability")), stream, width=80)
    stream.flush()
    assert "?" not in raw.getvalue().decode(encoding)


def test_words_of_a_file_do_not_act(tmp_path: Path) -> None:
    hostile = "\x1b[31mred\u202e[bold]<b>[x](http://evil)"
    content = sample.public()
    content["names"] = [
        {"term": "governing_law", "category": "all", "names": [[hostile, 20]], "sampled": 20, "source": "one"}
    ]
    content["published"][0] |= {"measure": hostile, "population": hostile, "note": hostile}
    content["sources"][0] = content["sources"][0] | {"title": hostile, "note": hostile}
    folder = files.write(tmp_path, **content)
    for name in ("governing_law", "cap_on_liability", ""):
        found = figures(folder, name)
        stream = io.StringIO()
        draw_review(figures_page(found), stream, width=80)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", stream.getvalue())
        written = to_markdown(figures_page(found))
        assert "[x](http" not in written
        assert "<b>" not in written


_COUNTS = st.integers(0, 40)
_CELLS = st.sampled_from(
    ["all", "services", "services@US", "consulting@US-NY/0-999", "nda", "services:..2009", "services:2010.."]
)


def _release(draw: st.DrawFn, public: bool) -> dict[str, Any]:
    """A statistics file of random figures of one type and one term, in random cells."""
    content = files.content(
        sources=[files.SOURCE | {"public": public}], disclosure=None if public else {"least_accounts": 20}
    )
    for place in draw(st.lists(_CELLS, unique=True)):
        row = {**files.cell(place), "source": "one"}
        count, missed, other = draw(_COUNTS), draw(_COUNTS), draw(_COUNTS)
        kind = {"type": "price_increase", **row}
        content["presence"].append({**kind, "count": count, "sampled": count + missed})
        content["directions"].append(
            {**kind, "mutual": count, "seller": missed, "buyer": other, "sampled": count + missed + other}
        )
        content["outcomes"].append(
            {**kind, "accepted": count, "changed": missed, "removed": other, "sampled": count + missed + other}
            | {"proposed_by": draw(st.sampled_from(["seller", "buyer"])), "rounds": [[1, count]]}
        )
        values = sorted(draw(st.dictionaries(st.floats(0, 1e6).map(lambda value: round(value, 2)), _COUNTS)).items())
        content["values"].append(
            {"term": "price_increase", "unit": "percent_per_year", **row, "values": values, "quantiles": {}}
            | {"beyond": 0 if public else other, "sampled": sum(dict(values).values()) + (0 if public else other)}
        )
        names = sorted(draw(st.dictionaries(st.text(min_size=1, max_size=60), st.integers(1, 40))).items(), key=_most)
        content["names"].append({"term": "governing_law", **row, "names": names, "sampled": sum(dict(names).values())})
    return content


def _most(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), public=st.booleans(), width=st.sampled_from([20, 40, 80, 140]))
def test_any_figures_can_be_shown(tmp_path: Path, data: st.DataObject, public: bool, width: int) -> None:
    served = load_served(files.write(tmp_path, **data.draw(st.composite(_release)(public))))
    for name in ("", "price_increase", "governing_law"):
        found = look_up(*served, name, Cell("consulting", "US-NY", "0-999"))
        stream = io.StringIO()
        draw_review(figures_page(found), stream, width=width)
        assert max(map(cell_len, stream.getvalue().splitlines())) <= width
        assert to_markdown(figures_page(found))
        VALIDATOR.validate(json.loads(to_json(figures_json(found))))


def test_every_type_has_a_page(public: Path) -> None:
    for name in (*CLAUSE_TYPES, *TYPES):
        assert shown(figures(public, name))


@pytest.mark.parametrize(
    ("count", "sampled", "words"),
    [
        (0, 20, "none of them"),
        (20, 20, "all of them"),
        (1, 400, "fewer than 1 in 20"),
        (399, 400, "nearly all"),
        (3, 40, "roughly 1 in 10"),
        (12, 31, "roughly 4 in 10"),
        (59, 118, "roughly half"),
        (94, 100, "roughly 9 in 10"),
    ],
)
def test_shares_as_people_say_them(count: int, sampled: int, words: str) -> None:
    assert roughly(count, sampled) == words


def test_a_size_as_people_say_it() -> None:
    assert size_words("10000-99999", "USD") == "10,000–99,999 USD"
    assert size_words("1000000-", "EUR") == "1,000,000 EUR and more"
    assert size_words("", "USD") == ""


def test_frequent_values_keep_a_row_of_their_own() -> None:
    values = (
        [(float(value), 1) for value in range(1, 30)] + [(30.0, 50)] + [(float(value), 1) for value in range(31, 60)]
    )
    groups = grouped(values, 10)
    assert len(groups) == 10
    assert (30.0, 30.0, 50) in groups
    assert sum(count for _, _, count in groups) == sum(count for _, count in values)
    assert all(low <= high for low, high, _ in groups)


@pytest.mark.parametrize("values", [[], [(30.0, 0)], [(30.0, 10**9)], [(1.5, 1), (2.0, 2)]])
def test_few_values_are_not_put_together(values: list[tuple[float, int]]) -> None:
    assert grouped(values, 10) == [(value, value, count) for value, count in values if count]


def _samples(written: Any) -> list[Any]:
    if isinstance(written, dict):
        own = [written["sample"]] if written.get("sample") else []
        return own + [inner for value in written.values() for inner in _samples(value)]
    return [inner for value in written for inner in _samples(value)] if isinstance(written, list) else []
