#!/usr/bin/env python3
"""How much of what should be hidden is hidden, and how much else is hidden with it: score_redaction.py SHARED.

tools/gold/redaction.csv holds passages of contracts drawn at random (the opening, a notice, a signature, the middle),
and within them, by offsets with a digest of the words, every name, address and number as a reader marked it. Companies
are all that are named, parties or not, with what they are called where that names them; lines that a page repeats at
its foot ("foot") do not count, for they are not sent. A marked place is found when every word of it is hidden; what is
hidden is right when it lies in a marked place. Accounts are too rare for that: the halves "keyword …" are passages that
were searched for by words such as "account" and "VAT", and only accounts are marked in them. `--half` chooses what is
printed; misses are named for what is not blind.
"""

import argparse
import csv
import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from clausecheck.model import Redaction
from clausecheck.review import read_contract
from clausecheck.reviewers.redaction import Redactor

GOLD = Path(__file__).parent / "gold" / "redaction.csv"
HALVES = ("development", "blind", "keyword development", "keyword blind")
FOLDERS = ("cuad", "edgar_contracts")


class Marked(NamedTuple):
    """A passage, or a place in one that a reader marked."""

    kind: str
    start: int
    end: int


def main() -> None:
    """Print recall and precision for each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora")
    parser.add_argument("--half", choices=HALVES, default="development")
    args = parser.parse_args()
    found: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    kinds = {Redaction.ACCOUNTS} if "keyword" in args.half else set(Redaction)
    for name, text, rows in documents(args.shared, args.half):
        redactor = Redactor(read_contract(text.encode(), f"{name}.txt"), kinds)
        places = [row for row in rows if row.kind not in {"passage", "foot"}]
        feet = [row for row in rows if row.kind == "foot"]
        for passage in (row for row in rows if row.kind == "passage"):
            spans = list(hidden_spans(redactor, text, passage))
            for row in places:
                if passage.start <= row.start and row.end <= passage.end:
                    whole = all(covered(spans, word) for word in words(text, row))
                    marked[row.kind] += 1
                    found[row.kind] += whole
                    if not whole and "blind" not in args.half:
                        print(f"missed {name} {row.kind}: {text[row.start : row.end]!r}")
            for span in (span for span in spans if not lies_in(span, feet)):
                good = lies_in(span, places)
                hidden[span.kind] += 1
                right[span.kind] += good
                if not good and "blind" not in args.half:
                    print(f"also hidden {name} {span.kind}: {text[span.start : span.end]!r}")
    for kind in sorted(kinds):
        print(
            f"{kind:10} found {found[kind]:4}/{marked[kind]:<4}{share(found[kind], marked[kind])}"
            f"   right {right[kind]:4}/{hidden[kind]:<4}{share(right[kind], hidden[kind])}"
        )


def documents(shared: Path, half: str) -> Iterator[tuple[str, str, list[Marked]]]:
    """Each contract of a half with its text and its rows. Raises ValueError where the words are not those marked."""
    gold: dict[str, list[Marked]] = defaultdict(list)
    digests: dict[tuple[str, Marked], str] = {}
    with GOLD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["half"] == half:
                place = Marked(row["kind"], int(row["start"]), int(row["end"]))
                gold[row["contract"]].append(place)
                digests[row["contract"], place] = row["sha256"]
    for folder in FOLDERS:
        with gzip.open(shared / "corpora" / folder / "contracts.jsonl.gz", "rt", encoding="utf-8") as rows:
            for contract in map(json.loads, rows):
                name, text = contract["id"], contract["text"]
                for place in gold.get(name, ()):
                    if hashlib.sha256(text[place.start : place.end].encode()).hexdigest()[:12] != digests[name, place]:
                        raise ValueError(f"{name}: other words at {place.start}")
                if name in gold:
                    yield name, text, gold[name]


def hidden_spans(redactor: Redactor, text: str, passage: Marked) -> Iterator[Marked]:
    """What is hidden of a passage, as offsets into the contract; its spacing is made single, as a reader's is."""
    kept = [
        at
        for at in range(passage.start, passage.end)
        if not (text[at].isspace() and at > passage.start and text[at - 1].isspace())
    ]
    hidden = redactor.hidden("".join(" " if text[at] == "\t" else text[at] for at in kept))
    marks = "|".join(map(re.escape, hidden.words))
    at, last = 0, 0
    for mark in re.finditer(marks, hidden.data) if marks else ():
        at += mark.start() - last
        length = len(hidden.words[mark[0]])
        yield Marked(hidden.kinds[mark[0]], kept[at], kept[at + length - 1] + 1)
        at, last = at + length, mark.end()


def words(text: str, row: Marked) -> Iterator[tuple[int, int]]:
    """Where the words of a marked place stand."""
    for match in re.finditer(r"[^\W_]+", text[row.start : row.end]):
        yield row.start + match.start(), row.start + match.end()


def covered(spans: list[Marked], word: tuple[int, int]) -> bool:
    """Whether a word is hidden, as whatever kind."""
    return any(span.start <= word[0] and word[1] <= span.end for span in spans)


def lies_in(span: Marked, places: list[Marked]) -> bool:
    """Whether a span overlaps one of these."""
    return any(row.start < span.end and span.start < row.end for row in places)


def share(part: int, whole: int) -> str:
    """In per cent; nothing for a share of nothing."""
    return f"({part / whole:6.1%})" if whole else ""


if __name__ == "__main__":
    main()
