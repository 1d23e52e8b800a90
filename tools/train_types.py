#!/usr/bin/env python3
"""Train the clause types: train_types.py CORPORA [--out FOLDER] [--folds FOLDER].

CORPORA holds cuad/. Two models are written to `--out` (default clause_stats/), each in five files (see
clausecheck/classify/linear.py and net.py): `types` from the passages that lawyers labelled, `services` from the
headings of clauses and the table of headings in clause_stats/type_rules.toml; and the topics that both use. With
`--folds`, also all of it five times, each trained and calibrated without one fold, for tools/score_folds.py.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from train_calibration import Gold, Unseen, second_stage
from train_data import CUAD, Example, examples, left_out
from train_headings import SERVICES, by_heading
from train_linear import common, fit, matrix, pack, rarity, save, weighted
from train_net import Seen
from train_net import save as save_net
from train_topics import fit as fit_topics
from train_topics import own_words

from clausecheck.classify import rules
from clausecheck.classify.features import Bags, bags
from clausecheck.classify.linear import Linear
from clausecheck.classify.mixing import Evidence, Frame, evidence, frame
from clausecheck.classify.models import TOPICS
from clausecheck.classify.net import Cuts
from clausecheck.resources import folder

PENALTY = 0.5
LEAST = 4
"""Clauses that a feature must stand in to count."""
NAMING = {"document_name", "parties", "agreement_date", "effective_date"}
"""Labels that name the contract rather than a clause; no decision is chosen for their sake."""
SERVICES_CUTS = Cuts(first=0.75, other=0.75, plain=0.75)
"""Headings teach these types, and a heading is seldom all that a clause says: among the clauses typed by hand in
tools/gold/clause_types.csv (development half), the model alone was right in 2 of 12 answers below this chance."""
WHOLE = -1
"""Stands for the fold that nothing is left out of."""
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

    def __init__(self, name: str, classes: Sequence[str], bits: int, share: float, cuts: Cuts | None = None) -> None:
        self.name, self.classes, self.bits, self.share, self.cuts = name, tuple(classes), bits, share, cuts
        """`share`: of the clauses and sentences without any type, how many are trained on. `cuts`: where not chosen."""
        self.counted = [name not in NAMING for name in classes]
        self.features: list[tuple[Bags, Bags, npt.NDArray[np.int64]]] = []
        self.frames: list[Frame] = []
        self.gold: list[Gold] = []

    def add(self, example: Example, built: Frame, gold: Gold) -> None:
        """Take in a contract."""
        self.features.append(bags(example.clauses))
        self.frames.append(built)
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

    def evidence(self, model: Linear, i: int) -> Evidence:
        """What speaks for each type in each clause of contract `i`."""
        wholes, parts, owners = self.features[i]
        return evidence(model.scores(wholes), model.scores(parts), owners, self.frames[i])

    def seen(self, found: Sequence[Evidence], topics: Linear) -> list[Seen]:
        """All contracts as the second stage sees them."""
        return [Seen(one, topics.scores(own[0])) for one, own in zip(found, self.features, strict=True)]


def run(
    task: Task,
    topics: dict[int, Linear],
    folds: npt.NDArray[np.int64],
    kept: Sequence[int],
    out: Path,
    each: Path | None,
) -> None:
    """Train both stages without each fold, and on `kept`; models go to `out`, those without a fold to `each`.

    The second stage learns from scores of contracts that the first has not seen, and its cuts from chances of contracts
    that neither has seen. The labels of a fold are used by neither stage of its models, nor by their cuts.
    """
    everything = range(len(folds))
    numbers = sorted(set(folds.tolist()))
    models = {fold: task.train([i for i in everything if folds[i] != fold]) for fold in numbers}
    found = [task.evidence(models[int(fold)], i) for i, fold in enumerate(folds)]
    print(f"{task.name}: first stage without each fold", flush=True)
    chances: list[Scores] = [np.zeros(0, dtype=np.float32)] * len(folds)
    nets = {}
    for fold in numbers:
        seen = task.seen(found, topics[fold])
        others = np.flatnonzero(folds != fold)
        nets[fold] = second_stage([seen[i] for i in others], [task.gold[i] for i in others])
        for i in np.flatnonzero(folds == fold):
            chances[i] = nets[fold].chances(seen[i].evidence, seen[i].topics)
        print(f"{task.name}: second stage without fold {fold}", flush=True)
    for fold in numbers if each else ():
        assert each is not None
        others = np.flatnonzero(folds != fold)
        gold = [task.gold[i] for i in others]
        cuts = task.cuts or Unseen([chances[i] for i in others], [found[i] for i in others], gold, task.counted).cuts()
        save(models[fold], each / str(fold), task.name)
        save_net(nets[fold], cuts, each / str(fold), task.name)
    seen = task.seen(found, topics[WHOLE])
    save(task.train(kept), out, task.name)
    cuts = task.cuts or Unseen(chances, found, task.gold, task.counted).cuts()
    print(f"{task.name}: {cuts}")
    save_net(second_stage([seen[i] for i in kept], [task.gold[i] for i in kept]), cuts, out, task.name)


def task_topics(task: Task, words: Sequence[npt.NDArray[np.int64]], chosen: Sequence[int]) -> Linear:
    """The topics of some contracts."""
    return fit_topics([task.features[i][0] for i in chosen], [words[i] for i in chosen])


def main() -> None:
    """Train both models."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=folder("clause_stats"))
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--only", choices=["types", "services"], help="one of the two models")
    args = parser.parse_args()

    labelled = Task("types", CUAD, 16, 0.5)
    services = Task("services", SERVICES, 15, 0.4, SERVICES_CUTS)
    ids: list[str] = []
    words: list[npt.NDArray[np.int64]] = []
    folds: list[int] = []
    for example in examples(args.corpora / "cuad"):
        hits = [rules.hits(clause) for clause in example.clauses]
        built = frame(example.clauses, bags(example.clauses)[2])
        labelled.add(example, built, by_lawyers(example))
        bare = replace(example, clauses=tuple(replace(c, heading="", parent=None) for c in example.clauses))
        services.add(bare, built, by_heading(example, hits))
        words.append(own_words(example.clauses))
        ids.append(example.id)
        folds.append(example.fold)
    unseen = left_out(args.corpora / "cuad")
    kept = [i for i, name in enumerate(ids) if name not in unseen]
    print(f"{len(ids)} contracts, {sum(len(gold.labels) for gold in labelled.gold)} clauses, {len(kept)} kept")
    numbers = sorted(set(folds))
    topics = {fold: task_topics(labelled, words, [i for i, of in enumerate(folds) if of != fold]) for fold in numbers}
    topics[WHOLE] = task_topics(labelled, words, kept)
    save(topics[WHOLE], args.out, TOPICS)
    for fold in numbers if args.folds else ():
        save(topics[fold], args.folds / str(fold), TOPICS)
    for task in (labelled, services):
        if args.only in {None, task.name}:
            run(task, topics, np.array(folds), kept, args.out, args.folds)


if __name__ == "__main__":
    main()
