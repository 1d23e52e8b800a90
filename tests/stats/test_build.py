"""The builder, run on a tiny made-up corpus."""

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from clausecheck import stats
from clausecheck.stats.load import UNITS

TOOL = Path(__file__).parents[2] / "tools" / "build_statistics.py"

FILLER = " ".join(f"word{n}" for n in range(60))

CONTRACTS = [
    ("cuad-901", "Service", "g1", ["Parties", "Cap On Liability", "Unlimited/All-You-Can-Eat-License"],
     f"Each party shall keep information in strict confidence. {FILLER} one"),
    ("cuad-902", "Consulting", "g2", ["Parties", "Cap On Liability"], f"Fees are due monthly. {FILLER} two"),
    ("cuad-903", "Consulting", "g2", ["Parties"], f"Fees are due monthly. {FILLER} two three"),
    ("cuad-904", "Consulting", "g3", ["Parties"], f"Fees are due monthly. {FILLER} two four"),
    ("cuad-905", "IP", "g4", ["Parties", "Cap On Liability"], "Neither party will assign."),
    ("cuad-006", "Non-Compete / No-Solicit", "g5", [], "Nothing is said here."),
    ("cuad-907", "Reseller", "g6", ["Parties"], "Left out of the count."),
]  # fmt: skip

SPANS = [
    ("cuad-901", 0, 0, "In no event shall Supplier's liability exceed the fees paid."),
    ("cuad-902", 0, 0, "Neither party is liable for indirect or"),
    ("cuad-902", 0, 1, "consequential damages."),
    ("cuad-902", 1, 0, "Neither is liable for losses, including but not limited to the price of substitutes."),
    ("cuad-905", 0, 0, "No action may be brought more than two years after the event."),
]

ANSWERS = [
    ("cuad-901", "1/5/99", "1/15/99", "1/15/01"),
    ("cuad-902", "6/30/19", "", "12/31/19"),
    ("cuad-904", "[]/[]/2004", "", "perpetual"),
    ("cuad-905", "3/1/10", "3/1/10", "3/20/11"),
]

VALUES = [
    ("cuad-901", "payment_days", "30"),
    ("cuad-902", "payment_days", "45"),
    ("cuad-907", "payment_days", "90"),
    ("cuad-905", "warranty_duration_days", "90"),
    ("cuad-901", "governing_law", "New York"),
    ("cuad-905", "governing_law", "England"),
    ("cuad-901", "something_else", "5"),
    ("cuad-006", "convenience_termination_notice_days", "10"),
    ("cuad-901", "convenience_termination_notice_days", "20"),
]

NDA_ROWS = [("nda-18", 87, 3, 361), ("nda-19", 316, 11, 124), ("nda-1", 1, 2, 3)]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    cuad, nli = folder / "cuad", folder / "contractnli"
    cuad.mkdir()
    nli.mkdir()
    left_out = "ADIANUTRITION,INC_04_01_2005-EX-10.D2-RESELLER AGREEMENT"
    _jsonl(
        cuad / "contracts.jsonl.gz",
        [
            {
                "id": id_,
                "title": left_out if id_ == "cuad-907" else id_,
                "contract_type": kind,
                "labels": labels,
                "text": text,
            }
            for id_, kind, _, labels, text in CONTRACTS
        ],
    )
    _jsonl(
        cuad / "spans.jsonl.gz",
        [{"id": i, "label": "Cap On Liability", "ann": a, "part": p, "text": text} for i, a, p, text in SPANS],
    )
    _csv(cuad / "folds.csv", ["id", "group"], [(id_, group) for id_, _, group, _, _ in CONTRACTS])
    _csv(cuad / "answers.csv", ["id", "Agreement Date", "Effective Date", "Expiration Date"], ANSWERS)
    _csv(cuad / "term_values.csv", ["id", "term", "value"], VALUES)
    _csv(
        nli / "nda_term_frequency.csv",
        ["hypothesis_id", "n_ndas", "entailment", "contradiction", "not_mentioned"],
        [(key, yes + no + silent, yes, no, silent) for key, yes, no, silent in NDA_ROWS],
    )
    _jsonl(
        nli / "documents.jsonl.gz",
        [{"id": "a", "text": "Keep it confidential: hold in strict confidence."}, {"id": "b", "text": "No."}],
    )
    return folder


@pytest.fixture(scope="module")
def built(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(corpora, tmp_path_factory.mktemp("out"))


def test_labels_are_counted_for_a_category_and_those_above_it(built: Path) -> None:
    figures = stats.load(built)
    rows = figures.presence_rows
    # 907 is left out, and 903 repeats 902 of the same filer; 904 is as alike but of another filer.
    assert rows["parties", "consulting"] == (2, 2, "cuad-v1")
    assert rows["parties", "services"] == (3, 3, "cuad-v1")
    assert rows["parties", "all"] == (4, 5, "cuad-v1")
    assert ("parties", "reseller") not in rows
    assert rows["unlimited_all_you_can_eat_license", "all"] == (1, 5, "cuad-v1")


def test_the_liability_label_is_split_and_its_union_kept(built: Path) -> None:
    rows = stats.load(built).presence_rows
    assert rows["limitation_of_liability", "all"] == (3, 5, "cuad-v1")
    assert rows["cap_on_liability", "all"] == (1, 5, "cuad-v1")
    assert rows["cap_on_liability", "consulting"] == (0, 2, "cuad-v1")
    assert rows["exclusion_of_consequential_damages", "all"] == (1, 5, "cuad-v1")
    assert rows["exclusion_of_consequential_damages", "consulting"] == (1, 2, "cuad-v1")


def test_text_rules_count_what_nobody_labelled(built: Path) -> None:
    rows = stats.load(built).presence_rows
    assert rows["confidentiality", "services"] == (1, 3, "cuad-v1-text")
    assert rows["payment_terms", "consulting"] == (2, 2, "cuad-v1-text")
    assert rows["confidentiality", "nda"] == (1, 2, "contractnli-text")


def test_statements_on_non_disclosure_agreements_count_where_they_hold(built: Path) -> None:
    rows = stats.load(built).presence_rows
    assert rows["no_solicit_of_employees", "nda"] == (87, 451, "contractnli")
    assert rows["survival", "nda"] == (316, 451, "contractnli")


def test_values_are_mapped_and_counted(built: Path) -> None:
    figures = stats.load(built)
    rows = figures.value_rows
    assert rows["payment_days", "days", "all"] == (((30.0, 1), (45.0, 1)), "cuad-v1-text")
    assert rows["payment_days", "days", "consulting"] == (((45.0, 1),), "cuad-v1-text")
    assert rows["warranty_period", "months", "all"] == (((3.0, 1),), "cuad-v1-text")
    # That of cuad-006 is among those removed by hand.
    assert rows["convenience_notice", "days", "all"] == (((20.0, 1),), "cuad-v1-text")
    # 15 January 1999 to 15 January 2001, and 30 June to 31 December; 1 to 20 March is no whole month.
    assert rows["initial_term", "months", "all"] == (((6.0, 1), (24.0, 1)), "cuad-v1")
    assert figures.name_rows["governing_law", "all"] == ((("England", 1), ("New York", 1)), "cuad-v1")


def test_sources_state_years_and_samples(built: Path) -> None:
    sources = stats.load(built).sources
    assert sources["cuad-v1"].years == "1999-2019"
    assert "5 contracts filed with the US SEC" in sources["cuad-v1"].note
    assert sources["contractnli-text"].note.startswith("2 agreements")


def test_the_same_input_gives_the_same_bytes(corpora: Path, built: Path, tmp_path: Path) -> None:
    again = _build(corpora, tmp_path)
    names = sorted(path.name for path in built.iterdir())
    assert names == ["names.csv", "presence.csv", "sources.toml", "values.csv"]
    for name in names:
        assert (built / name).read_bytes() == (again / name).read_bytes()


def test_corrections_name_counted_terms_and_give_a_reason() -> None:
    with (TOOL.parent / "statistics_corrections.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    keys = [(row["id"], row["term"]) for row in rows]
    assert keys == sorted(set(keys))
    for row in rows:
        assert row["id"].startswith("cuad-")
        assert row["term"] in UNITS
        assert row["reason"]
        assert not row["value"] or float(row["value"]) > 0


def _build(corpora: Path, out: Path) -> Path:
    done = subprocess.run([sys.executable, str(TOOL), str(corpora), "--out", str(out)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


def _jsonl(path: Path, rows: list[dict]) -> None:
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode("utf-8")))


def _csv(path: Path, columns: list[str], rows: list[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows(rows)
