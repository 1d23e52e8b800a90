"""Counts the terms and protections of `clause_stats/unprotected.toml` in CUAD, and writes the counts into that file.

    python tools/count_unprotected.py contracts.jsonl.gz

The contracts of `left_out.txt`, which reviews are measured on, are not counted. Takes about a minute and a half.
"""

import argparse
import re
from collections import Counter
from pathlib import Path

from count_scope import read_contracts

from clausecheck.compare.unprotected import carried, pairs
from clausecheck.resources import folder


def main() -> None:
    """Count, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("contracts", type=Path, help="CUAD's texts, one JSON record with title and text a line")
    carriers: Counter[str] = Counter()
    guarded: Counter[str] = Counter()
    for contract in read_contracts(parser.parse_args().contracts):
        for pair, _, shown in carried(contract, pairs()):
            carriers[pair.id] += 1
            guarded[pair.id] += shown
    path = folder("clause_stats") / "unprotected.toml"
    head, *entries = re.split(r"(?=^\[\[pair\]\]$)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    written = [head]
    for before in entries:
        entry = before
        name = entry.split('id = "', 1)[1].split('"', 1)[0]
        for key, counts in (("carriers", carriers), ("guarded", guarded)):
            entry = re.sub(rf"^{key} = \d+$", f"{key} = {counts[name]}", entry, flags=re.MULTILINE)
        written.append(entry)
    path.write_text("".join(written), encoding="utf-8")


if __name__ == "__main__":
    main()
