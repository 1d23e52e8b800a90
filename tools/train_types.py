#!/usr/bin/env python3
"""Train the clause types: train_types.py CORPORA [--out FOLDER] [--folds FOLDER].

CORPORA holds cuad/. Two models are written to `--out` (default clause_stats/), each in three files (see
clausecheck/classify/linear.py): `types` from the passages that lawyers labelled, `services` from the headings of
clauses and the table of headings in clause_stats/type_rules.toml. With `--folds`, also both models five times, each
trained and calibrated without one fold, for tools/score_folds.py.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from train_calibration import Gold, calibrate
from train_data import CUAD, Example, examples, left_out
from train_headings import SERVICES, by_heading
from train_linear import common, fit, matrix, pack, rarity, save, weighted

from clausecheck.classify import rules
from clausecheck.classify.features import Bags, bags
from clausecheck.classify.linear import Linear
from clausecheck.classify.mixing import evidence
from clausecheck.resources import folder

PENALTY = 1.0
LEAST = 4
"""Clauses that a feature must stand in to count."""
Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


def by_lawyers(example: Example) -> Gold:
    """The labels of a contract, all of them to be believed."""
    return Gold(
        labels=example.labels,
        known=np.ones_like(example.labels),
        sentences=example.sentences,
        known_sentences=np.ones_like(example.sentences),
        passages=example.passages,
    )


class Task:
    """One model: its classes, its size, and for each contract what is to be learned."""

    def __init__(self, name: str, classes: Sequence[str], bits: int, share: float) -> None:
        self.name, self.classes, self.bits, self.share = name, tuple(classes), bits, share
        """`share`: of the clauses and sentences without any type, how many are trained on."""
        self.features: list[tuple[Bags, Bags, npt.NDArray[np.int64]]] = []
        self.gold: list[Gold] = []

    def add(self, example: Example, gold: Gold) -> None:
        """Take in a contract."""
        self.features.append(bags(example.clauses))
        self.gold.append(gold)

    def train(self, chosen: Sequence[int]) -> Linear:
        """A model of clauses and sentences together, without its calibration."""
        counted = common([self.features[i][0] for i in chosen], LEAST)
        wholes = matrix([self.features[i][0] for i in chosen], self.bits, counted)
        parts = matrix([self.features[i][1] for i in chosen], self.bits, counted)
        weight = rarity(wholes)
        labels = np.concatenate([self.gold[i].labels for i in chosen] + [self.gold[i].sentences for i in chosen])
        known = np.concatenate([self.gold[i].known for i in chosen] + [self.gold[i].known_sentences for i in chosen])
        kept = labels.any(axis=1) | (np.random.default_rng(0).random(len(labels)) < self.share)
        features = sp.vstack([weighted(wholes, weight), weighted(parts, weight)]).tocsr()[kept]
        weights, constants = fit(features, labels[kept], penalty=PENALTY, known=known[kept])
        return pack(self.classes, weights, constants, weight, counted)

    def evidence(self, model: Linear, i: int) -> Scores:
        """What speaks for each type in each clause of contract `i`."""
        wholes, parts, owners = self.features[i]
        return evidence(model.scores(wholes), model.scores(parts), owners)

    def calibrated(self, model: Linear, unseen: Sequence[Scores], chosen: Sequence[int]) -> Linear:
        """The model with weights and thresholds learned from contracts that other models had not seen."""
        weights, level = calibrate([unseen[i] for i in chosen], [self.gold[i] for i in chosen])
        return replace(model, evidence=weights.astype(np.float32), level=level.astype(np.float32))


def run(task: Task, folds: npt.NDArray[np.int64], kept: Sequence[int], out: Path, fold_models: Path | None) -> None:
    """Train without each fold, calibrate on what was not seen, train on `kept`, and write the models."""
    everything = range(len(folds))
    unseen: list[Scores] = [np.zeros(0, dtype=np.float32)] * len(folds)
    models: dict[int, Linear] = {}
    for fold in sorted(set(folds.tolist())):
        models[fold] = task.train([i for i in everything if folds[i] != fold])
        for i in np.flatnonzero(folds == fold):
            unseen[i] = task.evidence(models[fold], int(i))
        print(f"{task.name}: fold {fold} trained", flush=True)
    for fold, model in models.items() if fold_models else ():
        assert fold_models is not None
        place = fold_models / str(fold)
        save(task.calibrated(model, unseen, [i for i in everything if folds[i] != fold]), place, task.name)
    save(task.calibrated(task.train(kept), unseen, everything), out, task.name)


def main() -> None:
    """Train both models."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=folder("clause_stats"))
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--only", choices=["types", "services"], help="one of the two models")
    args = parser.parse_args()

    labelled = Task("types", CUAD, 16, 0.5)
    services = Task("services", SERVICES, 15, 0.4)
    ids: list[str] = []
    folds: list[int] = []
    for example in examples(args.corpora / "cuad"):
        hits = [rules.hits(clause) for clause in example.clauses]
        labelled.add(example, by_lawyers(example))
        bare = replace(example, clauses=tuple(replace(c, heading="", parent=None) for c in example.clauses))
        services.add(bare, by_heading(example, hits))
        ids.append(example.id)
        folds.append(example.fold)
    unseen = left_out(args.corpora / "cuad")
    kept = [i for i, name in enumerate(ids) if name not in unseen]
    print(f"{len(ids)} contracts, {sum(len(gold.labels) for gold in labelled.gold)} clauses, {len(kept)} kept")
    for task in (labelled, services):
        if args.only in {None, task.name}:
            run(task, np.array(folds), kept, args.out, args.folds)


if __name__ == "__main__":
    main()
