"""Who provides and who pays: told by what the parties are called and by how they are spoken of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from clausecheck.model import Facts, Notice, Side
from clausecheck.terms.mentions import Mentions, mark_of
from clausecheck.terms.names import Named, with_short_names
from clausecheck.terms.vocabulary import vocabulary
from clausecheck.terms.words import Expression, plain

_REACH = 60_000
_ALIAS_SHARE = 4.0
"""How many uses a point of an alias outweighs."""
_LEAST = 3.0
"""Parties that differ by less are not told apart: a wrong guess is worse than none."""
_MAX_PARTIES = 6
_MARKS = "[\x01-\x06]"
_LONGEST_USE = 300
"""Characters before a mark that tell how its party is used."""
_LAST_WORDS = re.compile(r"(?:\(\?:([a-z|]+)\)|(?<![a-z])([a-z]+)) X$")
"""The words of a pattern that stand right before the party, where it says them: "(?:to|for) X", "by X"."""


def tell_roles(parties: Sequence[Named], text: str) -> tuple[Side | None, ...]:
    """The role of each party, in their order; None for all where neither names nor use tell them apart."""
    scores = [sum(pair) for pair in score_parties(parties, text)]
    if len(scores) < 2:
        return tuple(_lone(score) for score in scores)
    highest, lowest = max(scores), min(scores)
    if highest - lowest < _LEAST:
        return (None,) * len(scores)
    middle = (highest + lowest) / 2
    return tuple(Side.SELLER if score > middle else Side.BUYER for score in scores)


def role_notices(facts: Facts) -> tuple[Notice, ...]:
    """What to know where two parties or more were found and none is known to provide or to pay."""
    if len(facts.parties) < 2 or any(party.role for party in facts.parties):
        return ()
    named = ", ".join(party.alias or party.name for party in facts.parties[:_MAX_PARTIES])
    message = (
        f"Nothing tells which of these parties provides and which pays: {named}. "
        "What the contract says of one of them by name is read as neither side's."
    )
    return (Notice(code="unclear_roles", message=message),)


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
    score = dict.fromkeys(map(mark_of, range(_MAX_PARTIES)), 0.0)
    for mark, weight in (*_begun(marked), *_ended(marked)):
        score[mark] += weight
    return [score[mark] for mark in marks] + [0.0] * (len(parties) - len(shown))


def _begun(marked: str) -> Iterator[tuple[str, int]]:
    """Marks with the weight of uses that begin with them."""
    places = [match.start() for match in _patterns().mark.finditer(marked)]
    for pattern, weight in _patterns().begun:
        end = 0
        for place in places:
            if place >= end and (match := pattern.match(marked, place)):
                end = match.end()
                yield match.group(1), weight


def _ended(marked: str) -> Iterator[tuple[str, int]]:
    """Marks with the weight of uses that end with them; most are searched for behind their last word alone."""
    patterns = _patterns()
    before: dict[str, list[str]] = {}
    start = 0
    for match in patterns.mark.finditer(marked):
        words = marked[max(start, match.start() - _LONGEST_USE) : match.end()]
        before.setdefault(words[:-2].rpartition(" ")[2], []).append(words)
        start = match.end()
    for pattern, weight, last in patterns.ended:
        searched = "\n".join(words for word in last for words in before.get(word, ())) if last else marked
        for match in pattern.finditer(searched) if searched else ():
            yield match.group(1), weight


class _Patterns(NamedTuple):
    """Uses with their weights; `begun` ones have the party first, `ended` ones last, with the words before it."""

    mark: re.Pattern[str]
    begun: tuple[tuple[Expression, int], ...]
    ended: tuple[tuple[Expression, int, tuple[str, ...]], ...]


@cache
def _patterns() -> _Patterns:
    begun, ended = [], []
    for use in vocabulary().uses:
        pattern = Expression(use.pattern.replace("X", f"({_MARKS})").replace("Y", _MARKS))
        if use.pattern.startswith("X"):
            begun.append((pattern, use.weight))
        else:
            last = _LAST_WORDS.search(use.pattern)
            ended.append((pattern, use.weight, tuple((last[1] or last[2]).split("|")) if last else ()))
    return _Patterns(re.compile(_MARKS), tuple(begun), tuple(ended))
