"""No text becomes a formula in a spreadsheet, and no word is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.report.batch.inert import CELL, inert

SIGNS = "=+-@"


@pytest.mark.parametrize(
    "text",
    [
        "=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "   =1", '"=1', "'=1", "＝1", "＋1", "－1", "＠x",
        "﹦1", "\u2212x", "\u00a0=1", "\u3000@x",
        '=HYPERLINK("http://evil.example","z")', "=cmd|' /C calc'!A0", "-2+3+cmd|x",
    ],
)  # fmt: skip
def test_what_begins_like_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "a=b", "msa.docx", "2026-01-05", "a - b", "3+4", "x;y", "Clause 7; 8", "“=1”", "(=1)"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [("a;=1", "a;'=1"), ("a; =1", "a;' =1"), (";=1", ";'=1"), ("; ;@x", "; ;'@x"), (';";+1', ";\";'+1")],
)
def test_what_begins_a_cell_where_semicolons_split_lines_is_text_too(text: str, safe: str) -> None:
    assert inert(text) == safe


@settings(deadline=None)
@given(st.text(alphabet=[*SIGNS, *" \t;'\"＝ab1\u00a0\n"], max_size=40))
def test_no_cell_begins_with_a_sign_however_it_is_split(text: str) -> None:
    safe = inert(text)
    assert safe.replace("'", "") == text.replace("'", "")
    for cell in safe.split(";"):
        bare = cell.lstrip(' \t\n\u00a0"')
        assert not bare.startswith((*SIGNS, "＝"))


def test_a_text_that_no_cell_holds_is_cut() -> None:
    assert len(inert("word " * 20_000)) <= CELL + 2
    assert inert("=" + "x" * 40_000).startswith("'=x")
