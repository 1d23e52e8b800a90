"""What speaks for a type in a clause, against a slow and plain reading of the same words."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from clausecheck.classify.mixing import BESIDE, KINDS, LEAST, NOWHERE, Evidence, evidence, frame
from clausecheck.model import Clause

TYPES = 3
SENTENCES = 2


def contract(clause: Callable[..., Clause], parents: list[int | None]) -> list[Clause]:
    return [clause("word " * (i + 1), "", i, None if above is None else f"c{above}") for i, above in enumerate(parents)]


def found(clauses: list[Clause], seed: int = 0) -> tuple[Evidence, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    owners = np.repeat(np.arange(len(clauses)), SENTENCES)
    whole = chance.uniform(-1.1, 1, (len(clauses), TYPES)).astype(np.float32)
    sentences = chance.uniform(-1.1, 1, (len(owners), TYPES)).astype(np.float32)
    best = sentences.reshape(len(clauses), SENTENCES, TYPES).max(axis=1)
    return evidence(whole, sentences, owners, frame(clauses, owners)), whole, best


def test_every_kind_as_its_name_says(clause: Callable[..., Clause]) -> None:
    parents = [None, 0, 0, 0, None, 4, 5, None]
    clauses = contract(clause, parents)
    rows, whole, best = found(clauses)
    both = (whole + best) / 2
    assert len(rows.types) == len(clauses) * TYPES
    for i, kind, values in zip(rows.clauses, rows.types, rows.values, strict=True):
        told = dict(zip(KINDS, values.tolist(), strict=True))
        scores = both[:, kind]
        others = sorted(np.delete(scores, i), reverse=True)
        children = [scores[j] for j, above in enumerate(parents) if above == i]
        siblings = [scores[j] for j, above in enumerate(parents) if above == parents[i] and j != i]
        near = [scores[j] for j in range(i - BESIDE, i + BESIDE + 1) if j != i and 0 <= j < len(scores)]
        expected = {
            "whole": whole[i, kind],
            "best sentence": best[i, kind],
            "mean of both": scores[i],
            "greater of both": max(whole[i, kind], best[i, kind]),
            "elsewhere": max(others[0], NOWHERE),
            "second elsewhere": max(others[1], NOWHERE),
            "rank": np.log1p((scores > scores[i]).sum()),
            "parent": LEAST if parents[i] is None else scores[parents[i]],
            "before": scores[i - 1] if i else LEAST,
            "after": scores[i + 1] if i + 1 < len(scores) else LEAST,
            "child": max(children, default=LEAST),
            "sibling": max(siblings, default=LEAST),
            "best other type": max(np.delete(both[i], kind)),
            "neighbourhood": np.mean(near),
            "earlier": max(scores[:i], default=LEAST),
            "length": np.log1p(len(clauses[i].text)),
            "place": i / len(clauses),
        }
        for name, value in expected.items():
            assert told[name] == pytest.approx(float(value), abs=1e-5), (name, i, kind)


def test_a_contract_of_one_clause(clause: Callable[..., Clause]) -> None:
    rows, _, _ = found(contract(clause, [None]))
    told = [dict(zip(KINDS, values.tolist(), strict=True)) for values in rows.values]
    assert {one["elsewhere"] for one in told} == {NOWHERE}
    assert {one["parent"] for one in told} == {np.float32(LEAST)}
    assert np.isfinite(rows.values).all()


def test_what_scores_least_is_not_weighed(clause: Callable[..., Clause]) -> None:
    clauses = contract(clause, [None, None])
    owners = np.arange(2)
    low = np.full((2, TYPES), LEAST - 0.1, dtype=np.float32)
    sentences = low.copy()
    sentences[1, 2] = 0
    rows = evidence(low, sentences, owners, frame(clauses, owners))
    assert (rows.clauses.tolist(), rows.types.tolist()) == ([1], [2])


def test_an_unknown_parent_is_none(clause: Callable[..., Clause]) -> None:
    clauses = [replace(clause("word"), parent="nobody")]
    assert frame(clauses, np.arange(1)).parents.tolist() == [1]
