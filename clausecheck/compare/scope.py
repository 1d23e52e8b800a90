"""Rights and duties of one side that reach further than such rights and duties do in other contracts.

Far-reaching words ("at its sole discretion", "without notice", "however small", "twice the amount") are common one by
one. A sentence that joins several of them, or holds one that hardly any contract has, is not: each word weighs the more
the fewer sentences of the reference contracts have it, and the weights of unlike words add up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log2, sqrt
from typing import Any, Final, NamedTuple

from clausecheck import resources
from clausecheck.compare.phrases import Phrases, words_of
from clausecheck.model import (
    Binds,
    Clause,
    Contract,
    Deviation,
    DeviationKind,
    Evidence,
    NormKind,
    Part,
    Sentence,
)
from clausecheck.stats import wilson
from clausecheck.terms.norms import norms_of

COMMON: Final = 4.0
"""Bits that every mark has less: one that stands in more than one sentence of 16 weighs nothing."""

LONG: Final = 400
"""Characters of a sentence up to which its marks have their full weight; a longer one holds several norms."""

LONGEST: Final = 1500
"""A longer sentence is a list or a table; nothing is told of it."""

CHOICE: Final = "choice"
"""The group of marks that name, or stand beside, the side that decides."""

ORDINARY: Final = "ordinary"
"""The mark of phrases that hold far-reaching words and mean nothing by them; it takes its words away from others."""

_SIDES: Final = {"SELLER": Binds.SELLER, "BUYER": Binds.BUYER}
_NOT: Final = frozenset({"not", "never", "nor", "neither"})
_GAINS: Final = frozenset({NormKind.RIGHT, NormKind.CAP})
"""The kinds whose subject gains; all others bind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that take away a limit."""

    id: str
    group: str
    """Of one group the rarest counts."""
    means: str
    weight: float
    """In bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All marks with what was counted of them."""

    by_id: Mapping[str, Mark]
    phrases: Phrases
    usual: Mapping[NormKind, frozenset[str]]
    """Marks that say nothing in norms of a kind, because they belong there: "whatsoever" in a limit of liability."""
    reached: tuple[tuple[float, int], ...]
    """A reach, and in how many reference contracts some sentence has at least that, ascending."""
    contracts: int
    source: str
    as_of: str

    @property
    def least(self) -> float:
        """The reach from which a sentence is told."""
        return self.reached[0][0]


class Reach(NamedTuple):
    """How far a sentence reaches, and for whom."""

    sentence: Sentence
    score: float
    binds: Binds
    marks: tuple[Mark, ...]
    """The rarest first."""


@cache
def marks() -> Marks:
    """The shipped marks, `scope.toml`."""
    data = resources.toml("clause_stats", "scope.toml")
    counted = data["counted"]
    phrases = [(entry["id"], line) for entry in data["mark"] for line in entry["phrases"].strip().splitlines()]
    return Marks(
        by_id={entry["id"]: _mark(entry, counted["sentences"]) for entry in data["mark"]},
        phrases=Phrases.of(phrases, data["words"]),
        usual={NormKind(kind): frozenset(names) for kind, names in data["usual"].items()},
        reached=tuple((float(score), int(count)) for score, count in counted["reached"]),
        contracts=counted["contracts"],
        source=counted["source"],
        as_of=counted["as_of"],
    )


def _mark(entry: Mapping[str, Any], sentences: int) -> Mark:
    bits = log2(sentences / max(1, entry.get("sentences", sentences))) - COMMON
    return Mark(id=entry["id"], group=entry["group"], means=entry["means"], weight=max(0.0, bits))


def far_reaching(contract: Contract) -> tuple[Deviation, ...]:
    """The sentences that give one side more, or bind one side harder, than nearly all others do, in reading order."""
    held = marks()
    found = [reach for reach in reaches(contract, held) if reach.score >= held.least]
    if not found:
        return ()
    types = _types(contract, found)
    return tuple(
        Deviation(
            kind=DeviationKind.FAR,
            clause_type=kind,
            evidence=_evidence(held, reach.score),
            clause_id=reach.sentence.clause_id,
            value=round(reach.score, 1),
            span=(reach.sentence.span.start, reach.sentence.span.end),
            binds=reach.binds,
            words=tuple(mark.means for mark in reach.marks),
        )
        for reach, kind in zip(found, types, strict=True)
    )


def reaches(contract: Contract, held: Marks) -> Iterator[Reach]:
    """Each sentence with marks that binds or frees one side alone, with how far it reaches."""
    for sentence in contract.sentences:
        clause = contract.by_id.get(sentence.clause_id)
        if clause is None or clause.part is Part.SIGNATURES or not 20 <= len(sentence.span) <= LONGEST:
            continue
        words = words_of(sentence.roles)
        places = [(held.by_id[name], at, end) for name, at, end in held.phrases.find(words)]
        if places and (reach := _reach(sentence, words, places, held)):
            yield reach


def _reach(
    sentence: Sentence, words: Sequence[str], places: Sequence[tuple[Mark, int, int]], held: Marks
) -> Reach | None:
    norms = [(len(words_of(sentence.roles[: cue.start()])), kind, told) for kind, told, cue in norms_of(sentence.roles)]
    ordinary = [(at, end) for mark, at, end in places if mark.id == ORDINARY]
    bound: list[tuple[Binds, Mark, bool]] = []
    for mark, at, end in places:
        kind, binds = _norm_at(norms, at)
        taken = any(at < stop and start < end for start, stop in ordinary)
        if taken or (kind and mark.id in held.usual.get(kind, ())) or _NOT & set(words[max(0, at - 3) : at]):
            continue
        named = _named(words, mark, at, end)
        bound.append((named or binds, mark, named is not None))
    against = _bound(bound)
    if against is None:
        return None
    heaviest: dict[str, Mark] = {}
    for side, mark, _ in bound:
        if side in {against, Binds.UNKNOWN} and mark.weight > (
            heaviest[mark.group].weight if mark.group in heaviest else 0
        ):
            heaviest[mark.group] = mark
    told = tuple(sorted(heaviest.values(), key=lambda mark: (-mark.weight, mark.id)))
    score = sum(mark.weight for mark in told) * min(1.0, sqrt(LONG / len(sentence.roles)))
    return Reach(sentence=sentence, score=score, binds=against, marks=told)


def _bound(bound: Sequence[tuple[Binds, Mark, bool]]) -> Binds | None:
    """The side that the marks bind: as those say that name one, else as the norms do; None where that is not one."""
    weights: dict[Binds, float] = {}
    for side, mark, _ in [one for one in bound if one[2]] or bound:
        weights[side] = weights.get(side, 0.0) + mark.weight
    binds = max(weights, key=lambda side: weights[side], default=Binds.UNKNOWN)
    return binds if binds in {Binds.SELLER, Binds.BUYER} else None


def _named(words: Sequence[str], mark: Mark, at: int, end: int) -> Binds | None:
    """The side bound by a mark that names one: the other than who chooses, or who stands behind "binding upon"."""
    if mark.group == CHOICE:
        near = [word.removesuffix("'s") for word in words[max(0, at - 4) : end]]
        chooser = next((_SIDES[word] for word in reversed(near) if word in _SIDES), None)
        return chooser.other if chooser else None
    behind = words[end : end + 3]
    if behind[:1] in (["on"], ["upon"], ["against"]) or behind[:2] == ["as", "against"]:
        return next((_SIDES[word] for word in behind if word in _SIDES), None)
    return None


def _norm_at(norms: Sequence[tuple[int, NormKind, Binds]], at: int) -> tuple[NormKind | None, Binds]:
    """The kind of the norm that word `at` belongs to, and whom it binds: the last one before it, else the first."""
    if not norms:
        return None, Binds.UNKNOWN
    _, kind, told = next((norm for norm in reversed(norms) if norm[0] <= at), norms[0])
    return kind, told.other if kind in _GAINS else told


def _evidence(held: Marks, score: float) -> Evidence:
    count = [times for reached, times in held.reached if reached <= score][-1]
    low, high = wilson(count, held.contracts)
    return Evidence(
        statement=f"a sentence that goes as far for one side in {count} of {held.contracts} contracts of all kinds",
        count=count,
        sampled=held.contracts,
        low=round(low, 4),
        high=round(high, 4),
        source=held.source,
        as_of=held.as_of,
    )


def _types(contract: Contract, found: Sequence[Reach]) -> list[str]:
    """What each sentence is about: by its own words where these tell, else as its clause."""
    from clausecheck.classify import classify

    alone: list[Clause] = [
        replace(contract.by_id[reach.sentence.clause_id], id=str(at), heading="", parent=None, text=reach.sentence.text)
        for at, reach in enumerate(found)
    ]
    own = classify(tuple(alone))
    types = []
    for at, reach in enumerate(found):
        likely = [kind.id for kind in own.get(str(at), ()) if kind.decided]
        of_clause = [kind.id for kind in contract.types.get(reach.sentence.clause_id, ())]
        both = [kind for kind in likely if kind in of_clause]
        types.append((both or likely or of_clause or ["interpretation"])[0])
    return types
