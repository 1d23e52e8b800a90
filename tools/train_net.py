"""Train the second stage: one small net over the evidence of all types, by stochastic gradient descent (Adam)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from clausecheck.classify.mixing import Evidence
from clausecheck.classify.net import CUT, FIELDS, Cuts, Net, sizes

EPOCHS = 8
BATCH = 512
RATE = 3e-3
PENALTIES = {"inward": 6e-4, "bias": 6e-4, "slopes": 6e-3, "topic_slopes": 2e-2, "topics": 2e-3, "constant": 2e-5}
"""Of each array's squares: what a type has of its own is held back most."""
NEVER = -30.0
"""The constant of a type that is never told."""

Scores = npt.NDArray[np.float32]
Indexes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seen:
    """A contract as the net sees it."""

    evidence: Evidence
    topics: Scores
    """One row a clause."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The evidence of many contracts, one row for each type of a clause."""

    values: Scores
    topics: Scores
    types: Indexes
    labels: Scores

    def take(self, chosen: Indexes) -> "Rows":
        """Some of the rows."""
        return Rows(self.values[chosen], self.topics[chosen], self.types[chosen], self.labels[chosen])


def rows(seen: Sequence[Seen], labels: Sequence[Mask], known: Sequence[Mask]) -> Rows:
    """The rows whose answer is known."""
    there = [k[one.evidence.clauses, one.evidence.types] for one, k in zip(seen, known, strict=True)]
    return Rows(
        np.concatenate([one.evidence.values[t] for one, t in zip(seen, there, strict=True)]),
        np.concatenate([one.topics[one.evidence.clauses[t]] for one, t in zip(seen, there, strict=True)]),
        np.concatenate([one.evidence.types[t] for one, t in zip(seen, there, strict=True)]),
        np.concatenate(
            [
                gold[one.evidence.clauses[t], one.evidence.types[t]]
                for one, t, gold in zip(seen, there, labels, strict=True)
            ]
        ).astype(np.float32),
    )


def fit(data: Rows, never: Mask) -> Net:
    """The net whose chances make the labels likeliest; `never` are the types that have too few examples."""
    middle, spread = (data.values.mean(axis=0), data.values.std(axis=0) + np.float32(1e-3))
    data = Rows(np.clip((data.values - middle) / spread, -CUT, CUT), data.topics, data.types, data.labels)
    shapes = dict(zip(FIELDS, sizes(len(never), data.topics.shape[1]), strict=True))
    chance = np.random.default_rng(0)
    arrays = {name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    for name, scale in (("inward", 1.0), ("topics", 0.3), ("outward", 1.0)):
        size = scale / np.sqrt(shapes[name][0])
        arrays[name] = chance.normal(0, size, shapes[name]).astype(np.float32)
    arrays["constant"] -= 3
    learned = descend({name: value for name, value in arrays.items() if name not in ("middle", "spread")}, data)
    learned["constant"][never] = NEVER
    return Net(middle=middle, spread=spread, **learned)


def descend(arrays: dict[str, Scores], data: Rows) -> dict[str, Scores]:
    """Adam with a rate that falls along a cosine."""
    chance = np.random.default_rng(0)
    first: dict[str, npt.NDArray[Any]] = {name: np.zeros_like(value) for name, value in arrays.items()}
    second: dict[str, npt.NDArray[Any]] = {name: np.zeros_like(value) for name, value in arrays.items()}
    steps = EPOCHS * (len(data.labels) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = chance.permutation(len(data.labels))
        for start in range(0, len(order) - BATCH + 1, BATCH):
            slopes = gradient(arrays, data.take(order[start : start + BATCH]))
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps)) + 1e-5
            for name, value in arrays.items():
                slope = slopes[name] + PENALTIES.get(name, 0.0) * value
                first[name] = 0.9 * first[name] + 0.1 * slope
                second[name] = 0.999 * second[name] + 0.001 * slope * slope
                size = np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8
                arrays[name] = value - (rate * (first[name] / (1 - 0.9**step)) / size).astype(np.float32)
    return arrays


def gradient(arrays: dict[str, Scores], batch: Rows) -> dict[str, Scores]:
    """How the mean logarithmic loss of a batch rises with each weight."""
    types = batch.types
    hidden = np.maximum(batch.values @ arrays["inward"] + batch.topics @ arrays["topics"] + arrays["bias"][types], 0)
    level = hidden @ arrays["outward"] + arrays["constant"][types]
    level += (batch.values * arrays["slopes"][types]).sum(axis=1)
    level += (batch.topics * arrays["topic_slopes"][types]).sum(axis=1)
    error = ((1 / (1 + np.exp(-level)) - batch.labels) / len(types)).astype(np.float32)
    back = error[:, None] * arrays["outward"] * (hidden > 0)
    of_type = np.zeros((len(arrays["constant"]), len(types)), dtype=np.float32)
    of_type[types, np.arange(len(types))] = 1
    return {
        "inward": batch.values.T @ back,
        "topics": batch.topics.T @ back,
        "bias": of_type @ back,
        "outward": hidden.T @ error,
        "slopes": of_type @ (batch.values * error[:, None]),
        "topic_slopes": of_type @ (batch.topics * error[:, None]),
        "constant": of_type @ error,
    }


def save(net: Net, cuts: Cuts, folder: Path, name: str) -> None:
    """Write the two files of a net."""
    folder.mkdir(parents=True, exist_ok=True)
    flat = np.concatenate([getattr(net, field).ravel() for field in FIELDS]).astype(np.float32)
    np.save(folder / f"{name}.net.npy", flat, allow_pickle=False)
    header = {"types": len(net.constant), "topics": len(net.topics), "cuts": written(cuts)}
    (folder / f"{name}.net.json").write_text(json.dumps(header, indent=1) + "\n", encoding="utf-8")


def written(cuts: Cuts) -> dict[str, Any]:
    """Cuts as the file has them: `offsets` only where there are any."""
    offsets = {"offsets": [round(float(one), 4) for one in cuts.offsets]} if cuts.offsets else {}
    return {name: round(float(getattr(cuts, name)), 4) for name in ("first", "other", "plain")} | offsets
