"""The playbook that a review goes by: the shipped one, with a user's own rules, words and weights in their place."""

from collections.abc import Iterable
from dataclasses import replace

from clausecheck.model import Side
from clausecheck.reviewers.playbook.changes import changed
from clausecheck.reviewers.playbook.positions import Playbook, playbook
from clausecheck.reviewers.playbook.rulebook import AmountRule, Rule, Rulebook
from clausecheck.reviewers.playbook.shipped import shipped


def in_force(side: Side, own: Rulebook | None = None) -> Playbook:
    """The playbook of `side`; what `own`, which is for the same side, holds stands in the place of what ships.

    Raises ValueError where `own` is faulty.
    """
    book, rules = playbook(side), without(shipped(side), own).rules
    if own is None:
        return replace(book, amounts=_amounts(rules))
    positions = {topic: changed(book.positions[topic], entry) for topic, entry in own.positions.items()}
    return replace(
        book,
        positions={**book.positions, **positions},
        scale=book.scale.changed(own.severity),
        amounts=_amounts((*rules, *own.rules)),
    )


def _amounts(rules: Iterable[Rule]) -> dict[str, AmountRule]:
    return {rule.stance.about: rule for rule in rules if isinstance(rule, AmountRule)}


def without(shipped: Rulebook, own: Rulebook | None) -> Rulebook:
    """The shipped rules of a side without those that its user's own rules take the place of."""
    if own is None or own.side is not shipped.side:
        return shipped
    kept = tuple(rule for rule in shipped.rules if (rule.stance.table, rule.stance.about) not in own.subjects)
    return replace(shipped, rules=kept)
