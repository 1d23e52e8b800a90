"""How grave a finding is: five factors, their weights, and thresholds, all of them data."""

import json
import re
import tomllib
from typing import Any

import pytest

from clausecheck import resources
from clausecheck.model import Confidence, Factor, FindingKind, Priority, Severity, Side, Weighing
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.playbook import Playbook, playbook
from clausecheck.reviewers.playbook.scale import TOP, levels_of, points
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.severity import weigh
from tests.reviewers.rules_contract import PROTECTED, answer, contract

DATA: dict[str, Any] = tomllib.loads((resources.folder("playbooks") / "severity.toml").read_text(encoding="utf-8"))
ENTRIES = DATA["contest"]


@pytest.fixture
def book() -> Playbook:
    return playbook(Side.SELLER)


def _candidate(topic: str = "payment_long", clause_type: str = "payment_terms", **changes: Any) -> Candidate:
    plain: dict[str, Any] = {
        "rule": "r", "family": "f", "kind": FindingKind.UNUSUAL_VALUE, "confidence": Confidence.MEDIUM,
        "favored": Side.BUYER, "clause": None, "span": None,
    }  # fmt: skip
    return Candidate(topic=topic, clause_type=clause_type, **(plain | changes))


def test_the_points_are_level_times_weight(book: Playbook) -> None:
    factors = weigh(_candidate(), book).factors
    assert [one.factor for one in factors] == [*Factor]
    assert {one.factor: one.weight for one in factors} == {Factor(k): v for k, v in DATA["weights"].items()}
    position = book.position("payment_long").levels
    contest = next(entry["level"] for entry in ENTRIES if "payment_terms" in entry["types"])
    levels = {**position, Factor.DISTANCE: 2, Factor.CONTEST: contest}
    assert {one.factor: one.level for one in factors} == levels
    assert points(factors) == sum(DATA["weights"][factor.value] * level for factor, level in levels.items())


def test_a_candidate_farther_from_the_usual_is_never_less_grave(book: Playbook) -> None:
    for topic in book.positions:
        found = [weigh(_candidate(topic, distance=distance), book).severity.rank for distance in range(TOP + 1)]
        assert found == sorted(found), topic
        assert min(found) >= Severity.LOW.rank


@pytest.mark.parametrize(("distance", "level"), [(-1, 0), (0, 0), (3, 3), (7, 3)])
def test_a_distance_stays_on_the_scale(book: Playbook, distance: int, level: int) -> None:
    factors = weigh(_candidate(distance=distance), book).factors
    assert next(one.level for one in factors if one.factor is Factor.DISTANCE) == level


@pytest.mark.parametrize(
    ("topic", "clause_type", "severity"),
    [
        ("unlimited_liability", "uncapped_liability", Severity.CRITICAL),
        ("personal_guarantee", "interpretation", Severity.CRITICAL),
        ("payment_long", "payment_terms", Severity.HIGH),
        ("convenience_harsh", "termination_for_convenience", Severity.HIGH),
        ("consent_at_will", "assignment", Severity.MEDIUM),
        ("assign_one_way", "assignment", Severity.LOW),
    ],
)
def test_topics_far_from_the_usual(book: Playbook, topic: str, clause_type: str, severity: Severity) -> None:
    assert weigh(_candidate(topic, clause_type), book).severity is severity


def test_what_is_fought_over_more_is_graver() -> None:
    changed = playbook(Side.SELLER).scale.changed({"thresholds": {"medium": 20, "high": 21, "critical": 22}})
    levels = {Factor.MONEY: 1, Factor.LIKELIHOOD: 2, Factor.IRREVERSIBILITY: 1}
    found = [changed.severity(changed.weighings(levels, 2, kind)) for kind in ("counterparts", "acceptance", "term")]
    hard = changed.severity(changed.weighings(levels, 2, "indemnification"))
    assert found == [Severity.MEDIUM, Severity.HIGH, Severity.HIGH]
    assert hard is Severity.CRITICAL


def test_a_topic_may_state_its_own_contest(book: Playbook) -> None:
    factors = book.scale.weighings({**book.position("term_long").levels, Factor.CONTEST: 0}, 2, "cap_on_liability")
    assert factors[-1] == Weighing(factor=Factor.CONTEST, level=0, weight=1.0, why="not fought over")


def test_limits_of_a_rule_hold_and_are_said(book: Playbook) -> None:
    low = weigh(_candidate("unlimited_liability", at_most=Severity.LOW), book)
    assert low.severity is Severity.LOW
    assert low.weighed.endswith("; held at low: the rule goes no higher")
    why = weigh(_candidate("unlimited_liability", at_most=Severity.LOW, held="many do without"), book)
    assert why.weighed.endswith("; held at low: many do without")
    high = weigh(_candidate("assign_one_way", at_least=Severity.HIGH), book)
    assert high.severity is Severity.HIGH
    assert high.weighed.endswith("; raised to high by the playbook")
    already = weigh(_candidate("unlimited_liability", "cap_on_liability", at_least=Severity.HIGH), book)
    assert already.severity is Severity.CRITICAL
    assert "raised" not in already.weighed


def test_the_sum_is_told_with_its_thresholds(book: Playbook) -> None:
    told = weigh(_candidate(), book)
    assert told.weighed == f"{points(told.factors):g} points, high from 25 up (critical from 31)"
    assert weigh(_candidate("assign_one_way", "counterparts"), book).weighed.endswith("points, low (medium from 20)")
    assert weigh(_candidate("background_ip_taken"), book).weighed.endswith("points, critical from 31 up")


def test_weights_and_thresholds_can_be_changed(book: Playbook) -> None:
    factors = weigh(_candidate(), book).factors
    stricter = book.scale.changed({"thresholds": {"critical": 26}, "weights": {"money": 6}})
    assert book.scale.severity(factors) is Severity.HIGH
    again = stricter.weighings(book.position("payment_long").levels, 2, "payment_terms")
    assert stricter.severity(again) is Severity.CRITICAL
    assert points(again) - points(factors) == 3 * book.position("payment_long").levels[Factor.MONEY]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"weights": {"luck": 1}}, "unknown 'luck'; known are money, "),
        ({"weights": {"money": -1}}, "money must be a number of at least 0"),
        ({"weights": {"money": float("nan")}}, "money must be a number"),
        ({"weights": {"money": True}}, "money must be a number"),
        ({"thresholds": {"low": 1}}, "unknown 'low'; known are medium, high, critical"),
        ({"thresholds": {"high": 31}}, "must rise"),
        ({"thresholds": {"high": 40}}, "must rise"),
    ],
)
def test_a_faulty_scale_is_refused_in_plain_words(book: Playbook, table: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        book.scale.changed(table)


@pytest.mark.parametrize("entry", [{"money": 4}, {"money": -1}, {"money": True}, {"luck": 1}, {"distance": 2}])
def test_faulty_levels_are_refused(entry: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"level|Factor"):
        levels_of(entry)


@pytest.mark.parametrize("side", Side)
def test_every_topic_states_its_levels(side: Side) -> None:
    for topic, position in playbook(side).positions.items():
        assert {Factor.MONEY, Factor.LIKELIHOOD, Factor.IRREVERSIBILITY} <= set(position.levels), topic


def test_every_level_has_its_words() -> None:
    assert {Factor(name) for name in DATA["words"]} == set(Factor)
    assert all(len(words) == TOP + 1 and len(set(words)) == TOP + 1 for words in DATA["words"].values())


def test_each_contest_names_known_types_once() -> None:
    named = [kind for entry in ENTRIES for kind in entry["types"]]
    assert len(named) == len(set(named))
    assert set(named) <= set(CLAUSE_TYPES)
    assert sum(not entry["types"] for entry in ENTRIES) == 1


def test_a_contest_is_a_published_rank_or_says_that_it_is_a_judgement() -> None:
    shipped = json.loads((resources.folder("clause_stats") / "statistics.json").read_text(encoding="utf-8"))
    figures = {row["id"]: row for row in shipped["published"] if row["unit"] == "rank"}
    for entry in ENTRIES:
        if "figure" not in entry:
            assert "(a judgement)" in entry["why"]
            continue
        figure = figures[entry["figure"]]
        rank, sample = int(figure["value"]), figure["population"].partition(" organisations")[0]
        assert set(entry["types"]) <= set(figure["types"])
        assert entry["level"] == (3 if rank <= 5 else 2)
        assert entry["why"].startswith(f"rank {rank} ")
        assert f"{sample} organisations" in entry["why"]
        assert figure["date"] in entry["why"]


def test_findings_show_their_factors_to_the_side_that_is_harmed() -> None:
    made = contract(
        "Provider shall be liable without limit for all losses of Customer, regardless of fault.", *PROTECTED
    )
    seller, buyer = answer(made, Side.SELLER).findings, answer(made, Side.BUYER).findings
    harmed = next(f for f in seller if f.severity is Severity.CRITICAL)
    other = next(f for f in buyer if f.id == harmed.id)
    assert [one.factor for one in harmed.factors] == [*Factor]
    assert f"{points(harmed.factors):g} points" in harmed.weighed
    assert other.factors == ()
    assert other.weighed == ""


def test_the_page_tells_the_weights_and_thresholds_that_are_used() -> None:
    page = (resources.folder("playbooks").parent / "docs" / "severity.md").read_text(encoding="utf-8")
    for factor, weight in DATA["weights"].items():
        assert re.search(rf"^\| `{factor}` \| {weight} \|", page, re.MULTILINE), factor
    limits = DATA["thresholds"]
    assert (
        f"From {limits['medium']} points up a finding is medium, from {limits['high']} high, from {limits['critical']}"
        in page
    )
    position = playbook(Side.SELLER).position("payment_long")
    factors = playbook(Side.SELLER).scale.weighings(position.levels, 2, "payment_terms")
    for one in factors:
        row = re.search(
            rf"^\| {one.factor.value}: (?P<why>.*) \| (?P<level>\d) \| (?P<points>\d+) \|$", page, re.MULTILINE
        )
        assert row, one.factor
        assert row["why"] in one.why
        assert (int(row["level"]), int(row["points"])) == (one.level, one.level * one.weight)
    assert f"| together: {playbook(Side.SELLER).scale.severity(factors)} | | {points(factors):g} |" in page


def test_what_is_small_is_nice_to_have() -> None:
    made = contract("Provider shall not assign this Agreement without the prior consent of Customer.", *PROTECTED)
    findings = [finding for side in Side for finding in answer(made, side).findings if not finding.playbook]
    small = [finding for finding in findings if finding.severity is Severity.LOW and finding.negotiation]
    assert small
    assert {finding.negotiation.priority for finding in small if finding.negotiation} == {Priority.NICE}


@pytest.mark.parametrize(("days", "level"), [(90, 2), (400, 3)])
def test_an_amount_far_beyond_the_limit_of_a_reading_is_as_far_as_it_goes(days: int, level: int) -> None:
    made = contract(f"Customer shall pay each invoice within {days} days after receipt.", *PROTECTED)
    found = next(finding for finding in answer(made, Side.SELLER).findings if finding.clause_type == "payment_terms")
    assert next(one.level for one in found.factors if one.factor is Factor.DISTANCE) == level
