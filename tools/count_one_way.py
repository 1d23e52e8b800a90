"""Counts whom the clauses of `compare.one_way.FURTHER` bind in CUAD, and writes `clause_stats/one_way.toml`.

    python tools/count_one_way.py contracts.jsonl.gz

The contracts of `left_out.txt`, which reviews are measured on, are not counted. Takes about a minute and a half.
"""

import argparse
from collections import Counter
from pathlib import Path

from count_scope import read_contracts

from clausecheck.compare.directions import telling
from clausecheck.compare.one_way import FURTHER, places
from clausecheck.model import Binds
from clausecheck.resources import folder

_HEAD = """\
# Whom clauses of further types bind, in the contracts of CUAD that say so. Written by `tools/count_one_way.py`.

source = "cuad-v1-read"
"""

_ALONE = (("seller", Binds.SELLER), ("buyer", Binds.BUYER))


def main() -> None:
    """Count, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("contracts", type=Path, help="CUAD's texts, one JSON record with title and text a line")
    counts: dict[str, Counter[Binds]] = {kind: Counter() for kind in FURTHER}
    for contract in read_contracts(parser.parse_args().contracts):
        for kind, rule in FURTHER.items():
            told = telling(rule, contract, places(kind, contract))
            if told:
                counts[kind][told[0]] += 1
    rows = [
        f"\n[counted.{kind}]\n"
        + "".join(f"{name} = {found[binds]}\n" for name, binds in (("mutual", Binds.BOTH), *_ALONE))
        for kind, found in counts.items()
    ]
    (folder("clause_stats") / "one_way.toml").write_text(_HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
