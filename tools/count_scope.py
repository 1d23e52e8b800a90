"""Counts the far-reaching words of `clause_stats/scope.toml` in CUAD, and writes the counts into that file.

    python tools/count_scope.py contracts.jsonl.gz

Counted are the sentences that hold each mark, and the contracts of which some sentence reaches each of `CUTS`. The
contracts of `left_out.txt`, which reviews are measured on, are not counted. Takes about a minute and a half.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from math import log2
from pathlib import Path
from typing import Final

import left_out

from clausecheck.compare import scope
from clausecheck.compare.phrases import words_of
from clausecheck.errors import UnreadableError
from clausecheck.model import Contract
from clausecheck.resources import folder
from clausecheck.review import read_contract

CUTS: Final = (6.5, 7.0, 7.5, 8.0, 8.5, 9.0, 9.5, 10.0, 11.0, 12.0, 14.0)
"""The reaches that are told apart; below the first nothing is told of a sentence."""


def main() -> None:
    """Count, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("contracts", type=Path, help="CUAD's texts, one JSON record with title and text a line")
    contracts = list(read_contracts(parser.parse_args().contracts))
    held = scope.marks()
    counts: Counter[str] = Counter()
    sentences = 0
    for contract in contracts:
        for sentence in contract.sentences:
            sentences += 1
            counts.update({name for name, _, _ in held.phrases.find(words_of(sentence.roles))})
    weighed = {
        name: replace(mark, weight=max(0.0, log2(sentences / max(1, counts[name])) - scope.COMMON))
        for name, mark in held.by_id.items()
        if name != scope.ORDINARY
    }
    now = replace(held, by_id={scope.ORDINARY: held.by_id[scope.ORDINARY], **weighed})
    furthest = [max((reach.score for reach in scope.reaches(contract, now)), default=0.0) for contract in contracts]
    reached = [[cut, sum(far >= cut for far in furthest)] for cut in CUTS]
    _write(folder("clause_stats") / "scope.toml", counts, sentences, len(contracts), reached)


def read_contracts(path: Path) -> Iterator[Contract]:
    """CUAD's contracts as read, without those that are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    apart = left_out.titles(record["title"] for record in records)
    for record in records:
        if record["title"] in apart:
            continue
        try:
            yield read_contract(record["text"].encode(), name=f"{record['id']}.txt")
        except UnreadableError as error:
            print(f"{record['title']}: {error}", file=sys.stderr)


def _write(path: Path, counts: Counter[str], sentences: int, contracts: int, reached: list[list[float]]) -> None:
    head, *entries = re.split(r"(?=^\[\[mark\]\]$)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    pairs = ", ".join(f"[{cut:g}, {count}]" for cut, count in reached)
    for name, value in (("contracts", contracts), ("sentences", sentences), ("reached", f"[{pairs}]")):
        head = re.sub(rf"^{name} = .*$", f"{name} = {value}", head, flags=re.MULTILINE)
    written = [head]
    for entry in entries:
        name = entry.split('id = "', 1)[1].split('"', 1)[0]
        written.append(re.sub(r"^sentences = \d+$", f"sentences = {counts[name]}", entry, flags=re.MULTILINE))
    path.write_text("".join(written), encoding="utf-8")


if __name__ == "__main__":
    main()
