"""`clausecheck review` and `clausecheck parse` on small files, as people call them."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from clausecheck.cli import options
from tests.cli.conftest import Program


def test_a_review_on_the_terminal(program: Program, text_file: Path) -> None:
    done = program("review", text_file, "--reviewer", "rules")
    assert done.returncode == 0
    for word in (
        "Review for the seller",
        "agreement.txt",
        "Category",
        "sha256:",
        "Findings",
        "usual range",
        "not legal",
    ):
        assert word in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("columns", ["20", "40", "80", "140"])
def test_a_review_fits_the_terminal(program: Program, text_file: Path, columns: str) -> None:
    done = program("review", text_file, "--offline", COLUMNS=columns)
    assert max(map(len, done.stdout.splitlines())) <= int(columns)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
@pytest.mark.parametrize("form", ["terminal", "json", "markdown"])
def test_code_pages(program: Program, tmp_path: Path, encoding: str, form: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "1. Payment. “Net” 90 days – 東京 [/] \x1b[31m.\n\n2. Law. New York law governs.\n", encoding="utf-8"
    )
    done = program("review", path, "--offline", "--format", form, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stdout


def test_json_keeps_to_the_printed_schema_and_is_the_same_twice(program: Program, text_file: Path) -> None:
    once, twice = (program("review", text_file, "--offline", "--format", "json") for _ in range(2))
    assert once.stdout == twice.stdout
    value = json.loads(once.stdout)
    jsonschema.validate(value, json.loads(program("schema", "review").stdout))
    assert value["side"] == "seller"
    assert value["findings"]
    assert "category: " in once.stderr
    assert "--category" in once.stderr
    assert program("review", text_file, "--offline", "--format", "json", "--quiet").stderr == ""


def test_the_sides_differ_and_their_context_does_not(program: Program, text_file: Path) -> None:
    seller, buyer = (
        json.loads(program("review", text_file, "--side", side, "--offline", "--format", "json").stdout)
        for side in ("seller", "buyer")
    )
    assert seller["shared_context"] == buyer["shared_context"]
    assert [f["id"] for f in seller["findings"]] != [f["id"] for f in buyer["findings"]]


def test_a_chosen_category_is_used(program: Program, text_file: Path) -> None:
    done = program(
        "review", text_file, "--category", "Consulting", "--region", "us-NY", "--offline", "--format", "json"
    )
    value = json.loads(done.stdout)
    assert (value["category"], value["category_detected"], value["region"]) == ("consulting", False, "US-NY")
    assert done.stderr == ""


def test_fail_on_sets_the_exit_code_and_min_severity_does_not_change_it(program: Program, text_file: Path) -> None:
    assert program("review", text_file, "--offline", "--fail-on", "medium").returncode == 10
    shown = program("review", text_file, "--offline", "--fail-on", "medium", "--min-severity", "critical")
    assert shown.returncode == 10
    severities = {
        finding["severity"]
        for finding in json.loads(
            program("review", text_file, "--offline", "--min-severity", "medium", "--format", "json").stdout
        )["findings"]
    }
    assert severities
    assert not severities & {"info", "low"}


def test_verbose_tells_more(program: Program, text_file: Path) -> None:
    short, whole = (program("review", text_file, "--offline", *more).stdout for more in ([], ["--verbose"]))
    assert len(whole) > len(short)


def test_markdown_goes_to_a_file_by_its_suffix(program: Program, text_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "review.md"
    done = program("review", text_file, "--offline", "-o", out)
    assert done.stdout == ""
    assert "wrote review.md" in done.stderr
    assert out.read_text(encoding="utf-8").startswith("# Review for the seller\n")


def test_a_file_read_in_part_gives_a_report_and_exit_code_3(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(_pdf_with_a_page_without_text())
    done = program("review", path, "--offline", "--fail-on", "info")
    assert done.returncode == 3
    assert "Only part of this file could be read" in done.stdout
    assert "warning: " in done.stderr
    parsed = program("parse", path, "--format", "json")
    assert parsed.returncode == 3
    assert json.loads(parsed.stdout)["document"]["partial"]


def test_parse_shows_the_tree(program: Program, text_file: Path) -> None:
    done = program("parse", text_file)
    assert done.returncode == 0
    assert re.search(r"^2 Payment\b", done.stdout, re.MULTILINE)
    value = json.loads(program("parse", text_file, "--format", "json").stdout)
    jsonschema.validate(value, json.loads(program("schema", "parse").stdout))
    assert [clause["number"] for clause in value["clauses"] if clause["number"]] == ["1", "2", "3", "4", "5"]


def test_parse_to_a_file(program: Program, text_file: Path, tmp_path: Path) -> None:
    for name in ("clauses.json", "clauses.txt"):
        assert program("parse", text_file, "-o", tmp_path / name).returncode == 0
        assert "Payment" in (tmp_path / name).read_text(encoding="utf-8")


def _pdf_with_a_page_without_text() -> bytes:
    """Two pages: one with a sentence, one that is a picture of a grey square."""
    words = b"BT /F1 12 Tf 72 700 Td (1. Payment. Customer shall pay each invoice within ninety \\(90\\) days.) Tj ET"
    picture = b"q 400 0 0 500 90 150 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 7 0 R>>>>>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R/Resources<<>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Length %d>>stream\n%s\nendstream" % (len(picture), picture),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 8\n0000000000 65535 f \n%strailer<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(data),
    )
    return data + tail


@pytest.mark.parametrize(
    ("given", "region"),
    [
        ("us-NY", "US-NY"),
        ("gb", "GB"),
        ("US-New York", "US-New York"),
        ("England and Wales", "England and Wales"),
        ("", None),
    ],
)
def test_a_region_is_a_code_or_a_name(given: str, region: str | None) -> None:
    assert options.region(given) == region
