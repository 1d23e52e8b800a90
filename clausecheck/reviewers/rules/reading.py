"""Readings: small compositions of fragments, in `playbooks/readings*.toml`, for what a sentence does to whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from operator import or_
from pathlib import Path
from typing import Any, Final, NamedTuple

import rtoml

from clausecheck import resources
from clausecheck.model import Confidence, FindingKind, Side
from clausecheck.reviewers.rules.candidate import EXTREME
from clausecheck.reviewers.rules.essentials import Essential
from clausecheck.reviewers.rules.favored import favored_by
from clausecheck.reviewers.rules.fragment import Fragment, bind
from clausecheck.reviewers.rules.shorthand import expanded, shorthand
from clausecheck.reviewers.rules.sieve import Sieve
from clausecheck.reviewers.rules.turned import exchanged, turned
from clausecheck.reviewers.rules.view import Synonym, View, in_order

_ROLES: Final = {Side.SELLER: "SELLER", Side.BUYER: "BUYER"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence may say, whom it favours then, and when it is quiet."""

    id: str
    family: str
    """Readings of one family find the same problem; of two on the same words the stronger stays."""
    topic: str
    """The position of the playbooks that says how much it matters and what to ask for."""
    types: tuple[str, ...]
    """Clause types a finding may carry, the usual one first."""
    kind: FindingKind
    confidence: Confidence
    favors: str
    """"A" where the sentence tells the sides apart, else "seller", "buyer" or "neither"."""
    does: str
    """What one side usually does here, a key of `turned.DOES`: where the other does it, the sides are exchanged."""
    all: tuple[str, ...]
    any: tuple[str, ...]
    at_least: int
    """How many of `any` must be there."""
    none: tuple[str, ...]
    unless: tuple[str, ...]
    """Quiet when any sentence of the contract holds one of these: the protection that is missing here."""
    mirror: str
    """"contract" or "clause": quiet when the same is said there for the other side; empty: never."""
    where: tuple[str, ...]
    """Words of which one must stand in the clause's heading or in that above it."""
    in_types: tuple[str, ...]
    """Types of which the clause must have one."""
    over: float | None
    under: float | None
    why: str
    """Why the limit is that number; empty without one."""
    step: int
    """Added to the distance from the usual, which is 2."""

    @property
    def directions(self) -> tuple[tuple[Side, bool], ...]:
        """Who is {A}, in each way it is tried, and whether SELLER and BUYER are exchanged in its fragments."""
        if self.favors == "A":
            return (Side.SELLER, False), (Side.BUYER, False)
        side = Side.SELLER if self.favors == "neither" else Side(self.favors)
        return ((side, False), (side.other, True)) if self.does else ((side, False),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A reading that holds for a view."""

    reading: Reading
    view: View
    favored: Side | None
    value: float | None = None

    @property
    def distance(self) -> int:
        """How far from the usual: 2 with the reading's step; one more for an amount that is far beyond the limit."""
        over, under, value = self.reading.over, self.reading.under, self.value
        high = over is not None and value is not None and value >= EXTREME * over > 0
        low = under is not None and value is not None and value <= under / EXTREME
        return 2 + self.reading.step + int(high or low)


class Library(NamedTuple):
    """Everything that the files `readings*.toml` hold."""

    readings: tuple[Reading, ...]
    essentials: tuple[Essential, ...]
    synonyms: tuple[tuple[Synonym, ...], ...]
    marks: Mapping[str, Sequence[str]]
    """By name, beginnings of words of one kind, of which a view that holds one bears the name."""


@cache
def library(folder: Path | None = None) -> Library:
    """The readings that ship, or those of `folder`. Raises KeyError or ValueError for a reading that is incomplete."""
    files = sorted((folder or resources.folder("playbooks")).glob("readings*.toml"))
    parts = [rtoml.loads(file.read_text(encoding="utf-8")) for file in files]
    words = shorthand(parts)

    def every(name: str) -> Iterator[Mapping[str, Any]]:
        return (entry for part in parts for entry in part.get(name, ()))

    return Library(
        readings=tuple(_reading(entry, words) for entry in every("reading")),
        essentials=tuple(Essential.of(entry) for entry in every("essential")),
        synonyms=tuple(map(in_order, every("synonyms"))),
        marks={name: words for part in parts for name, words in part.get("marks", {}).items()},
    )


def _reading(entry: Mapping[str, Any], words: Mapping[str, str]) -> Reading:
    def many(name: str) -> tuple[str, ...]:
        return tuple(entry.get(name, ()))

    def fragments(name: str) -> tuple[str, ...]:
        return tuple(expanded(source, words) for source in entry.get(name, ()))

    favors = entry.get("favors", "A")
    if favors not in {"A", "seller", "buyer", "neither"}:
        raise ValueError(f"reading {entry['id']}: unknown side {favors!r}")
    return Reading(
        id=entry["id"],
        family=entry["family"],
        topic=entry.get("topic", entry["id"]),
        types=tuple(entry["types"]),
        kind=FindingKind(entry.get("kind", "one_sided")),
        confidence=Confidence(entry.get("confidence", "medium")),
        favors=favors,
        does=entry.get("does", ""),
        all=fragments("all"),
        any=fragments("any"),
        at_least=entry.get("at_least", 1),
        none=fragments("none"),
        unless=fragments("unless"),
        mirror=entry.get("mirror", ""),
        where=many("where"),
        in_types=many("in_types"),
        over=entry.get("over"),
        under=entry.get("under"),
        why=entry.get("why", ""),
        step=entry.get("step", 0),
    )


@dataclass(frozen=True, slots=True)
class _Bound:
    all: tuple[Fragment, ...]
    any: tuple[Fragment, ...]
    none: tuple[Fragment, ...]
    unless: tuple[Fragment, ...]


@cache
def _bound(reading: Reading, favored: Side, turn: bool) -> _Bound:
    def many(sources: tuple[str, ...]) -> tuple[Fragment, ...]:
        return tuple(_fragments(sources, favored, turn))

    return _Bound(many(reading.all), many(reading.any), many(reading.none), many(reading.unless))


def _fragments(sources: Iterable[str], favored: Side, turn: bool) -> Iterator[Fragment]:
    names = _ROLES[favored], _ROLES[favored.other]
    return (bind(exchanged(source) if turn else source, *names) for source in sources)


def matches(
    reading: Reading, sieve: Sieve, types: Mapping[str, frozenset[str]], headings: Mapping[str, str]
) -> list[Match]:
    """Where `reading` holds. `types` and `headings` are by clause id."""
    found: list[Match] = []
    for favored, turn in reading.directions:
        places = _places(reading, favored, turn, sieve)
        if not places:
            continue
        rules = _likely(_bound(reading, favored, turn), sieve)
        here = list(_held(reading, rules, favored, _placed(reading, sieve.among(places), types, headings)))
        here = [match for match in here if not reading.does or turned(reading.does, match.view.text) is turn]
        if here and not any(rule.found(view.text) for rule in rules.unless for view in sieve.among(sieve.places(rule))):
            found += here
    return _without_mirrored(reading, _undecided(found, sieve.views))


def _places(reading: Reading, favored: Side, turn: bool, sieve: Sieve) -> int:
    """The views that could hold what must be there; most readings end at their first fragment."""
    places = sieve.everywhere
    for rule in _fragments(reading.all, favored, turn):
        places &= sieve.places(rule)
        if not places:
            return 0
    if not reading.any:
        return places
    likely = [held for rule in _fragments(reading.any, favored, turn) if (held := sieve.places(rule))]
    return places & reduce(or_, likely) if len(likely) >= max(1, reading.at_least) else 0


def _likely(rules: _Bound, sieve: Sieve) -> _Bound:
    """`rules` without the fragments that stand nowhere and need not."""

    def some(fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
        return tuple(rule for rule in fragments if sieve.places(rule))

    return replace(rules, any=some(rules.any), none=some(rules.none), unless=some(rules.unless))


def _placed(
    reading: Reading, views: Iterable[View], types: Mapping[str, frozenset[str]], headings: Mapping[str, str]
) -> Iterable[View]:
    if not reading.where and not reading.in_types:
        return views
    return (
        view
        for view in views
        if any(word in headings.get(view.clause.id, "") for word in reading.where)
        or not types.get(view.clause.id, frozenset()).isdisjoint(reading.in_types)
    )


def _held(reading: Reading, rules: _Bound, favored: Side, views: Iterable[View]) -> Iterator[Match]:
    side = None if reading.favors == "neither" else favored
    for view in views:
        held, value = _holds(reading, rules, view.text)
        if held and not (view.lead and _holds(reading, rules, view.lead)[0]):
            yield Match(reading=reading, view=view, favored=side, value=value)


def _holds(reading: Reading, rules: _Bound, text: str) -> tuple[bool, float | None]:
    """Whether the reading holds for the words of a view, and the amount it found too far from the usual."""
    if not all(rule.found(text) for rule in rules.all):
        return False, None
    if rules.any and not _enough(rules.any, text, reading.at_least):
        return False, None
    if any(rule.found(text) for rule in rules.none):
        return False, None
    value = _value(reading, rules, text)
    return (reading.over is None and reading.under is None) or value is not None, value


def _enough(rules: tuple[Fragment, ...], text: str, least: int) -> bool:
    count = 0
    for rule in rules:
        if rule.found(text):
            count += 1
            if count >= least:
                return True
    return False


def _value(reading: Reading, rules: _Bound, text: str) -> float | None:
    for rule in (*rules.all, *rules.any):
        for value in rule.values(text) if rule.counts else ():
            if reading.over is not None and value > reading.over:
                return value
            if reading.under is not None and value < reading.under:
                return value
    return None


def _undecided(found: list[Match], views: Sequence[View]) -> list[Match]:
    """Where a view was read either way, its own words decide; where they are unclear, they favour nobody."""
    by_view: dict[int, list[Match]] = {}
    for match in found:
        by_view.setdefault(id(match.view), []).append(match)
    return [
        group[0] if len(group) == 1 else replace(group[0], favored=_told(group[0].view, views))
        for group in by_view.values()
    ]


def _told(view: View, views: Sequence[View]) -> Side | None:
    before = (other for other in reversed(views) if other.span.start < view.span.start)
    return favored_by(view.text, (other.text for other in before if other.clause.id == view.clause.id))


def _without_mirrored(reading: Reading, found: list[Match]) -> list[Match]:
    if not reading.mirror:
        return found
    sides: dict[str, set[Side | None]] = {}
    for match in found:
        key = match.view.clause.id if reading.mirror == "clause" else ""
        sides.setdefault(key, set()).add(match.favored)
    return [m for m in found if len(sides[m.view.clause.id if reading.mirror == "clause" else ""]) == 1]
