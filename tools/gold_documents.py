"""The documents that the files in tools/gold name, found in the folder of the shared sets."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from clausecheck.model import Contract
from clausecheck.review import read_contract


def contracts(shared: Path, wanted: Iterable[str]) -> Iterator[tuple[str, Contract]]:
    """Each wanted document, read and understood.

    "cuad-055" is a contract of corpora/cuad, "a05-txt" one of planted/bases, anything else a path in documents.
    """
    names = list(dict.fromkeys(wanted))
    cuad = _cuad(shared / "corpora" / "cuad") if any(name.startswith("cuad-") for name in names) else {}
    for name in names:
        if name in cuad:
            yield name, read_contract(cuad[name].encode(), f"{name}.txt")
        else:
            base = next((shared / "planted" / "bases").glob(f"{name}.*"), None)
            yield name, read_contract(base or shared / "documents" / name)


def _cuad(folder: Path) -> dict[str, str]:
    with gzip.open(folder / "contracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {entry["id"]: entry["text"] for entry in map(json.loads, lines)}
