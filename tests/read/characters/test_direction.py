"""Overrides, embeddings and isolates: the order on the page, after the examples of Unicode Standard Annex 9."""

import re

import pytest

from clausecheck.read.styled import Run, compose


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("a charge of \u202e03\u202c per cent", "a charge of 30 per cent"),
        ("a charge of \u202e.tnec rep 03", "a charge of 30 per cent."),
        ("pay \u202e(000,05)\u202c now", "pay (50,000) now"),
        ("ends \u206720-10 days\u2069 now", "ends days 20-10 now"),
        ("of \u202e\u202d30\u202c 02\u202c", "of 20 30"),
    ],
)
def test_the_text_holds_the_order_that_is_shown(stored: str, seen: str) -> None:
    styled = compose([Run(stored)])
    (found,) = styled.oddities
    assert found.technique == "text.bidi_override"
    assert styled.text == seen


def test_an_override_ends_with_its_line() -> None:
    assert compose([Run("of \u202e03\nnext line")]).text == "of 30 next line"


@pytest.mark.parametrize(
    "text",
    [
        "\u202bשלום עולם 10-20\u202c",
        "\u2067مرحبا (بكم)\u2069 and Acme",
        "\u202eשלום\u202c",
        "\u2066Acme GmbH\u2069",
        "\u202aAcme 10-20\u202c",
        "the name \u2068Acme\u2069 stands",
    ],
)
def test_controls_that_turn_nothing_round_are_usual(text: str) -> None:
    styled = compose([Run(text)])
    assert all(one.usual for one in styled.oddities)
    assert styled.oddities
    assert styled.text == re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


def test_letters_forced_against_their_own_direction_are_told_of() -> None:
    (found,) = compose([Run("the \u202dשלום\u202c word")]).oddities
    assert (found.technique, found.usual) == ("text.bidi_override", "")


def test_what_is_stored_and_what_is_shown_are_both_quoted() -> None:
    (found,) = compose([Run("of \u202e03\u202c days")]).oddities
    assert (found.quote, found.shown) == ("\u202e03\u202c", "30")
    assert 'so that "03" is shown as "30"' in found.detail
