"""The cheap test before a fragment's regular expression: it never says no where the fragment holds."""

import re

import pytest

from clausecheck.reviewers.rules.fragment import bind, expression
from clausecheck.reviewers.rules.reading import library
from clausecheck.reviewers.rules.steps import in_order

TEXT = " BUYER may terminate this agreement at any time upon <days 10> notice and SELLER shall refund all fees "


@pytest.mark.parametrize(
    ("source", "stands"),
    [
        ("{B} may .. terminat .. #days", True),
        ("terminat .. {B} may", False),
        ("{A} shall .. refund", True),
        ("{A} shall .. efund", False),
        ("{A} shall (refund|repay)", True),
        ("{A} shall (keep|repay)", False),
        ("{A} shall (not )?refund", True),
        ("{B} shall (never )?refund", False),
        ("(at any time|for any reason) .. (upon .. notice|without)", True),
        ("(at any time|for any reason) .. ((in writing|never) .. notice|without)", False),
        ("<days [1-9][0-9]> .. notice", True),
        ("<days [1-9][0-9]> .. terminat", False),
        ("all$ .. fees", True),
        ("(|never) terminat", True),
    ],
)
def test_words_must_stand_one_after_the_other(source: str, stands: bool) -> None:
    assert in_order(bind(source, "SELLER", "BUYER").source, TEXT) is stands


def test_what_a_reading_says_is_never_missed() -> None:
    """Each fragment that ships, written out in several of its ways, with and without what may be left out."""
    tried = 0
    for reading in library().readings:
        for source in (*reading.all, *reading.any, *reading.none, *reading.unless):
            fragment = bind(source, "SELLER", "BUYER")
            for way in (0, 1, -1):
                for kept in (True, False):
                    text = f" {_written(fragment.source, way, kept=kept)} "
                    if expression(fragment.source).search(text):
                        assert in_order(fragment.source, text), (source, text)
                        tried += 1
    assert tried > 3000


def _written(source: str, way: int, *, kept: bool) -> str:
    """Words that the fragment holds for."""
    inner = re.compile(r"\(([^()]*)\)(\??)")

    def one(match: re.Match[str]) -> str:
        ways = match[1].split("|")
        return "" if match[2] and not kept else ways[min(way, len(ways) - 1)]

    while (shorter := inner.sub(one, source)) != source:
        source = shorter
    source = re.sub(r"\[(\d)-\d\]", r"\1", source).replace("$", "")
    source = re.sub(r"#(days|money|percent|times)", r"<\1 5>", source)
    return re.sub(r" ~ | \.{2,3} ", " between ", source)
