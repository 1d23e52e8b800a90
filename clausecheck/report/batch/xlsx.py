"""The results as a spreadsheet: texts and numbers alone, no formula, no link, nothing that opens or fetches."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self

from clausecheck.model import Severity
from clausecheck.model.batch import Outcome
from clausecheck.report.batch.columns import Cell, Column
from clausecheck.report.batch.inert import inert
from clausecheck.report.batch.names import category_name, frequent_name
from clausecheck.report.batch.sink import Sink
from clausecheck.report.batch.totals import CategoryTotals, Totals

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LINES: Final = 1_048_576
"""Lines that a sheet holds; what comes after goes to another one."""
_CREATED: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Written into every file, so that the same rows give the same bytes."""
_HEAD: Final = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}
_HEAD_HEIGHT: Final = 32
"""In points: two lines."""
_FIRST_WIDTH: Final = 60


class XlsxTable:
    """A sheet with one line for each file, and one with totals. Rows wait in files of a private temporary folder."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column], lines: int = LINES) -> None:
        from xlsxwriter import Workbook

        self._columns, self._lines = columns, lines
        self._sink, self._folder = Sink(stream), tempfile.TemporaryDirectory(prefix="clausecheck-")
        self._book = Workbook(self._sink, {**_OPTIONS, "tmpdir": self._folder.name})
        self._book.set_properties({"title": "Results of a batch", "created": _CREATED})
        self._head = self._book.add_format(_HEAD)
        self._sheets = 0
        self._sheet, self._line = self._files(), 1
        self._totals = self._book.add_worksheet("Totals")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sheet in self._book.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()
        self._folder.cleanup()

    def add(self, line: Sequence[Cell]) -> None:
        """Write the next line."""
        if self._line >= self._lines:
            self._close()
            self._sheet, self._line = self._files(), 1
        _write(self._sheet, self._line, line)
        self._line += 1

    def end(self, totals: Totals) -> None:
        """Write the totals, and the whole file. Raises OSError."""
        self._close()
        from xlsxwriter.exceptions import FileCreateError

        sheet = self._totals
        sheet.set_column(0, 0, _FIRST_WIDTH)
        sheet.set_column(1, 40, 11)
        for line, (row, head) in enumerate(_totals(totals)):
            if head:
                sheet.set_row(line, _HEAD_HEIGHT)
            _write(sheet, line, row, self._head if head else None)
        try:
            self._book.close()
        except FileCreateError as fault:
            raise fault.args[0] from fault
        self._sink.check()

    def _files(self) -> "Worksheet":
        self._sheets += 1
        sheet = self._book.add_worksheet("Files" if self._sheets == 1 else f"Files {self._sheets}")
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.set_row(0, _HEAD_HEIGHT)
        for number, column in enumerate(self._columns):
            sheet.set_column(number, number, column.width)
        _write(sheet, 0, [column.name.replace("_", " ") for column in self._columns], self._head)
        return sheet

    def _close(self) -> None:
        self._sheet.autofilter(0, 0, max(self._line - 1, 1), len(self._columns) - 1)


def _write(sheet: "Worksheet", line: int, row: Sequence[Cell], form: Any = None) -> None:
    """Write a line by the type of each cell: a text never becomes anything else."""
    write: Callable[..., object]
    for number, cell in enumerate(row):
        if cell is not None and cell != "":
            write = sheet.write_string if isinstance(cell, str) else sheet.write_number
            write(line, number, cell, form)


def _totals(totals: Totals) -> Iterator[tuple[list[Cell], bool]]:
    yield ["files", totals.files], False
    yield ["of them copies of another file", totals.duplicates], False
    yield [], False
    yield ["category", "files", *map(str, Outcome), *_severities(totals)], True
    for category in (*totals.categories, totals.whole):
        name = "total" if category is totals.whole else inert(category_name(category.category))
        yield [name, category.files, *category.outcomes.values(), *_worst(category, totals)], False
    yield [], False
    yield ["why not reviewed, or not whole", "files", "outcome"], True
    for cause in totals.causes:
        yield [inert(cause.why), cause.files, cause.outcome], False
    for side in totals.whole.sides:
        yield [], False
        yield [f"most often, for the {side.side}", "contracts", "of"], True
        for one in side.frequent:
            yield [inert(frequent_name(one)), one.count, one.sampled], False


def _severities(totals: Totals) -> Iterator[str]:
    for side in totals.whole.sides:
        yield from (f"{side.side}: worst is {severity}" for severity in reversed(Severity))


def _worst(category: CategoryTotals, totals: Totals) -> Iterator[int]:
    counted = {side.side: side.worst for side in category.sides}
    for side in totals.whole.sides:
        yield from (counted.get(side.side, {}).get(severity, 0) for severity in reversed(Severity))
