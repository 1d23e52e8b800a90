"""What lawyers labelled, as clause types: the 41 labels of CUAD, with "Cap On Liability" split into what it mixes."""

from collections.abc import Sequence

import numpy as np
from train_calibration import Gold, Mask
from train_data import CUAD, Example, sentence_texts

from clausecheck.classify import rules

CAP = CUAD.index("cap_on_liability")
LABELLED: tuple[str, ...] = (*CUAD, "exclusion_of_consequential_damages", "limitation_of_liability")
EXCLUSION, LIMITATION = len(CUAD), len(CUAD) + 1


def by_lawyers(example: Example, hits: Sequence[dict[str, float]]) -> Gold:
    """The labels of a contract.

    What CUAD calls a cap is a cap where the rule for amounts hits, an exclusion where the rule for kinds of damage
    hits, and a limitation where either does; a time limit for claims is none of them.
    """
    labels = split(example.labels, hits)
    texts = [text for clause in example.clauses for text in sentence_texts(clause.text)]
    wanted = np.flatnonzero(example.sentences[:, CAP])
    sentence_hits: list[dict[str, float]] = [{} for _ in texts]
    for i in wanted:
        sentence_hits[i] = rules.hits_in(texts[i])
    sentences = split(example.sentences, sentence_hits)
    passages = [passage for passage in example.passages if passage[0] != CAP]
    for kind, clauses in example.passages:
        if kind == CAP:
            for part in (CAP, EXCLUSION, LIMITATION):
                held = tuple(i for i in clauses if labels[i, part])
                passages += [(part, held)] if held else []
    return Gold(
        labels=labels,
        known=np.ones_like(labels),
        sentences=sentences,
        known_sentences=np.ones_like(sentences),
        passages=tuple(passages),
    )


def split(labels: Mask, hits: Sequence[dict[str, float]]) -> Mask:
    """The labels with two columns more, and the cap only where there is an amount."""
    caps = np.array(["cap_on_liability" in hit for hit in hits], dtype=bool)
    kinds = np.array(["exclusion_of_consequential_damages" in hit for hit in hits], dtype=bool)
    mixed = labels[:, CAP]
    made = np.column_stack([labels, mixed & kinds, mixed & (caps | kinds)])
    made[:, CAP] = mixed & caps
    return made
