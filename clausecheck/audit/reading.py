"""One record out of many, and the exchanges that it holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clausecheck.audit.chain import Link
from clausecheck.audit.texts import joined
from clausecheck.audit.verifying import Check, Verdict, rows
from clausecheck.context.canonical import canonical
from clausecheck.errors import AuditError, UsageError
from clausecheck.model import Exchange

if TYPE_CHECKING:
    from clausecheck.audit import shape

LAST: Final = "last"
_HASH: Final = re.compile(r"(?:sha256:)?[0-9a-f]{4,64}")
_NUMBERS: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record, with its place in the chain."""

    count: int
    hash: str
    record: "shape.RecordJson"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One question and its answer as they were recorded."""

    request: str
    """The digest of what was asked."""
    exchange: Exchange
    """With an empty `request`."""


def entries(path: Path) -> tuple[tuple[Entry, ...], Verdict]:
    """Every record that is whole, and what checking them has shown.

    Raises UsageError where there is no record, AuditError for one that this version does not know, and OSError.
    """
    return _read(path, lambda _: True)


def entry(path: Path, which: str) -> tuple[Entry, Verdict]:
    """The record called by its number, by the beginning of its hash, or "last"; raises as `entries`."""
    if not (which == LAST or _NUMBERS.fullmatch(which) or _HASH.fullmatch(which)):
        raise UsageError(f"{which!r} names no record", hint="give its number, the beginning of its hash, or last")
    found, verdict = _read(path, lambda link: which == LAST or _called(link, which), last=which == LAST)
    if len(found) > 1:
        raise UsageError(f"{len(found)} records begin with {which}", hint="give more of the hash, or the number")
    if not found and verdict.fault:
        hint = "see what is wrong with it: clausecheck audit verify"
        raise AuditError(f"line {verdict.fault.line} of the record is not as it was written", hint=hint)
    if not found:
        raise UsageError(f"there is no record {which}", hint="list them with: clausecheck audit show")
    return found[0], verdict


def exchanges(reviewed: "shape.ReviewedJson", text: str) -> tuple[Recorded, ...]:
    """The questions and answers of a review, with the text of its document. Raises AuditError where it is another."""
    return tuple(
        Recorded(
            one["request"],
            Exchange(
                request=b"",
                run=one["run"],
                tries=one["tries"],
                text=joined(one["answer"], text),
                stop_reason=one["stop_reason"],
                trouble=joined(one["trouble"], text),
                input_tokens=one["input_tokens"],
                written_tokens=one["written_tokens"],
                cached_tokens=one["cached_tokens"],
                output_tokens=one["output_tokens"],
                began=float(one["began"]),
                seconds=float(one["seconds"]),
                max_tokens=one["max_tokens"],
                clauses=tuple(one["clauses"]),
            ),
        )
        for one in reviewed["exchanges"]
    )


def _read(path: Path, wanted: Callable[[Link], bool], *, last: bool = False) -> tuple[tuple[Entry, ...], Verdict]:
    if not path.is_file():
        raise UsageError(f"there is no record called {path.name}", hint="review --audit FILE names one")
    check = Check()
    found: list[Link] = []
    for row in rows(path):
        check.take(row)
        if row.link and wanted(row.link):
            found = [row.link] if last else [*found, row.link]
    return tuple(map(_entry, found)), check.verdict()


def _called(link: Link, which: str) -> bool:
    if _NUMBERS.fullmatch(which) and int(which) == link.count:
        return True
    return len(which) >= len("abcd") and link.hash.removeprefix("sha256:").startswith(which.removeprefix("sha256:"))


def _entry(link: Link) -> Entry:
    from pydantic import TypeAdapter, ValidationError

    from clausecheck.audit.shape import RecordJson

    try:
        record: Any = TypeAdapter(RecordJson).validate_json(canonical(link.record, ascii=True))
    except ValidationError as fault:
        where = ".".join(map(str, fault.errors(include_url=False, include_input=False)[0]["loc"]))
        raise AuditError(
            f"record {link.count} is of another version ({where})", hint="use the version that wrote it"
        ) from fault
    return Entry(link.count, link.hash, record)
