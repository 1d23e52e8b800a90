"""`clausecheck stats build`, run as people run it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Program

SETTINGS = """\
id = "corpus"

[[source]]
id = "filings"
title = "Contracts that were filed"
licence = "CC0"
url = "https://example.org/filings"
method = "labelled by hand"
"""


def table(path: Path, deals: range) -> Path:
    """Two observations a deal; every deal has accounts of its own."""
    lines = ["deal,seller,buyer,category,date,clause_type,present,term,value,unit"]
    for number in deals:
        category = "design" if number % 100 < 60 else "nda"
        about = f"d{number},s{number},b{number},{category},{2018 + number % 5}-03-01"
        lines += [f"{about},payment_terms,true,payment_days,{(14, 30, 30, 60)[number % 4]},days"]
        lines += [f"{about},kill_fee,{'true' if number % 5 == 0 else 'false'},,,"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return table(tmp_path_factory.mktemp("deals") / "deals.csv", range(65))


def test_a_table_becomes_a_file_that_passes_the_check(program: Program, deals: Path, tmp_path: Path) -> None:
    out = tmp_path / "statistics.json"
    done = program("stats", "build", deals, "-o", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0] == "130 observations of 65 deals"
    assert lines[-1] == "wrote statistics.json"
    assert any("withheld" in line for line in lines)
    checked = program("stats", "check", out)
    assert checked.returncode == 0, checked.stdout
    content = json.loads(out.read_text(encoding="utf-8"))
    wanted = {"category": "design", "source": "own-deals", "type": "kill_fee", "count": 12, "sampled": 60}
    assert wanted in content["presence"]
    shown = program("stats", "show", "kill_fee", "--category", "design", "--stats", out)
    assert "12 of 60" in shown.stdout


def test_without_o_the_file_goes_to_standard_output(program: Program, deals: Path, tmp_path: Path) -> None:
    done = program("stats", "build", deals, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    out = tmp_path / "statistics.json"
    program("stats", "build", deals, "-o", out)
    assert done.stdout == out.read_text(encoding="utf-8")


def test_published_contracts_are_counted_exactly(program: Program, deals: Path, tmp_path: Path) -> None:
    settings, out = tmp_path / "corpus.toml", tmp_path / "statistics.json"
    settings.write_text(SETTINGS, encoding="utf-8")
    done = program("stats", "build", deals, "--settings", settings, "--public", "-o", out)
    assert done.returncode == 0, done.stderr
    assert "figures of public sources" in done.stderr
    content = json.loads(out.read_text(encoding="utf-8"))
    assert content["disclosure"] is None
    wanted = {"category": "design", "source": "filings", "type": "kill_fee", "count": 12, "sampled": 60}
    assert wanted in content["presence"]
    (source,) = content["sources"]
    assert (source["years"], source["as_of"], source["public"]) == ("2018-2022", "2022-03-01", True)
    assert program("stats", "check", out).returncode == 0


def test_releases_follow_each_other_by_the_ledger(program: Program, deals: Path, tmp_path: Path) -> None:
    ledger, first, second = tmp_path / "ledger.json", tmp_path / "one.json", tmp_path / "two.json"
    done = program("stats", "build", deals, "--ledger", ledger, "-o", first)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "wrote one.json and ledger.json"
    more = table(tmp_path / "more.csv", range(100, 101))
    options = ("--ledger", ledger, "--previous", first, "-o", second)
    done = program("stats", "build", deals, more, *options)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "no figure has enough new deals yet: release 1 stays"
    assert not second.exists()
    table(more, range(100, 160))
    done = program("stats", "build", deals, more, *options)
    assert done.returncode == 0, done.stderr
    assert json.loads(second.read_text(encoding="utf-8"))["release"] == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["none.csv"], 2, "error: no such file: none.csv"),
        (["{deals}", "-o", "{deals}"], 2, "error: -o names the source"),
        (["{deals}", "--previous", "{deals}"], 2, "error: --previous needs --ledger"),
        (["{deals}", "--ledger", "ledger.json"], 2, "error: --ledger needs -o"),
        (["{deals}", "--public"], 2, "error: --public needs a description of the source"),
        (["{deals}", "--deals", "{deals}"], 2, "error: --deals needs a folder of contracts"),
        (["{deals}", "--table", "t"], 2, "error: --table and --query need the URL of a database"),
        (["sqlite:///none.db"], 2, "error: a database needs --table or --query"),
        (["{deals}", "--timeout", "soon"], 2, "error: --timeout: 'soon' is no number of seconds"),
        (["{deals}", "--settings", "none.toml"], 2, "error: --settings: no such file"),
        (["{deals}", "--quiet", "{deals}"], 2, "error: unexpected argument"),
        (["{deals}.xlsx"], 2, "error: no such file"),
        ([], 2, "error: the following arguments are required: SOURCE"),
    ],
)
def test_what_cannot_be_done_is_told_in_two_lines(
    program: Program, deals: Path, arguments: list[str], code: int, words: str
) -> None:
    done = program("stats", "build", *(word.format(deals=deals) for word in arguments))
    lines = done.stderr.splitlines()
    assert (done.returncode, len(lines)) == (code, 2), done.stderr
    assert lines[0].startswith(words)
    assert lines[1].startswith("hint: ")


def test_a_fault_in_a_table_leaves_an_older_file_as_it_was(program: Program, tmp_path: Path) -> None:
    out, wrong = tmp_path / "statistics.json", tmp_path / "wrong.csv"
    out.write_text("old", encoding="utf-8")
    wrong.write_text("deal,category,clause_type\nd1,design,kill_me\n", encoding="utf-8")
    done = program("stats", "build", wrong, "-o", out)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "error: wrong.csv, row 2: unknown clause type 'kill_me'"
    assert out.read_text(encoding="utf-8") == "old"


def test_weaker_protection_is_warned_of(program: Program, deals: Path, tmp_path: Path) -> None:
    settings = tmp_path / "weak.toml"
    settings.write_text("[disclosure]\nleast_accounts = 5\n", encoding="utf-8")
    done = program("stats", "build", deals, "--settings", settings, "--quiet")
    assert done.stderr == "warning: weaker protection than usual: least_accounts 5, not 20\n"


def without_duckdb(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; sys.modules['duckdb'] = None; from clausecheck.cli import run; sys.exit(run(sys.argv[1:]))"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60)


def test_without_the_engine_the_hint_says_what_to_install(deals: Path) -> None:
    done = without_duckdb("stats", "build", str(deals))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "error: building statistics needs DuckDB, which is not installed",
        "hint: pip install 'clausecheck[stats]'",
    ]
    assert without_duckdb("stats", "show", "kill_fee").returncode == 0


def test_help_loads_no_engine() -> None:
    code = (
        "import sys; from clausecheck.cli import run\ntry: run(['stats', 'build', '--help'])\nexcept SystemExit: pass\n"
    )
    code += "print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "usage: clausecheck stats build" in done.stdout
    assert not {"duckdb", "sqlalchemy", "pydantic", "numpy"} & set(done.stderr.split())
