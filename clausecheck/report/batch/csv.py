"""The results as CSV: UTF-8 without a mark, so that a program reads the first column by its name."""

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

from clausecheck.model import Side
from clausecheck.model.batch import Row
from clausecheck.report.batch.columns import cells, columns
from clausecheck.report.batch.totals import Totals


class CsvTable:
    """One line for each file, written as the files come."""

    def __init__(self, stream: BinaryIO, sides: Sequence[Side]) -> None:
        self._columns = columns(sides)
        self._text = io.TextIOWrapper(stream, "utf-8", newline="")
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow([column.name for column in self._columns])

    def add(self, row: Row) -> None:
        """See `Table`."""
        self._writer.writerow(cells(self._columns, row))

    def end(self, _: Totals, /) -> None:
        """See `Table`."""
        self._text.detach()
