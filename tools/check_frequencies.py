"""Prove that `clausecheck stats build` counts right: check_frequencies.py CORPORA.

The labels of every contract in `cuad/contracts.jsonl.gz` are written as a table of observations, the installed command
counts it, and each share is compared with `cuad/clause_frequency_by_type.csv`, which the makers of the corpus counted:
to the four digits that it has, and the number of contracts. A contract type that is a category of ours without others
below it is read from one run over all contracts, and so is the row of all; "Service" (other categories count in ours)
and the types that are no category are counted from their contracts alone. Exit code 1 where a cell differs.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from statistics_corpus import category, snake
from statistics_tables import jsonl, table, write

from clausecheck.model.taxonomy import CATEGORY_PARENT

SETTINGS: Final = """id = "check"
[[source]]
id = "cuad-v1"
title = "CUAD v1: clauses labelled by lawyers"
licence = "CC BY 4.0"
method = "labelled by lawyers, and the labels counted"
public = true
"""
ALL: Final = "ALL"
Figures = Mapping[tuple[str, str], tuple[int, int]]
"""Count and sample by clause type and category."""


def main() -> int:
    """Compare, and print how many cells are equal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    cuad = parser.parse_args().corpora / "cuad"
    contracts = list(jsonl(cuad / "contracts.jsonl.gz"))
    published = table(cuad / "clause_frequency_by_type.csv")
    labels = [column for column in published[0] if column not in {"contract_type", "n_contracts"}]
    together = counted(contracts, labels)
    cells = equal = 0
    for row in published:
        kind = row["contract_type"]
        found = of_type(kind, contracts, labels, together)
        for label in labels:
            count, sampled = found[snake(label)]
            told, wanted = (str(sampled), f"{count / sampled:.4f}"), (row["n_contracts"], row[label])
            cells += 1
            equal += told == wanted
            if told != wanted:
                print(f"{kind}, {label}: {count} of {sampled} is {told[1]}, not {wanted[1]} of {wanted[0]}")
    print(
        f"{equal} of {cells} cells are equal: {len(published) - 1} contract types and all, {len(labels)} clause types"
    )
    return 0 if equal == cells > 0 else 1


def of_type(
    kind: str, contracts: Iterable[Mapping[str, Any]], labels: list[str], together: Figures
) -> Mapping[str, tuple[int, int]]:
    """Count and sample of each clause type in the contracts of a type."""
    place = "all" if kind == ALL else category(kind)
    alone = kind != ALL and (place == "all" or place in CATEGORY_PARENT.values())
    figures = counted([row for row in contracts if row["contract_type"] == kind], labels) if alone else together
    return {clause: told for (clause, cell), told in figures.items() if cell == place}


def counted(contracts: Iterable[Mapping[str, Any]], labels: Iterable[str]) -> Figures:
    """What the installed command counts from the labels of contracts."""
    rows = (
        {
            "deal": contract["id"],
            "category": category(contract["contract_type"]),
            "clause_type": snake(label),
            "present": label in contract["labels"],
        }
        for contract in contracts
        for label in labels
    )
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write(folder / "labels.csv", ("deal", "category", "clause_type", "present"), rows)
        (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")
        command = [str(Path(sys.executable).with_name("clausecheck")), "stats", "build", "labels.csv", "--public"]
        files = ["--settings", "settings.toml", "--output", "statistics.json", "--quiet"]
        subprocess.run([*command, *files], cwd=folder, check=True)
        content = json.loads((folder / "statistics.json").read_text(encoding="utf-8"))
    return {(row["type"], row["category"]): (row["count"], row["sampled"]) for row in content["presence"]}


if __name__ == "__main__":
    sys.exit(main())
