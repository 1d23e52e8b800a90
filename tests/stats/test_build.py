"""The builder, run on a tiny made-up corpus."""

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from clausecheck import stats
from clausecheck.model import Cell
from clausecheck.stats.terms import UNITS

TOOL = Path(__file__).parents[2] / "tools" / "build_statistics.py"

FILLER = " ".join(f"word{n}" for n in range(60))
DEAL = (
    'This Services Agreement is made between Acme Inc. ("Supplier") and Beta LLC ("Customer").\n\n'
    "1. Services. Supplier shall provide the services and Customer shall pay the fees.\n\n"
    "2. Assignment. Supplier shall not assign this Agreement.\n\n"
    "3. End. Customer may terminate this Agreement for convenience on 20 days notice.\n\n"
)

CONTRACTS = [
    ("cuad-901", "Service", "g1", ["Parties", "Cap On Liability", "Unlimited/All-You-Can-Eat-License"],
     f"Each party shall keep information in strict confidence. {FILLER} one"),
    ("cuad-902", "Consulting", "g2", ["Parties", "Cap On Liability"], f"Fees are due monthly. {FILLER} two"),
    ("cuad-903", "Consulting", "g2", ["Parties"], f"Fees are due monthly. {FILLER} two three"),
    ("cuad-904", "Consulting", "g3", ["Parties", "Anti-Assignment", "Termination For Convenience"],
     f"{DEAL}Fees are due monthly. {FILLER} two four"),
    ("cuad-905", "IP", "g4", ["Parties", "Cap On Liability"], "Neither party will assign."),
    ("cuad-006", "Non-Compete / No-Solicit", "g5", [], "Nothing is said here."),
    ("cuad-907", "Reseller", "g6", ["Parties"], "Left out of the count."),
    *[(f"cuad-95{n}", "Hosting", f"h{n}", ["Parties"], f"Text number {n}.") for n in range(10)],
]  # fmt: skip

SPANS = [
    ("cuad-901", "Cap On Liability", 0, 0, "In no event shall Supplier's liability exceed the fees paid."),
    ("cuad-902", "Cap On Liability", 0, 0, "Neither party is liable for indirect or"),
    ("cuad-902", "Cap On Liability", 0, 1, "consequential damages."),
    ("cuad-902", "Cap On Liability", 1, 0, "Neither is liable for losses, including but not limited to the price."),
    ("cuad-905", "Cap On Liability", 0, 0, "No action may be brought more than two years after the event."),
    ("cuad-904", "Anti-Assignment", 0, 0, "Supplier shall not assign this Agreement."),
    ("cuad-904", "Termination For Convenience", 0, 0, "Customer may terminate this Agreement for convenience on 20"),
]

ANSWERS = [
    ("cuad-901", "1/5/99", "1/15/99", "1/15/01", "New York"),
    ("cuad-902", "6/30/19", "", "12/31/19", ""),
    ("cuad-904", "[]/[]/2004", "", "perpetual", "[]"),
    ("cuad-905", "3/1/10", "3/1/10", "3/20/11", "England; Wales"),
    *[(f"cuad-95{n}", "", "04/[]/2013", "", "New York") for n in range(10)],
]

VALUES = [
    ("cuad-901", "payment_days", "30"),
    ("cuad-902", "payment_days", "45"),
    ("cuad-907", "payment_days", "90"),
    ("cuad-905", "warranty_duration_days", "90"),
    ("cuad-901", "something_else", "5"),
    ("cuad-006", "convenience_termination_notice_days", "10"),
    ("cuad-901", "convenience_termination_notice_days", "20"),
]

STATEMENTS = [f"nda-{n}" for n in (1, 2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20)]

FIGURES = [
    ("liability cap", "cap = 12 months", "vendor starting forms (IT)", "51", "% of contracts", "2022-12-31",
     "https://www.howtocontract.com/blog/what-is-the-cap-on-the-vendor-s-liability", ""),
    ("most negotiated terms", "Price / Charge / Price changes", "1,305 organisations", "2", "rank", "2022",
     "https://docfield.com/top-five-contract-terms-2022/", "a note"),
    ("hourly rate: digital marketing", "average blended rate", "US agencies", "150-200", "USD/hour", "about 2021",
     "https://prometheanresearch.com/setting-an-hourly-rate-for-a-digital-marketing-consultant/", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    for name in ("cuad", "contractnli", "market_figures"):
        (folder / name).mkdir()
    cuad, nli = folder / "cuad", folder / "contractnli"
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
    spans = [{"id": i, "label": label, "ann": ann, "part": part, "text": text} for i, label, ann, part, text in SPANS]
    _jsonl(cuad / "spans.jsonl.gz", spans)
    _csv(cuad / "folds.csv", ["id", "group"], [(id_, group) for id_, _, group, _, _ in CONTRACTS])
    _csv(cuad / "answers.csv", ["id", "Agreement Date", "Effective Date", "Expiration Date", "Governing Law"], ANSWERS)
    _csv(cuad / "term_values.csv", ["id", "term", "value"], VALUES)
    _agreements(nli)
    columns = ["topic", "measure", "population", "value", "unit", "date", "url", "note"]
    _csv(folder / "market_figures" / "figures.csv", columns, FIGURES)
    rates = ["word_stem", "n_price_rows", "mean_hourly_usd", "sd_hourly_usd", "mean_min_years_experience"]
    _csv(folder / "market_figures" / "gsa_calc_2016_rates_by_job_word.csv", rates, [("consult", 3661, 158, 74, 8)])
    return folder


def _agreements(nli: Path) -> None:
    """One agreement with full text for developing, one of the training part that is listed in the other file too."""
    held = {"nda-18": "Entailment", "nda-19": "Contradiction"}
    choices = {key: {"choice": held.get(key, "NotMentioned"), "spans": []} for key in STATEMENTS}
    _jsonl(
        nli / "documents.jsonl.gz",
        [
            {"id": "a", "split": "dev", "text": "Hold it in strict confidence.", "annotations": choices},
            {"id": "b", "split": "train", "text": "No.", "annotations": choices},
        ],
    )
    rows = [{"doc": "x", "hypothesis_id": key, "label": "Entailment"} for key in STATEMENTS]
    _jsonl(nli / "train_evidence.jsonl.gz", rows)
    words = {key: {"hypothesis": f"Statement {key}."} for key in STATEMENTS}
    (nli / "hypotheses.json").write_text(json.dumps(words), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    _build(corpora, out / "statistics.json", "--observations", str(out))
    return out


@pytest.fixture(scope="module")
def figures(folder: Path) -> stats.Statistics:
    return stats.load(folder)


def test_labels_are_counted_for_a_category_and_those_above_it(figures: stats.Statistics) -> None:
    # 907 is left out, and 903 repeats 902 of the same filer; 904 is as alike but of another filer.
    assert _presence(figures, "parties", "consulting") == (2, 2, "cuad-v1")
    assert _presence(figures, "parties", "services") == (13, 13, "cuad-v1")
    assert _presence(figures, "parties", "all") == (14, 15, "cuad-v1")
    assert ("parties", Cell("reseller")) not in figures.presence
    assert _presence(figures, "unlimited_all_you_can_eat_license", "all") == (1, 15, "cuad-v1")


def test_the_liability_label_is_split_and_its_union_kept(figures: stats.Statistics) -> None:
    assert _presence(figures, "limitation_of_liability", "all") == (3, 15, "cuad-v1")
    assert _presence(figures, "cap_on_liability", "all") == (1, 15, "cuad-v1")
    assert _presence(figures, "cap_on_liability", "consulting") == (0, 2, "cuad-v1")
    assert _presence(figures, "exclusion_of_consequential_damages", "all") == (1, 15, "cuad-v1")
    assert _presence(figures, "exclusion_of_consequential_damages", "consulting") == (1, 2, "cuad-v1")


def test_text_rules_count_what_nobody_labelled(figures: stats.Statistics) -> None:
    assert _presence(figures, "confidentiality", "services") == (1, 13, "cuad-v1-text")
    assert _presence(figures, "payment_terms", "consulting") == (2, 2, "cuad-v1-text")
    assert _presence(figures, "confidentiality", "nda") == (1, 2, "contractnli-text")


def test_statements_count_where_they_hold_and_an_agreement_of_both_files_once(figures: stats.Statistics) -> None:
    assert _presence(figures, "no_solicit_of_employees", "nda") == (2, 2, "contractnli")
    assert _presence(figures, "survival", "nda") == (1, 2, "contractnli")
    told = {row.id: (row.count, row.contradicted, row.sampled) for row in figures.statements}
    assert len(told) == 17
    assert told["nda-18"] == (2, 0, 2)
    assert told["nda-19"] == (1, 1, 2)
    assert told["nda-4"] == (1, 0, 2)


def test_values_are_mapped_and_counted(figures: stats.Statistics) -> None:
    def values(term: str, unit: str, category: str) -> tuple[tuple[tuple[float, int], ...], str]:
        row = figures.values[term, unit, Cell(category)]
        return row.values, row.source

    assert values("payment_days", "days", "all") == (((30, 1), (45, 1)), "cuad-v1-text")
    assert values("payment_days", "days", "consulting") == (((45, 1),), "cuad-v1-text")
    assert values("warranty_period", "months", "all") == (((3, 1),), "cuad-v1-text")
    # That of cuad-006 is among those removed by hand.
    assert values("convenience_notice", "days", "all") == (((20, 1),), "cuad-v1-text")
    # 15 January 1999 to 15 January 2001, and 30 June to 31 December; 1 to 20 March is no whole month.
    assert values("initial_term", "months", "all") == (((6, 1), (24, 1)), "cuad-v1")
    assert figures.names["governing_law", Cell("all")].names == (("New York", 11), ("England", 1))


def test_regions_and_windows_are_counted_where_ten_contracts_are(figures: stats.Statistics) -> None:
    regions = {cell.region for kind, cell in figures.presence if kind == "parties"}
    assert regions == {"", "US", "US-NY"}
    # Whose law governs tells the region, so it is not counted by it.
    assert {cell.region for kind, cell in figures.presence if kind == "governing_law"} == {""}
    assert {cell.region for _, cell in figures.names} == {""}
    row = figures.presence["parties", Cell("hosting", region="US-NY")]
    assert (row.count, row.sampled) == (10, 10)
    # 2013 of the ten, though the day is blank, and 2019 and 2010; 1999 and 2004 are too few for a row.
    assert figures.presence["parties", Cell("all", years="2010..")].sampled == 12
    assert ("parties", Cell("all", years="..2009")) not in figures.presence


def test_whom_a_labelled_clause_binds_is_read(figures: stats.Statistics) -> None:
    def bound(kind: str) -> tuple[int, int, int]:
        row = figures.directions[kind, Cell("consulting")]
        return row.mutual, row.seller, row.buyer

    assert bound("anti_assignment") == (0, 1, 0)
    assert bound("termination_for_convenience") == (0, 1, 0)


def test_published_figures_are_taken_over_as_they_are(figures: stats.Statistics) -> None:
    told = {figure.id: figure for figure in figures.published}
    assert len(told) == 4
    cap, rank = told["termscout-cap-1"], told["wcc-2022-negotiated-1"]
    rate, government = told["promethean-1"], told["gsa-calc-2016-consult"]
    assert (cap.value, cap.clause_types, cap.sampled) == (51, ("cap_on_liability",), None)
    assert "saas" in cap.categories
    assert figures.sources[cap.source].second_hand
    assert (rank.clause_types, rank.sampled, rank.note) == (("payment_terms", "price_increase"), 1305, "a note")
    assert (rate.value, rate.clause_types, rate.categories) == ("150-200", (), ("marketing",))
    assert (government.value, government.spread, government.sampled) == (158, 74, 3661)
    assert government.categories == ("consulting",)
    assert "2016 prices; a ceiling rate" in government.note


def test_a_figure_that_is_not_mapped_stops_the_build(corpora: Path, tmp_path: Path) -> None:
    strange = tmp_path / "corpora"
    strange.mkdir()
    for name in ("cuad", "contractnli"):
        (strange / name).symlink_to(corpora / name)
    (strange / "market_figures").mkdir()
    columns = ["topic", "measure", "population", "value", "unit", "date", "url", "note"]
    row = ("most negotiated terms", "Weather", "somebody", "1", "rank", "2022", FIGURES[1][6], "")
    _csv(strange / "market_figures" / "figures.csv", columns, [row])
    done = subprocess.run(
        [sys.executable, str(TOOL), str(strange), "--out", str(tmp_path / "out.json")], capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "weather" in done.stderr
    assert not (tmp_path / "out.json").exists()


def test_sources_state_years_and_samples(figures: stats.Statistics) -> None:
    assert figures.sources["cuad-v1"].years == "1999-2019"
    assert "15 contracts filed with the US SEC" in figures.sources["cuad-v1"].note
    assert figures.sources["contractnli-text"].note.startswith("2 agreements")
    assert "of 2 non-disclosure agreements" in figures.sources["contractnli"].note


def test_the_same_input_gives_the_same_bytes(corpora: Path, folder: Path, tmp_path: Path) -> None:
    _build(corpora, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (folder / "statistics.json").read_bytes()


def test_the_command_counts_the_same_from_the_table(folder: Path, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("clausecheck")), "stats", "build", "observations.csv", "--public"]
    files = ["--settings", "settings.toml", "--output", str(tmp_path / "counted.json")]
    done = subprocess.run([*command, *files], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    counted = json.loads((tmp_path / "counted.json").read_text(encoding="utf-8"))
    shipped = json.loads((folder / "statistics.json").read_text(encoding="utf-8"))
    for name in ("presence", "values", "names", "directions", "outcomes"):
        assert counted[name] == shipped[name]


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


def _presence(figures: stats.Statistics, kind: str, category: str) -> tuple[int, int, str]:
    row = figures.presence[kind, Cell(category)]
    return row.count, row.sampled, row.source


def _build(corpora: Path, out: Path, *more: str) -> None:
    command = [sys.executable, str(TOOL), str(corpora), "--out", str(out), *more]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _jsonl(path: Path, rows: list[dict]) -> None:
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode("utf-8")))


def _csv(path: Path, columns: list[str], rows: list[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows(rows)
