"""What headings say: a clause under a heading of the table in clause_stats/type_rules.toml has its type."""

from collections.abc import Mapping, Sequence

import numpy as np
from train_calibration import Gold
from train_data import Example, sentence_texts

from clausecheck.classify import rules
from clausecheck.classify.types import LIABILITY
from clausecheck.model import Clause
from clausecheck.model.taxonomy import BOILERPLATE_TYPES, SERVICE_TYPES

SERVICES: tuple[str, ...] = tuple(
    name
    for name in (*SERVICE_TYPES, *BOILERPLATE_TYPES)
    if name not in LIABILITY and name in {kind for kinds in rules.load()[1].values() for kind in kinds}
)
INHERITED = {
    "confidentiality", "indemnification", "warranties", "definitions", "arbitration", "dispute_resolution",
    "force_majeure", "notices", "taxes", "interpretation", "acceptance", "support", "service_levels", "payment_terms",
    "independent_contractor", "data_protection", "data_security", "publicity", "export_control", "expenses",
}  # fmt: skip
"""Types of which the parts of a clause under such a heading are also."""
SHORT = 3
"""Of a clause of no more sentences, each sentence has its type."""


def named(clause: Clause, by_id: dict[str, Clause]) -> set[str]:
    """The types that the clause's own heading names, or the nearest heading above where it has none."""
    if clause.heading:
        return set(rules.headed(clause.heading))
    above = by_id.get(clause.parent or "")
    while above is not None and not above.heading:
        above = by_id.get(above.parent or "")
    return set(rules.headed(above.heading)) & INHERITED if above is not None else set()


def by_heading(example: Example, hits: Sequence[Mapping[str, object]]) -> Gold:
    """The labels of a contract. Where a rule hits and no heading speaks, nothing is known; else the type is absent."""
    by_id = {clause.id: clause for clause in example.clauses}
    shape = (len(example.clauses), len(SERVICES))
    labels, known = np.zeros(shape, dtype=bool), np.ones(shape, dtype=bool)
    rows, masks = [], []
    for i, clause in enumerate(example.clauses):
        types = named(clause, by_id)
        labels[i] = [name in types for name in SERVICES]
        known[i] = [name in types or name not in hits[i] for name in SERVICES]
        count = len(sentence_texts(clause.text))
        if not clause.text:
            labels[i], known[i] = False, False
        rows += [labels[i]] * count
        masks += [known[i] & (~labels[i] | (count <= SHORT))] * count
    passages = tuple((int(kind), (int(i),)) for i, kind in zip(*np.nonzero(labels), strict=True))
    return Gold(labels, known, np.array(rows).reshape(-1, shape[1]), np.array(masks).reshape(-1, shape[1]), passages)
