"""Clauses to type."""

from collections.abc import Callable

import pytest

from clausecheck.model import Clause, Part, Span


def make_clause(text: str, heading: str = "", number: int = 1, parent: str | None = None) -> Clause:
    return Clause(
        id=f"c{number}",
        number=str(number),
        path=str(number),
        heading=heading,
        level=1,
        parent=parent,
        span=Span(0, len(text)),
        text=text,
        whole=Span(0, len(text)),
        part=Part.BODY,
        page=None,
        paragraph=number,
    )


@pytest.fixture
def clause() -> Callable[..., Clause]:
    return make_clause
