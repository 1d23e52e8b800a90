"""Phrases with choices and gaps, against rows of words."""

import random
import time

import pytest

from clausecheck.compare.phrases import Phrases, words_of

WORDS = {"ITS": "its|their|SELLER's"}


def _found(phrase: str, sentence: str) -> list[tuple[int, int]]:
    phrases = Phrases.of([("mark", phrase)], WORDS)
    return [(start, end) for _, start, end in phrases.find(words_of(sentence))]


@pytest.mark.parametrize(
    ("phrase", "sentence", "places"),
    [
        ("without notice", "SELLER may stop without notice.", [(3, 5)]),
        ("without notice", "SELLER may stop without any notice.", []),
        ("without (any |)notice", "it ends without any notice, or without notice", [(2, 5), (6, 8)]),
        ("at ITS (sole |absolute |)discretion", "at SELLER's absolute discretion", [(0, 4)]),
        ("however (small|slight)", "however large", []),
        ("unless .. notifies", "unless BUYER in good time notifies SELLER", [(0, 6)]),
        ("unless .. notifies", "unless BUYER in good and proper time notifies SELLER", []),
        ("each _ or part", "each day or part of a day", [(0, 4)]),
        ("(a (b|c)|d) e", "a c e and d e and a d e", [(0, 3), (4, 6), (8, 10)]),
        ("notice", "Notices", []),
    ],
)
def test_a_phrase_is_found_where_it_stands(phrase: str, sentence: str, places: list[tuple[int, int]]) -> None:
    assert _found(phrase, sentence) == places


def test_the_longest_way_counts() -> None:
    assert _found("without notice (of any kind|)", "without notice of any kind") == [(0, 5)]


@pytest.mark.parametrize("phrase", ["(a|b", "a)", ".. a", "_ a"])
def test_a_phrase_that_cannot_be_looked_up_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|begin"):
        Phrases.of([("mark", phrase)], WORDS)


def test_a_hostile_row_of_words_takes_no_longer_than_its_length() -> None:
    phrases = Phrases.of([("mark", "a .. .. .. .. .. .. a .. b"), ("mark", "a a a a b")], WORDS)
    rows = [["a"] * length for length in (2_000, 8_000)]
    spent = []
    for row in rows:
        start = time.process_time()
        assert not list(phrases.find(row))
        spent.append(time.process_time() - start)
    assert spent[1] < 10 * max(spent[0], 0.02)


def test_the_same_words_give_the_same_places_in_the_same_order() -> None:
    words = random.Random(5).choices(["a", "b", "c", "d"], k=400)
    named = [("one", "a (b|c|)d"), ("two", "(a|b) .. d"), ("three", "a _ d")]
    assert list(Phrases.of(named, {}).find(words)) == list(Phrases.of(named, {}).find(words))
