"""From raw scores to probabilities: a clause, its best sentence and the rest of the contract together."""

from typing import Final

import numpy as np
import numpy.typing as npt

LIMIT: Final = 3.0
"""Raw scores beyond this are cut."""
NOWHERE: Final = -1.0
"""The score of the rest of the contract is never lower: a contract of one clause says nothing by what it lacks."""
KINDS: Final = ("whole", "best sentence", "elsewhere")
"""What is weighed, in this order."""

Scores = npt.NDArray[np.float32]


def evidence(whole: Scores, sentences: Scores, owners: npt.NDArray[np.int64]) -> Scores:
    """Clauses by types by KINDS: what speaks for each type.

    `whole` scores each clause, `sentences` each sentence, and `owners` says which clause a sentence is of. "Elsewhere"
    is the best score of any other clause of the contract: where another clause is plainly of the type, one in doubt is
    less likely.
    """
    whole = np.clip(whole, -LIMIT, LIMIT)
    best = np.full_like(whole, -LIMIT)
    np.maximum.at(best, owners, np.clip(sentences, -LIMIT, LIMIT))
    both = (whole + best) / 2
    none = np.full((1, whole.shape[1]), NOWHERE, dtype=np.float32)
    ranked = np.partition(np.vstack([both, none, none]), -2, axis=0)
    elsewhere = np.where(both >= ranked[-1], ranked[-2], ranked[-1])
    return np.stack([whole, best, elsewhere], axis=-1)


def probabilities(found: Scores, weights: Scores, constants: Scores) -> Scores:
    """Clauses by types, 0 to 1: the logistic of the weighed evidence. 0.5 is where a type is decided."""
    level = found @ weights + constants
    return np.asarray(1 / (1 + np.exp(-np.clip(level, -30, 30))), dtype=np.float32)
