#!/usr/bin/env python3
"""How often it is told rightly whom a sentence binds: score_norms.py SHARED.

tools/gold/norms.csv holds sentences drawn at random from the contracts of tools/gold/roles.csv: the kind of the main
norm, who bears and who gains, as a reader of the sentence and of what leads to it says; "none" where nobody is bound.
`also` lists other readings that are as good. Roles are the program's own, so that a party it takes for the wrong side
counts as a wrong bearer. It also prints whom clauses of ACORD's favourability.jsonl protect, beside the side that
lawyers say they favour.
"""

import argparse
import csv
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

from gold_documents import contracts

from clausecheck.model import Binds, Contract, NormKind, Span
from clausecheck.terms.norms import norms_of
from clausecheck.terms.sentences import role_mentions, split, with_roles
from clausecheck.terms.words import plain

GOLD = Path(__file__).parent / "gold" / "norms.csv"
Reading = tuple[str, str, str]
_ACROSS = {Binds.SELLER: Binds.BUYER, Binds.BUYER: Binds.SELLER}


def main() -> None:
    """Print how many bearers are right, and whom clauses protect beside what lawyers say."""
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
    favoured(args.shared)


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


def favoured(shared: Path) -> None:
    """Print whom limits and indemnities protect, beside the side that lawyers say the clause favours.

    Counts the clauses whose source contract is in CUAD, for its parties have the roles. Lawyers say "buyer" of
    a limit that protects both sides alike, for buyers are seldom offered more.
    """
    acord = shared / "corpora" / "acord"
    with gzip.open(acord / "clauses.jsonl.gz", "rt", encoding="utf-8") as lines:
        source = {entry["clause_id"]: entry.get("cuad_id") for entry in map(json.loads, lines)}
    entries = [json.loads(line) for line in (acord / "favourability.jsonl").read_text(encoding="utf-8").splitlines()]
    found = dict(contracts(shared, [source[entry["clause_id"]] for entry in entries if source[entry["clause_id"]]]))
    table = Counter[tuple[str, str, str]]()
    for entry in entries:
        if contract := found.get(source[entry["clause_id"]] or ""):
            table[entry["family"], entry["favours"], protected(entry, contract)] += 1
    print("ACORD: family, side that lawyers say, side that is protected")
    for (family, favours, side), count in sorted(table.items()):
        print(f"  {family:28} {favours:8} {side:8} {count}")


def protected(entry: dict[str, str], contract: Contract) -> str:
    """Whom the norms of a clause protect: seller, buyer, both, or nobody that is told."""
    text = plain(entry["text"].replace("<omitted>", " "))
    wanted = NormKind.INDEMNITY if entry["family"] == "indemnification" else NormKind.CAP
    mentions = role_mentions(contract.facts)
    gains = set[Binds]()
    for span in split(text, Span(0, len(text))):
        for kind, told, _ in norms_of(with_roles(text[span.start : span.end], mentions)):
            if kind is wanted:
                gains.add(told if kind is NormKind.CAP else _ACROSS.get(told, told))
    known = gains - {Binds.UNKNOWN}
    return known.pop().value if len(known) == 1 else "both" if known else "nobody"


if __name__ == "__main__":
    main()
