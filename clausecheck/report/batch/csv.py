"""The results as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from clausecheck.model import Side
from clausecheck.model.batch import Row
from clausecheck.report.batch.columns import columns


def to_csv(rows: Iterable[Row], sides: Sequence[Side]) -> str:
    """One line for each file."""
    names, cells = zip(*columns(sides), strict=True)
    writer = csv.writer(text := io.StringIO(), lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(row) for cell in cells] for row in rows)
    return text.getvalue()
