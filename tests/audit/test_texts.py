"""Answers kept without the contract's words: exact again with the contract, and hardly a word of it without."""

import json
import random
import time

import pytest

from clausecheck.audit.texts import LEAST, Source, joined, literal
from clausecheck.errors import AuditError
from tests.cli.conftest import CONTRACT

DOCUMENT = (
    CONTRACT + "\n“Fees” means the fees – in euros (€) – that Schedule 1\u00a0names; 100\u202f% of them.\t\\n 😀\n"
)


def literals(text: str, document: str = DOCUMENT) -> list[str]:
    parts = Source(document).parts(text)
    assert joined(parts, document) == text
    return [part for part in parts if isinstance(part, str)]


def pieces(words: str) -> set[str]:
    return {words[at : at + LEAST] for at in range(len(words) - LEAST + 1)}


@pytest.mark.parametrize(
    "form", [{"ensure_ascii": True}, {"ensure_ascii": False}, {"ensure_ascii": False, "indent": 2}]
)
def test_quotes_in_any_spelling_of_json_are_places(form: dict[str, object]) -> None:
    answer = json.dumps({"findings": [{"quote": DOCUMENT[at : at + 150]} for at in range(0, 600, 97)]}, **form)  # type: ignore[arg-type]
    kept = literals(answer)
    assert not [piece for piece in pieces(DOCUMENT) if any(piece in part for part in kept)]
    assert len("".join(kept)) < len(answer) / 4


def test_everything_at_random_is_exact_again() -> None:
    chance = random.Random(3)
    alphabet = 'ab "\\\n\t{}:,é“\ud83d\u2028u0041/'
    for _ in range(300):
        document = "".join(chance.choices(alphabet, k=chance.randint(0, 200)))
        parts = []
        for _ in range(chance.randint(0, 6)):
            at = chance.randint(0, len(document))
            words = document[at : at + chance.randint(0, 60)]
            ways = (words, json.dumps(words), json.dumps(words, ensure_ascii=False), words.replace(" ", "  "))
            parts += [chance.choice(ways), "".join(chance.choices(alphabet, k=chance.randint(0, 9)))]
        text = "".join(parts)
        kept = literals(text, document)
        assert not [piece for piece in pieces(document) if any(piece in part for part in kept)]


@pytest.mark.parametrize(
    "text", ["", "short", "\\u12", "\\", "\\ud83d\\ude00", '"\\u201cFees\\u201d means the fees', "\ud800" * 30]
)
def test_odd_texts_are_exact_again(text: str) -> None:
    literals(text)
    assert literals(text, "") == ([text] if text else [])


def test_another_spelling_leaves_the_parts_between() -> None:
    kept = literals("Customer  shall pay\neach undisputed invoice within thirty (30) days after receipt.")
    assert all(len(part) < LEAST + len("thirty (30)") for part in kept)


@pytest.mark.parametrize("part", [(5, 10**9), (-1, 5), (7, 7), (9, 3), (0, 5, "xml")])
def test_places_that_the_document_does_not_have_are_refused(part: tuple[int, int]) -> None:
    with pytest.raises(AuditError, match="does not have"):
        joined(["a", part], DOCUMENT)


def test_an_answer_of_places_does_not_grow_without_end() -> None:
    with pytest.raises(AuditError, match="longer"):
        joined([(0, 100_000)] * 1_000, "a" * 100_000)


def test_a_reader_without_the_document_sees_where_words_stood() -> None:
    assert literal(["says ", (3, 9), " and ", (20, 40, "json")]) == "says [3–9] and [20–40]"


@pytest.mark.parametrize(
    ("document", "text"),
    [("a" * 200_000, "a" * 200_000), ("ab" * 100_000, "a" * 200_000), ("a" * 100_000, ("a" * 11 + "b") * 5_000)],
    ids=["same", "alternating", "almost"],
)
def test_repetition_is_no_trap(document: str, text: str) -> None:
    started = time.process_time()
    source = Source(document)
    assert joined(source.parts(text), document) == text
    assert time.process_time() - started < 3.0
