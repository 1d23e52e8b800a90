"""What a platform knows of its deals and the contracts do not say: a CSV file beside the folder."""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from clausecheck.build.contract import YEARS
from clausecheck.errors import UsageError
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES
from clausecheck.stats import region_code

OUTCOMES: Final = ("proposed", "accepted", "changed", "removed")
SIDES: Final = ("seller", "buyer")
_FILE: Final = "file"
_DATES: Final = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
_LONGEST: Final = 200
"""Characters of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a clause of a type that one side proposed."""

    clause_type: str
    proposed_by: str
    outcome: str
    round: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """What is told of the deal that a file belongs to; where nothing is, None: the contract's own words count."""

    deal: str | None = None
    seller: str | None = None
    buyer: str | None = None
    category: str | None = None
    region: str | None = None
    date: str | None = None
    deal_size: float | None = None
    currency: str | None = None
    rate: float | None = None
    outcomes: tuple[Outcome, ...] = ()


FIELDS: Final = tuple(field.name for field in fields(Deal) if field.name != "outcomes")
_OF_OUTCOMES: Final = tuple(field.name for field in fields(Outcome))
COLUMNS: Final = (_FILE, *FIELDS, *_OF_OUTCOMES)
"""Of the file; only the first is needed, and an empty cell tells nothing."""


def read_deals(path: Path) -> dict[str, Deal]:
    """What the CSV file at `path` tells, by the name of the contract's file.

    A file may have several rows, one for each clause whose outcome is told. Raises UsageError for a file that is not
    as described in docs/reading.md, with the line where it is not.
    """
    deals: dict[str, Deal] = {}
    try:
        with path.open(newline="", encoding="utf-8-sig") as lines:
            rows = csv.DictReader(lines, strict=True)
            _check_header(path, rows.fieldnames or ())
            for row in rows:
                where = f"{path.name}, line {rows.line_num}"
                name, told = _row(where, row)
                deals[name] = _together(f"{where}: another row of the file", deals.get(name, Deal()), told)
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise UsageError(f"{path.name} is no readable CSV file: {fault}", hint="save it as CSV in UTF-8") from fault
    return deals


def _check_header(path: Path, header: Any) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    if unknown or _FILE not in header or len(set(header)) < len(header):
        fault = f"has an unknown column {unknown[0]!r}" if unknown else "has no column file, or one column twice"
        raise UsageError(f"{path.name} {fault}", hint=f"its columns may be {', '.join(COLUMNS)}")


def _row(where: str, row: Mapping[str | None, Any]) -> tuple[str, Deal]:
    if None in row or None in row.values():
        raise UsageError(f"{where}: the row has more or fewer cells than the header", hint="quote cells with commas")
    told: dict[str, Any] = {}
    for name, cell in row.items():
        if name is not None and (text := cell.strip()):
            try:
                told[name] = _READ.get(name, str)(text)
            except ValueError as fault:
                raise UsageError(
                    f"{where}: {name} {text!r} {fault}", hint="correct the cell, or leave it empty"
                ) from None
    if _FILE not in told:
        raise UsageError(f"{where}: no file is named", hint="the column file holds the name of the contract's file")
    outcome: dict[str, Any] = {name: told.get(name) for name in _OF_OUTCOMES}
    if any(outcome.values()) and not (outcome["clause_type"] and outcome["proposed_by"] and outcome["outcome"]):
        raise UsageError(f"{where}: an outcome needs clause_type, proposed_by and outcome", hint="fill in all three")
    outcomes = (Outcome(**outcome),) if outcome["outcome"] else ()
    return told[_FILE], Deal(**{name: told.get(name) for name in FIELDS}, outcomes=outcomes)


def _together(other: str, earlier: Deal, later: Deal) -> Deal:
    """What two rows tell of one deal; `other` are the words for the earlier one."""
    joined = {}
    for name in FIELDS:
        values = {getattr(earlier, name), getattr(later, name)} - {None}
        if len(values) > 1:
            raise UsageError(f"{other} has another {name}", hint="tell it once, or alike")
        joined[name] = values.pop() if values else None
    return Deal(**joined, outcomes=earlier.outcomes + later.outcomes)


def _one_of(words: Mapping[str, Any] | tuple[str, ...]) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if text not in words:
            raise ValueError("is not known")
        return text

    return checked


def _short(text: str) -> str:
    if len(text) > _LONGEST:
        raise ValueError(f"has more than {_LONGEST} characters")
    return text


def _region(text: str) -> str:
    if not (code := region_code(text)):
        raise ValueError("is no region that is known")
    return code


def _date(text: str) -> str:
    """A date, or as much of one as is known."""
    form = _DATES.get(len(text))
    try:
        known = form is not None and YEARS[0] <= datetime.strptime(text, form).year <= YEARS[1]  # noqa: DTZ007 a day
    except ValueError:
        known = False
    if not known:
        raise ValueError("is no date like 2026-01-31")
    return text


def _number(text: str) -> float:
    if not re.fullmatch(r"\d{1,11}(\.\d{1,10})?", text):
        raise ValueError("is no number like 12500.50")
    return float(text)


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise ValueError("is no currency like USD")
    return text


def _round(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}", text):
        raise ValueError("is no number of a round")
    return int(text)


_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "deal": _short,
    "seller": _short,
    "buyer": _short,
    "category": _one_of(CATEGORY_PARENT),
    "region": _region,
    "date": _date,
    "deal_size": _number,
    "currency": _currency,
    "rate": _number,
    "clause_type": _one_of(CLAUSE_TYPES),
    "proposed_by": _one_of(SIDES),
    "outcome": _one_of(OUTCOMES),
    "round": _round,
}


def by_file(deals: Mapping[str, Deal], files: Sequence[str], name: str) -> dict[str, Deal]:
    """The deals by the full names of files below the folder; a file may be told by its last name where that is clear.

    `name` is that of the CSV file. Raises UsageError for a file that is not there, and for a name that several have.
    """
    full = set(files)
    last: dict[str, list[str]] = {}
    for file in files:
        last.setdefault(file.rpartition("/")[2], []).append(file)
    found: dict[str, Deal] = {}
    for told, deal in deals.items():
        places = [told] if told in full else last.get(told, [])
        if len(places) != 1:
            fault = f"is the name of {len(places)} contracts" if places else "is not among the contracts"
            raise UsageError(f"{name}: {told!r} {fault}", hint="write it as it stands below the folder: north/msa.docx")
        if places[0] in found:
            raise UsageError(f"{name}: {places[0]!r} is named in two ways", hint="write its name alike in each row")
        found[places[0]] = deal
    return _alike(found, name)


def _alike(deals: Mapping[str, Deal], name: str) -> dict[str, Deal]:
    """The files of one deal with all that is told of it, each with its own outcomes."""
    known: dict[str, Deal] = {}
    for file, deal in deals.items():
        if deal.deal:
            other = f"{name}: another file of the deal of {file!r}"
            known[deal.deal] = _together(other, known.get(deal.deal, Deal()), replace(deal, outcomes=()))
    return {
        file: replace(known[deal.deal], outcomes=deal.outcomes) if deal.deal else deal for file, deal in deals.items()
    }
