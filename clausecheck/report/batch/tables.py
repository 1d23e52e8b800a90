"""All tables of a batch, written in one pass over its rows."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import BinaryIO, Final, Protocol

from clausecheck.model import Side
from clausecheck.model.batch import Row
from clausecheck.report.batch.csv import CsvTable
from clausecheck.report.batch.html import HtmlPage
from clausecheck.report.batch.json import JsonSummary
from clausecheck.report.batch.tally import Tally
from clausecheck.report.batch.totals import Totals
from clausecheck.report.batch.xlsx import XlsxTable

TABLES: Final = ("results.csv", "results.xlsx", "index.html", "summary.json")

Writing = Callable[[str], AbstractContextManager[BinaryIO]]
"""Opens a file by its name for writing; the file is replaced whole when its context ends, and not at all by a fault."""


class Table(Protocol):
    """Something that is written while rows come: the same rows give the same bytes."""

    def add(self, row: Row) -> None:
        """Take the next row."""
        ...

    def end(self, totals: Totals, /) -> None:
        """Write what is left; the stream stays open."""
        ...


def write_tables(rows: Iterable[Row], sides: Sequence[Side], writing: Writing) -> Totals:
    """Write every table and return what they come to.

    `sides` are those that any row was reviewed for, in their order. Raises what `writing` raises; then no table is
    replaced that was not written whole.
    """
    tally = Tally()
    with ExitStack() as stack:
        csv, xlsx, html, json = (stack.enter_context(writing(name)) for name in TABLES)
        page = stack.enter_context(HtmlPage(html, sides))
        tables: tuple[Table, ...] = (CsvTable(csv, sides), XlsxTable(xlsx, sides), page, JsonSummary(json))
        for row in rows:
            tally.add(row)
            for table in tables:
                table.add(row)
        totals = tally.totals()
        for table in tables:
            table.end(totals)
    return totals
