"""The results as CSV: UTF-8 without a mark, so that a program reads the first column by its name."""

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

from clausecheck.report.batch.columns import Cell, Column


class CsvTable:
    """One line for each file, written as the files come."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column]) -> None:
        self._text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow([column.name for column in columns])

    def add(self, line: Sequence[Cell]) -> None:
        """Write the next line."""
        self._writer.writerow(line)

    def end(self) -> None:
        """Leave the stream open to whoever closes it."""
        self._text.detach()
