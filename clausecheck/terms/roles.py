"""Who provides and who pays: told by what the parties are called and by how they are spoken of."""

import re
from collections.abc import Sequence
from functools import cache

from clausecheck.model import Side
from clausecheck.terms.mentions import Mentions, mark_of
from clausecheck.terms.names import Named, with_short_names
from clausecheck.terms.vocabulary import vocabulary
from clausecheck.terms.words import plain

_REACH = 60_000
_ALIAS_SHARE = 4.0
"""How many uses a point of an alias outweighs."""
_MAX_PARTIES = 6


def tell_roles(parties: Sequence[Named], text: str) -> tuple[Side | None, ...]:
    """The role of each party, in their order; with two or more parties both sides are always named.

    The first-named party is the seller where neither names nor use tell the parties apart, as between equals.
    """
    scores = [sum(pair) for pair in score_parties(parties, text)]
    if len(scores) < 2:
        return tuple(_lone(score) for score in scores)
    highest = max(range(len(scores)), key=lambda place: (scores[place], -place))
    others = [place for place in range(len(scores)) if place != highest]
    lowest = min(others, key=lambda place: (scores[place], place))
    middle = (scores[highest] + scores[lowest]) / 2
    return tuple(
        Side.SELLER if place == highest or (place != lowest and score > middle) else Side.BUYER
        for place, score in enumerate(scores)
    )


def score_parties(parties: Sequence[Named], text: str) -> list[tuple[float, float]]:
    """For each party what its alias tells and what its use tells; above 0 speaks for a seller."""
    words = vocabulary()
    uses = _count_uses(parties, text)
    told = []
    for party, use in zip(parties, uses, strict=True):
        weights = [words.role_of(alias) or 0 for alias in party.aliases]
        weights += [
            weight for word, weight in words.alias.items() if party.note and re.search(rf"\b{word}\b", party.note)
        ]
        told.append((_ALIAS_SHARE * max(weights, key=abs, default=0), use))
    return told


def _lone(score: float) -> Side | None:
    if not score:
        return None
    return Side.SELLER if score > 0 else Side.BUYER


def _count_uses(parties: Sequence[Named], text: str) -> list[float]:
    shown = parties[:_MAX_PARTIES]
    mentions = Mentions([with_short_names(party).aliases for party in shown])
    marked = " ".join(mentions.mark(plain(text[:_REACH])).split()).lower()
    marks = [mark_of(place) for place in range(len(shown))]
    score = dict.fromkeys(marks, 0.0)
    for pattern, weight in _patterns():
        for match in pattern.finditer(marked):
            score[match.group(1)] = score.get(match.group(1), 0.0) + weight
    return [score.get(mark, 0.0) for mark in marks] + [0.0] * (len(parties) - len(shown))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    marks = "[\x01-\x06]"
    return tuple(
        (re.compile(use.pattern.replace("X", f"({marks})").replace("Y", marks)), use.weight)
        for use in vocabulary().uses
    )
