#!/usr/bin/env python3
"""Score the typed values that are read from contracts: score_terms.py SHARED [--half dev|blind|fresh] [--list].

SHARED is the folder with the corpora, the documents and the planted contracts. Two measurements:

- against `corpora/cuad/term_values.csv`, one value for a contract and a term, found by rules. A row is right where the
  program read that value at the place of its evidence, or anywhere in the contract where the row names no place. Rows
  that a reader judged are in `gold/cuad_rows.csv`, and count as he says. Values of the same unit that the program reads
  in the evidence and that are not the row's are wrong; values elsewhere in these contracts are not judged, so precision
  is what the second measurement says.
- against `gold/term_values.csv`, every value in the regions of `gold/term_regions.csv`, read and written down by hand
  before the program was run on them. Values that count "may" are arguable: neither a miss nor a false alarm.

The first regions were cut at random by document into a development half and one kept blind; the failures of both have
been looked at since. The regions "fresh" were drawn and read afterwards, from contracts of neither half, and their
failures have not been looked at; contracts of the corpus among them (their names begin with "cuad-") also have rows in
the first measurement, whose failures have.
"""

import argparse
import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clausecheck.model import Binds, Term

GOLD: Final = Path(__file__).parent / "gold"
NAMES: Final = {
    "convenience_termination_notice_days": "convenience_notice",
    "governing_law": "governing_law",
    "late_interest_pct_per_month": "late_interest",
    "liability_cap_lookback_months": "liability_cap",
    "payment_days": "payment_days",
    "renewal_termination_notice_days": "renewal_notice",
    "renewal_term_months": "renewal_period",
    "warranty_duration_days": "warranty_period",
}
"""The names of the corpus, and those of the taxonomy."""
REACH: Final = 3000
"""How far from its offset a quote is looked for: readers of a format may come to keep or drop a few characters."""


@dataclass(frozen=True)
class Read:
    """A text with the values that were read from it."""

    text: str
    terms: tuple[Term, ...]


@dataclass
class Tally:
    """What was counted for one term."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    binds: int = 0
    mutual: int = 0
    told: int = 0


def understand(content: Path | bytes) -> Read:
    """Read a file, or the text of a contract."""
    from clausecheck.review import read_contract

    contract = read_contract(content, "contract.txt")
    return Read(contract.document.text, contract.terms)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; none where it is missing."""
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def find(text: str, quote: str, near: int = 0) -> tuple[int, int] | None:
    """Where the words of a quote stand, the first at or a little before `near`, whatever white space is between."""
    words = re.compile(r"\s+".join(map(re.escape, quote.split())))
    match = words.search(text, max(0, near - 5)) if near else words.search(text)
    if near and (match is None or match.start() > near + REACH):
        match = words.search(text, max(0, near - REACH))
    return match.span() if match else None


def same(term: Term, value: str, unit: str) -> bool:
    """Whether a term has one of the values, and one of the units, that are told apart by commas."""
    if unit and term.unit not in unit.split(","):
        return False
    if isinstance(term.value, str):
        return term.value in value.split(",")
    try:
        return abs(term.value - float(value)) <= 0.02 * max(1.0, abs(float(value)))
    except ValueError:
        return False


def overlaps(term: Term, span: tuple[int, int]) -> bool:
    """Whether the quote of a term touches the span."""
    return term.span.start < span[1] and span[0] < term.span.end


def score_own(reads: Mapping[str, Read], half: str, shown: bool) -> dict[str, Tally]:
    """Score one half of the gold; with `shown`, print what was missed and what is wrong."""
    rows = defaultdict(list)
    for row in rows_of(GOLD / "term_values.csv"):
        rows[row["document"]].append(row)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for region in rows_of(GOLD / "term_regions.csv"):
        if region["half"] == half and region["document"] in reads:
            read = reads[region["document"]]
            bounds = int(region["start"]), int(region["end"])
            inside = [row for row in rows[region["document"]] if bounds[0] <= int(row["offset"]) < bounds[1]]
            for line in _score_region(read, bounds, inside, tallies):
                if shown:
                    print(f"{region['document'].rpartition('/')[2]}: {line}")
    return tallies


def _score_region(
    read: Read, bounds: tuple[int, int], rows: Iterable[dict[str, str]], tallies: dict[str, Tally]
) -> Iterator[str]:
    left = [term for term in read.terms if bounds[0] <= term.span.start < bounds[1] and term.name != "contradiction"]
    for row in sorted(rows, key=lambda row: row["counts"] == "may"):
        names, span = row["name"].split(","), find(read.text, row["quote"], int(row["offset"]))
        if span is None:
            yield f"NOT FOUND {row['quote']}"
            continue
        near = [term for term in left if term.name in names and overlaps(term, span)]
        right = next((term for term in near if same(term, row["value"], row["unit"])), None)
        tally = tallies[names[0]]
        if right is not None:
            left.remove(right)
        elif row["counts"] == "may" and near:
            left.remove(near[0])
        if row["counts"] == "may":
            continue
        if right is None:
            tally.missed += 1
            yield f"MISSED {row['name']} {row['value']} {row['unit']}: {row['quote']} (read: {_told(near)})"
            continue
        tally.right += 1
        if row["binds"] != Binds.UNKNOWN:
            tally.told += 1
            tally.binds += right.binds == row["binds"]
            tally.mutual += (getattr(right, "mutual", None) is True) == (row["mutual"] == "yes")
            if right.binds != row["binds"]:
                yield f"BINDS {right.name} {right.quote!r}: {right.binds}, not {row['binds']}"
    for term in left:
        tallies[term.name].wrong += 1
        around = " ".join(read.text[max(0, term.span.start - 90) : term.span.end + 60].split())
        yield f"WRONG {term.name} {term.value} {term.unit}: {around}"


def _told(terms: Iterable[Term]) -> str:
    return "; ".join(f"{term.value} {term.unit}" for term in terms) or "nothing"


def _wanted(row: dict[str, str]) -> tuple[float | str, str]:
    """The value and unit of a row of the corpus in the units of the taxonomy."""
    name = NAMES[row["term"]]
    if name == "governing_law":
        return row["value"], "region"
    value = float(row["value"])
    if name == "warranty_period":
        return round(value // 365 * 12 + value % 365 / 30, 2), "months"
    units = {"late_interest": "percent_per_month", "liability_cap": "months_of_fees", "renewal_period": "months"}
    return value, units.get(name, "days")


def _agrees(term: Term, value: float | str, unit: str) -> bool:
    if isinstance(value, str) or isinstance(term.value, str):
        told, stated = str(term.value), str(value)
        return told == stated or (unit == "region" and (told in stated or stated in told))
    number = term.value
    if unit == "days" and term.unit == "business_days":
        return number == value or round(number * 7 / 5) == value
    if unit == "months_of_fees" and term.unit == unit:
        number = getattr(term, "look_back_months", None) or number
    if term.unit != unit:
        return False
    return abs(number - value) <= 0.06 * max(1.0, value) if unit == "months" else abs(number - value) < 0.02


def score_cuad(reads: Mapping[str, Read], corpus: Path, shown: bool) -> dict[str, Tally]:
    """Score the rows of the corpus; with `shown`, print where row and program differ and nobody has judged yet."""
    judged = {(row["id"], row["term"]): row for row in rows_of(GOLD / "cuad_rows.csv")}
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in rows_of(corpus / "term_values.csv"):
        if row["id"] not in reads:
            continue
        read, name = reads[row["id"]], NAMES[row["term"]]
        value, unit = _wanted(row)
        verdict = judged.get((row["id"], row["term"]))
        if verdict is not None and verdict["value"]:
            value = verdict["value"] if unit == "region" else float(verdict["value"])
        if verdict is not None and verdict["right"] == "neither":
            continue
        meant = verdict["name"] or name if verdict is not None else name
        own = [term for term in read.terms if term.name == meant]
        span = None if row["evidence"].startswith("answer:") or unit == "region" else find(read.text, row["evidence"])
        inside = own if span is None else [term for term in own if overlaps(term, span)]
        tally = tallies[name]
        if any(_agrees(term, value, unit) for term in inside):
            tally.right += 1
        elif any(_agrees(term, value, unit) for term in own):
            tally.right += 1
            tally.told += 1
        else:
            tally.missed += 1
            if shown:
                others = _told(inside or own)
                print(f"{row['id']} {row['term']} {row['value']}: read {others} | {row['evidence'][:300]}")
        if span is not None:
            tally.wrong += sum(term.unit == unit and not _agrees(term, value, unit) for term in inside)
    return tallies


def show(title: str, tallies: Mapping[str, Tally]) -> None:
    """Print the figures of each term and of all."""
    whole = Tally(*(sum(getattr(tally, key) for tally in tallies.values()) for key in Tally.__annotations__))
    print(
        f"\n{title}\n{'term':24}{'right':>6}{'missed':>7}{'wrong':>6}{'precision':>11}{'recall':>8}{'binds':>8}{'mutual':>8}"
    )
    for name, tally in [*sorted(tallies.items()), ("all", whole)]:
        read, due = tally.right + tally.wrong, tally.right + tally.missed
        shares = [(tally.right, read), (tally.right, due), (tally.binds, tally.told), (tally.mutual, tally.told)]
        told = [f"{100 * part / base:.1f} %" if base else "-" for part, base in shares]
        print(
            f"{name:24}{tally.right:6}{tally.missed:7}{tally.wrong:6}{told[0]:>11}{told[1]:>8}{told[2]:>8}{told[3]:>8}"
        )


def main() -> None:
    """Score both sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--half", choices=("dev", "blind", "fresh"), default="dev", help="the regions to score")
    parser.add_argument("--list", action="store_true", help="print what is missed and what is wrong")
    args = parser.parse_args()
    corpus = args.shared / "corpora" / "cuad"
    with gzip.open(corpus / "contracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        reads = {row["id"]: understand(row["text"].encode()) for row in map(json.loads, lines)}
    names = {row["document"] for row in rows_of(GOLD / "term_regions.csv") if row["half"] == args.half}
    files = {name: understand(args.shared / name) for name in names - reads.keys()}
    show(f"values read by hand, {args.half}", score_own(files | reads, args.half, args.list))
    show("values of the corpus", score_cuad(reads, corpus, args.list))


if __name__ == "__main__":
    main()
