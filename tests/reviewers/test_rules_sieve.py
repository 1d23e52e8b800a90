"""Which views could hold a fragment: never fewer than those that do."""

import pytest

from clausecheck.model import Clause, Part, Span
from clausecheck.reviewers.rules.fragment import bind
from clausecheck.reviewers.rules.reading import library
from clausecheck.reviewers.rules.sieve import Sieve
from clausecheck.reviewers.rules.view import View

CLAUSE = Clause(
    id="c1", number="", path="", heading="", level=1, parent=None, span=Span(0, 1), text="x", whole=Span(0, 1),
    part=Part.BODY, page=None, paragraph=1,
)  # fmt: skip
TEXTS = (
    " SELLER may terminate this agreement at any time on <days 1> notice ",
    " BUYER shall pay each invoice within <days 90> — and not before ",
    " SELLER may suspend the services ; BUYER may not terminate ",
    " each party shall keep the information of the other secret ",
)


FILLING = (" the weather was fine on that day and nobody said anything of it ",) * 100
"""Behind the texts, it makes a contract so long that its letters are looked up instead."""


def _sieve(filling: tuple[str, ...] = ()) -> Sieve:
    return Sieve([View(clause=CLAUSE, span=Span(0, 1), text=text) for text in (*TEXTS, *filling)])


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("{A} may", [0, 2]),
        ("{B} may", [2]),
        ("{A} may .. #days", [0]),
        ("(pay|suspend) ", [1, 2]),
        ("terminat", [0, 2]),
        ("withdraw", []),
        ("— and", [0, 1, 2, 3]),
    ],
)
@pytest.mark.parametrize("filling", [(), FILLING])
def test_the_views_that_hold_every_word_are_told_in_order(
    source: str, places: list[int], filling: tuple[str, ...]
) -> None:
    sieve = _sieve(filling)
    could = [view.text for view in sieve.among(sieve.places(bind(source, "SELLER", "BUYER")))]
    found = could[: -len(FILLING)] if source.startswith("—") and filling else could
    assert found == [TEXTS[number] for number in places]


@pytest.mark.parametrize("filling", [(), FILLING])
def test_no_view_that_holds_a_fragment_of_a_reading_is_left_out(filling: tuple[str, ...]) -> None:
    sieve, held = _sieve(filling), 0
    for reading in library().readings:
        for source in (*reading.all, *reading.any, *reading.none, *reading.unless):
            fragment = bind(source, "SELLER", "BUYER")
            could = [view.text for view in sieve.among(sieve.places(fragment))]
            holds = [text for text in TEXTS if fragment.found(text)]
            assert set(holds) <= set(could), source
            held += len(holds)
    assert held > 50


@pytest.mark.parametrize(
    ("source", "needles"),
    [
        ("{A} shall (not )?pay", (("SELLER shall",),)),
        ("(raise|lower) .. (fee|price .. index)", (("raise", "lower"), ("fee", "price"))),
        ("{P} may", (("may",), ("SELLER", "BUYER", "PARTY"))),
        ("within #days after ((the|an) )?invoice", (("within",), ("<days ",))),
        ("in [2-9] or more", (("or more",),)),
    ],
)
def test_the_words_that_every_match_holds(source: str, needles: tuple[tuple[str, ...], ...]) -> None:
    assert bind(source, "SELLER", "BUYER").needles == needles
