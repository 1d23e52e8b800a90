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


def test_forms_of_a_word_share_a_feature(clause: Callable[..., Clause]) -> None:
    terminate, termination, payment = (
        set(features.bags([clause(word)])[0].rows.tolist()) for word in ("terminate", "termination", "payment")
    )
    assert len(terminate & termination) == len(terminate & payment) + 1


def test_the_clause_before_is_seen_and_no_other(clause: Callable[..., Clause]) -> None:
    opening = [clause("Words that open a contract.", "", number) for number in (1, 2, 3)]
    kept = [clause("The fee is due in June.", "", 5), clause("Nothing else.", "", 6)]
    quiet, _, _ = features.bags([*opening, clause("Nothing.", "", 4), *kept])
    loud, _, _ = features.bags([*opening, clause("Nothing, unless arbitration begins.", "", 4), *kept])
    own = [set(found.rows[found.starts[4] : found.starts[5]].tolist()) for found in (quiet, loud)]
    after = [found.rows[found.starts[5] : found.starts[6]].tolist() for found in (quiet, loud)]
    assert len(own[1] - own[0]) == 3
    assert after[0] == after[1]


def test_the_last_words_before_count_alone(clause: Callable[..., Clause]) -> None:
    opening = [clause("Words that open a contract.", "", number) for number in (1, 2, 3)]
    tail = "so it goes on " * features.BEFORE
    near, _, _ = features.bags([*opening, clause(tail, "", 4), clause("The fee is due.", "", 5)])
    far, _, _ = features.bags([*opening, clause(f"arbitration {tail}", "", 4), clause("The fee is due.", "", 5)])
    assert near.rows[near.starts[4] :].tolist() == far.rows[far.starts[4] :].tolist()


def test_every_clause_is_marked_with_the_opening_of_its_contract(clause: Callable[..., Clause]) -> None:
    text = "The fee is due in June."
    between = [clause("Nothing.", "", 2), clause("Nothing.", "", 3)]
    reseller, _, _ = features.bags([clause("Reseller terms", "", 1), *between, clause(text, "", 4)])
    hosting, _, _ = features.bags([clause("Hosting terms", "", 1), *between, clause(text, "", 4)])
    one, other = (set(found.rows[found.starts[3] :].tolist()) for found in (reseller, hosting))
    assert len(one - other) == len(other - one) == 1
