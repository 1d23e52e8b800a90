#!/usr/bin/env python3
"""How many findings on real contracts are worth a reader's time: score_judged.py SHARED.

Reviews the contracts of CUAD that tools/gold/findings.csv names and counts the findings at medium or above that were
judged by eye there: worthwhile (the words say what the title says, harm that side, and a negotiator would raise it),
arguable (they say it, but it is usual in such a deal, or the side is unsure), silly (they do not say it, harm nobody or
the other side, or only repeat another finding). What nobody judged is counted apart; missing clauses are left out.
"""

import csv
import hashlib
import sys
from collections import Counter
from pathlib import Path

from gold_documents import contracts

from clausecheck.model import Severity, Side
from clausecheck.review import review


def main() -> None:
    """Print how many of each judgement are found, and how many worthwhile ones are lost."""
    with (Path(__file__).parent / "gold" / "findings.csv").open(encoding="utf-8", newline="") as lines:
        judged = {(row["document"], row["rule"], row["words"]): row["judgement"] for row in csv.DictReader(lines)}
    found: set[tuple[str, str, str]] = set()
    for name, contract in contracts(Path(sys.argv[1]), (key[0] for key in judged)):
        for side in Side:
            for each in review(contract, side).findings:
                if each.quote and each.severity.rank >= Severity.MEDIUM.rank:
                    words = " ".join(each.quote.split()).encode()
                    found.add((name, each.rule or "", hashlib.sha256(words).hexdigest()[:12]))
    print("found:", dict(Counter(judged.get(key, "not judged") for key in found)))
    print("lost:", dict(Counter(kind for key, kind in judged.items() if key not in found)))


if __name__ == "__main__":
    main()
