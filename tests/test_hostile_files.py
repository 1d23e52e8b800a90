"""Files with hidden words and benign controls, made by the tools that measure the scan: some of each kind."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clausecheck.errors import UnreadableError
from clausecheck.model import Contract, Document, Scan, Severity, Verdict
from clausecheck.review import read_contract, scan_file

TOOLS = Path(__file__).parents[1] / "tools"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, TOOLS / "make_hostile.py", out, "--every", "13"], check=True, capture_output=True)
    return out


def entries(folder: Path, kind: str) -> list[dict[str, Any]]:
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    return [each for each in files if each["kind"] == kind]


def plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.casefold()).strip()


def scanned(path: Path) -> tuple[Document, Scan] | None:
    try:
        return scan_file(path)
    except UnreadableError:
        return None


def told(scan: Scan, need: dict[str, str]) -> bool:
    words = plain(need.get("evidence", ""))
    return any(
        one.category.value == need["category"] and words in plain(f"{one.quote} {one.explanation}")
        for one in scan.observations
    )


def clauses(contract: Contract) -> list[str]:
    return [plain(f"{clause.heading} {clause.text}") for clause in contract.clauses]


def test_what_is_done_in_a_hostile_file_is_reported(folder: Path) -> None:
    cases = entries(folder, "attack")
    assert len(cases) > 10
    for case in cases:
        found = scanned(folder / case["file"])
        if found is None:
            assert case["expect"].startswith("not_reviewed"), case
            continue
        missing = [need for need in case.get("must_report", []) if not told(found[1], need)]
        assert not missing, (case["file"], case["technique"], case["variant"], missing)


def test_hidden_words_are_in_no_clause_and_shown_ones_are(folder: Path) -> None:
    cases = [each for each in entries(folder, "attack") if each["expect"] == "reviewed"]
    for case in cases:
        read = clauses(read_contract(folder / case["file"]))
        for words in case.get("must_review", []):
            assert any(plain(words) in each for each in read), (case["file"], case["technique"], words)
        for words in case.get("must_not_review_as_clause", []):
            assert not any(plain(words) in each for each in read), (case["file"], case["technique"], words)


def test_an_ordinary_file_is_not_accused(folder: Path) -> None:
    cases = entries(folder, "control")
    assert len(cases) > 4
    for case in cases:
        found = scanned(folder / case["file"])
        assert found is not None, case
        most = Severity(case["max_severity"])
        loud = [one for one in found[1].observations if one.severity.rank > most.rank]
        assert not loud, (case["file"], case["technique"], case["variant"], loud)
        assert found[1].verdict is Verdict.CLEAN


def test_what_a_file_hides_changes_no_finding_on_what_it_shows() -> None:
    done = subprocess.run(
        [sys.executable, TOOLS / "check_scan_invariance.py", "--every", "19", "--list"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"differ in 0 of [3-9] pairs", done.stdout)


def test_a_scan_is_timed_beside_a_parse(folder: Path) -> None:
    texts = sorted(folder.glob("*.txt"))[:2]
    done = subprocess.run(
        [sys.executable, TOOLS / "bench_scan.py", *texts, "--rounds", "1"], capture_output=True, text=True, check=True
    )
    assert "2 files: scan" in done.stdout
    assert texts[0].name in done.stdout
