"""The non-disclosure agreements of ContractNLI: what each was judged to say, and those with full text."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from statistics_corpus import Contract
from statistics_tables import jsonl

from clausecheck.stats import prepare

STATEMENT_TYPES: Final = {
    "nda-1": "confidentiality",
    "nda-2": "confidentiality",
    "nda-3": "confidentiality",
    "nda-4": "confidentiality",
    "nda-5": "confidentiality",
    "nda-7": "confidentiality",
    "nda-8": "confidentiality",
    "nda-10": "confidentiality",
    "nda-11": "confidentiality",
    "nda-12": "confidentiality",
    "nda-13": "confidentiality",
    "nda-15": "license_grant",
    "nda-16": "effect_of_termination",
    "nda-17": "confidentiality",
    "nda-18": "no_solicit_of_employees",
    "nda-19": "survival",
    "nda-20": "effect_of_termination",
}
"""The clause type that each of the 17 statements belongs to."""

NDA_TYPES: Final = {"nda-18": "no_solicit_of_employees", "nda-19": "survival"}
"""The statements that say the same as a clause type."""

HOLDS: Final = "Entailment"
OPPOSED: Final = "Contradiction"


def agreements(nli: Path) -> Iterator[Contract]:
    """The agreements with full text."""
    for row in jsonl(nli / "documents.jsonl.gz"):
        yield Contract(id=row["id"], category="nda", prepared=prepare(row["text"]), text=row["text"])


def judgements(nli: Path) -> Mapping[str, Mapping[str, str]]:
    """What annotators chose for each statement, by agreement; an agreement of both files counts once.

    The training agreements are listed one row a statement, and some of them stand in the other file too, so that only
    those of the development split are taken from there.
    """
    found: dict[str, dict[str, str]] = {}
    for row in jsonl(nli / "train_evidence.jsonl.gz"):
        found.setdefault(row["doc"], {})[row["hypothesis_id"]] = row["label"]
    for row in jsonl(nli / "documents.jsonl.gz"):
        if row["split"] == "dev":
            found[row["id"]] = {key: told["choice"] for key, told in row["annotations"].items()}
    return found


def judged(nli: Path) -> Iterator[dict[str, Any]]:
    """Observations of the statements that are clause types; a contradicted statement is not such a clause."""
    for deal, chosen in sorted(judgements(nli).items()):
        for key, kind in NDA_TYPES.items():
            told = {"clause_type": kind, "present": chosen[key] == HOLDS}
            yield {"deal": deal, "source": "contractnli", "category": "nda", **told}


def statements(nli: Path) -> list[dict[str, Any]]:
    """The rows of the statements: how many agreements say so, and how many the opposite."""
    listed = json.loads((nli / "hypotheses.json").read_text(encoding="utf-8"))
    chosen = list(judgements(nli).values())
    rows = []
    for key, kind in STATEMENT_TYPES.items():
        count = Counter(labels[key] for labels in chosen if key in labels)
        told = {"id": key, "statement": listed[key]["hypothesis"], "type": kind, "category": "nda"}
        counts = {"count": count[HOLDS], "contradicted": count[OPPOSED], "sampled": count.total()}
        rows.append({**told, **counts, "source": "contractnli"})
    return rows
