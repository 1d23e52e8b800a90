"""What speaks for each type of a clause: its scores, its neighbours', its parent's and the rest of the contract's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from clausecheck.model import Clause
from clausecheck.model.contract import Part

LIMIT: Final = 3.0
"""Raw scores beyond this are cut."""
NOWHERE: Final = -1.0
"""The score of the rest of the contract is never lower: a contract of one clause says nothing by what it lacks."""
LEAST: Final = -1.2
"""A type whose clause and best sentence both score less is not weighed: its probability is 0."""
BESIDE: Final = 3
"""Clauses before and after that are a clause's neighbourhood."""
KINDS: Final = (
    "whole", "best sentence", "mean of both", "greater of both", "elsewhere", "second elsewhere", "rank", "likely",
    "sure", "parent", "before", "after", "two before", "two after", "child", "sibling", "best other type",
    "other types", "neighbourhood", "farther neighbours", "earlier", "length", "sentences", "place", "level", "clauses",
    "annex", "cover",
)  # fmt: skip
"""What is weighed, in this order."""
_SHAPE: Final = 7
"""The last so many kinds are the same for all types of a clause."""

Scores = npt.NDArray[np.float32]
Indexes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a contract is built, one row a clause."""

    parents: Indexes
    """The row of the clause above; the number of clauses where there is none."""
    shape: Scores
    """The last kinds."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row for each type of each clause that is worth weighing."""

    clauses: Indexes
    types: Indexes
    values: Scores
    """Rows by KINDS."""


def frame(clauses: Sequence[Clause], owners: Indexes) -> Frame:
    """The frame of a contract; `owners` says which clause each sentence is of."""
    rows = {clause.id: i for i, clause in enumerate(clauses)}
    count = len(clauses)
    shape = (
        np.log1p([len(clause.text) for clause in clauses]),
        np.log1p(np.bincount(owners, minlength=count)),
        np.arange(count) / max(1, count),
        np.minimum([clause.level for clause in clauses], 5),
        np.full(count, np.log1p(count)),
        np.array([clause.part is Part.ANNEX for clause in clauses]),
        np.array([clause.part is Part.COVER for clause in clauses]),
    )
    parents = np.array([rows.get(clause.parent or "", count) for clause in clauses], dtype=np.int64)
    return Frame(parents, np.column_stack(shape).astype(np.float32))


def evidence(whole: Scores, sentences: Scores, owners: Indexes, built: Frame) -> Evidence:
    """What speaks for each type: `whole` scores each clause, `sentences` each sentence."""
    count, types = whole.shape
    whole = np.clip(whole, -LIMIT, LIMIT)
    best = np.maximum.reduceat(np.clip(sentences, -LIMIT, LIMIT), np.searchsorted(owners, np.arange(count)), axis=0)
    greater, both = np.maximum(whole, best), (whole + best) * np.float32(0.5)
    rows, columns = np.nonzero(greater > LEAST)
    apart = np.full((BESIDE, types), LEAST, dtype=np.float32)
    padded = np.vstack([apart, both, apart])
    above, child, sibling = _family(both, built.parents)

    def beside(step: int) -> Scores:
        return padded[rows + BESIDE + step, columns]

    own = both[rows, columns]
    near = [beside(step) for step in range(-BESIDE, BESIDE + 1) if step]
    inside = np.minimum(rows, BESIDE) + np.minimum(count - 1 - rows, BESIDE)
    missing = 2 * BESIDE - inside
    mean = (np.sum(near, axis=0) - missing * np.float32(LEAST)) / np.maximum(1, inside)
    farther = np.max([near[0], near[1], near[-2], near[-1]], axis=0)
    earlier = np.maximum.accumulate(padded[BESIDE - 1 : BESIDE - 1 + count], axis=0)
    top = -np.sort(-both, axis=1)[:, :2] if types > 1 else np.repeat(both, 2, axis=1)
    values = (
        whole[rows, columns], best[rows, columns], own, greater[rows, columns],
        *_elsewhere(both, rows, columns),
        np.log1p((both > -0.5).sum(axis=0))[columns], np.log1p((both > 0).sum(axis=0))[columns],
        above[rows, columns], beside(-1), beside(1), beside(-2), beside(2),
        child[rows, columns], sibling[rows, columns],
        np.where(own >= top[rows, 0], top[rows, 1], top[rows, 0]),
        (both > -0.3).sum(axis=1)[rows] - (own > -0.3),
        mean, farther, earlier[rows, columns],
        *built.shape[rows].T,
    )  # fmt: skip
    return Evidence(rows, columns, np.column_stack(values).astype(np.float32))


def _elsewhere(both: Scores, rows: Indexes, columns: Indexes) -> tuple[Scores, Scores, Scores]:
    """The best and the second-best score of the type in another clause, and how many clauses score better."""
    order = np.argsort(-both, axis=0, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.broadcast_to(np.arange(len(both))[:, None], both.shape), axis=0)
    least = np.full((3, both.shape[1]), NOWHERE, dtype=np.float32)
    top = np.vstack([np.take_along_axis(both, order[:3], axis=0), least])[:3].clip(min=NOWHERE)
    own = rank[rows, columns]
    first = np.where(own == 0, top[1, columns], top[0, columns])
    second = np.where(own <= 1, top[2, columns], top[1, columns])
    return first, second, np.log1p(own).astype(np.float32)


def _family(both: Scores, parents: Indexes) -> tuple[Scores, Scores, Scores]:
    """For each clause the scores of its parent, of its best child and of its best sibling."""
    count, types = both.shape
    order = np.argsort(parents, kind="stable")
    groups, starts = np.unique(parents[order], return_index=True)
    none = np.full((1, types), LEAST, dtype=np.float32)
    best = np.full((count + 1, types), LEAST, dtype=np.float32)
    best[groups] = np.maximum.reduceat(both[order], starts, axis=0)
    rest = np.where(both >= best[parents], np.float32(LEAST), both)
    second = np.full_like(best, LEAST)
    second[groups] = np.maximum.reduceat(rest[order], starts, axis=0)
    sibling = np.where(both >= best[parents], second[parents], best[parents])
    return (np.vstack([both, none])[parents], best[:count], np.maximum(sibling, np.float32(LEAST)))
