"""Weigh the evidence and set thresholds, on contracts that the scoring models have not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

LEAST_EXAMPLES = 12
"""A type with fewer clauses is never told by the model."""
NEVER = 999.0
SMOOTH = 3
"""Points of the grid, on either side, over which a threshold's value is averaged."""

Floats = npt.NDArray[np.float64]
Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Gold:
    """What is known of one contract."""

    labels: Mask
    """Clauses by types."""
    known: Mask
    """Where `labels` is to be believed."""
    sentences: Mask
    known_sentences: Mask
    passages: tuple[tuple[int, tuple[int, ...]], ...]
    """Each labelled passage: its type, and the clauses that hold it."""


def calibrate(found: Sequence[Scores], gold: Sequence[Gold]) -> tuple[Floats, Floats]:
    """Weights of the evidence, the same for all types, and a constant for each type that puts its threshold at 0.5."""
    labels = np.concatenate([one.labels for one in gold])
    known = np.concatenate([one.known for one in gold])
    weights = pooled(np.concatenate(found), labels, known)
    levels = [part @ weights for part in found]
    cuts = np.array([threshold(levels, gold, kind) for kind in range(labels.shape[1])])
    told = cuts < NEVER
    steep = steepness((np.concatenate(levels) - cuts)[:, told], labels[:, told], known[:, told])
    return weights * steep, -cuts * steep


def steepness(above: Floats, labels: Mask, known: Mask) -> float:
    """How fast the probability rises at the thresholds: where the labels are likeliest, with 0.5 at the threshold."""
    values, signs = above[known], np.where(labels[known], -1.0, 1.0)
    grid = np.geomspace(0.3, 10, 40)
    return float(grid[np.argmin([np.logaddexp(0, signs * values * slope).mean() for slope in grid])])


def pooled(table: Scores, labels: Mask, known: Mask) -> Floats:
    """A logistic regression over all types at once: each type's clauses against the likeliest others and any others."""
    chance = np.random.default_rng(0)
    parts: list[Floats] = []
    answers: list[Floats] = []
    weights: list[Floats] = []
    for kind in range(labels.shape[1]):
        right = np.flatnonzero(labels[:, kind] & known[:, kind])
        wrong = np.flatnonzero(~labels[:, kind] & known[:, kind])
        if len(right) < LEAST_EXAMPLES:
            continue
        near = wrong[np.argsort(-table[wrong, kind, :2].sum(axis=1), kind="stable")[: 4 * len(right)]]
        some = chance.choice(wrong, min(4000, len(wrong)), replace=False)
        for chosen, share in ((right, 1.0), (near, 1.0), (some, 0.5)):
            parts.append(table[chosen, kind].astype(np.float64))
            answers.append(labels[chosen, kind].astype(np.float64))
            weights.append(np.full(len(chosen), 100 * share / len(chosen)))
    return logistic(np.concatenate(parts), np.concatenate(answers), np.concatenate(weights))


def logistic(table: Floats, answers: Floats, weights: Floats) -> Floats:
    """The weights of the evidence; clause and best sentence count alike where one would speak against the type."""
    machine = LogisticRegression(max_iter=300).fit(table, answers, sample_weight=weights)
    found = np.asarray(machine.coef_[0])
    if found[:2].min() >= 0:
        return found
    joined = np.column_stack([table[:, 0] + table[:, 1], table[:, 2:]])
    machine = LogisticRegression(max_iter=300).fit(joined, answers, sample_weight=weights)
    return np.concatenate([machine.coef_[0][:1], np.asarray(machine.coef_[0])])


def threshold(levels: Sequence[Floats], gold: Sequence[Gold], kind: int) -> float:
    """The level at which F1 of passages and half of F1 of contracts are highest together, smoothed over neighbours."""
    of_kind = [np.where(one.known[:, kind], level[:, kind], -NEVER) for level, one in zip(levels, gold, strict=True)]
    positive = int(sum((one.labels[:, kind] & one.known[:, kind]).sum() for one in gold))
    if positive < LEAST_EXAMPLES:
        return NEVER
    ranked = np.sort(np.concatenate(of_kind))[::-1]
    counts = np.unique(np.linspace(max(1, positive * 0.3), min(len(ranked) - 2, positive * 3 + 10), 60).astype(int))
    grid = (ranked[counts] + ranked[counts + 1]) / 2
    measured = value(of_kind, gold, kind, grid)
    smooth = np.convolve(np.pad(measured, SMOOTH, mode="edge"), np.ones(2 * SMOOTH + 1), "valid")
    return float(grid[np.argmax(smooth)])


def value(levels: Sequence[Floats], gold: Sequence[Gold], kind: int, grid: Floats) -> Floats:
    """F1 of passages and half of F1 of contracts, where levels above each point of the grid decide."""
    labels = np.concatenate([one.labels[:, kind] for one in gold])
    all_levels = np.concatenate(levels)
    passages = [
        max((level[i] for i in clauses), default=-np.inf)
        for level, one in zip(levels, gold, strict=True)
        for k, clauses in one.passages
        if k == kind
    ]
    present = np.array([any(k == kind for k, _ in one.passages) for one in gold])
    best = np.array([level.max(initial=-NEVER) for level in levels])
    chosen = all_levels[:, None] > grid
    precision = (chosen & labels[:, None]).sum(axis=0) / np.maximum(1, chosen.sum(axis=0))
    recall = (np.array(passages)[:, None] > grid).mean(axis=0)
    told = best[:, None] > grid
    contracts = 2 * (told & present[:, None]).sum(axis=0) / np.maximum(1, told.sum(axis=0) + present.sum())
    return np.asarray(2 * precision * recall / np.maximum(1e-9, precision + recall) + contracts / 2)
