"""Features are the same on every machine."""

from collections.abc import Callable

import numpy as np

from clausecheck.classify import features
from clausecheck.model import Clause


def test_hashes_are_stable() -> None:
    assert features.hashes(["fee", "30", "45", "$"]).tolist() == [2521392309, 3091600544, 3091600544, 3993045852]


def test_windows_join_short_sentences() -> None:
    words = features.tokens(
        "Go. The first sentence has more than eight words in it. The second one is as long as the first was. End."
    )
    cuts = features.windows(words)
    assert cuts[0] == 0
    assert cuts[-1] == len(words)
    assert len(cuts) == 3


def test_token_spans_stand_one_for_one_with_tokens() -> None:
    text = "Pay $1,000 (1.5%) by 5 May 2020; then stop."
    assert [text[a:b].lower() for a, b in features.token_spans(text)] == features.tokens(text)


def test_bags_are_sets_in_order(clause: Callable[..., Clause]) -> None:
    clauses = [
        clause("the fee the fee the fee", "Fees", 1),
        clause("", "", 2),
        clause("Other words stand here.", "", 3),
    ]
    wholes, parts, owners = features.bags(clauses)
    assert len(wholes) == len(clauses)
    assert owners.tolist() == [0, 1, 2]
    assert len(parts) == len(owners)
    for start, end in zip(wholes.starts[:-1], wholes.starts[1:], strict=True):
        rows = wholes.rows[start:end]
        assert len(rows) > 0
        assert (np.diff(rows.astype(int)) > 0).all()
        assert rows.max() < 2**features.HASH_BITS


def test_the_heading_above_is_seen(clause: Callable[..., Clause]) -> None:
    text = "The amount is due in June."
    alone, _, _ = features.bags([clause(text, "", 1)])
    below, _, _ = features.bags([clause("", "Payment", 1), clause(text, "", 2, parent="c1")])
    assert set(below.rows[below.starts[1] :].tolist()) > set(alone.rows.tolist())


def test_a_circle_of_parents_ends(clause: Callable[..., Clause]) -> None:
    wholes, _, _ = features.bags([clause("One.", "", 1, parent="c2"), clause("Two.", "", 2, parent="c1")])
    assert len(wholes) == 2
