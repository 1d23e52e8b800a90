"""Training data for the clause types: contracts as this program segments them, with what lawyers and headings say."""

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from left_out import titles

from clausecheck import read, segment
from clausecheck.classify.features import token_spans, windows
from clausecheck.model import Clause
from clausecheck.model.taxonomy import CUAD_TYPES

CUAD: tuple[str, ...] = tuple(CUAD_TYPES)
Mask = npt.NDArray[np.bool_]
Shingles = set[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """A contract with its clauses, and which of them (and which of their sentences) have which CUAD label."""

    id: str
    title: str
    contract_type: str
    fold: int
    clauses: tuple[Clause, ...]
    labels: Mask
    """Clauses by CUAD types."""
    sentences: Mask
    """Sentences, as the features cut them, by CUAD types."""
    passages: tuple[tuple[int, tuple[int, ...]], ...]
    """For each labelled passage its type, and the clauses that hold it."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a compressed file, one a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def left_out(cuad: Path) -> frozenset[str]:
    """The ids of the contracts that no shipped model may have seen."""
    ids = {row["title"]: row["id"] for row in rows(cuad / "contracts.jsonl.gz")}
    unseen = titles(ids)
    return frozenset(name for title, name in ids.items() if title in unseen)


def type_id(label: str) -> str:
    """The id of a CUAD label."""
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")


def shingles(text: str, size: int = 5) -> Shingles:
    """The runs of five words of a text."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))} if words else set()


def overlap(passage: Shingles, other: Shingles, share: float) -> bool:
    """Whether that share of the shorter text's word runs stands in the other."""
    shorter = min(len(passage), len(other))
    return shorter > 0 and len(passage & other) >= max(1, shorter * share)


def folds(cuad: Path) -> dict[str, int]:
    """The fold of each contract; a filer's contracts never cross folds."""
    with (cuad / "folds.csv").open(newline="", encoding="utf-8") as lines:
        return {row["id"]: int(row["fold"]) for row in csv.DictReader(lines)}


def clauses_of(text: str, name: str) -> tuple[Clause, ...]:
    """The clauses of a text, as the program reads it."""
    return segment.segment(read.read_bytes(text.encode("utf-8"), f"{name}.txt"))


def examples(cuad: Path) -> Iterator[Example]:
    """The contracts of CUAD, labelled clause by clause; passages are found again by their words."""
    fold = folds(cuad)
    passages: dict[str, list[tuple[int, Shingles]]] = defaultdict(list)
    for span in rows(cuad / "spans.jsonl.gz"):
        passages[span["id"]].append((CUAD.index(type_id(span["label"])), shingles(span["text"])))
    for contract in rows(cuad / "contracts.jsonl.gz"):
        name = contract["id"]
        clauses = clauses_of(contract["text"], name)
        yield label(contract, fold[name], clauses, passages[name])


def label(
    contract: dict[str, Any], fold: int, clauses: tuple[Clause, ...], passages: Sequence[tuple[int, Shingles]]
) -> Example:
    """Mark clauses and sentences that share at least a third, or half, of a passage's words."""
    whole = [shingles(f"{clause.heading} {clause.text}") for clause in clauses]
    cut = [sentence_texts(clause.text) for clause in clauses]
    first = np.cumsum([0, *map(len, cut)])
    index: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, grams in enumerate(whole):
        for gram in grams:
            index[gram].add(i)
    labels = np.zeros((len(clauses), len(CUAD)), dtype=bool)
    sentences = np.zeros((first[-1], len(CUAD)), dtype=bool)
    found: list[tuple[int, tuple[int, ...]]] = []
    for kind, passage in passages:
        near: set[int] = set().union(*(index.get(gram, set()) for gram in passage))
        hits = tuple(i for i in sorted(near) if overlap(passage, whole[i], 1 / 3))
        found.append((kind, hits))
        for i in hits:
            labels[i, kind] = True
            for j, sentence in enumerate(cut[i]):
                if len(cut[i]) == 1 or overlap(passage, shingles(sentence), 1 / 2):
                    sentences[first[i] + j, kind] = True
    return Example(
        id=contract["id"],
        title=contract["title"],
        contract_type=contract["contract_type"],
        fold=fold,
        clauses=clauses,
        labels=labels,
        sentences=sentences,
        passages=tuple(found),
    )


def sentence_texts(text: str) -> list[str]:
    """The sentences of a clause, cut where the features cut them."""
    spans = token_spans(text)
    cuts = windows([text[start:end].lower() for start, end in spans])
    return [text[spans[a][0] : spans[b - 1][1]] if b > a else "" for a, b in pairwise(cuts)]
