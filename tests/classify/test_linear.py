"""Weights of long and short bags are added up exactly."""

import numpy as np
import pytest

from clausecheck.classify.features import HASH_BITS, Bags
from clausecheck.classify.linear import MOST, RARITY_STEP, Linear


def model(weights: np.ndarray[tuple[int, int], np.dtype[np.int8]]) -> Linear:
    classes = tuple(f"c{i}" for i in range(weights.shape[1] - 1))
    scale = np.ones(len(classes), dtype=np.float32)
    return Linear(classes, weights, np.ones(1 << HASH_BITS, dtype=bool), scale, scale * 0)


@pytest.mark.parametrize("least", [-128, 120, -5])
@pytest.mark.parametrize("columns", [2, 8, 9, 43])
def test_sums_are_exact(least: int, columns: int) -> None:
    weights = np.random.default_rng(7).integers(least, min(least + 8, 127), (1 << 12, columns), dtype=np.int8)
    weights[:, 0] = 10
    sizes = (1, MOST, 0, MOST + 1, 7, 5 * MOST + 3, 0)
    rows = np.arange(sum(sizes), dtype=np.uint32) << np.uint32(HASH_BITS - 12)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    scores = model(weights).scores(Bags(rows, starts))
    for size, start, got in zip(sizes, starts, scores, strict=False):
        sums = weights[start : start + size, 1:].astype(np.int64).sum(axis=0)
        assert got == pytest.approx(sums / np.sqrt(max(1, size)) / (10 * RARITY_STEP), rel=1e-5)
