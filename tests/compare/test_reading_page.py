"""The page on counting by reading says what was counted."""

import csv
import re
from pathlib import Path

from clausecheck.build.contract import SUFFIXES
from clausecheck.build.deals import COLUMNS
from clausecheck.compare.presence import labelled_cuts
from clausecheck.stats import wilson

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
SPLIT = {"cap_on_liability", "exclusion_of_consequential_damages"}
"""Beside the labels, in the table of types alone."""
Row = dict[str, str]

with (ROOT / "tools" / "reading_counts.csv").open(newline="", encoding="utf-8") as lines:
    ROWS: list[Row] = list(csv.DictReader(lines))
CELLS = [row for row in ROWS if row["type"] not in SPLIT]


def right(rows: list[Row], column: str) -> str:
    """How many shares lie within the interval of the labelled one, of those that were counted."""
    told = [row for row in rows if row[column]]
    good = 0
    for row in told:
        low, high = wilson(int(row["labelled"]), int(row["sampled"]))
        good += low <= int(row[column]) / int(row["sampled"]) <= high
    return f"{good} of {len(told)}" if told else ""


def test_every_label_is_counted_in_every_kind_of_contract() -> None:
    kinds = {row["contracts_of"] for row in CELLS}
    assert {"all", "services"} < kinds
    assert all(int(row["sampled"]) >= 20 for row in CELLS)
    labels = labelled_cuts().keys() - {"cap_on_liability"} | {"limitation_of_liability"}
    assert {(row["type"], row["contracts_of"]) for row in CELLS} == {(kind, of) for kind in labels for of in kinds}
    assert len(CELLS) == len(labels) * len(kinds)


def test_the_table_of_kinds_is_that_of_the_counts() -> None:
    for kind in {row["contracts_of"] for row in CELLS}:
        own = [row for row in CELLS if row["contracts_of"] == kind]
        shown = " | ".join(right(own, column) for column in ("read", "decided", "built"))
        assert f"| {kind} | {own[0]['sampled']} | {shown} |" in PAGE
    together = " | ".join(right(CELLS, column) for column in ("read", "decided", "built"))
    assert f"| together | | {together} |" in PAGE


def test_the_table_of_types_is_that_of_the_counts() -> None:
    for row in ROWS:
        if row["contracts_of"] == "all":
            counts = " | ".join(row[column] for column in ("labelled", "read", "both", "decided", "built"))
            assert f"| `{row['type']}` | {counts} |" in PAGE


def test_nine_in_ten_are_right_and_the_text_says_how_many() -> None:
    count, sampled = map(int, right(CELLS, "read").split(" of "))
    assert count / sampled >= 0.9
    assert f"**{count} of {sampled} cells are right ({100 * count / sampled:.0f} %)**" in PAGE
    decided, _ = map(int, right(CELLS, "decided").split(" of "))
    assert re.search(rf"decided clause instead, {decided}\s\({100 * decided / sampled:.0f} %\)", PAGE)
    some = right([row for row in CELLS if row["labelled"] != "0"], "read")
    assert f"Of the {some.split(' of ')[1]} cells where a contract carries the label, {some.split(' of ')[0]}" in PAGE


def test_what_is_not_right_is_listed() -> None:
    listed = set(re.findall(r"^- (.*: labelled \d+, read \d+ of \d+)$", PAGE, re.MULTILINE))
    wrong = [row for row in CELLS if right([row], "read") == "0 of 1"]
    assert listed == {
        f"{row['contracts_of']}, {row['type']}: labelled {row['labelled']}, read {row['read']} of {row['sampled']}"
        for row in wrong
    }


def test_the_types_that_are_mostly_read_in_error_are_named() -> None:
    told = re.search(r"Where fewer than half of the contracts read are labelled\s+\(([^)]*)\)", PAGE)
    assert told
    every = [row for row in ROWS if row["contracts_of"] == "all"]
    poor = {row["type"] for row in every if 2 * int(row["both"]) < int(row["read"])}
    assert set(re.findall(r"`(\w+)`", told[1])) == poor


def test_every_column_of_the_deals_is_described() -> None:
    section = PAGE.split("## `--deals FILE`")[1].split("\n## ")[0]
    described = {
        name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    assert described == set(COLUMNS)


def test_kinds_of_files_are_named() -> None:
    named = {"docx": "DOCX", "pdf": "PDF", "txt": "text", "md": "Markdown", "html": "HTML", "doc": "DOC", "rtf": "RTF"}
    named |= {"odt": "ODT"}
    same = {"markdown": "md", "htm": "html", "xhtml": "html"}
    assert {same.get(suffix[1:], suffix[1:]) for suffix in SUFFIXES} == set(named)
    assert all(word in PAGE for word in named.values())
