"""Headings that say one thing over text that says another."""

from collections.abc import Callable

import pytest

from clausecheck.classify import classify, heading_notices, misleading, rules
from clausecheck.model import Clause
from clausecheck.model.taxonomy import CLAUSE_TYPES

INDEMNITY = (
    "Consultant shall defend, indemnify and hold harmless Client and its officers from and against all losses, damages "
    "and costs, including reasonable legal fees, that arise from any claim of a third party against Client."
)
RENEWAL = (
    "This Agreement shall automatically renew for successive terms of one year each, unless either party gives the "
    "other written notice of its intention not to renew at least ninety days before the end of the current term."
)
INSURANCE = (
    "Consultant shall maintain commercial general liability insurance of at least $1,000,000 per occurrence, name "
    "Client as an additional insured, and indemnify and hold harmless Client from claims that it does not cover."
)


def notices(*clauses: Clause) -> list[tuple[str, str | None]]:
    return [(notice.code, notice.clause_id) for notice in heading_notices(clauses, classify(clauses))]


@pytest.mark.parametrize(
    ("heading", "text"), [("Insurance", INDEMNITY), ("Severability", INDEMNITY), ("Notices", RENEWAL)]
)
def test_a_misleading_heading_is_told(clause: Callable[..., Clause], heading: str, text: str) -> None:
    assert notices(clause(text, heading)) == [("heading_misleads", "c1")]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Indemnification", INDEMNITY),
        ("Insurance", INSURANCE),
        ("Term and Renewal", RENEWAL),
        ("Miscellaneous", INDEMNITY),
        ("", INDEMNITY),
        (
            "Insurance",
            "The matter is set out in Annex 4 and in the letters that the parties exchanged last year in May.",
        ),
        (
            "Notices",
            "Client shall give Consultant prompt written notice of the claim, and Consultant shall indemnify it.",
        ),
    ],
)
def test_nothing_is_told_where_there_is_doubt(clause: Callable[..., Clause], heading: str, text: str) -> None:
    assert notices(clause(text, heading)) == []


def test_types_do_not_rest_on_a_misleading_heading(clause: Callable[..., Clause]) -> None:
    kinds = {kind.id: kind for kind in classify([clause(INDEMNITY, "Severability")])["c1"]}
    assert kinds["indemnification"].probability >= 0.5
    assert kinds["severability"].probability < 0.5
    assert kinds["severability"].origin == "heading"


def test_the_notice_quotes_the_clause_and_names_both(clause: Callable[..., Clause]) -> None:
    one = clause(INDEMNITY, "Insurance")
    (notice,) = heading_notices([one], classify([one]))
    assert "“Insurance”" in notice.message
    assert "indemnification" in notice.message
    assert INDEMNITY.startswith(notice.quote)


def test_very_many_notices_are_counted(clause: Callable[..., Clause]) -> None:
    clauses = [clause(INDEMNITY, "Insurance", number) for number in range(1, 40)]
    found = heading_notices(clauses, classify(clauses))
    assert len(found) == misleading.MOST + 1
    assert found[-1].message.startswith("19 more")


def test_the_lists_name_types() -> None:
    lists = rules.data()["misleading"]
    assert set(lists["weighty"]) <= set(CLAUSE_TYPES)
    assert set(lists["headings"]) <= set(CLAUSE_TYPES)
    assert set(lists["near"]) <= set(lists["headings"])
    assert {kind for kinds in lists["near"].values() for kind in kinds} <= set(lists["weighty"])
