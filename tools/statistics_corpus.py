"""The reference contracts: which are counted, of what category, under whose law, and from when."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from left_out import titles
from statistics_tables import jsonl, table

from clausecheck.model.taxonomy import CATEGORY_PARENT
from clausecheck.stats import prepare, region_codes

NEAR_DUPLICATE: Final = 0.8
"""Share of eight-word runs, of both together, from which two contracts of one filer have one vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A reference contract."""

    id: str
    category: str
    """The closest one; "all" for a contract type that is no category."""
    labels: frozenset[str] = frozenset()
    """What lawyers labelled, as clause types."""
    prepared: str
    """The text as rules read it."""
    text: str
    law: str = ""
    """The first listed place that the lawyers' answer on governing law names."""
    date: str = ""
    """When it was made, else when it took effect; empty where no year is told."""

    @property
    def region(self) -> str:
        """The code of the place whose law governs."""
        return region_codes().get(self.law, "")


def read_contracts(cuad: Path) -> list[Contract]:
    """The contracts of CUAD, without those the measuring set is made from and without near-duplicates of one filer."""
    group = {row["id"]: row["group"] for row in table(cuad / "folds.csv")}
    answers = {row["id"]: row for row in table(cuad / "answers.csv")}
    found = sorted(jsonl(cuad / "contracts.jsonl.gz"), key=lambda row: str(row["id"]))
    left_out = titles(str(row["title"]) for row in found)
    kept: list[Contract] = []
    runs: dict[str, list[set[str]]] = defaultdict(list)
    for row in found:
        if row["title"] in left_out:
            continue
        text = prepare(row["text"])
        words = text.split()
        own = {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}
        others = runs[group[row["id"]]]
        if any(len(own & other) >= NEAR_DUPLICATE * max(1, len(own | other)) for other in others):
            continue
        others.append(own)
        answer: Mapping[str, str] = answers.get(row["id"], {})
        kept.append(
            Contract(
                id=row["id"],
                category=category(row["contract_type"]),
                labels=frozenset(snake(label) for label in row["labels"]),
                prepared=text,
                text=row["text"],
                law=place_of(answer.get("Governing Law", ""), region_codes()),
                date=iso(answer.get("Agreement Date", "")) or iso(answer.get("Effective Date", "")),
            )
        )
    return kept


def category(contract_type: str) -> str:
    """Our category for a contract type of CUAD; types that we lack count only in `all`."""
    name = {"service": "services"}.get(snake(contract_type), snake(contract_type))
    return name if name in CATEGORY_PARENT else "all"


def place_of(answer: str, places: Iterable[str]) -> str:
    """The listed place that an answer names first, the longest at that spot; empty for blanks and formulas."""
    found = [(answer.find(name), -len(name), name) for name in places if name in answer]
    return min(found)[2] if found else ""


def date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of "6/21/99"; None where a part is blank. Two digits above 50 are of the last century."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)", text.strip())
    return (_year(match[3]), int(match[1]), int(match[2])) if match else None


def iso(text: str) -> str:
    """A date as 2004-06-30; the first day where day or month is blank, for only the year is counted by."""
    if whole := date(text):
        return "{}-{:02}-{:02}".format(*whole)
    match = re.fullmatch(r"(\d{1,2}|\[\])/(?:\d{1,2}|\[\])/(\d{4}|\d\d)(?:;.*)?", text.strip())
    return f"{_year(match[2])}-{match[1].replace('[]', '1'):0>2}-01" if match else ""


def _year(digits: str) -> int:
    year = int(digits)
    return year if year > 99 else 1900 + year if year > 50 else 2000 + year


def snake(label: str) -> str:
    """A label as an id: "Rofr/Rofo/Rofn" is rofr_rofo_rofn."""
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
