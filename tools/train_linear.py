"""Train linear models on hashed features, and write them in the form that the program reads."""

import json
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from clausecheck.classify.features import HASH_BITS, Bags
from clausecheck.classify.linear import RARITY_STEP, Linear

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def common(bags: Sequence[Bags], least: int) -> Mask:
    """Of all features, those that stand in at least so many bags."""
    counts = np.bincount(np.concatenate([bag.rows for bag in bags]), minlength=1 << HASH_BITS)
    return np.asarray(counts >= least)


def matrix(bags: Sequence[Bags], bits: int, kept: Mask) -> sp.csr_matrix:
    """Bags as rows of a sparse matrix of ones, with 2 ** bits columns, of the features that are kept."""
    bags = [bag.only(kept) for bag in bags]
    columns = np.concatenate([bag.rows for bag in bags]).astype(np.int64) >> (HASH_BITS - bits)
    sizes = np.concatenate([np.diff(bag.starts) for bag in bags])
    built = sp.csr_matrix(
        (np.ones(len(columns)), columns, np.concatenate([[0], np.cumsum(sizes)])), shape=(len(sizes), 1 << bits)
    )
    built.sum_duplicates()
    built.data[:] = 1
    return built


def rarity(counts: sp.csr_matrix) -> Floats:
    """The weight of each feature: the rarer, the more; in the steps that the file can hold."""
    seen = np.asarray(counts.sum(axis=0)).ravel()
    weight = np.log(counts.shape[0] / (1 + seen)) + 1
    steps: Floats = np.clip(np.round(weight / RARITY_STEP), 1, 127)
    return steps * RARITY_STEP


def weighted(counts: sp.csr_matrix, weight: Floats) -> sp.csr_matrix:
    """Each row times the weights, at length one."""
    scaled = counts.copy()
    scaled.data = weight[scaled.indices]
    length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    scaled.data /= np.repeat(np.maximum(length, 1e-9), np.diff(scaled.indptr))
    return scaled


def fit(
    features: sp.csr_matrix, labels: Mask, *, penalty: float, known: Mask | None = None, most: float = 20.0
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """A support vector machine for each column of `labels`: weights (features by classes) and constants.

    Positive examples weigh the square root of their rarity, at most `most`. Rows where `known` is false are left out.
    """
    weights = np.zeros((features.shape[1], labels.shape[1]), dtype=np.float32)
    constants = np.full(labels.shape[1], -1.0, dtype=np.float32)
    for column in range(labels.shape[1]):
        chosen = np.flatnonzero(known[:, column]) if known is not None else np.arange(len(labels))
        answers = labels[chosen, column]
        if answers.sum() < 2:
            continue
        balance = min(most, float(((~answers).sum() / answers.sum()) ** 0.5))
        machine = LinearSVC(
            C=penalty, class_weight={True: balance, False: 1.0}, dual=True, max_iter=60, tol=0.05, random_state=0
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            machine.fit(features[chosen] if known is not None else features, answers)
        weights[:, column] = machine.coef_[0]
        constants[column] = machine.intercept_[0]
    return weights, constants


def pack(
    classes: Sequence[str],
    weights: npt.NDArray[np.float32],
    constants: npt.NDArray[np.float32],
    weight: Floats,
    kept: Mask,
) -> Linear:
    """The model in 8-bit integers, with the weights of the features multiplied in."""
    full = weights * weight[:, None]
    step = np.maximum(np.abs(full).max(axis=0) / 127, 1e-9)
    first = np.round(weight / RARITY_STEP).astype(np.int8)
    return Linear(
        classes=tuple(classes),
        weights=np.ascontiguousarray(np.column_stack([first, np.round(full / step).astype(np.int8)])),
        kept=kept,
        step=step.astype(np.float32),
        constant=constants,
    )


def save(model: Linear, folder: Path, name: str) -> None:
    """Write the three files of a model, into a folder that is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / f"{name}.npy", model.weights, allow_pickle=False)
    np.save(folder / f"{name}.kept.npy", np.packbits(model.kept), allow_pickle=False)
    header = {
        "classes": list(model.classes),
        "step": [float(f"{value:.6g}") for value in model.step],
        "constant": [float(f"{value:.6g}") for value in model.constant],
    }
    (folder / f"{name}.json").write_text(json.dumps(header, indent=1) + "\n", encoding="utf-8")
