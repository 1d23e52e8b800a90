"""Contracts that reviews are measured on: neither counted nor trained on, so that measuring stays honest."""

import sys
from collections.abc import Iterable
from pathlib import Path


def titles(known: Iterable[str]) -> frozenset[str]:
    """Their titles in CUAD, from `left_out.txt`. Says on standard error which are not among the `known` ones."""
    lines = Path(__file__).with_name("left_out.txt").read_text(encoding="utf-8").splitlines()
    wanted = frozenset(line for line in lines if line)
    for title in sorted(wanted.difference(known)):
        print(f"to be left out, but not in the corpus: {title}", file=sys.stderr)
    return wanted
