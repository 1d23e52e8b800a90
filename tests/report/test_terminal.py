"""The report on terminals: any width, any code page, and hostile words in it."""

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from clausecheck.model import Notice
from clausecheck.report.markdown import to_markdown
from clausecheck.report.review import brief_page, whole_page
from clausecheck.report.terminal import WIDEST, draw_review, draw_tree
from clausecheck.report.tree import branches, heading_lines, remarks
from tests.report import sample


def drawn(width: int = 80, *, short: bool = True) -> str:
    stream = io.StringIO()
    review = sample.review(sample.contract((sample.PARTIAL,)))
    draw_review(brief_page(review) if short else whole_page(review), stream, width=width)
    return stream.getvalue()


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 140, 400])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = drawn(width, short=False).splitlines()
    assert max(map(cell_len, lines)) <= min(width, WIDEST)


def test_no_word_is_lost_at_any_width() -> None:
    frame = re.compile(r"[╭╮╰╯│─\s]+")
    wide, narrow = (frame.sub("", drawn(width, short=False).replace(":", "")) for width in (100, 40))
    assert wide == narrow


def test_wide_characters_count_twice() -> None:
    stream = io.StringIO()
    draw_review(whole_page(sample.review(summary="東京" * 60)), stream, width=50)
    assert max(map(cell_len, stream.getvalue().splitlines())) <= 50


def test_words_of_the_contract_do_not_act() -> None:
    text = drawn(110, short=False)
    assert "[/]" in text
    assert "[bold]text[/bold]" in text
    assert "U+001B[31mredU+202E" in re.sub(r"\s+", "", text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", text)


def test_a_title_does_not_act() -> None:
    stream = io.StringIO()
    draw_review(replace(brief_page(sample.review()), title="A [bold]B[/bold] [/] :warning:"), stream, width=80)
    assert " A [bold]B[/bold] [/] :warning: ─" in stream.getvalue()


def test_a_partial_reading_stands_before_the_findings() -> None:
    text = drawn()
    assert text.index("Only part of this file") < text.index("Findings")
    assert "Page 2: this page is a picture" in text


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "cp850", "utf-8"])
def test_every_code_page_can_be_written(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    draw_review(whole_page(sample.review(summary="“Fee” ≥ 5 € 東京 …")), stream, width=80)
    stream.flush()
    assert "Fee" in raw.getvalue().decode(encoding)


@pytest.mark.parametrize(
    "words", ["(" * 100_000, "word " * 20_000, "\u200b" * 100_000], ids=["marks", "words", "hidden"]
)
def test_endless_words_end(words: str) -> None:
    read = sample.contract()
    long = replace(read.clauses[0], heading=words, path=words, number=words, text=words)
    read = replace(
        read, clauses=(long,), by_id={"c1": long}, facts=replace(read.facts, title=words, governing_law=words), terms=()
    )
    review = replace(sample.review(), contract=read, findings=(sample.finding(read, "c1"),), can_give=())
    stream = io.StringIO()
    draw_review(whole_page(review), stream, width=80)
    draw_tree(heading_lines(read), (), branches(read), stream)
    assert len(stream.getvalue()) < 100_000
    assert len(to_markdown(whole_page(review))) < 100_000


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in drawn()
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[1;31m" in drawn()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*3\d", drawn())


def test_the_tree_is_indented_and_names_types_and_values() -> None:
    stream = io.StringIO()
    read = sample.contract()
    draw_tree(heading_lines(read), (), branches(read), stream)
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    assert "1 Payment  Payment terms, payment days: 90" in lines
    assert "2 Liability  Uncapped liability" in lines
    assert any(line.startswith("  (a) Ignore [/] this [bold]") for line in lines)
    assert "Set-off" not in stream.getvalue()
    assert "Remarks" not in stream.getvalue()


def test_remarks_stand_below_the_tree() -> None:
    stream = io.StringIO()
    read = replace(sample.contract(), notices=(Notice(code="x", message="Section 9 \x1b[31m is not there", page=2),))
    draw_tree(heading_lines(read), (), branches(read), stream, remarks(read))
    assert stream.getvalue().splitlines()[-2:] == ["Remarks", "- Page 2: Section 9 U+001B[31m is not there"]
