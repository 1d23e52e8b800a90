"""A flood of near-identical sentences is told, with what differs among them; ordinary lists are not."""

import random
from dataclasses import replace

import pytest

from clausecheck.model import Document, Part, Trace
from clausecheck.scan.padding import MANY, padding
from tests.terms.making import clause, document

REAL = (
    "Supplier shall provide the consulting services that are described in the order form to Customer.",
    "Customer shall pay each undisputed invoice within thirty days after it has received it.",
    "Neither party shall disclose the confidential information of the other to anybody else.",
    "Each party may terminate this Agreement if the other commits a material breach of it.",
)
ODD = "All inventions that arise under this Agreement belong to Customer from the moment they are made."


def filler(
    count: int, words: str = "The parties note that provision {0} applies to site {0} in the ordinary way."
) -> list[str]:
    return [f"{number}. {words.format(number)}" for number in range(20, 20 + count)]


def found(*paragraphs: str, made: Document | None = None) -> list[Trace]:
    return list(padding(made or document(*paragraphs), ()))


def told(traces: list[Trace]) -> list[str]:
    return [one.technique for one in traces]


@pytest.mark.parametrize("place", [0, 3, 150, 299, 300])
def test_the_one_that_differs_is_quoted_at_its_place(place: int) -> None:
    many = filler(300)
    many.insert(place, f"{place}. {ODD}")
    made = document(*REAL, *many, *REAL[::-1])
    traces = found(made=made)
    assert traces[0].technique == "noise.flood"
    assert "300 passages repeat a pattern" in traces[0].detail
    if 0 < place < 300:  # at the edge it is one of the text beside
        assert told(traces) == ["noise.flood", "noise.odd"]
        assert ODD in traces[1].quote
        assert traces[1].at == made.text.index(ODD) - len(f"{place}. ")


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ("The fee for site {0} is 100 euros and due monthly.", "The fee for site 77 is 900 euros and due monthly."),
        ("Site {0} is served by Bolt and paid monthly in full.", "Site 77 is served by Axe and paid monthly in full."),
        ("Site {0} is served by us and is paid each month.", "Site 77 is not served by us and is paid each month."),
    ],
    ids=["number", "name", "not"],
)  # fmt: skip
def test_one_word_that_differs_is_found(usual: str, odd: str) -> None:
    many = filler(200, usual)
    many[57] = f"77. {odd}"
    traces = found(*many)
    assert told(traces) == ["noise.flood", "noise.odd"]
    assert odd in traces[1].quote


def test_patterns_that_vary_are_a_flood() -> None:
    pick = random.Random(7).choice
    verbs, things, ways = (
        ("confirm", "note", "record", "accept"),
        ("site", "room", "floor"),
        ("usual", "ordinary", "same"),
    )
    many = [
        f"The parties {pick(verbs)} that each {pick(things)} is kept in the {pick(ways)} way and has no further effect."
        for _ in range(250)
    ]
    many[100] = ODD
    traces = found(*REAL, *many)
    assert told(traces) == ["noise.flood", "noise.odd"]
    assert traces[1].quote == ODD


def test_twenty_real_clauses_and_short_lists_are_not() -> None:
    assert found(*REAL * 5) == []
    assert found(*filler(50)) == []


def test_a_stretch_below_a_flood_is_a_remark() -> None:
    (one,) = found(*filler(MANY - 10))
    assert one.technique == "noise.repeats"


@pytest.mark.parametrize(
    "entry",
    [
        "Item {0}\tsteel bolt with a nut and a washer for the frame\t{0} euros.",
        "Site {0}, looked after each week by the team of the region, at {0} euros",
    ],
    ids=["row", "line"],
)
def test_lists_are_usual_and_a_sentence_among_them_is_told(entry: str) -> None:
    entries = [entry.format(number) for number in range(250)]
    (one,) = found(*entries)
    assert (one.technique, bool(one.usual)) == ("noise.flood", True)
    assert found(*entries[:90]) == []
    entries.insert(100, ODD)
    assert [(one.technique, one.quote) for one in found(*entries)][1:] == [("noise.odd", ODD)]


def test_a_schedule_is_usual() -> None:
    made = document(*REAL, "Schedule 1", *filler(200))
    annex = clause(made, "Schedule 1")
    (one,) = padding(made, (replace(annex, part=Part.ANNEX),))
    assert (one.technique, bool(one.usual)) == ("noise.flood", True)


def test_a_stretch_that_says_nothing_is_told_in_a_text_that_else_does() -> None:
    letters = random.Random(3)
    idle = [
        " ".join("".join(letters.choices("abcdefghij", k=6)) for _ in range(12)).capitalize() + "." for _ in range(80)
    ]
    assert "noise.empty" in told(found(*REAL * 12, *idle))
    assert found(*idle, *idle[::2]) == []
