"""`clausecheck stats show`, run as people run it."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from clausecheck.cli.parser import build, option_names
from clausecheck.report.schema import json_schema
from tests import statistics_files as files
from tests.cli.conftest import Program
from tests.cli.test_imports import HEAVY, loaded
from tests.report import figures_sample as sample

DOCS = Path(__file__).parents[2] / "docs" / "figures.md"
SNAPSHOT = Path(__file__).with_name("stats_show.txt")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("public"))


def test_a_whole_screen(program: Program, public: Path) -> None:
    done = program(
        "stats", "show", "cap_on_liability", "--category", "consulting", "--region", "US-NY", "--stats", public,
        COLUMNS="80",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout == SNAPSHOT.read_text(encoding="utf-8")


def test_the_shipped_figures(program: Program) -> None:
    done = program("stats", "show", "cap_on_liability", "--category", "consulting", COLUMNS="100")
    assert done.returncode == 0
    assert "A cap on liability is in " in done.stdout
    assert "no outcome data" in done.stdout
    assert "not the market" in " ".join(done.stdout.split())


def test_json_is_of_the_printed_schema(program: Program, public: Path) -> None:
    schema = json.loads(program("schema", "figures").stdout)
    done = program("stats", "show", "payment_days", "--category", "services", "--stats", public, "--format", "json")
    written = json.loads(done.stdout)
    jsonschema.validate(written, schema)
    assert written["schema"] == "clausecheck/figures/1"
    assert written["terms"][0]["sample"]["sampled"] == 40
    assert done.stdout == program(
        "stats", "show", "payment_days", "--category", "services", "--stats", public, "--format", "json"
    ).stdout  # fmt: skip


def test_a_size_of_deal_narrows(program: Program, tmp_path: Path) -> None:
    rows = "insurance services 50 100\ninsurance services@/1000-9999 30 40"
    files.write(tmp_path, presence=files.presence(rows))
    done = program("stats", "show", "insurance", "--category", "services", "--deal-size", "2.5k", "--stats", tmp_path)
    assert "30 of 40 services contracts" in " ".join(done.stdout.split())
    assert "1,000–9,999 USD" in done.stdout


@pytest.mark.parametrize("name", ["Cap on liability", "CAP-ON-LIABILITY", "cap_on_liability "])
def test_a_type_goes_by_its_plain_name(program: Program, public: Path, name: str) -> None:
    done = program("stats", "show", name, "--stats", public)
    assert done.returncode == 0
    assert "Cap on liability in contracts of all kinds" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["cap_on_liabilty"], "unknown clause type or term 'cap_on_liabilty'", "did you mean cap_on_liability"),
        (["payment_day"], "unknown clause type or term 'payment_day'", "did you mean payment_days"),
        (["consulting"], "unknown clause type or term 'consulting'", "it is a category: --category consulting"),
        (["zzzzzz"], "unknown clause type or term 'zzzzzz'", "clausecheck stats show --category all"),
        (["\x1b[31mred"], "unknown clause type or term", "lists what there is"),
        (["venue", "--category", "consultng"], "unknown category 'consultng'", "did you mean consulting"),
        (["venue", "--region", "Atlantis"], "unknown region 'Atlantis'", "US-NY"),
        (["venue", "--deal-size", "much"], "'much' is no amount", "25k"),
        (["venue", "--stats", "nowhere"], "no such file or folder: nowhere", "path"),
        (["venue", "--format", "html"], "unknown format 'html'", "terminal"),
        (["venue", "insurance"], "unexpected argument 'insurance'", "one"),
    ],
)
def test_a_slip_is_told_in_two_lines(program: Program, arguments: list[str], error: str, hint: str) -> None:
    done = program("stats", "show", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert error in first
    assert hint in second
    assert "\x1b" not in done.stderr


def test_nobody_counted_is_no_fault(program: Program) -> None:
    done = program("stats", "show", "key_personnel", "--category", "nda")
    assert done.returncode == 0
    assert "Nobody counted this" in done.stdout


def test_without_a_name_it_lists_what_there_is(program: Program, public: Path) -> None:
    done = program("stats", "show", "--category", "services", "--stats", public, COLUMNS="100")
    assert done.returncode == 0
    assert "cap_on_liability" in done.stdout
    assert "payment_days: 30 days" in done.stdout


def test_a_file_gets_the_form_of_its_suffix(program: Program, public: Path, tmp_path: Path) -> None:
    for name, start in (("a.json", "{"), ("a.md", "# Cap on liability"), ("a.txt", "╭─ Cap on liability")):
        done = program("stats", "show", "cap_on_liability", "--stats", public, "-o", tmp_path / name)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_statistics_are_never_overwritten(program: Program, public: Path) -> None:
    place = public / "statistics.json"
    before = place.read_bytes()
    done = program("stats", "show", "venue", "--stats", place, "-o", place)
    assert done.returncode == 2
    assert place.read_bytes() == before


@pytest.mark.parametrize("encoding", ["ascii", "cp437"])
def test_an_old_terminal_gets_bars_too(program: Program, public: Path, encoding: str) -> None:
    done = program(
        "stats", "show", "insurance", "--category", "services", "--stats", public,
        PYTHONIOENCODING=encoding, PYTHONUTF8="0", COLUMNS="80",
    )  # fmt: skip
    assert ("######==|==" if encoding == "ascii" else "██████▒▒│▒▒") in done.stdout
    assert "?" not in done.stdout


def test_the_page_shows_the_kept_screen() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") in DOCS.read_text(encoding="utf-8")


def test_the_page_has_every_option_and_every_field() -> None:
    text = DOCS.read_text(encoding="utf-8")
    options = set(option_names(build().parse_args(["stats", "show"]).parser))
    named = set(re.findall(r"^\| `(--[a-z-]+)", text, re.MULTILINE))
    assert named == {option for option in options if option.startswith("--")} - {"--help"}
    schema = json_schema("figures")
    fields = {field for shape in [schema, *schema["$defs"].values()] for field in shape.get("properties", {})}
    assert fields - {"schema"} <= set(re.findall(r"`([a-z_]+)`", text))


@pytest.mark.parametrize("form", ["terminal", "json"])
def test_a_look_up_loads_little(form: str) -> None:
    modules = loaded("stats", "show", "cap_on_liability", "--format", form)
    assert not modules & (HEAVY | {"difflib", "pypdfium2"})
    assert ("rich" in modules) is (form == "terminal")
