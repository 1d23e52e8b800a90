"""Clause → types, each with a probability; 0.5 decides."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from clausecheck.classify import liability, rules
from clausecheck.classify.features import Bags, bags
from clausecheck.classify.linear import Linear, load
from clausecheck.classify.mixing import evidence, probabilities
from clausecheck.model import ClassifiedType, Clause

LISTED: Final = 0.2
"""Types below this probability are not told."""
MODELS: Final = ("types", "services")
"""The shipped models: what lawyers labelled, and what headings name."""
LIABILITY: Final = {*liability.KINDS, liability.GENERAL}
"""Types that rules tell apart, but do not give."""


def classify(clauses: Sequence[Clause], models: Sequence[Linear] = ()) -> Mapping[str, tuple[ClassifiedType, ...]]:
    """The types of each clause by its id, the most probable first; a clause of no known type has an empty tuple.

    0.5 is where a type is decided; types down to 0.2 are told. `models` replace the shipped ones.
    """
    if not clauses:
        return {}
    features = bags(clauses)
    rows = [_by_model(model, features) for model in models or tuple(map(load, MODELS))]
    return {
        clause.id: _types(clause, {name: value for row in rows for name, value in row[i].items()})
        for i, clause in enumerate(clauses)
    }


def _by_model(model: Linear, features: tuple[Bags, Bags, npt.NDArray[np.int64]]) -> list[dict[str, float]]:
    wholes, parts, owners = features
    likely = probabilities(evidence(model.scores(wholes), model.scores(parts), owners), model.evidence, model.level)
    rows: list[dict[str, float]] = [{} for _ in likely]
    for clause, column in zip(*np.nonzero(likely >= LISTED), strict=True):
        rows[clause][model.classes[column]] = round(float(likely[clause, column]), 3)
    return rows


def _types(clause: Clause, by_model: dict[str, float]) -> tuple[ClassifiedType, ...]:
    """What models and rules say of a clause, together."""
    hits = rules.hits(clause)
    liable = by_model.pop(liability.LABEL, 0.0)
    apart = liability.told_apart(liable, hits, clause.text) if liable else {}
    by_rule = {name: value for name, value in hits.items() if name not in LIABILITY}
    return _joined(by_model | apart, by_rule | rules.named(clause))


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
