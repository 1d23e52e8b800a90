#!/usr/bin/env python3
"""How well counting by reading agrees with lawyers' labels: check_reading.py CORPORA FOLDS [--out FILE].

CORPORA holds cuad/; FOLDS the models that `train_types.py --folds FOLDS` made. Every contract of CUAD is read as any
contract is, by models that have seen neither it nor its fold, with cuts chosen without its fold; and once more by the
installed command with the shipped models: `clausecheck stats build FOLDER`. Counted are the labelled types in every
kind of contract with LEAST contracts or more, in `services` and in all. A count is right where its share lies within
the 95 % Wilson interval of the labelled share. The counts are written to tools/reading_counts.csv by default, and the
tables of docs/reading.md are printed.
"""

import argparse
import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from statistics_corpus import Contract, category, snake
from statistics_observations import labelled_spans, labelled_types
from train_data import CUAD, rows
from train_presence import cuts, judged

from clausecheck.classify import classify, models
from clausecheck.classify.liability import LABEL
from clausecheck.compare.presence import CORPUS, present_types
from clausecheck.model.taxonomy import category_chain
from clausecheck.review import read_contract
from clausecheck.stats import presence_rules, wilson

LEAST = 20
SMALL = 100
"""Contracts of a cell that is one contract type of CUAD."""
UNION = "limitation_of_liability"
"""What the label `cap_on_liability` holds as the lawyers gave it."""
SPLIT = ("cap_on_liability", "exclusion_of_consequential_damages")
"""Its parts, of which the labelled count is itself by rules on the labelled words."""
TYPES = (*sorted({*CUAD, UNION} - {LABEL}), *SPLIT)
SETTINGS = """\
[[source]]
id = "cuad-read"
title = "CUAD, read by the program"
licence = "CC BY 4.0"
method = "read"
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many contracts of a kind have a type."""

    type: str
    contracts_of: str
    """A contract type of CUAD, or "services" or "all"."""
    sampled: int
    labelled: int
    read: int
    """By models and cuts that have not seen the contracts."""
    both: int
    decided: int
    """With a clause that those models decide to be of the type: what is not used for counting."""
    built: int | None
    """By the installed command with the shipped models, which have learned from these contracts; None for "Service",
    whose own contracts are no category."""

    def within(self, count: int) -> bool:
        """Whether the count's share lies within the interval of the labelled one."""
        low, high = wilson(self.labelled, self.sampled)
        return low <= count / self.sampled <= high


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one contract."""

    kind: str
    detected: str
    """The category that the program tells."""
    labelled: AbstractSet[str]
    read: AbstractSet[str]
    decided: AbstractSet[str]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it is counted in."""
        return (self.kind, *(name for name in category_chain(category(self.kind)) if name in {"services", "all"}))


def answers(cuad: Path, folds: Path) -> Iterator[Answer]:
    """What lawyers and the program say of each contract."""
    spans = labelled_spans(cuad)
    known = judged(cuad, folds)
    fold = {one.id: one.fold for one in known}
    levels = {n: cuts([one for one in known if one.fold != n]) for n in set(fold.values())}
    unseen = {n: models.read(folds / str(n)) for n in levels}
    for row in rows(cuad / "contracts.jsonl.gz"):
        own = fold[row["id"]]
        contract = read_contract(row["text"].encode(), f"{row['id']}.txt")
        labels = frozenset(map(snake, row["labels"]))
        labelled = Contract(id=row["id"], category="all", labels=labels, prepared="", text=row["text"])
        typed = classify(contract.clauses, unseen[own])
        decided = {kind.id for kinds in typed.values() for kind in kinds if kind.decided}
        yield Answer(
            kind=row["contract_type"],
            detected=contract.category.id,
            labelled=labelled_types(labelled, spans.get(row["id"], {})),
            read=present_types(contract, unseen[own], levels[own]),
            decided=decided | {UNION} if decided & set(SPLIT) else decided,
        )


def built(cuad: Path) -> Mapping[tuple[str, str], int]:
    """The counts of the installed command, by type and category."""
    with TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder, deals, settings = place / "contracts", place / "deals.csv", place / "settings.toml"
        folder.mkdir()
        settings.write_text(SETTINGS, encoding="utf-8")
        with deals.open("w", newline="", encoding="utf-8") as stream:
            table = csv.writer(stream)
            table.writerow(("file", "deal", "category"))
            for row in rows(cuad / "contracts.jsonl.gz"):
                (folder / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
                table.writerow((f"{row['id']}.txt", row["id"], category(row["contract_type"])))
        program = Path(sys.executable).with_name("clausecheck")
        options = ("--deals", deals, "--settings", settings, "--public", "-o", place / "out.json")
        subprocess.run([program, "stats", "build", folder, *options], check=True)
        figures: dict[str, Any] = json.loads((place / "out.json").read_text(encoding="utf-8"))
    wide = [row for row in figures["presence"] if not {"region", "size", "years"} & row.keys()]
    return {(row["type"], row["category"]): row["count"] for row in wide}


def counts(said: Sequence[Answer], shown: Mapping[tuple[str, str], int]) -> Iterator[Count]:
    """The counts of every type in every kind of contract that is large enough."""
    sampled = Counter(kind for answer in said for kind in answer.kinds)
    for kind in sorted(name for name, count in sampled.items() if count >= LEAST):
        of_kind = [answer for answer in said if kind in answer.kinds]
        own = kind if kind in {"all", "services"} else category(kind)
        for name in TYPES:
            yield Count(
                type=name,
                contracts_of=kind,
                sampled=len(of_kind),
                labelled=sum(name in answer.labelled for answer in of_kind),
                read=sum(name in answer.read for answer in of_kind),
                both=sum(name in answer.read & answer.labelled for answer in of_kind),
                decided=sum(name in answer.decided for answer in of_kind),
                built=None if kind == "Service" else shown.get((name, own), 0),
            )


def report(found: Sequence[Count]) -> None:
    """Print the tables of docs/reading.md."""
    cells = [count for count in found if count.type not in SPLIT]
    kinds = sorted(
        {count.contracts_of for count in cells}, key=lambda kind: (kind in {"services", "all"}, kind == "all", kind)
    )
    print("| contracts | n | read | a clause decided | built |\n|---|---:|---:|---:|---:|")
    for kind in kinds:
        own = [count for count in cells if count.contracts_of == kind]
        print(f"| {kind} | {own[0].sampled} | {within(own)} |")
    print(f"| together | | {within(cells)} |")
    some = [count for count in cells if count.labelled]
    apart = [abs(count.read - count.labelled) / count.sampled for count in cells if count.sampled < SMALL]
    print(f"\nof cells with a labelled contract: {within(some)}")
    print(f"cells of fewer than {SMALL} contracts, mean difference {100 * sum(apart) / len(apart):.1f} points")
    print("\n| type | labelled | read | both | decided | built |\n|---|---:|---:|---:|---:|---:|")
    for count in sorted((c for c in found if c.contracts_of == "all"), key=lambda c: (-c.labelled, c.type)):
        print(f"| {count.type} | {count.labelled} | {count.read} | {count.both} | {count.decided} | {count.built} |")
    print("\nnot within the interval:")
    for count in cells:
        if not count.within(count.read):
            print(
                f"{count.contracts_of}, {count.type}: labelled {count.labelled}, read {count.read} of {count.sampled}"
            )


def by_detection(said: Sequence[Answer]) -> None:
    """Print how many cells are right where the category, too, is told by the program."""
    filed = [category_chain(category(one.kind)) for one in said]
    told = [category_chain(one.detected) for one in said]
    right = cells = 0
    for name in {name for chain in filed for name in chain}:
        own = [one for one, chain in zip(said, filed, strict=True) if name in chain]
        found = [one for one, chain in zip(said, told, strict=True) if name in chain]
        for kind in set(TYPES) - set(SPLIT) if len(own) >= LEAST else ():
            low, high = wilson(sum(kind in one.labelled for one in own), len(own))
            right += low <= sum(kind in one.read for one in found) / len(found) <= high
            cells += 1
    same = sum(one.detected == category(one.kind) for one in said)
    print(f"\nby detected categories ({same} of {len(said)} right): {right} of {cells}")


def beside_rules(said: Sequence[Answer]) -> None:
    """Print how counts of decided clauses differ from those of text rules, for types that no lawyer labelled."""
    ruled = {kind for kind, rule in presence_rules().items() if CORPUS in rule.counted}
    apart = {kind: sum((kind in one.decided) - (kind in one.read) for one in said) / len(said) for kind in ruled}
    most = max(apart, key=lambda kind: abs(apart[kind]))
    mean = sum(map(abs, apart.values())) / len(apart)
    print(f"\n{len(ruled)} types with a text rule, decided clauses instead: {100 * mean:.1f} points on average apart,")
    print(f"{100 * abs(apart[most]):.0f} at most ({most})")


def within(cells: Sequence[Count]) -> str:
    """How many cells are right, as three columns of a table."""
    shown = [count.within(count.built) for count in cells if count.built is not None]
    read, decided = sum(c.within(c.read) for c in cells), sum(c.within(c.decided) for c in cells)
    told = f"{sum(shown)} of {len(shown)}" if shown else ""
    return f"{read} of {len(cells)} | {decided} of {len(cells)} | {told}"


def main() -> None:
    """Read, count, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "reading_counts.csv")
    args = parser.parse_args()
    cuad = args.corpora / "cuad"
    said = list(answers(cuad, args.folds))
    found = list(counts(said, built(cuad)))
    with args.out.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(field.name for field in fields(Count))
        table.writerows(astuple(count) for count in found)
    report(found)
    by_detection(said)
    beside_rules(said)


if __name__ == "__main__":
    main()
