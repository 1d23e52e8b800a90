"""A page drawn on a terminal, as wide as it is, in plain characters where it cannot do better."""

from typing import TextIO

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from clausecheck.model import Severity
from clausecheck.report.charts import MOST_CELLS, bar_text, chart_rows
from clausecheck.report.page import Bar, Item, Line, Look, Page, Section
from clausecheck.report.tree import Branch
from clausecheck.report.visible import fit, trimmed, visible

WIDEST = 110
"""Columns; longer lines are hard to read."""
NARROW = 60
"""Below this many columns labels stand in the line instead of in a column of their own."""

_STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}
_LOOKS = {Look.PLAIN: "", Look.QUOTE: "italic", Look.PASTE: "green"}
_LEAST_ROOM = 12
"""Columns that the words beside a label need; with fewer they begin on the next line."""
_DEEPEST = 8
"""Levels of the tree that are indented."""
_NUMBER_AT_MOST = 16
_MARK_WIDTH = len("CRITICAL") + 2
_HEAD_WIDTH = len("Category") + 2
_LABEL_WIDTH = len("You accepted") + 2


def draw_review(page: Page, stream: TextIO, *, width: int | None = None) -> None:
    """Write a page to `stream`, in colour where it is a terminal that shows colours and NO_COLOR is not set.

    `width` is in columns; None asks the terminal.
    """
    _Drawing(stream, width).review(page)


def draw_tree(
    head: tuple[Line, ...],
    alarms: tuple[str, ...],
    tree: tuple[Branch, ...],
    stream: TextIO,
    remarks: tuple[str, ...] = (),
) -> None:
    """Write a contract's clause tree to `stream`, one clause on a line, and remarks below it."""
    _Drawing(stream, None).tree(head, alarms, tree, remarks)


class _Console(Console):
    """A console that leaves a closed pipe to the command line, which knows the exit code for it."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 called while the BrokenPipeError is handled


class _Drawing:
    """Lines wrapped and indented for one stream."""

    def __init__(self, stream: TextIO, width: int | None) -> None:
        console = _Console(file=stream, width=width, markup=False, emoji=False, highlight=False)
        self._console = console
        self._width = max(20, min(console.width, WIDEST))
        self._wide = self._width >= NARROW

    def review(self, page: Page) -> None:
        self._panel(page.title, page.header)
        self._alarms(page.alarms)
        self._console.print()
        for text in page.summary:
            self._hanging(text)
        for section in page.sections:
            self._section(section)
        self._rule()
        for text in page.closing:
            self._hanging(text, style="dim")

    def tree(
        self, head: tuple[Line, ...], alarms: tuple[str, ...], tree: tuple[Branch, ...], remarks: tuple[str, ...]
    ) -> None:
        self._panel("Clauses", head)
        self._alarms(alarms)
        for branch in tree:
            indent = "  " * min(branch.level - 1, _DEEPEST if self._wide else 1)
            lead = f"{self._safe(trimmed(branch.number, _NUMBER_AT_MOST))} " if branch.number else ""
            self._hanging(branch.words, lead=indent + lead, lead_style="bold", hang=len(indent) + 2, tail=branch.notes)
        if remarks:
            self._section(Section("Remarks", lines=tuple(Line(remark) for remark in remarks)))

    def _panel(self, title: str, header: tuple[Line, ...]) -> None:
        if not header:
            self._hanging(title, style="bold")
            return
        inside = self._width - 4
        rows = [
            row
            for line in header
            for row in self._rows(line.text, *self._label(line.label, _HEAD_WIDTH, aside=self._wide), inside)
        ]
        body = Text("\n").join(rows)
        self._console.print(
            Panel(body, title=Text(self._safe(title)), title_align="left", width=self._width, padding=(0, 1))
        )

    def _alarms(self, alarms: tuple[str, ...]) -> None:
        for number, text in enumerate(alarms):
            self._hanging(text, lead="  " if number else "! ", lead_style="bold red", style="bold red", hang=2)

    def _section(self, section: Section) -> None:
        self._console.print()
        self._hanging(section.title, style="bold underline")
        for number, item in enumerate(section.items):
            before = section.items[number - 1] if number else None
            if (not item.tight and item.lines) or (before and before.lines and not before.tight):
                self._console.print()
            self._item(item)
        if section.bars:
            self._chart(section.bars)
        for line in section.lines:
            self._hanging(line.text, lead="- ", hang=2)

    def _chart(self, bars: tuple[Bar, ...]) -> None:
        rows = chart_rows(bars, self._width, self._safe, self._console.encoding)
        for row in rows:
            self._console.print(Text.assemble(*row), soft_wrap=True)
        for bar in () if rows else bars:
            figure = ", ".join(filter(None, (bar.words, bar.more, bar.note)))
            self._hanging(f"{bar.label}: {figure}", hang=2, style="bold" if bar.strong else "")
            if drawing := bar_text(bar, min(MOST_CELLS, self._width - 2), self._console.encoding).rstrip():
                self._console.print(Text(f"  {drawing}", style="cyan"), soft_wrap=True)

    def _item(self, item: Item) -> None:
        mark = item.severity.upper().ljust(_MARK_WIDTH) if self._wide else f"{item.severity.upper()} "
        hang = _MARK_WIDTH if self._wide else 2
        style = "bold" if item.lines else ""
        self._hanging(item.title, lead=mark, lead_style=_STYLES[item.severity], hang=hang, style=style, tail=item.place)
        for line in item.lines:
            self._line(line, " " * hang, aside=self._wide and not item.tight)

    def _line(self, line: Line, indent: str, *, aside: bool) -> None:
        text = f"“{line.text}”" if line.look is Look.QUOTE else line.text
        label, style, hang = self._label(line.label, _LABEL_WIDTH, aside=aside)
        self._hanging(text, lead=indent + label, lead_style=style, hang=len(indent) + hang, style=_LOOKS[line.look])

    def _label(self, label: str, width: int, *, aside: bool) -> tuple[str, str, int]:
        """The label as it is drawn, its style, and how far the lines below it are indented."""
        if not label:
            return "", "", 0
        return (label.ljust(width), "bold", width) if aside else (f"{label}: ", "bold", 0)

    def _rule(self) -> None:
        self._console.print()
        self._console.print(Text(self._safe("─" * self._width), style="dim"), soft_wrap=True)

    def _hanging(
        self, text: str, *, lead: str = "", lead_style: str = "", hang: int = 0, style: str = "", tail: str = ""
    ) -> None:
        for row in self._rows(text, lead, lead_style, hang, self._width, style=style, tail=tail):
            self._console.print(row, soft_wrap=True)

    def _rows(
        self, text: str, lead: str, lead_style: str, hang: int, width: int, *, style: str = "", tail: str = ""
    ) -> list[Text]:
        """Wrap `lead` and `text` to `width`, every row after the first indented by `hang` columns."""
        body = Text.assemble((self._safe(text), style), ("  " + self._safe(tail) if tail else "", "dim"))
        room = width - len(lead)
        first = self._wrapped(body, room)[0] if room >= _LEAST_ROOM and body else Text()
        skipped = body.plain[len(first) :]
        rest = body[len(body) - len(skipped.lstrip()) :]
        others = [Text(" " * hang) + row for row in self._wrapped(rest, width - hang)] if rest else []
        rows = [Text.assemble((lead, lead_style), first), *others]
        for row in rows:
            row.rstrip()
        return rows

    def _wrapped(self, text: Text, width: int) -> list[Text]:
        return list(text.wrap(self._console, max(1, width)))

    def _safe(self, text: str) -> str:
        return fit(visible(text), self._console.encoding)
