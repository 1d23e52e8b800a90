"""What holds for every document, whatever it says."""

import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from types import FrameType

from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.model import Block, BlockKind, Document, Format, Span
from clausecheck.segment import MOST_CLAUSES, segment
from tests.segment.making import LONG, check, document

# fmt: off
_LABELS = st.sampled_from([
    "1.", "2.", "3.", "4.", "1", "2", "1.0", "2.0", "1.1", "1.2", "2.1", "2.2", "1.1.1", "(a)", "(b)", "(c)", "(h)",
    "(i)", "(ii)", "(iii)", "(A)", "(B)", "a)", "b)", "A.", "B.", "I.", "II.", "i.", "Article I", "ARTICLE II",
    "Section 1.01", "Section 2.01", "§ 4", "(1)", "(2)", "2.1(a)", "EXHIBIT A", "SCHEDULE 1", "•", "18.33.010", "1998.",
])
# fmt: on
_WORDS = st.sampled_from(
    [
        "",
        "Services",
        "SERVICES",
        "Services. The provider works.",
        "days after receipt of the invoice",
        LONG,
        f"{LONG} 1.1 {LONG} 2. {LONG} (a) {LONG}",
        "IN WITNESS WHEREOF, they sign.",
        "By: ____",
        "EXHIBIT B",
        "TABLE OF CONTENTS",
        "RECITALS",
        "Term: one year",
        "DEFINITIONS ........ 3",
        "“Term” means a year",
    ]
)
_PARAGRAPHS = st.lists(
    st.one_of(
        st.tuples(_LABELS, _WORDS).map(lambda pair: f"{pair[0]} {pair[1]}".strip()),
        _WORDS.filter(bool),
        st.tuples(_LABELS, _WORDS.filter(bool)),
        st.tuples(_WORDS.filter(bool), _WORDS.filter(bool), _WORDS.filter(bool)),
        st.builds(
            lambda label, words, level, bold, kind: {
                "text": f"{label} {words}".strip(),
                "label": label,
                "level": level,
                "list_id": "l",
                "bold": bold,
                "kind": kind,
            },
            _LABELS,
            _WORDS,
            st.integers(1, 3),
            st.booleans(),
            st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.FOOTNOTE]),
        ),
    ),
    min_size=0,
    max_size=25,
)


@settings(max_examples=250, deadline=None)
@given(_PARAGRAPHS)
def test_every_word_is_in_one_clause_and_parents_come_first(
    paragraphs: list[str | tuple[str, ...] | dict[str, object]],
) -> None:
    made = document(*paragraphs)

    found = segment(made)

    check(made, found)
    assert bool(found) is bool(paragraphs)
    assert segment(made) == found


@settings(max_examples=250, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "ARTICLE I", "1.", "2.", "1.1", "2.1", "(a)"]), st.sampled_from([0, 18, 36])),
        min_size=3,
        max_size=9,
    )
)
def test_what_stands_under_a_clause_stands_together_whatever_the_indents(lines: list[tuple[str, int]]) -> None:
    made = document(*({"text": f"{label} {LONG}".strip(), "indent": indent} for label, indent in lines))
    stated = replace(made, format=Format.DOCX)

    check(stated, segment(stated))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), min_size=1, max_size=80),
        max_size=12,
    )
)
def test_any_words_are_cut_without_loss(lines: list[str]) -> None:
    made = document(*lines)

    check(made, segment(made))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(_LABELS, _WORDS.filter(bool)).map(lambda pair: f"{pair[0]} {pair[1]}"), min_size=2, max_size=25)
)
def test_typed_numbers_increase_within_their_list_or_begin_anew(lines: list[str]) -> None:
    last: dict[tuple[str | None, str], tuple[int, ...]] = {}
    for clause in segment(document(*lines)):
        values = tuple(int(digits) for digits in re.findall(r"\d+", clause.number))
        list_ = (clause.parent, re.sub(r"\d+", "1", clause.number.removeprefix("Section ")))
        if not clause.number or not values or clause.number[0] in "(•":
            continue
        before = last.get(list_)
        assert before is None or values > before or values[-1] <= 1 or clause.heading, (clause.number, before)
        last[list_] = values


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=8))
def test_a_well_numbered_contract_comes_out_as_it_is(counts: list[int]) -> None:
    lines, wanted = [], []
    for top, count in enumerate(counts, 1):
        lines.append(f"{top}. Heading. {LONG}")
        wanted.append((1, str(top)))
        for inner in range(1, count + 1):
            lines.append(f"{top}.{inner} {LONG}")
            wanted.append((2, f"{top}.{inner}"))

    assert [(c.level, c.number) for c in segment(document(*lines))] == wanted


def _lines_run(lines: list[str]) -> int:
    """How many lines of Python segmenting takes: the same in every run, however busy the machine is."""
    made, count = document(*lines), 0

    def told(frame: FrameType, event: str, _: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return told

    before = sys.gettrace()
    sys.settrace(told)
    try:
        segment(made)
    finally:
        sys.settrace(before)
    return count


def test_work_grows_with_the_size_and_no_faster() -> None:
    def lines(size: int) -> list[str]:
        return [f"{n}. Heading. {LONG}" if n % 3 else f"({'abcdefgh'[n % 8]}) {LONG}" for n in range(size)]

    small, large = _lines_run(lines(200)), _lines_run(lines(800))

    assert large < 5 * small


def test_hostile_lines_are_quick() -> None:
    nasty = [
        "(" * 100_000,
        " " * 50_000 + "x",
        "1" * 100_000,
        "1." * 50_000,
        "A. " * 30_000,
        "." * 100_000,
        "(a) " * 20_000,
        "1. A " * 20_000,
    ]

    made = document(*nasty)
    start = time.process_time()
    check(made, segment(made))
    assert time.process_time() - start < 5


def test_what_lies_behind_the_most_clauses_is_kept_in_the_last() -> None:
    made = document(*(f"{n}. Heading" for n in range(1, 900)), *(f"(a) item {n}" for n in range(MOST_CLAUSES)))
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, span=Span(5 * n, 5 * n + 4), paragraph=n + 1, label="1.")
        for n in range(2 * MOST_CLAUSES)
    )
    many = Document(name="a", format=Format.TEXT, sha256="", text="1. x\n" * (2 * MOST_CLAUSES), blocks=blocks)

    for one in (made, many):
        found = segment(one)
        check(one, found)
        assert len(found) <= MOST_CLAUSES


def test_an_empty_document_has_no_clauses() -> None:
    assert segment(document()) == ()
