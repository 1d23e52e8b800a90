"""Clause → types, each with a probability; 0.5 decides."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from clausecheck.classify import liability, misleading, rules
from clausecheck.classify.features import Bags, bags, tokens
from clausecheck.classify.mixing import Evidence, Frame, Scores, evidence, frame
from clausecheck.classify.models import LABELLED, Models, Stages, load
from clausecheck.classify.net import probabilities
from clausecheck.classify.places import sentence_of_word, sentences, word_counts
from clausecheck.model import ClassifiedType, Clause, Span

LISTED: Final = 0.2
"""Types below this probability are not told."""
LIABILITY: Final = {*liability.KINDS, liability.GENERAL}
"""Types that rules tell apart, but do not give."""


class Likely(NamedTuple):
    """What the model says of a type."""

    probability: float
    sentence: int
    """The number of the sentence that says it most plainly."""


def classify(clauses: Sequence[Clause], models: Models | None = None) -> Mapping[str, tuple[ClassifiedType, ...]]:
    """The types of each clause by its id, the most probable first; a clause of no known type has an empty tuple.

    0.5 is where a type is decided; types down to 0.2 are told. `models` replace the shipped ones.
    """
    if not clauses:
        return {}
    words = [tokens(clause.text) for clause in clauses]
    features = bags(clauses, words)
    models = models or load()
    topics, built = models.topics.scores(features[0]), frame(clauses, features[2])
    rows = [_by_model(stages, features, topics, built) for stages in models.stages]
    several = np.bincount(features[2], minlength=len(clauses)) > 1
    by_id = {clause.id: clause for clause in clauses}
    types: dict[str, tuple[ClassifiedType, ...]] = {}
    suspects: dict[str, tuple[str, ...]] = {}
    for i, clause in enumerate(clauses):
        hits = rules.hits(clause, rules.lead(by_id.get(clause.parent or "")))
        by_model = {name: value for row in rows for name, value in row[i].items()}
        types[clause.id] = _types(clause, by_model, hits, words[i] if several[i] else ())
        if named := misleading.suspect(clause, hits):
            suspects[clause.id] = named
    bare = classify([replace(by_id[name], heading="", parent=None) for name in suspects], models)
    for name, named in suspects.items():
        types[name] = misleading.corrected(named, types[name], bare[name])
    return types


def highest(clauses: Sequence[Clause], models: Models | None = None) -> Mapping[str, float]:
    """The highest chance of each labelled type in any of the clauses, as the model has it; 0 where there is none.

    Nothing is decided here. It is for counting, where as many clauses may be taken in error as are missed; the chance
    at which that is so is told by `clausecheck.compare.presence`. `models` replace the shipped ones.
    """
    models = models or load()
    stages = models.stages[LABELLED]
    best = np.zeros(len(stages.linear.classes), dtype=np.float32)
    if clauses:
        features = bags(clauses)
        found, chances, _ = _weighed(stages, features, models.topics.scores(features[0]), frame(clauses, features[2]))
        np.maximum.at(best, found.types, chances)
    return {name: float(chance) for name, chance in zip(stages.linear.classes, best, strict=True)}


def _weighed(
    stages: Stages, features: tuple[Bags, Bags, npt.NDArray[np.int64]], topics: Scores, built: Frame
) -> tuple[Evidence, Scores, Scores]:
    """What speaks for each type of each clause, its chance, and the scores of each sentence."""
    wholes, parts, owners = features
    by_sentence = stages.linear.scores(parts)
    found = evidence(stages.linear.scores(wholes), by_sentence, owners, built)
    return found, stages.net.chances(found, topics), by_sentence


def _by_model(
    stages: Stages, features: tuple[Bags, Bags, npt.NDArray[np.int64]], topics: Scores, built: Frame
) -> list[dict[str, Likely]]:
    found, chances, by_sentence = _weighed(stages, features, topics, built)
    likely = probabilities(chances, found, stages.cuts)
    firsts = np.searchsorted(features[2], np.arange(len(topics) + 1))
    rows: list[dict[str, Likely]] = [{} for _ in topics]
    for row in np.flatnonzero(likely >= LISTED):
        clause, column = found.clauses[row], found.types[row]
        best = int(by_sentence[firsts[clause] : firsts[clause + 1], column].argmax())
        rows[clause][stages.linear.classes[column]] = Likely(round(float(likely[row]), 3), best)
    return rows


def _types(
    clause: Clause, by_model: dict[str, Likely], hits: Mapping[str, rules.Hit], words: Sequence[str]
) -> tuple[ClassifiedType, ...]:
    """What models, rules and the heading say of a clause, together; `words` are its tokens, of several sentences."""
    liable = by_model.pop(liability.LABEL, None)
    if liable is not None:
        apart = liability.told_apart(liable.probability, hits, clause.text)
        by_model |= {name: Likely(value, liable.sentence) for name, value in apart.items()}
    by_rule = {name: hit for name, hit in hits.items() if name not in LIABILITY or name in by_model}
    joined = _joined(by_model, by_rule, rules.named(clause))
    places = _places(clause, by_model, by_rule, sentences(clause.text, words)) if joined and words else {}
    return tuple(
        ClassifiedType(id=name, probability=value, origin=origin, span=places.get(name))
        for name, value, origin in joined
    )


def _joined(
    by_model: Mapping[str, Likely], by_rule: Mapping[str, rules.Hit], named: Mapping[str, float]
) -> list[tuple[str, float, str]]:
    """Each type with its probability and where it is from, the most probable first.

    Where model and rule both know a type, either may be right; a heading is surer than both.
    """
    joined = []
    for name in {*by_model, *by_rule, *named}:
        model = by_model[name].probability if name in by_model else 0.0
        rule = by_rule[name].probability if name in by_rule and name not in LIABILITY else 0.0
        either = max(1 - (1 - model) * (1 - rule), named.get(name, 0.0))
        joined.append((name, round(either, 3), "model" if model >= max(rule, named.get(name, 0.0)) else "rule"))
    return sorted(joined, key=lambda item: (-item[1], item[0]))


def _places(
    clause: Clause, by_model: Mapping[str, Likely], by_rule: Mapping[str, rules.Hit], ranges: list[tuple[int, int]]
) -> dict[str, Span]:
    """Where in a clause of several sentences each type is said: where its rule hits, else the model's best sentence."""
    chosen = {name: likely.sentence for name, likely in by_model.items()}
    counts = word_counts(clause.text, ranges) if by_rule else []
    for name, hit in by_rule.items():
        if hit.word is not None:
            chosen[name] = sentence_of_word(counts, hit.word)
    start = clause.span.start
    return {name: Span(start + ranges[i][0], start + ranges[i][1]) for name, i in chosen.items()}
