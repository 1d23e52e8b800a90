#!/usr/bin/env python3
"""How often it is told rightly whom a sentence binds: score_norms.py SHARED.

tools/gold/norms.csv holds sentences drawn at random from the contracts of tools/gold/roles.csv: the kind of the main
norm, who bears and who gains, as a reader of the sentence and of what leads to it says; "none" where nobody is bound.
`also` lists other readings that are as good. Roles are the program's own, so that a party it takes for the wrong side
counts as a wrong bearer. With ACORD's favourability.jsonl it also prints how often limits and exclusions of
liability and indemnities, taken together, favour the side that lawyers said; there roles are told by the words alone.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

from gold_documents import contracts

from clausecheck.model import Binds, Contract, Norm, NormKind
from clausecheck.review import read_contract

GOLD = Path(__file__).parent / "gold" / "norms.csv"
Reading = tuple[str, str, str]
_TELLING = frozenset({NormKind.CAP, NormKind.INDEMNITY, NormKind.WARRANTY})


def main() -> None:
    """Print how many bearers are right, and the agreement with lawyers on whom clauses favour."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora, documents and planted")
    parser.add_argument("--half", choices=("development", "blind"), default="development")
    args = parser.parse_args()
    gold: dict[str, list[dict[str, str]]] = defaultdict(list)
    with GOLD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["half"] == args.half:
                gold[row["document"]].append(row)
    counts = Counter[tuple[str, str]]()
    for name, contract in contracts(args.shared, gold):
        for row in gold[name]:
            judge(row, told(contract, int(row["start"])), counts, show=args.half == "development")
    for kind in ("bound", "unbound"):
        total = counts[kind, "all"]
        print(f"{args.half}, {kind}: {counts[kind, 'bearer']}/{total} bearers ({counts[kind, 'bearer'] / total:.1%}),")
        print(f"  {counts[kind, 'kind']} with the kind ({counts[kind, 'kind'] / total:.1%})")
    favoured(args.shared / "corpora" / "acord" / "favourability.jsonl")


def told(contract: Contract, start: int) -> Reading:
    """What the program makes of the sentence that begins at `start`."""
    sentence = next(sentence for sentence in contract.sentences if sentence.span.start == start)
    for norm in contract.norms:
        if sentence.span.start <= norm.span.start < sentence.span.end:
            return norm.kind.value, norm.bearer.value, norm.beneficiary.value
    return "none", "", ""


def judge(row: dict[str, str], found: Reading, counts: Counter[tuple[str, str]], *, show: bool) -> None:
    """Count one sentence: its bearer and beneficiary, and these with the kind."""
    readings = [(row["kind"], row["bearer"], row["beneficiary"])]
    for also in filter(None, row["also"].split(";")):
        kind, bearer, gains = [*also.split(":"), "", ""][:3]
        readings.append((kind, bearer, gains))
    kind = "unbound" if row["kind"] == "none" else "bound"
    right = any(found[1:] == reading[1:] for reading in readings)
    counts[kind, "all"] += 1
    counts[kind, "bearer"] += right
    counts[kind, "kind"] += found in readings
    if show and not right:
        print(f"{row['document']} {row['start']} {row['words']!r}: {found} is not {readings}")


def favoured(path: Path) -> None:
    """Print how often norms favour the side that lawyers say, over clauses that they say favour one."""
    counts = Counter[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["favours"] == "neither":
            continue
        contract = read_contract(entry["text"].replace("<omitted>", "").encode(), "clause.txt")
        side = favours(contract.norms)
        counts["silent" if side is None else "right" if side == entry["favours"] else "wrong"] += 1
    said = counts["right"] + counts["wrong"]
    print(f"ACORD: {counts['right']}/{said} clauses favour the side lawyers say, {counts['silent']} say nothing")


def favours(norms: tuple[Norm, ...]) -> str | None:
    """The side that more limits of liability, warranties and indemnities serve; None where it is as many."""
    gains = Counter(norm.beneficiary for norm in norms if norm.kind in _TELLING)
    seller, buyer = gains[Binds.SELLER], gains[Binds.BUYER]
    return None if seller == buyer else "seller" if seller > buyer else "buyer"


if __name__ == "__main__":
    main()
