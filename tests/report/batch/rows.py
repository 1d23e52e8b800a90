"""Rows of a batch as the tests need them, and a place that keeps tables in memory."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Judged, Outcome, Point, Result, Row
from clausecheck.report.batch.tables import write_tables
from clausecheck.report.batch.totals import Totals


def point(severity: Severity = Severity.HIGH, title: str = "No limit on liability", **more: Any) -> Point:
    told = {"kind": "missing_clause", "clause_type": "limitation_of_liability", **more}
    return Point(severity=severity, title=title, **told)


def reviewed(name: str, *points: Point, sides: Sequence[Side] = (Side.SELLER,), **more: Any) -> Row:
    """A file that was reviewed for each side, with the same findings."""
    result = Result(
        outcome=Outcome.REVIEWED,
        sha256="ab" * 32,
        size=2048,
        format="docx",
        pages=3,
        words=1200,
        title="Master Services Agreement",
        category="consulting",
        category_detected=True,
        scan=Verdict.CLEAN,
        judged=tuple(Judged(side=side, points=points, summary="What counts.", reviewer="rules") for side in sides),
    )
    row = Row(
        name=name,
        account=more.pop("account", ""),
        sides=tuple(sides),
        result=replace(result, **{key: more.pop(key) for key in list(more) if hasattr(result, key)}),
        reviews=tuple((side, f"reviews/msa-{side}.json") for side in sides),
    )
    return replace(row, **more)


def unread(name: str, outcome: Outcome = Outcome.UNREADABLE, why: str = "", **more: Any) -> Row:
    """A file that was not reviewed."""
    last = name.rpartition("/")[2]
    told = {"why": why or f"{last} is protected with a password", "hint": "remove it", "fault": "EncryptedFile", **more}
    return Row(name=name, account="", sides=(Side.SELLER,), result=Result(outcome=outcome, **told))


class Memory:
    """Tables in memory; a file is there once its context has ended without a fault."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    @contextmanager
    def writing(self, name: str) -> Iterator[io.BytesIO]:
        stream = io.BytesIO()
        yield stream
        self.files[name] = stream.getvalue()


def written(rows: Iterable[Row], *sides: Side) -> tuple[dict[str, bytes], Totals]:
    """The tables of rows, by name, and their totals."""
    memory = Memory()
    totals = write_tables(rows, sides or (Side.SELLER,), memory.writing)
    return memory.files, totals
