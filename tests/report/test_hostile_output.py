"""Words of a contract come out as words, in every format of every command."""

import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clausecheck.model import Notice, Party
from clausecheck.report.markdown import to_markdown
from clausecheck.report.review import brief_page, whole_page
from clausecheck.report.review.message import message
from clausecheck.report.terminal import draw_review, draw_tree
from clausecheck.report.tree import branches, heading_lines
from tests.cli.conftest import Program, program
from tests.report import nasty, sample

__all__ = ["program"]

STEERS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufe00-\ufe0f\U000e0000-\U000e01ef]"
)
"""What acts on a terminal, reorders words or is not seen; a line feed alone breaks lines."""
ACTS = {"link_open", "image", "html_inline", "html_block", "fence", "code_block", "table_open", "s_open"}
TEXT = [
    ("parse",), ("scan", "--verbose"), ("review",), ("review", "--message"), ("review", "--side", "buyer", "--dry-run"),
    ("review", "--mirror", "--verbose"),
]  # fmt: skip
NASTY = st.lists(
    st.sampled_from(
        [*"ab1 .,()[]{}<>!#*_`~|\\&;:/@-+=$%^\"'\n\t", *nasty.CONTROLS, "\u0301", "[/]", "[b]", "](", "://"]
    ),
    min_size=1,
    max_size=25,
).map("".join)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("nasty")
    return {"text": nasty.text_file(folder), "word": nasty.word_document(folder)}


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [*(("text", one) for one in TEXT), ("word", ("scan", "--verbose")), ("word", ("review", "--mirror", "--verbose"))],
    ids=str,
)
def test_a_terminal_shows_the_words_and_does_nothing(
    program: Program, files: dict[str, Path], kind: str, arguments: tuple[str, ...]
) -> None:
    done = program(arguments[0], files[kind], *arguments[1:], "--offline", COLUMNS="200")
    assert done.returncode in {0, 11}, done.stderr
    assert not STEERS.findall(done.stdout + done.stderr)
    if arguments[-1] == "--verbose":
        assert all(mark in " ".join(done.stdout.split()) for mark in ("[bold red]x[/bold red]", "<img src=x onerror"))


@pytest.mark.parametrize("kind", ["text", "word"])
@pytest.mark.parametrize("command", ["scan", "review"])
def test_markdown_draws_nothing_of_the_contract(
    program: Program, files: dict[str, Path], command: str, kind: str
) -> None:
    done = program(command, files[kind], "--format", "markdown")
    assert done.returncode in {0, 11}, done.stderr
    assert not STEERS.findall(done.stdout)
    assert "![p](" not in done.stdout
    _draws_nothing(done.stdout)


@pytest.mark.parametrize("kind", ["text", "word"])
@pytest.mark.parametrize("command", ["parse", "scan", "review"])
def test_json_is_inert_as_written_and_as_read(
    program: Program, files: dict[str, Path], command: str, kind: str
) -> None:
    done = program(command, files[kind], "--format", "json")
    assert done.returncode in {0, 11}, done.stderr
    assert done.stdout.isascii()
    assert not STEERS.findall(done.stdout)
    assert not [
        (path, text) for path, text in _texts(json.loads(done.stdout)) if STEERS.search(text.replace("\t", " "))
    ]


def test_a_bot_is_sent_words_that_hide_nothing(program: Program, files: dict[str, Path], tmp_path: Path) -> None:
    bot = tmp_path / "bot.py"
    bot.write_text(f"import sys\nopen({str(tmp_path / 'asked')!r}, 'w').write(sys.stdin.read())\nprint('{{}}')\n")
    program("review", files["word"], "--reviewer", f"command:{sys.executable} {bot}")
    asked = json.loads((tmp_path / "asked").read_text())
    assert not [(path, text) for path, text in _texts(asked) if STEERS.search(text.replace("\t", " "))]


def test_what_is_kept_of_a_contract_is_shown_without_acting(
    program: Program, files: dict[str, Path], tmp_path: Path
) -> None:
    deals, record, seller, buyer = (tmp_path / name for name in ("deals.json", "record.jsonl", "s.json", "b.json"))
    acting = f"{nasty.MARKS[0]} {nasty.CONTROLS} ![p](http://evil.example)"
    told = [
        program("history", "add", files["word"], "--side", "seller", "--history", deals, "--counterparty", acting),
        program("history", "show", "--side", "seller", "--history", deals),
        program("review", files["word"], "--history", deals, "--audit", record, "--audit-full", "-o", seller),
        program("review", files["word"], "--side", "buyer", "--no-audit", "-o", buyer),
        program("audit", "show", "last", "--audit", record),
        program("parity", seller, buyer),
    ]
    first = json.loads(seller.read_text())["findings"][0]["id"]
    told.append(program("review", files["word"], "--history", deals, "--no-audit", "--explain", first))
    assert [done.returncode for done in told] == [0] * len(told), [done.stderr for done in told]
    assert not STEERS.findall("".join(done.stdout + done.stderr for done in told))


def test_what_a_bot_says_does_not_act(program: Program, files: dict[str, Path], tmp_path: Path) -> None:
    bot = tmp_path / "bot.py"
    bot.write_text(
        "import sys\nsys.stdin.read()\nsys.stderr.write('\\x1b[31m[/] said\\u202e\\r')\n"
        "print('\\x1b]0;x\\x07')\nsys.exit(3)\n"
    )
    done = program("review", files["word"], "--reviewer", f"command:{sys.executable} {bot}", "--verbose")
    assert "[/] said" in " ".join((done.stdout + done.stderr).split())
    assert not STEERS.findall(done.stdout + done.stderr)


def test_a_fault_tells_the_name_of_a_file_on_one_line(program: Program, tmp_path: Path) -> None:
    name = "a\x1b[31m\nerror: forged\u202e [/].txt"
    for done in (
        program("parse", tmp_path / name),
        program("review", tmp_path / "x.txt", "--playbook", tmp_path / name),
        program("stats", "check", tmp_path / name),
        program("scan", tmp_path / "x.txt", f"--{name}"),
        program(name),
    ):
        assert done.returncode in {1, 2, 3}
        assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["error", "hint"]
        assert not STEERS.findall(done.stdout + done.stderr)


def test_the_origin_of_a_fault_is_told_without_its_control_characters(program: Program, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "def broken(name):\n    raise ValueError('\\x1b]0;owned\\x07 [/]')\n"
        "import clausecheck.report.json\nclausecheck.report.json.to_json = broken\n"
    )
    done = program("parse", "-", "--format", "json", "--verbose", stdin=sample.LAW, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "U+001B]0;ownedU+0007 [/]" in done.stderr
    assert not STEERS.findall(done.stderr)


@settings(deadline=None, max_examples=60)
@given(words=NASTY)
def test_no_words_in_any_place_act_or_break_the_report(words: str) -> None:
    read = sample.contract((Notice(code="x", message=words, quote=words),))
    clauses = tuple(replace(one, heading=words, number=words, path=words, text=words) for one in read.clauses)
    facts = replace(read.facts, title=words, governing_law=words, parties=(Party(name=words, alias=words, role=None),))
    document = replace(read.document, name=words or "x")
    read = replace(read, document=document, clauses=clauses, by_id={one.id: one for one in clauses}, facts=facts)
    found = sample.finding(read, "c1", title=words, quote=words, explanation=words, negotiation=sample.ADVICE)
    review = sample.review(read, findings=(found,), summary=words)
    stream = io.StringIO()
    draw_review(brief_page(review), stream, width=40)
    draw_review(whole_page(review), stream, width=100)
    draw_tree(heading_lines(read), (), branches(read), stream)
    shown = stream.getvalue() + message(review) + to_markdown(whole_page(review))
    assert not STEERS.findall(shown)
    _draws_nothing(to_markdown(whole_page(review)))
    _draws_nothing(to_markdown(brief_page(review)))


def _draws_nothing(text: str) -> None:
    """Nothing but our own headings, lists and quotes is drawn, with addresses looked for as well."""
    for token in MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text):
        for inner in (token, *(token.children or ())):
            assert inner.type not in ACTS, inner
            if inner.type in {"text", "text_special"}:
                assert not re.search(r"://|\w@\w|www\.\w", inner.content), inner


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, f"{path}/{name}")
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, f"{path}/*")
    elif isinstance(value, str):
        yield path, value
