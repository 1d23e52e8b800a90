"""Every word of the data file does what its list is for."""

import pytest

from clausecheck.model import Part
from clausecheck.segment.numbers import read_mark
from clausecheck.segment.vocabulary import vocabulary
from tests.segment.making import LONG, clauses

_WORDS = vocabulary()


@pytest.mark.parametrize("word", sorted(_WORDS.keywords))
def test_keywords_begin_numbers(word: str) -> None:
    typed = f"{word.capitalize()}{'.' if word == 'no' else ''} 4 Terms"

    mark = read_mark(typed, 0, len(typed))

    assert mark is not None
    assert (mark.readings[0].style, mark.readings[0].values) == (_WORDS.keywords[word], (4,))


@pytest.mark.parametrize(("word", "value"), sorted(_WORDS.numbers.items()))
def test_numbers_in_words(word: str, value: int) -> None:
    typed = f"ARTICLE {word.upper()}"

    mark = read_mark(typed, 0, len(typed))

    assert mark is not None
    assert mark.readings[0].values == (value,)


@pytest.mark.parametrize("word", sorted(_WORDS.small))
def test_small_words_in_a_heading(word: str) -> None:
    assert clauses(f"1. Fees {word} Costs. They are due.", f"2. Term. {LONG}")[0].heading in {
        f"Fees {word} Costs",
        "Fees",
    }


@pytest.mark.parametrize("word", sorted(_WORDS.abbreviations))
def test_abbreviations_end_no_heading(word: str) -> None:
    assert clauses(f"1. Acme {word.capitalize()}. Agrees. It will.", f"2. Term. {LONG}")[0].heading != f"Acme {word}"


@pytest.mark.parametrize("title", sorted(_WORDS.recitals))
def test_titles_of_recitals_stay_on_the_cover(title: str) -> None:
    found = clauses(title.upper(), LONG, f"1. Services. {LONG}", f"2. Term. {LONG}")

    assert [(c.level, c.part) for c in found][:2] == [(1, Part.COVER), (2, Part.COVER)]


@pytest.mark.parametrize("title", sorted(_WORDS.cover))
def test_lines_of_a_cover_begin_no_clause_of_the_body(title: str) -> None:
    titles = [line for name in ("SERVICES", "FEES", "TERM") for line in (name, LONG)]

    found = clauses(LONG, title.upper(), LONG, *titles)

    assert [c.heading for c in found if c.part is Part.BODY] == ["SERVICES", "FEES", "TERM"]


@pytest.mark.parametrize("words", _WORDS.signatures)
def test_words_that_open_the_signatures(words: str) -> None:
    found = clauses(f"1. Services. {LONG}", f"2. Term. {LONG}", f"{words.upper()} the parties sign.", "Ann")

    assert [c.part for c in found] == [Part.BODY, Part.BODY, Part.SIGNATURES]


@pytest.mark.parametrize("word", sorted(_WORDS.references))
def test_a_number_behind_a_word_of_reference_is_none_of_a_clause(word: str) -> None:
    found = clauses(
        f"1. Services. {LONG} See {word}", "2. Above all it matters.", f"2. Term. {LONG}", f"3. Law. {LONG}"
    )

    assert [(c.number, c.heading) for c in found] == [("1", "Services"), ("2", "Term"), ("3", "Law")]


@pytest.mark.parametrize("title", _WORDS.contents)
def test_titles_of_a_table_of_contents(title: str) -> None:
    found = clauses(title.upper(), "1. Services", "2. Term", "1. Services", LONG, "2. Term", LONG)

    assert [c.number for c in found if c.number] == ["1", "2"]


@pytest.mark.parametrize("words", _WORDS.agreed)
def test_the_body_begins_behind_the_last_recital(words: str) -> None:
    found = clauses(f"Recital. {LONG}", f"{words} it is so. {LONG}", LONG, LONG, LONG, LONG)

    assert [c.part for c in found] == [Part.COVER] * 2 + [Part.BODY] * 4


@pytest.mark.parametrize("made", _WORDS.made)
@pytest.mark.parametrize("between", _WORDS.between)
def test_the_body_begins_behind_the_preamble(made: str, between: str) -> None:
    found = clauses(f"This agreement, {made} now,{between}A and B. {LONG}", LONG, LONG, LONG)

    assert [c.part for c in found] == [Part.COVER] + [Part.BODY] * 3
