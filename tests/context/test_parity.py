"""Parity: equal is said only of what is equal, a digest that was made up is caught, and prompts are compared."""

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from clausecheck import resources, stats
from clausecheck.context import canonical, context_json, shared_context, shared_json
from clausecheck.context.canonical import digest
from clausecheck.context.parity import Parity, State, compare_records
from clausecheck.context.record import read_record
from clausecheck.model import Cell
from clausecheck.reviewers.prompt_parity import compare_prompts
from clausecheck.reviewers.prompting import load_prompts
from clausecheck.stats import Policy, Statistics
from clausecheck.stats.policy import COUNTED
from tests import statistics_files as making

OPEN = Policy(id="open", version=1, least=dict.fromkeys(COUNTED, 1))
CELL = Cell("services", "US-NY")


@pytest.fixture
def figures(tmp_path: Path) -> Statistics:
    rows = "insurance services 30 90\ninsurance services@US-NY 9 20\ninsurance all 99 398\nwarranties services 1 9"
    return stats.load(making.write(tmp_path, presence=making.presence(rows)))


@dataclasses.dataclass
class Writer:
    """Writes files as the program does, with changes as somebody else might make them."""

    folder: Path
    figures: Statistics

    def review(self, name: str, side: str, cell: Cell = CELL, policy: Policy = OPEN, **changed: Any) -> Path:
        shared = shared_json(shared_context(self.figures, policy, cell)) | changed
        reviewer = {"name": "rules", "version": "1", "model": None, "maker": "us"}
        return self.write(
            name, {"schema": "clausecheck/review/1", "side": side, "reviewer": reviewer, "shared_context": shared}
        )

    def context(self, name: str, cell: Cell = CELL, policy: Policy = OPEN, figures: Statistics | None = None) -> Path:
        return self.write(name, context_json(shared_context(figures or self.figures, policy, cell)))

    def write(self, name: str, data: Any) -> Path:
        path = self.folder / name
        path.write_text(json.dumps(data), encoding="utf-8")
        return path

    def compare(self, a: Path, b: Path, policy: Policy = OPEN, figures: Statistics | None = None) -> Parity:
        return compare_records(read_record(a), read_record(b), figures or self.figures, policy)


@pytest.fixture
def writer(tmp_path: Path, figures: Statistics) -> Writer:
    return Writer(tmp_path, figures)


def whats(parity: Parity) -> set[str]:
    return {difference.what for difference in parity.differences}


def test_two_sides_of_one_cell_are_equal_and_made_again(writer: Writer) -> None:
    parity = writer.compare(writer.review("a.json", "seller"), writer.review("b.json", "buyer"))
    assert parity.served_equal
    assert [check.state for check in parity.checks] == [State.RECOMPUTED] * 2
    assert (parity.differences, parity.rows, parity.notes) == ((), (), ())


def test_a_review_and_a_context_can_be_compared(writer: Writer) -> None:
    assert writer.compare(writer.review("a.json", "seller"), writer.context("b.json")).served_equal


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (Cell("license", "US-NY"), "category"),
        (Cell("services"), "region"),
        (Cell("services", "US-NY", "1000-9999"), "size of the deal"),
    ],
)
def test_another_cell_is_named(writer: Writer, other: Cell, what: str) -> None:
    parity = writer.compare(writer.review("a.json", "seller"), writer.review("b.json", "buyer", other))
    assert not parity.served_equal
    assert whats(parity) == {what, "digest of the shared context"}


def test_rows_that_differ_are_shown_with_both_values(writer: Writer) -> None:
    changed = dict(writer.figures.presence)
    row = changed["insurance", Cell("services")]
    changed["insurance", Cell("services")] = dataclasses.replace(row, count=31)
    del changed["warranties", Cell("services")]
    other = dataclasses.replace(writer.figures, presence=changed)
    parity = writer.compare(writer.context("a.json"), writer.context("b.json", figures=other))
    told = [(row.table, row.row, row.a and row.a["count"], row.b and row.b["count"]) for row in parity.rows]
    assert told == [
        ("presence", {"type": "insurance", "category": "services"}, 30, 31),
        ("presence", {"type": "warranties", "category": "services"}, 1, None),
    ]


def test_another_policy_is_told_by_its_settings(writer: Writer) -> None:
    mine = dataclasses.replace(OPEN, types=frozenset({"warranties"}))
    parity = writer.compare(writer.context("a.json"), writer.context("b.json", policy=mine))
    assert {"policy.withhold.types", "settings of the policy"} <= whats(parity)
    assert [row.row["type"] for row in parity.rows] == ["warranties"]


def test_another_release_is_named_and_said_not_to_be_at_hand(writer: Writer) -> None:
    other = dataclasses.replace(writer.figures, release=8, digest=digest(b"8"))
    parity = writer.compare(writer.context("a.json"), writer.context("b.json", figures=other))
    assert {"statistics", "file of the statistics"} <= whats(parity)
    assert parity.checks[1].state is State.UNKNOWN
    assert "the statistics at hand are test 7, not test 8" in parity.checks[1].reason


def test_what_is_not_at_hand_is_compared_as_recorded(writer: Writer) -> None:
    a, b = writer.review("a.json", "seller"), writer.review("b.json", "buyer")
    absent = dataclasses.replace(writer.figures, digest=digest(b"other"))
    parity = writer.compare(a, b, figures=absent)
    assert parity.served_equal
    assert [check.state for check in parity.checks] == [State.UNKNOWN] * 2
    assert "another file of test 7" in parity.checks[0].reason
    parity = writer.compare(a, b, policy=dataclasses.replace(OPEN, version=2))
    assert "the policy at hand is open 2, not open 1" in parity.checks[0].reason


def test_a_digest_of_another_form_is_not_called_wrong(writer: Writer) -> None:
    later = {"schema": "clausecheck/context/2", "digest": digest(b"later")}
    parity = writer.compare(writer.review("a.json", "seller", **later), writer.review("b.json", "buyer", **later))
    assert [check.state for check in parity.checks] == [State.UNKNOWN] * 2
    assert "clausecheck/context/2" in parity.checks[0].reason
    assert whats(writer.compare(writer.review("a.json", "seller"), writer.review("b.json", "buyer", **later))) == {
        "form of the shared context",
        "digest of the shared context",
    }


def test_a_digest_that_was_made_up_is_caught_in_both_files(writer: Writer) -> None:
    made_up = digest(b"made up")
    parity = writer.compare(
        writer.review("a.json", "seller", digest=made_up), writer.review("b.json", "buyer", digest=made_up)
    )
    assert not parity.served_equal
    assert [check.state for check in parity.checks] == [State.WRONG] * 2


def test_a_digest_copied_from_another_cell_is_caught(writer: Writer) -> None:
    right = writer.review("a.json", "seller")
    copied = writer.review("b.json", "buyer", Cell("license"), digest=read_record(right).digest)
    parity = writer.compare(right, copied)
    assert not parity.served_equal
    assert parity.checks[1].state is State.WRONG
    assert "category" in whats(parity)


def test_a_context_whose_figures_were_changed_is_caught_with_and_without_its_digest(writer: Writer) -> None:
    right = writer.context("a.json")
    data = json.loads(right.read_text(encoding="utf-8"))
    data["content"]["presence"][0]["count"] += 1
    parity = writer.compare(right, writer.write("b.json", data))
    assert parity.checks[1].state is State.WRONG
    assert "not that of its own content" in parity.checks[1].reason
    data["digest"] = digest(canonical(data["content"]))
    parity = writer.compare(right, writer.write("c.json", data))
    assert parity.checks[1].state is State.WRONG, "the statistics at hand serve other figures"
    assert len(parity.rows) == 1


def test_manifests_tell_which_dataset_differs(writer: Writer) -> None:
    paths = []
    for side, frame in (("seller", "a"), ("buyer", "b")):
        data = json.loads(writer.review("x.json", side).read_text(encoding="utf-8"))
        entry = {"version": "1", "rows": None, "sources": [], "digest": digest(frame.encode())}
        data |= {
            "schema": "clausecheck/manifest/1",
            "program": "clausecheck 0",
            "document": {"name": "x", "sha256": "0"},
            "category": "services",
            "region": None,
            "datasets": [
                {"name": "playbooks/both.toml", "reach": "both"} | entry,
                {"name": "prompts/frame", "reach": "both"} | entry,
                {"name": f"prompts/{side}", "reach": "side"} | entry,
                {"name": "own history", "reach": "owner"} | entry | {"rows": len(side), "digest": None},
            ],
        }
        paths.append(writer.write(f"{side}.json", data))
    assert whats(writer.compare(*paths)) == {"dataset playbooks/both.toml"}, "no model was asked with the prompts"
    assert writer.compare(paths[0], paths[0]).served_equal
    for path in paths:
        data = json.loads(path.read_text(encoding="utf-8"))
        data["reviewer"]["model"] = "m"
        path.write_text(json.dumps(data), encoding="utf-8")
    assert whats(writer.compare(*paths)) == {"dataset playbooks/both.toml", "dataset prompts/frame"}
    assert writer.compare(paths[0], writer.review("c.json", "buyer")).served_equal, "only a manifest lists datasets"


def test_a_table_of_another_length_is_told_with_its_rows(writer: Writer) -> None:
    paths = []
    for rows in (3, 4, None):
        data = json.loads(writer.review("x.json", "seller").read_text(encoding="utf-8"))
        table = {"name": "statistics/names", "reach": "both", "version": "1", "rows": rows, "sources": []}
        data |= {"schema": "clausecheck/manifest/1", "program": "p", "document": {"name": "x", "sha256": "0"}}
        data |= {"category": "services", "region": None, "datasets": [table | {"digest": digest(b"n")}] if rows else []}
        paths.append(writer.write(f"{rows}.json", data))
    (told,) = writer.compare(paths[0], paths[1]).differences
    assert (told.what, told.a[:8], told.b[:8]) == ("dataset statistics/names", "3 rows, ", "4 rows, ")
    (told,) = writer.compare(paths[0], paths[2]).differences
    assert told.b == "not given"


def test_models_that_were_asked_with_other_prompts_are_told(writer: Writer) -> None:
    paths = []
    for name in ("frame-v1:aa", "frame-v1:bb"):
        data = json.loads(writer.review("x.json", "seller").read_text(encoding="utf-8"))
        data["reviewer"] |= {"name": "claude", "version": name, "model": "m"}
        paths.append(writer.write(name.replace(":", "-"), data))
    assert whats(writer.compare(*paths)) == {"prompts that the model was asked with"}


def test_another_reviewer_is_a_note_and_no_difference(writer: Writer) -> None:
    data = json.loads(writer.review("x.json", "buyer").read_text(encoding="utf-8"))
    data["reviewer"] |= {"name": "claude", "version": "v", "model": "m"}
    parity = writer.compare(writer.review("a.json", "seller"), writer.write("b.json", data))
    assert parity.served_equal
    assert parity.notes == ("The reviewers are not the same: rules 1 for A, claude v (m) for B.",)


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.folder("prompts"), tmp_path / "prompts"))


def faults(folder: Path | None) -> dict[str, tuple[str, ...]]:
    return {part.name: part.faults for part in compare_prompts(load_prompts(folder)) if part.faults}


@pytest.mark.parametrize(
    ("file", "old", "new", "section", "fault"),
    [
        ("buyer", "## How to ask\n", "## How to beg\n", "How to ask", "missing for the buyer"),
        ("buyer", "- Being bound:", "Being bound:", "What matters most", "points: 5 / 4"),
        ("seller", "- Getting paid: ", "- `paid`: ", "What matters most", "points are about"),
        ("seller", "## How to ask\n", "## How to ask\n" + "Be firm. " * 20, "How to ask", "one is"),
        ("seller", "is {{category}}", "is {{category}} or {{category}}", "Who that is", "placeholders"),
        ("buyer", "# You advise the buyer", "# You advise the buyer well", "title", "differ in more than the side"),
        (
            "frame",
            "## What is data\n",
            "## What is data\nBe kind to the buyer.\n",
            "frame, the same text for both",
            "names",
        ),
    ],
)
def test_a_section_that_differs_is_named(
    prompts: Path, file: str, old: str, new: str, section: str, fault: str
) -> None:
    path = prompts / f"{file}-v2.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = faults(prompts)
    assert any(fault in words for words in found[section])


def test_headings_in_another_order_and_sections_that_stand_twice_are_named(prompts: Path) -> None:
    path = prompts / "buyer-v2.md"
    text = path.read_text(encoding="utf-8")
    first, second = "## What matters most", "## How to ask"
    head, mattering = text.split(first)
    mattering, asking = mattering.split(second)
    path.write_text(f"{head}{second}{asking}\n{first}{mattering}", encoding="utf-8")
    assert faults(prompts) == {"headings": ("stand in another order",)}
    path.write_text(f"{text}\n## How to ask\nAsk for everything.\n", encoding="utf-8")
    assert faults(prompts) == {"How to ask (again)": ("missing for the seller",)}
