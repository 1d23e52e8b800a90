"""A playbook's file → its rules, or everything that is wrong with it, by line."""

import string
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import rtoml

from clausecheck.errors import UsageError
from clausecheck.model import Priority, Severity, Side
from clausecheck.reviewers.playbook.changes import changed
from clausecheck.reviewers.playbook.fields import Table, Wrong
from clausecheck.reviewers.playbook.lines import line_of
from clausecheck.reviewers.playbook.parse_rules import clause_rule, term_rule
from clausecheck.reviewers.playbook.positions import Position, playbook
from clausecheck.reviewers.playbook.rulebook import STEPS, Rule, Rulebook

_LARGEST: Final = 1_000_000
"""Bytes of a playbook."""
_TABLES: Final = ("side", "levels", "term", "clause", "position", "severity")
_LEVELS: Final = {
    Priority.MUST: (Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL),
    Priority.SHOULD: (Severity.LOW, Severity.MEDIUM, Severity.HIGH),
    Priority.NICE: (Severity.INFO, Severity.LOW, Severity.MEDIUM),
}
"""How grave it is to be beyond standard, fallback and walk-away, where a playbook does not say."""
PLACEHOLDERS: Final = frozenset({"A", "B", "seller", "buyer", "value", "type", "term"})
"""What may stand in braces in the words of a position."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that is wrong in a playbook."""

    line: int
    message: str


def load_rulebook(path: Path) -> Rulebook:
    """The playbook in a file. Raises UsageError, which names the first line that is wrong."""
    book, problems = read_rulebook(read_text(path), path.name)
    if book is None or problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise UsageError(
            f"{path.name}, line {problems[0].line}: {problems[0].message}{more}",
            hint=f"clausecheck playbook check {path.name} tells everything that is wrong",
        )
    return book


def read_text(path: Path) -> str:
    """The text of a playbook's file. Raises UsageError where it is no text, or much too large."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as fault:
        raise UsageError(f"{path.name} cannot be read: {fault.strerror or fault}", hint="check the path") from fault
    if not data.strip():
        raise UsageError(f"{path.name} is empty or larger than 1 MB", hint="clausecheck playbook init starts one")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise UsageError(f"{path.name} is not text in UTF-8", hint="save it as UTF-8") from fault


def read_rulebook(text: str, file: str, *, own: bool = True) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    """The rules in `text` and what is wrong with it, by line; no rules where it is no TOML."""
    try:
        data = rtoml.loads(text)
    except (rtoml.TomlParsingError, RecursionError) as fault:
        return None, (_no_toml(fault),)
    wrong: list[Wrong] = []
    book = _rulebook(Table(data, (), wrong), text, file, own)
    return book, tuple(sorted({Problem(line_of(text, one.path), one.message) for one in wrong}))


def _no_toml(fault: Exception) -> Problem:
    said, _, place = " ".join(str(fault).split()).rpartition(" at line ")
    line = place.partition(" ")[0]
    words = said or "tables within tables without end"
    return Problem(int(line) if line.isdecimal() else 1, f"this is no TOML: {words}")


def _rulebook(top: Table, text: str, file: str, own: bool) -> Rulebook:
    top.only(_TABLES, "table")
    side = top.choice("side", [*Side], "")
    if not side and "side" not in top.entries:
        top.note('it does not say whose it is: begin it with side = "seller" or side = "buyer"')
    terms, clauses = top.table("term"), top.table("clause")
    found: list[Rule | None] = [term_rule(terms.table(name)) for name in terms.entries]
    found += [clause_rule(clauses.table(name)) for name in clauses.entries]
    book = Rulebook(
        file=file,
        side=Side(side or Side.SELLER),
        rules=tuple(rule for rule in found if rule),
        levels=_levels(top.table("levels")),
        own=own,
        text=text,
    )
    return _with_positions(book, top) if own else book


def _with_positions(book: Rulebook, top: Table) -> Rulebook:
    """The rulebook with what it puts in the place of shipped positions; the shipped ones themselves are no changes."""
    shipped = playbook(book.side)
    severity = top.table("severity")
    try:
        shipped.scale.changed(severity.entries)
    except (ValueError, TypeError, AttributeError) as fault:
        severity.note(f"severity: {fault}")
    topics = top.table("position")
    topics.only(shipped.positions, "topic")
    return replace(
        book,
        positions={
            name: _position(topics.table(name), shipped.positions[name])
            for name in topics.entries
            if name in shipped.positions
        },
        accepted=frozenset(name for name in topics.entries if topics.table(name).flag("accept")),
        severity=severity.entries,
    )


def _levels(table: Table) -> dict[Priority, tuple[Severity, ...]]:
    table.only(Priority)
    levels: dict[Priority, tuple[Severity, ...]] = dict(_LEVELS)
    for priority in Priority:
        words = table.texts(priority.value)
        if not words:
            continue
        if len(words) != len(STEPS) or not set(words) <= {*Severity}:
            table.note(f"{priority} needs three severities, beyond standard, fallback and walk-away", priority.value)
            continue
        levels[priority] = tuple(Severity(word) for word in words)
        if list(levels[priority]) != sorted(levels[priority], key=lambda level: level.rank):
            table.note(f"{priority}: a later step cannot be less grave than one before it", priority.value)
    return levels


def _position(table: Table, shipped: Position) -> dict[str, Any]:
    """The fields that replace those of a topic."""
    entry = {name: value for name, value in table.entries.items() if name != "accept"}
    for name, value in entry.items():
        try:
            changed(shipped, {name: value})
        except (ValueError, TypeError, AttributeError) as fault:
            table.note(str(fault), name)
        if isinstance(value, str) and (fault_in := _fault_in_words(value)):
            table.note(f"{name}: {fault_in}", name)
    return entry


def _fault_in_words(words: str) -> str:
    """What is wrong with the braces of a text; empty where nothing is."""
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}
    except ValueError as fault:
        return f"{fault}"
    unknown = sorted(used - PLACEHOLDERS)
    return f"unknown {{{unknown[0]}}}; known are {', '.join(sorted(PLACEHOLDERS))}" if unknown else ""
