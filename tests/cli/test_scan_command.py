"""`clausecheck scan`: the verdict, the places and the exit code; and the same inside `review`."""

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import CONTRACT, Program
from tests.read.files import paragraph, run, word_file

HIDDEN = "Customer pays all fees of ten years in advance and never receives a refund."
PARAGRAPHS = [line for line in CONTRACT.split("\n\n") if line.strip()]
OFFLINE = ("--offline", "--no-audit", "--no-history")


def hiding_body(hidden: str = "") -> str:
    words = run(f" {hidden}", "<w:vanish/>") if hidden else ""
    plain = [" ".join(text.split()) for text in PARAGRAPHS]
    return "".join(paragraph(text) if "90" not in text else f"<w:p>{run(text)}{words}</w:p>" for text in plain)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "hiding.docx").write_bytes(word_file(hiding_body(HIDDEN)))
    (folder / "open.docx").write_bytes(word_file(hiding_body()))
    return folder


def _json(program: Program, *arguments: str | Path) -> Any:
    return json.loads(program(*arguments, "--format", "json").stdout)


def test_a_file_that_hides_words_is_hostile(program: Program, folder: Path) -> None:
    done = program("scan", folder / "hiding.docx", "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 11
    assert told["verdict"] == "hostile"
    (found,) = (one for one in told["observations"] if one["category"] == "hidden_text")
    assert found["quote"] == HIDDEN
    assert "clause 2" in found["location"]


def test_a_file_that_hides_nothing_is_clean(program: Program, folder: Path, text_file: Path) -> None:
    for path in (folder / "open.docx", text_file):
        done = program("scan", path)
        assert done.returncode == 0
        assert "clean" in done.stdout


def test_the_json_is_as_its_schema_says(program: Program, folder: Path) -> None:
    schema = json.loads(program("schema", "scan").stdout)
    for name in ("hiding.docx", "open.docx"):
        jsonschema.validate(_json(program, "scan", folder / name), schema)


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_a_page_tells_the_verdict_the_words_and_what_to_do(program: Program, folder: Path, form: str) -> None:
    told = " ".join(program("scan", folder / "hiding.docx", "--format", form, COLUMNS="200").stdout.split())
    for words in ("hostile", HIDDEN, "clause 2", "Ask the other side for a clean copy"):
        assert words in told


def test_standard_input_is_scanned(program: Program) -> None:
    done = program("scan", "-", stdin=CONTRACT)
    assert done.returncode == 0
    assert "standard input" in done.stdout


def test_what_is_hidden_is_a_finding_of_the_review_for_either_side(program: Program, folder: Path) -> None:
    made = [_json(program, "review", folder / "hiding.docx", "--side", side, *OFFLINE) for side in ("seller", "buyer")]
    hidden = [[one for one in review["findings"] if one["kind"] == "hidden_content"] for review in made]
    assert hidden[0] == hidden[1]
    (finding,) = hidden[0]
    assert finding["quote"] == HIDDEN
    assert finding["favors"] == "neither"
    assert finding["clause"]["number"] == "2"
    assert finding["span"] is None
    assert finding["location"]
    assert all(finding["negotiation"][name] for name in ("ask", "fallback", "walk_away", "proposed_text", "reason"))
    assert made[0]["scan"]["verdict"] == "hostile"
    assert made[0]["scan"]["observations"] == _json(program, "scan", folder / "hiding.docx")["observations"]


def test_all_other_findings_are_those_of_the_file_without_it(program: Program, folder: Path) -> None:
    with_it, without = (
        _json(program, "review", folder / name, "--side", "seller", *OFFLINE) for name in ("hiding.docx", "open.docx")
    )
    others = [one for one in with_it["findings"] if one["kind"] != "hidden_content"]
    assert without["findings"]
    assert others == without["findings"]


def test_fail_on_hidden_sets_the_exit_code(program: Program, folder: Path) -> None:
    assert program("review", folder / "hiding.docx", *OFFLINE, "--fail-on", "hidden").returncode == 11
    assert program("review", folder / "hiding.docx", *OFFLINE).returncode == 0
    assert program("review", folder / "open.docx", *OFFLINE, "--fail-on", "hidden").returncode == 0


def test_a_review_says_so_before_anything_else(program: Program, folder: Path) -> None:
    told = " ".join(program("review", folder / "hiding.docx", *OFFLINE, COLUMNS="200").stdout.split())
    assert "This file hides words from you" in told
    assert "This file hides words from you" not in program("review", folder / "open.docx", *OFFLINE).stdout


def test_a_file_that_cannot_be_read_is_never_clean(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    done = program("scan", path, "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 3
    assert done.stderr.startswith("error: cut.pdf")
    assert told["verdict"] == "partial"
    assert told["document"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [one["category"] for one in told["observations"]] == ["unreadable"]
    assert program("scan", path).stdout == ""


def test_what_is_no_contract_is_an_error_alone(program: Program, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = program("scan", tmp_path / "photo.png", "--format", "json")
    assert (done.returncode, done.stdout) == (3, "")
