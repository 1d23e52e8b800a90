"""Train the topics: what a clause is about in a few numbers, found without labels."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import TruncatedSVD
from train_linear import matrix, pack, rarity, weighted

from clausecheck.classify.features import HASH_BITS, Bags, hashes, pairs, singles, tokens
from clausecheck.classify.linear import Linear
from clausecheck.model import Clause

Counts = npt.NDArray[np.int64]

TOPICS = 48
BITS = 15
LEAST = 40
"""Clauses that a feature must stand in to count."""
TAIL = 0.9999
"""Share of the weights of a topic that is kept as it is; greater ones are cut, so that the steps stay small."""


def own_words(contract: Sequence[Clause]) -> Counts:
    """In how many clauses of a contract each feature of a clause's own words stands: no headings, nothing around it."""
    rows = [np.unique(np.concatenate([singles(words), pairs(words)])) for words in map(_hashed, contract)]
    return np.bincount(np.concatenate(rows), minlength=1 << HASH_BITS)


def _hashed(clause: Clause) -> npt.NDArray[np.uint32]:
    return hashes(tokens(clause.text))


def fit(bags: Sequence[Bags], words: Sequence[Counts]) -> Linear:
    """Truncated singular value decomposition of the clauses, by `words`; each topic has a standard deviation of one.

    What stands around a clause would tell contracts apart, and the second stage would learn them by heart.
    """
    kept = np.asarray(np.sum(words, axis=0) >= LEAST)
    counts = matrix(bags, BITS, kept)
    weight = rarity(counts)
    features = weighted(counts, weight).astype(np.float32)
    found = TruncatedSVD(TOPICS, n_iter=3, random_state=0).fit(features)
    weights = found.components_.T / found.transform(features).std(axis=0)
    most = np.quantile(np.abs(weights), TAIL, axis=0)
    names = [f"topic_{number}" for number in range(TOPICS)]
    none = np.zeros(TOPICS, dtype=np.float32)
    return pack(names, np.clip(weights, -most, most).astype(np.float32), none, weight, kept)
