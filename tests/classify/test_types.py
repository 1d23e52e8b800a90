"""The shipped model types plain clauses that stand in no training set."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clausecheck.classify import classify, highest, linear
from clausecheck.classify.models import MODELS, TOPICS
from clausecheck.model import Clause
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.resources import folder

with (Path(__file__).parent / "plain_clauses.csv").open(newline="", encoding="utf-8") as lines:
    PLAIN = [(row["type"], row["text"]) for row in csv.DictReader(lines)]


def told(clause: Clause) -> set[str]:
    return {kind.id for kind in classify([clause])[clause.id] if kind.probability >= 0.5}


@pytest.mark.parametrize(("kind", "text"), PLAIN, ids=[kind for kind, _ in PLAIN])
def test_plain_clauses(clause: Callable[..., Clause], kind: str, text: str) -> None:
    assert kind in told(clause(text))


def test_a_cap_is_not_an_exclusion(clause: Callable[..., Clause]) -> None:
    assert "cap_on_liability" not in told(clause(dict(PLAIN)["exclusion_of_consequential_damages"]))
    assert "exclusion_of_consequential_damages" not in told(clause(dict(PLAIN)["cap_on_liability"]))


def test_a_time_limit_for_claims_is_neither(clause: Callable[..., Clause]) -> None:
    kinds = told(
        clause("No action under this Agreement may be brought more than one year after the cause of action arose.")
    )
    assert not kinds & {"cap_on_liability", "exclusion_of_consequential_damages", "limitation_of_liability"}


def test_a_cap_is_found_in_a_long_clause(clause: Callable[..., Clause]) -> None:
    filler = "The parties shall meet each quarter in the offices of Client to talk about the progress of the project. "
    assert "cap_on_liability" in told(
        clause(f"{filler * 8}{dict(PLAIN)['cap_on_liability']} {filler * 8}", "Miscellaneous")
    )


def test_a_heading_names_the_type(clause: Callable[..., Clause]) -> None:
    assert "step_in_rights" in told(clause("The matter is set out in Annex 4.", "Step-In Rights"))


def test_an_ordinary_sentence_has_no_decided_type(clause: Callable[..., Clause]) -> None:
    assert told(clause("The kitchen on the second floor is painted blue and has four windows.")) == set()


def test_order_and_range(clause: Callable[..., Clause]) -> None:
    clauses = [clause(text, "", i) for i, (_, text) in enumerate(PLAIN)]
    found = classify(clauses)
    assert set(found) == {one.id for one in clauses}
    for kinds in found.values():
        values = [kind.probability for kind in kinds]
        assert values == sorted(values, reverse=True)
        assert all(0.2 <= value <= 1 for value in values)
        assert {kind.id for kind in kinds} <= set(CLAUSE_TYPES)
        assert {kind.origin for kind in kinds} <= {"model", "rule"}
        assert len({kind.id for kind in kinds}) == len(kinds)


def test_the_same_answer_each_time(clause: Callable[..., Clause]) -> None:
    clauses = [clause(text, "", i) for i, (_, text) in enumerate(PLAIN)]
    assert classify(clauses) == classify(clauses)


@pytest.mark.parametrize(
    "text", ["", " ", ".", "word " * 20_000, "x" * 100_000, "( " * 50_000, "\u202e\u0000", "1. " * 30_000]
)
def test_hostile_text(clause: Callable[..., Clause], text: str) -> None:
    assert set(classify([clause(text), clause("", "", 2)])) == {"c1", "c2"}


def test_no_clauses() -> None:
    assert classify([]) == {}
    assert set(highest([]).values()) == {0.0}


def test_the_highest_chance_is_that_of_the_likeliest_clause(clause: Callable[..., Clause]) -> None:
    labelled = linear.load("types").classes
    clauses = [clause(text, "", i) for i, (_, text) in enumerate(PLAIN)]
    chances, types = highest(clauses), classify(clauses)
    assert set(chances) == set(labelled)
    assert all(0 <= chance <= 1 for chance in chances.values())
    told = {kind.id for kinds in types.values() for kind in kinds if kind.origin == "model" and kind.decided}
    assert {"governing_law", "audit_rights"} <= told
    assert all(chances[kind] > 0.2 for kind in told if kind in chances)


def test_model_files_are_small() -> None:
    files = [path for name in (*MODELS, TOPICS, "category") for path in folder("clause_stats").glob(f"{name}.*")]
    assert len(files) == 16
    assert sum(path.stat().st_size for path in files) < 8_000_000


@pytest.mark.parametrize("name", [*MODELS, TOPICS])
def test_model_files_agree_with_themselves(name: str) -> None:
    model = linear.load(name)
    assert set(model.classes) <= set(CLAUSE_TYPES) or name == TOPICS
    assert model.weights.shape[1] == len(model.classes) + 1
    assert model.weights[:, 0].min() >= 1
    assert len(model.step) == len(model.constant) == len(model.classes)


def test_every_type_can_be_told() -> None:
    from clausecheck.classify import rules

    by_rule, by_heading = rules.load()
    known = {name for model in MODELS for name in linear.load(model).classes}
    assert known | {rule.type for rule in by_rule} | {name for names in by_heading.values() for name in names} == set(
        CLAUSE_TYPES
    )


def test_numpy_alone_at_run_time() -> None:
    code = "import sys; from clausecheck.classify import classify, detect_category; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "numpy" in modules
    assert not {"sklearn", "scipy", "pydantic", "rich", "anthropic"} & set(modules)
