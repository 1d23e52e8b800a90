"""Whom words favour that read either way round, and the marks that a sentence earns."""

import pytest

from clausecheck.model import Side
from clausecheck.reviewers.rules.favored import favored_by
from clausecheck.reviewers.rules.view import plain


@pytest.mark.parametrize(
    ("text", "favored"),
    [
        (" SELLER shall mend what BUYER breaks ", Side.BUYER),
        (" SELLER may stop and BUYER shall pay ", Side.SELLER),
        (" SELLER shall do this and BUYER shall do that ", None),
        (" tests may be held as often as BUYER pleases ", Side.BUYER),
        (" the fine is payable by BUYER ", Side.SELLER),
        (" SELLER but not BUYER hereby waives trial by jury ", Side.BUYER),
        (" neither SELLER nor any of its staff may sell such goods ", Side.BUYER),
        (" neither SELLER nor BUYER may sell such goods ", None),
        (" changes are binding on SELLER once wished for ", Side.BUYER),
        (" the weather is fine ", None),
    ],
)
def test_words_tell_whom_they_favour(text: str, favored: Side | None) -> None:
    assert favored_by(text) is favored


def test_a_sentence_that_names_nobody_follows_the_one_before() -> None:
    before = [" SELLER shall not sell such goods ", " BUYER shall not sell such goods "]
    assert favored_by(" this lasts for ten years ", before) is Side.BUYER
    assert favored_by(" this lasts for ten years for PARTY ", before) is None


def test_a_mark_stands_behind_the_words_that_earn_it() -> None:
    marks = {"storm": ["storm", "act of god"], "law": ["law"]}
    assert plain(["SELLER waits for acts of god", "a storm is no law", "flawed"], [], marks) == [
        " SELLER waits for acts of god ",
        " a storm is no law ; +storm +law ",
        " flawed ",
    ]


def test_it_is_the_side_named_last() -> None:
    assert plain(["if BUYER is unhappy it may leave", "if SELLER or BUYER errs, it may leave"], []) == [
        " if BUYER is unhappy BUYER may leave ",
        " if SELLER or BUYER errs BUYER may leave ",
    ]
