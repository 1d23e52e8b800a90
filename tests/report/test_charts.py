"""Bars and charts: aligned at any width, in any code page, with any words in them."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clausecheck.report.charts import BLOCKS, LABEL_CELLS, PLAIN, Row, bar_text, chart_rows
from clausecheck.report.markdown import to_markdown
from clausecheck.report.page import Bar, Page, Section
from clausecheck.report.terminal import WIDEST, draw_review
from clausecheck.report.visible import visible

SHARE = Bar("services", "36 of 118", "23–39%", 36 / 118, (0.23, 0.39), "used", strong=True)
ALL = Bar("all kinds", "102 of 398", "22–30%", 102 / 398, (0.215, 0.302))
FEW = Bar("consulting", "2 of 9", note="too few: 20 are needed")


def text(row: Row) -> str:
    return "".join(piece for piece, _ in row)


def rows(*bars: Bar, width: int = 80, encoding: str = "utf-8") -> list[str]:
    return [text(row) for row in chart_rows(bars, width, visible, encoding)]


def drawn(*bars: Bar, width: int = 80, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict", newline="\n")
    draw_review(Page("Title", (), (), (), (Section("Chart", bars=bars),), ()), stream, width=width)
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_a_chart_is_aligned() -> None:
    few, share, every = rows(FEW, SHARE, ALL)
    assert few == "consulting      2 of 9          too few: 20 are needed"
    assert share == "services     36 of 118  23–39%  ██████▒▒▒│▒▒··················  used"
    assert every == "all kinds   102 of 398  22–30%  ██████▒│▒▒····················"


def test_what_counts_is_bold() -> None:
    styles = [row[0][1] for row in chart_rows((FEW, SHARE, ALL), 80, visible, "utf-8")]
    assert styles == ["", "bold", ""]


@pytest.mark.parametrize(
    ("length", "interval", "expected"),
    [
        (0.0, (0.0, 0.0), "│·········"),
        (1.0, (1.0, 1.0), "█████████│"),
        (0.0, (0.0, 1.0), "│▒▒▒▒▒▒▒▒▒"),
        (0.5, (0.4, 0.6), "████▒│····"),
        (0.04, (0.01, 0.19), "│▒········"),
    ],
)
def test_a_bar_shows_its_interval(length: float, interval: tuple[float, float], expected: str) -> None:
    assert bar_text(Bar("", "", "", length, interval), 10, "utf-8") == expected


@pytest.mark.parametrize(
    ("length", "filled"), [(0.0, 0), (1e-9, 1), (0.04, 1), (0.15, 2), (0.5, 5), (0.999, 10), (1.0, 10)]
)
def test_a_plain_bar_is_never_empty_where_something_was_counted(length: float, filled: int) -> None:
    assert bar_text(Bar("", "", "", length), 10, "utf-8") == ("█" * filled).ljust(10)


@given(
    count=st.integers(0, 10**9),
    missed=st.integers(0, 10**9),
    cells=st.integers(1, 60),
    ends=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_bar_fills_its_room_exactly(count: int, missed: int, cells: int, ends: tuple[float, float]) -> None:
    share = count / (count + missed) if count else 0.0
    interval = (min(*ends, share), max(*ends, share))
    drawing = bar_text(Bar("", "", "", share, interval), cells, "utf-8")
    assert len(drawing) == cells
    assert re.fullmatch("█*▒*│█*▒*·*", drawing)
    assert drawing.index("│") == min(cells - 1, int(share * cells))


def test_an_empty_chart_is_nothing() -> None:
    assert rows() == []


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal_and_no_figure_is_lost(width: int) -> None:
    shown = drawn(FEW, SHARE, ALL, width=width)
    assert max(map(cell_len, shown.splitlines())) <= min(width, WIDEST)
    together = " ".join(shown.split())
    for figure in ("2 of 9", "36 of 118", "102 of 398", "23–39%", "too few: 20 are needed"):
        assert figure in together


def test_a_narrow_chart_stands_one_under_the_other() -> None:
    assert rows(FEW, SHARE, width=40) == []
    lines = drawn(SHARE, width=40).splitlines()
    at = lines.index("Chart") + 1
    assert lines[at : at + 2] == ["services: 36 of 118, 23–39%, used", "  ██████▒▒▒│▒▒··················"]


@pytest.mark.parametrize(
    ("encoding", "marks"),
    [("utf-8", BLOCKS), ("cp437", BLOCKS), ("cp850", BLOCKS), ("cp1252", PLAIN), ("ascii", PLAIN)],
)
@pytest.mark.parametrize("width", [40, 80])
def test_every_code_page_has_bars(encoding: str, marks: str, width: int) -> None:
    shown = drawn(SHARE, ALL, width=width, encoding=encoding)
    assert "?" not in shown
    for mark in marks:
        assert mark in shown


def test_huge_counts_keep_their_columns() -> None:
    huge = Bar("all", "999,999,999 of 999,999,999", "100–100%", 1.0, (1.0, 1.0))
    lines = rows(huge, Bar("few", "1 of 20", "1–24%", 0.05, (0.01, 0.24)))
    assert lines[0].startswith("all  999,999,999 of 999,999,999  100–100%  ██")
    assert lines[1].index("1 of 20") + len("1 of 20") == lines[0].index("  100–")


@pytest.mark.parametrize(
    "name",
    ["\x1b[31mred\x1b[0m", "a\u202eb", "New\nYork", "東京" * 40, "x" * 500, "[bold]Y[/bold]", "\u200b" * 50, "é" * 60],
    ids=["escape", "bidi", "lines", "wide", "long", "markup", "hidden", "accents"],
)
@pytest.mark.parametrize("width", [20, 40, 80, 140])
def test_hostile_names_do_no_harm(name: str, width: int) -> None:
    shown = drawn(Bar(name, "1 of 20", "1–24%", 0.05, (0.01, 0.24)), ALL, width=width)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", shown)
    assert max(map(cell_len, shown.splitlines())) <= width


@pytest.mark.parametrize("name", ["\x1b[31mred", "a\u202eb", "New\nYork", "東京", "é", "[bold]Y[/bold]", ""])
def test_columns_hold_with_any_name(name: str) -> None:
    lines = rows(Bar(name, "1 of 20", "1–24%", 0.05, (0.01, 0.24)), ALL)
    ends = [cell_len(line.partition(end)[0] + end) for line, end in zip(lines, ("1 of 20", "102 of 398"), strict=True)]
    assert ends[0] == ends[1]


def test_a_long_label_is_never_cut() -> None:
    label = "word " * 12 + "end"
    assert rows(Bar(label, "1 of 20")) == []
    assert f"{label}: 1 of 20" in " ".join(drawn(Bar(label, "1 of 20")).split())
    assert len(label) > LABEL_CELLS


def test_markdown_has_the_figures_in_words() -> None:
    page = Page("Title", (), (), (), (Section("Chart", bars=(FEW, SHARE, Bar("<b>[x](y)", "1 of 2"))),), ())
    written = to_markdown(page)
    assert (
        "- consulting: 2 of 9, too few&#58; 20 are needed" in written or "- consulting: 2 of 9, too few: 20" in written
    )
    assert "- **services:** 36 of 118, 23–39%, used" in written
    assert "<b>" not in written
    assert "[x](y)" not in written
