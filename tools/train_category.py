#!/usr/bin/env python3
"""Train the model of contract categories: train_category.py CORPORA [--out FOLDER].

CORPORA holds cuad/ and contractnli/. Writes the model called `category`, and prints how often the answer is right on
folds that were not trained on: by the model alone, and by `detect_category` as a whole. "IP" and "Non-Compete /
No-Solicit" contracts are no category of the taxonomy, and joint filing statements are no joint ventures: left out.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from train_data import folds, left_out, rows, type_id
from train_linear import common, fit, matrix, pack, rarity, save, weighted

from clausecheck import read, segment, terms
from clausecheck.classify.category import (
    MODEL_SHARE,
    NAME_WITHIN,
    OPENING,
    by_model,
    by_name,
    by_title,
    by_words,
    detect_category,
    reads_like_a_contract,
)
from clausecheck.classify.features import Bags, document_bag
from clausecheck.classify.linear import Linear
from clausecheck.classify.rules import plain
from clausecheck.model import Document
from clausecheck.model.taxonomy import CATEGORY_PARENT
from clausecheck.resources import folder

BITS = 14
PENALTY = 10.0
LEAST = 3
"""Contracts that a feature must stand in to count."""
NAMES = {"service": "services"}
NONE = ""
"""Of contracts whose type is no category."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A contract whose category is known."""

    id: str
    category: str
    title: str
    document: Document
    bag: Bags
    fold: int


def samples(corpora: Path) -> Iterator[Sample]:
    """The contracts of CUAD by their type, also of types that are no category, and the agreements of ContractNLI."""
    fold = folds(corpora / "cuad")
    for contract in rows(corpora / "cuad" / "contracts.jsonl.gz"):
        kind = type_id(contract["contract_type"])
        category = NAMES.get(kind, kind)
        if category not in CATEGORY_PARENT or "joint filing" in contract["text"][:3000].lower():
            category = NONE
        yield sample(contract["id"], category, contract["text"], fold[contract["id"]])
    for number, contract in enumerate(rows(corpora / "contractnli" / "documents.jsonl.gz")):
        yield sample(str(contract["id"]), "nda", contract["text"], number % 5)


def sample(name: str, category: str, text: str, fold: int) -> Sample:
    """Read a contract as the program does."""
    document = read.read_bytes(text.encode("utf-8"), f"{name}.txt")
    title = terms.read_facts(document, segment.segment(document)).title
    return Sample(name, category, title, document, document_bag(title, document.text), fold)


def train(chosen: Sequence[Sample]) -> Linear:
    """One support vector machine a category; the step of the logistic is set so that the training set is just sure."""
    classes = sorted({one.category for one in chosen})
    kept = common([one.bag for one in chosen], LEAST)
    counts = matrix([one.bag for one in chosen], BITS, kept)
    weight = rarity(counts)
    labels = np.array([[one.category == name for name in classes] for one in chosen])
    weights, constants = fit(weighted(counts, weight), labels, penalty=PENALTY)
    return pack(classes, weights, constants, weight, kept)


def steepness(model_scores: npt.NDArray[np.float64], right: npt.NDArray[np.int64]) -> float:
    """How fast the share of the best class rises: where unseen answers are likeliest."""
    grid = np.geomspace(0.5, 20, 40)
    losses = []
    for slope in grid:
        level = model_scores * slope
        losses.append(float((np.logaddexp.reduce(level, axis=1) - level[np.arange(len(right)), right]).mean()))
    return float(grid[int(np.argmin(losses))])


def steeper(model: Linear, slope: float) -> Linear:
    """The model with its scores multiplied."""
    return replace(model, step=model.step * np.float32(slope), constant=model.constant * np.float32(slope))


def main() -> None:
    """Measure on folds, then train on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=folder("clause_stats"))
    args = parser.parse_args()
    every = list(samples(args.corpora))
    known = [one for one in every if one.category != NONE]
    classes = sorted({one.category for one in known})
    scores = np.full((len(known), len(classes)), -3.0)
    models = {fold: train([one for one in known if one.fold != fold]) for fold in range(5)}
    for i, one in enumerate(known):
        model = models[one.fold]
        scores[i, [classes.index(name) for name in model.classes]] = model.scores(one.bag)[0]
    slope = steepness(scores, np.array([classes.index(one.category) for one in known]))
    models = {fold: steeper(model, slope) for fold, model in models.items()}
    report(known, models)
    report_sureness(every, models)
    unseen = left_out(args.corpora / "cuad")
    final = train([one for one in known if one.id not in unseen])
    save(steeper(final, slope), args.out, "category")


def report(known: Sequence[Sample], models: dict[int, Linear]) -> None:
    """Print how often the answer is right, on contracts not trained on."""
    alone = [likeliest(one, models)[0] == one.category for one in known]
    guesses = [detect_category(one.title, one.document, models[one.fold]) for one in known]
    whole = [guess.id == one.category for guess, one in zip(guesses, known, strict=True)]
    cuad = [one.category != "nda" for one in known]
    for name, right in (("model alone", alone), ("title, opening and model", whole)):
        share = np.array(right)
        print(f"{name}: {share.sum()} of {len(share)} ({share.mean():.3f}); CUAD only {share[cuad].mean():.3f}")
    wrong = Counter(
        (one.category, guess.id) for one, guess in zip(known, guesses, strict=True) if guess.id != one.category
    )
    for (category, guess), count in wrong.most_common(15):
        print(f"  {count} {category} taken for {guess}")


def likeliest(one: Sample, models: dict[int, Linear]) -> tuple[str, float]:
    """What the model that has not seen the contract says, with its probability."""
    shares = by_model(one.title, one.document, models[one.fold])
    best = max(shares, key=lambda name: shares[name])
    return best, shares[best] / MODEL_SHARE


def report_sureness(every: Sequence[Sample], models: dict[int, Linear]) -> None:
    """Print what the constants of clausecheck/classify/category.py rest on, contracts of no category among them."""
    told: dict[str, list[bool]] = {"title": [], "name in the opening": [], "words of the opening": []}
    left: list[tuple[bool, float]] = []
    for one in every:
        opening = plain(one.document.text[:OPENING])
        ways = (by_title(plain(one.title[:300])), by_name(opening[:NAME_WITHIN]), by_words(opening))
        said = next(((way, guess) for way, guess in zip(told, ways, strict=True) if guess), None)
        if said:
            told[said[0]].append(said[1].id == one.category)
        else:
            best, probability = likeliest(one, models)
            left.append((best == one.category, probability))
    for way, right in told.items():
        print(f"{way}: {sum(right)} of {len(right)} right")
    print(f"model where nothing else speaks: {sum(right for right, _ in left)} of {len(left)} right", end="")
    print(f", mean probability {np.mean([probability for _, probability in left]):.2f}")
    unlike = sum(not reads_like_a_contract(one.document.text) for one in every)
    print(f"{unlike} of {len(every)} contracts do not read like one")


if __name__ == "__main__":
    main()
