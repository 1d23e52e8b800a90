"""What a platform decides about its release: names, bands, sources, and how private deals are protected."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import rtoml

from clausecheck.errors import UsageError
from clausecheck.model import Source
from clausecheck.stats.disclosure import DisclosureSettings

OWN_DEALS: Final = Source(
    id="own-deals",
    title="Own deals",
    licence="not published",
    url="not published",
    years="",
    as_of="",
    method="counted by the platform from its deals",
    note="",
    public=False,
)
"""The source of a table that says nothing else."""

_IDENTIFIER: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")
_WORDS: Final = 1000
_NEEDED: Final = ("title", "licence", "method")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a release. Raises ValueError for what makes no sense."""

    id: str = "platform"
    """The series of releases: the name of the platform."""
    release: int = 1
    currency: str = "USD"
    """Of deal sizes; deals in other currencies have no size."""
    size_bounds: tuple[int, ...] = (0, 1_000, 10_000, 100_000, 1_000_000)
    """Lower bounds of the bands of deal sizes, ascending from 0."""
    window_cut: int = 2010
    """The year from which contracts count as recent, to show drift."""
    disclosure: DisclosureSettings = field(default_factory=DisclosureSettings)
    sources: tuple[Source, ...] = (OWN_DEALS,)
    """Where the observations come from; empty `years` and `as_of` are computed from the dates of the deals."""
    least_narrowed: int = 10
    """Of public sources: the contracts that a cell narrowed by region, size or years needs before it is written."""

    def __post_init__(self) -> None:
        ids = [source.id for source in self.sources]
        if not all(_IDENTIFIER.fullmatch(name) for name in (self.id, *ids)):
            raise ValueError("ids are small letters, digits, dots, dashes and underscores, 60 at most")
        if not ids or len(set(ids)) < len(ids):
            raise ValueError("there must be a source, and none twice")
        if not re.fullmatch("[A-Z]{3}", self.currency):
            raise ValueError(f"currency {self.currency!r} is no code like USD")
        bounds = self.size_bounds
        if not bounds or bounds[0] != 0 or any(low >= high for low, high in pairwise(bounds)) or bounds[-1] >= 10**12:
            raise ValueError("size_bounds must ascend from 0")
        if self.release < 1 or not 1900 <= self.window_cut <= 2200 or self.least_narrowed < 1:
            raise ValueError("release must be 1 or more, window_cut a year, least_narrowed 1 or more")

    def frame(self) -> dict[str, Any]:
        """What the releases of one series have in common, as a release says it."""
        private = any(not source.public for source in self.sources)
        return {
            "id": self.id,
            "currency": self.currency,
            "size_bounds": list(self.size_bounds),
            "window_cut": self.window_cut,
            "disclosure": asdict(self.disclosure) if private else None,
        }


def read_settings(path: Path | None, *, public: bool = False) -> Settings:
    """The settings that a TOML file says, each with its default; without a file the defaults.

    `public` marks every source as published contracts, which needs a file that describes them. Raises UsageError.
    """
    if path is None:
        if public:
            raise UsageError(
                "--public needs a description of the source",
                hint="add --settings FILE with [[source]]: docs/build-statistics.md",
            )
        return Settings()
    try:
        data = rtoml.loads(path.read_text(encoding="utf-8"))
        settings = _settings(data)
    except OSError as fault:
        raise UsageError(f"cannot read {path.name}: {fault.strerror or fault}", hint=_HINT) from fault
    except (ValueError, TypeError) as fault:
        raise UsageError(f"{path.name}: {fault}", hint=_HINT) from fault
    if not public:
        return settings
    if "source" not in data:
        raise UsageError(f"{path.name} describes no source, which --public needs", hint=_HINT)
    return replace(settings, sources=tuple(replace(source, public=True) for source in settings.sources))


def _settings(data: Mapping[str, Any]) -> Settings:
    known = {each.name for each in fields(Settings)} - {"sources"} | {"source"}
    _refuse_unknown(data, known, "setting")
    values = {name: value for name, value in data.items() if name not in {"source", "disclosure"}}
    for name, value in values.items():
        wanted = type(getattr(Settings(), name))
        if type(value) is not (list if wanted is tuple else wanted):
            raise ValueError(f"{name} is no {_KINDS[wanted]}")
    if "size_bounds" in values:
        if not all(type(bound) is int for bound in values["size_bounds"]):
            raise ValueError("size_bounds is no list of whole numbers")
        values["size_bounds"] = tuple(values["size_bounds"])
    if "disclosure" in data:
        values["disclosure"] = _disclosure(data["disclosure"])
    if "source" in data:
        values["sources"] = tuple(_source(entry) for entry in data["source"])
    return Settings(**values)


def _disclosure(table: Any) -> DisclosureSettings:
    if not isinstance(table, dict):
        raise ValueError("disclosure is no table")
    _refuse_unknown(table, {each.name for each in fields(DisclosureSettings)}, "setting of disclosure")
    for name, value in table.items():
        if type(value) is not int and not (name == "largest_share" and type(value) is float):
            raise ValueError(f"{name} of disclosure is no {'number' if name == 'largest_share' else 'whole number'}")
    return DisclosureSettings(**table)


def _source(table: Any) -> Source:
    if not isinstance(table, dict):
        raise ValueError("a source is no table")
    _refuse_unknown(table, {each.name for each in fields(Source)}, "field of a source")
    if missing := [name for name in ("id", *_NEEDED) if not table.get(name)]:
        raise ValueError(f"a source without {', '.join(missing)}")
    usual: dict[str, Any] = {"url": "not published", "years": "", "as_of": "", "note": "", "public": False}
    flags = {"public", "second_hand"}
    for name, value in table.items():
        if type(value) is not (bool if name in flags else str) or len(str(value)) > _WORDS:
            raise ValueError(f"{name} of a source is no {'true or false' if name in flags else 'text'}, or too long")
    return Source(**(usual | table))


def _refuse_unknown(table: Mapping[str, Any], known: set[str], what: str) -> None:
    if strange := sorted(set(table) - known):
        raise ValueError(f"unknown {what} {strange[0]!r}")


_KINDS: Final = {str: "text", int: "whole number", tuple: "list of whole numbers", DisclosureSettings: "table"}
_HINT: Final = "docs/build-statistics.md says what a file of settings holds"
