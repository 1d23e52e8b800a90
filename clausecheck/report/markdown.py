"""A page as Markdown, in which words of the contract are words: no link, picture, heading or HTML of theirs works."""

import re
from typing import Final

from clausecheck.report.page import Bar, Item, Line, Look, Page, Section
from clausecheck.report.visible import visible

_ACTIVE: Final = re.compile(r"[\\`*_\[\]{}<>#|~^&$]")
"""Characters that Markdown and its tables act on."""
_FIRST: Final = re.compile(r"[-+=:!]")
"""Those that it acts on at the start of a line."""
_NUMBERED: Final = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
"""What begins a numbered list, at the start of a line."""
_ADDRESS: Final = re.compile(r"//|@|www\.|[^\W_]\.[^\W\d_]{2}|#\d|:[a-z][a-z0-9_+-]*:", re.IGNORECASE)
"""What some programs turn into a link, a mention or a picture, whatever is escaped in it."""
_BETWEEN: Final = re.compile(r"""([][(){}<>"'`|*\\ ]+)""")
"""What no address reaches across."""


def to_markdown(page: Page) -> str:
    """Write a page as CommonMark, ending in a line break."""
    lines = [f"# {escaped(page.title)}", ""]
    lines += [f"- **{escaped(line.label)}:** {escaped(line.text)}" for line in page.header]
    if page.alarms:
        lines += ["", *(f"> **{escaped(text)}**  " for text in page.alarms)]
    for text in page.summary:
        lines += ["", escaped(text)]
    for section in page.sections:
        lines += _section(section)
    lines += ["", "---"]
    for text in page.closing:
        lines += ["", escaped(text)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return `text` on one line with nothing in it that Markdown would act on.

    Addresses become code: many programs look for them after escapes are resolved, and leave code alone.
    """
    line = visible(text)
    if _ADDRESS.search(line):
        line = "".join(f"`{part}`" if _ADDRESS.search(part) else _inert(part) for part in _BETWEEN.split(line))
    else:
        line = _inert(line)
    if _FIRST.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def _inert(words: str) -> str:
    return _ACTIVE.sub(_harmless, words)


def _harmless(match: re.Match[str]) -> str:
    character = match.group()
    return f"&#{ord(character)};" if character in "<>&" else f"\\{character}"


def _section(section: Section) -> list[str]:
    lines = ["", f"## {escaped(section.title)}"]
    for item in section.items:
        lines += _item(item)
    if section.bars:
        lines += ["", *(_bar(bar) for bar in section.bars)]
    if section.lines:
        lines += ["", *(f"- {escaped(line.text)}" for line in section.lines)]
    return lines


def _bar(bar: Bar) -> str:
    """A row of a chart in words alone."""
    figure = escaped(", ".join(filter(None, (bar.words, bar.more, bar.note))))
    return f"- {'**' if bar.strong else ''}{escaped(bar.label)}:{'**' if bar.strong else ''} {figure}"


def _item(item: Item) -> list[str]:
    lines = ["", f"### {item.severity.capitalize()}: {escaped(item.title)}"]
    lines += ["", f"*{escaped(item.place)}*"] if item.place else []
    for line in item.lines:
        lines += ["", _line(line)]
    return lines


def _line(line: Line) -> str:
    label = f"**{escaped(line.label)}:** " if line.label else ""
    quoted = "> " if line.look is not Look.PLAIN else ""
    if line.look is Look.PASTE:
        return f"{label.strip()}\n\n{quoted}{escaped(line.text)}"
    return f"{quoted}{label}{escaped(line.text)}"
