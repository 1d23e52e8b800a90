#!/usr/bin/env python3
"""Measure what finds words that address a reviewer: score_injection.py SHARED [--kinds] [--list] [--shipped].

Each order (with `--kinds`: each group, see `injection_texts.py`) and each fold of CUAD is held out from training once.
Every held-out order is laid into a held-out contract in four places: as a paragraph of its own, at the end of a clause,
in the middle of one, and parted over the items of a list; it is found if anything that is reported overlaps it. False
alarms are counted on the same contracts as they are, for pages of 275 words.

`--shipped` takes the shipped model instead, and counts false alarms on contracts that nothing was trained on: those of
`corpora/edgar_contracts` and `corpora/contractnli`. Patterns are the same in all; they were written with some of these
orders in sight, but for those of the groups "own", which were written to train on.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from injection_texts import Order, adversarial, fetched, own
from train_injection import CUTS, PAGE, Contracts, contracts, joined, small, train

from clausecheck.scan.addressing.finding import merged
from clausecheck.scan.addressing.likeness import Model, model, words
from clausecheck.scan.addressing.looking import look
from clausecheck.scan.addressing.patterns import Level
from clausecheck.scan.addressing.places import GAP

LEVELS: Final = (Level.POSSIBLE, Level.LIKELY, Level.PLAIN)


def places(order: str, contract: str, chance: random.Random) -> Iterator[tuple[str, str, int, int]]:
    """A few paragraphs of a contract with the order in each of several places, and where it stands."""
    paragraphs = [part for part in contract.split("\n") if len(part.split()) > 30]
    at = chance.randrange(max(1, len(paragraphs) - 3))
    first, second, third = [*paragraphs[at : at + 3], "", "", ""][:3]
    sentences = re.split(r"(?<=[.;]) ", second)
    half = len(sentences) // 2
    line = " ".join(order.split())
    told = line.split()
    cut = len(told) // 2
    items = f"(a) {' '.join(told[:cut])}\n(b) {' '.join(told[cut:])}"
    for name, before, inside, behind in (
        ("a paragraph", f"{first}\n", line, f"\n{second}"),
        ("the end of a clause", f"{first} ", line, f"\n{second}"),
        ("the middle of a clause", " ".join([*sentences[:half], ""]), line, " ".join(["", *sentences[half:]])),
        ("items of a list", f"{first}\n", items, f"\n{third}"),
    ):
        yield name, before + inside + behind, len(before), len(before) + len(inside)


def recall(
    orders: Iterable[Order], texts: list[str], known: Model, told: Counter[tuple[str, str, str]], listed: bool
) -> None:
    """Count the orders that are found, by group and place, at each level."""
    chance = random.Random(11)
    for order in orders:
        for place, text, start, end in places(order.text, texts[chance.randrange(len(texts))], chance):
            level = max((one.level for one in look(text, known) if one.start < end and start < one.end), default=None)
            for name in ("all", order.group.partition("/")[0], place, f"{order.group.partition('/')[0]}, {place}"):
                told[name, "orders", ""] += 1
                for least in LEVELS:
                    told[name, "found", least.name] += level is not None and level >= least
            if listed and level is None:
                print(f"missed, {place}, {order.group}: {order.text[:110]!r}")


def alarms(texts: Iterable[str], known: Model, told: Counter[tuple[str, str, str]], name: str, listed: bool) -> None:
    """Count what is found in contracts, on their pages, at each level."""
    for text in texts:
        told[name, "pages", ""] += max(1, round(len(text.split()) / PAGE))
        told[name, "contracts", ""] += 1
        found = merged(look(text, known), GAP)
        for one in found:
            told[name, "alarms", one.level.name] += 1
            if listed:
                print(f"alarm, {one.level.name}, {one.name}: {text[max(0, one.start - 40) : one.end + 40]!r}"[:300])
        for level in {one.level for one in found}:
            told[name, "contracts with", level.name] += 1


def folded(shared: Path, folds: int, kinds: bool, listed: bool) -> Counter[tuple[str, str, str]]:
    """Recall and false alarms with everything held out once."""
    orders, benign = [*fetched(shared), *own("orders", 3)], own("benign", 12)
    names = {order: order.group if kinds else order.source for order in orders}
    shuffled = sorted(set(names.values()))
    random.Random(5).shuffle(shuffled)
    turns = {name: number % folds for number, name in enumerate(shuffled)}
    texts = [(fold % folds, text, words(text)) for fold, text in contracts(shared)]
    told: Counter[tuple[str, str, str]] = Counter()
    for fold in range(folds):
        among = Contracts([known for at, _, known in texts if at != fold])
        known = small(train([one for one in orders if turns[names[one]] != fold], benign, among), among, CUTS)
        held = [text for at, text, _ in texts if at == fold]
        recall([one for one in orders if turns[names[one]] == fold], held, known, told, listed)
        recall(adversarial(shared) if fold == 0 else [], held, known, told, listed)
        alarms(held, known, told, "CUAD", listed)
    return told


def shipped(shared: Path, listed: bool) -> Counter[tuple[str, str, str]]:
    """False alarms of the shipped model on contracts that it was not trained on."""
    told: Counter[tuple[str, str, str]] = Counter()
    for name, path in (("EDGAR", "edgar_contracts/contracts"), ("ContractNLI", "contractnli/documents")):
        with gzip.open(shared / "corpora" / f"{path}.jsonl.gz", "rt", encoding="utf-8") as lines:
            alarms((joined(json.loads(line)["text"]) for line in lines), model(), told, name, listed)
    return told


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--list", action="store_true", help="print what is missed, and every false alarm")
    parser.add_argument("--kinds", action="store_true", help="hold out whole groups of orders, not single ones")
    parser.add_argument("--shipped", action="store_true")
    args = parser.parse_args()
    told = shipped(args.shared, args.list) if args.shipped else folded(args.shared, args.folds, args.kinds, args.list)
    for name in sorted({name for name, kind, _ in told if kind == "orders"}):
        count = told[name, "orders", ""]
        shares = "  ".join(f"{least.name} {told[name, 'found', least.name] / count:6.1%}" for least in LEVELS)
        print(f"{name:36}{count:6} orders  {shares}")
    for name in sorted({name for name, kind, _ in told if kind == "pages"}):
        pages, count = told[name, "pages", ""], told[name, "contracts", ""]
        print(f"{name}: {count} contracts, {pages} pages")
        for level in Level:
            found, held = told[name, "alarms", level.name], told[name, "contracts with", level.name]
            print(
                f"  {level.name:10}{found:5} alarms, {1000 * found / pages:6.2f} for 1,000 pages, in {held} contracts"
            )


if __name__ == "__main__":
    main()
