"""All tables of a batch, written in one pass over its rows: the same rows give the same bytes."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import BinaryIO, Final

from clausecheck.model import Side
from clausecheck.model.batch import Row
from clausecheck.report.batch.columns import cells, columns
from clausecheck.report.batch.csv import CsvTable
from clausecheck.report.batch.html import HtmlPage
from clausecheck.report.batch.json import summary_json
from clausecheck.report.batch.tally import Tally
from clausecheck.report.batch.totals import Totals
from clausecheck.report.batch.xlsx import XlsxTable
from clausecheck.report.json import to_json

TABLES: Final = ("results.csv", "results.xlsx", "index.html", "summary.json")

Writing = Callable[[str], AbstractContextManager[BinaryIO]]
"""Opens a file by its name for writing; the file is replaced whole when its context ends, and not at all by a fault."""


def write_tables(rows: Iterable[Row], sides: Sequence[Side], writing: Writing) -> Totals:
    """Write every table and return what they come to.

    `sides` are those that any row was reviewed for, in their order. Raises OSError, and what `writing` raises; then no
    table is replaced that was not written whole.
    """
    shown, tally = columns(sides), Tally()
    with ExitStack() as stack:
        streams = [stack.enter_context(writing(name)) for name in TABLES]
        csv = CsvTable(streams[0], shown)
        book = stack.enter_context(XlsxTable(streams[1], shown))
        page = stack.enter_context(HtmlPage(streams[2], sides))
        for row in rows:
            line = cells(shown, row)
            csv.add(line)
            book.add(line)
            page.add(row)
            tally.add(row)
        totals = tally.totals()
        csv.end()
        book.end(totals)
        page.end(totals)
        streams[3].write(to_json(summary_json(totals)).encode("ascii"))
    return totals
