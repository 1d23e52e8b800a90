"""Clause → types, each with a probability; 0.5 decides."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from clausecheck.classify import rules
from clausecheck.classify.features import Bags, bags
from clausecheck.classify.linear import Linear, load
from clausecheck.classify.mixing import evidence, probabilities
from clausecheck.model import ClassifiedType, Clause

LISTED: Final = 0.2
"""Types below this probability are not told."""
MODELS: Final = ("types", "services")
"""The shipped models: what lawyers labelled, and what headings name."""

Scores = npt.NDArray[np.float32]


def classify(clauses: Sequence[Clause], models: Sequence[Linear] = ()) -> Mapping[str, tuple[ClassifiedType, ...]]:
    """The types of each clause by its id, the most probable first; a clause of no known type has an empty tuple.

    0.5 is where a type is decided; types down to 0.2 are told. `models` replace the shipped ones.
    """
    if not clauses:
        return {}
    hits = [rules.hits(clause) for clause in clauses]
    features = bags(clauses)
    found: list[dict[str, float]] = [{} for _ in clauses]
    known: set[str] = set()
    for model in models or tuple(map(load, MODELS)):
        known.update(model.tells())
        for row, more in zip(found, _by_model(model, features, hits), strict=True):
            row.update(more)
    return {
        clause.id: _joined(row, rules.decided(clause, hit, known))
        for clause, row, hit in zip(clauses, found, hits, strict=True)
    }


def _by_model(
    model: Linear, features: tuple[Bags, Bags, npt.NDArray[np.int64]], hits: Sequence[Mapping[str, float]]
) -> list[dict[str, float]]:
    wholes, parts, owners = features
    found = evidence(model.scores(wholes), model.scores(parts), owners, ruled(model.classes, hits))
    likely = probabilities(found, model.evidence, model.level)
    rows: list[dict[str, float]] = [{} for _ in hits]
    for clause, column in zip(*np.nonzero(likely >= LISTED), strict=True):
        rows[clause][model.classes[column]] = round(float(likely[clause, column]), 3)
    return rows


def ruled(classes: Sequence[str], hits: Sequence[Mapping[str, float]]) -> Scores:
    """Clauses by classes: 1 where a rule speaks for the class."""
    columns = {name: i for i, name in enumerate(classes)}
    table = np.zeros((len(hits), len(classes)), dtype=np.float32)
    for row, hit in enumerate(hits):
        for name in hit:
            if name in columns:
                table[row, columns[name]] = 1
    return table


def _joined(by_model: Mapping[str, float], by_rule: Mapping[str, float]) -> tuple[ClassifiedType, ...]:
    """The model's answers and the rules'; the surer of the two where both know a type."""
    joined = [
        ClassifiedType(id=name, probability=value)
        for name, value in by_model.items()
        if value >= by_rule.get(name, 0.0)
    ]
    joined += [
        ClassifiedType(id=name, probability=value, origin="rule")
        for name, value in by_rule.items()
        if value > by_model.get(name, 0.0)
    ]
    return tuple(sorted(joined, key=lambda item: (-item.probability, item.id)))
