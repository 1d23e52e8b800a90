"""Headings that say one thing over text that says another: noticed only where there is no doubt.

The lists are data: `[misleading]` in `clause_stats/type_rules.toml`.
"""

import re
from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import Final

from clausecheck.classify import rules
from clausecheck.model import ClassifiedType, Clause, Notice
from clausecheck.model.taxonomy import CLAUSE_TYPES

ORIGIN: Final = "heading"
"""`ClassifiedType.origin` of a type that a misleading heading alone names."""
MISLED: Final = 0.3
"""The probability of such a type."""
SURE: Final = 0.5
"""The text, read without its heading, is at least so likely of the other type."""
SUPPORT: Final = 0.35
"""The text gives the heading some support where it is at least so likely of the heading's type."""
FEWEST_WORDS: Final = 12
MOST: Final = 20
"""Notices of a contract; the rest are counted in a last one."""
_WORD: Final = re.compile("[a-z]{3,}")
_STEM: Final = 5
"""Letters that the forms of a word share."""


@cache
def _heavy() -> frozenset[str]:
    return frozenset(rules.data()["misleading"]["weighty"])


@cache
def _formal() -> Mapping[str, tuple[str, ...]]:
    """The types that each formal heading names, by its key."""
    named: dict[str, tuple[str, ...]] = {}
    for kind, headings in rules.data()["misleading"]["headings"].items():
        for key in set(map(rules.heading_key, headings)):
            named[key] = (*named.get(key, ()), kind)
    return named


def suspect(clause: Clause, hits: Container[str]) -> tuple[str, ...]:
    """The types that a clause's formal heading names where no rule and no word of the text speak for them."""
    if not clause.heading or clause.text.count(" ") < FEWEST_WORDS:
        return ()
    named = _formal().get(rules.heading_key(clause.heading), ())
    if not named or any(kind in hits for kind in named):
        return ()
    words, text = _WORD.findall(rules.plain(clause.heading)), rules.plain(clause.text)
    return () if all(word[:_STEM] in text for word in words) and named != ("notices",) else named


def corrected(
    named: Sequence[str], told: tuple[ClassifiedType, ...], bare: tuple[ClassifiedType, ...]
) -> tuple[ClassifiedType, ...]:
    """What a clause is whose heading names the types `named`, where that misleads; else `told`, which trusts it.

    `bare` are the types of the clause without its heading.
    """
    supported = any(kind.id in named and kind.probability >= SUPPORT for kind in bare)
    if supported or _other(named, bare) is None:
        return told
    rest = [kind for kind in bare if kind.id not in named]
    doubted = [ClassifiedType(id=name, probability=MISLED, origin=ORIGIN) for name in named]
    return tuple(sorted((*rest, *doubted), key=lambda kind: (-kind.probability, kind.id)))


def _other(named: Sequence[str], kinds: Sequence[ClassifiedType]) -> ClassifiedType | None:
    """The weighty type that the text plainly has, unless it goes with the heading's."""
    near = {kind for name in named for kind in rules.data()["misleading"]["near"].get(name, ())}
    plainly = (kind for kind in kinds if kind.probability >= SURE and kind.id in _heavy() - near)
    return next(plainly, None)


def heading_notices(clauses: Sequence[Clause], types: Mapping[str, tuple[ClassifiedType, ...]]) -> tuple[Notice, ...]:
    """A notice for each clause whose heading misleads, in reading order."""
    notices: list[Notice] = []
    for clause in clauses:
        kinds = types.get(clause.id, ())
        named = [kind.id for kind in kinds if kind.origin == ORIGIN]
        other = _other(named, kinds) if named else None
        if other is not None:
            notices.append(_notice(clause, other))
    rest = len(notices) - MOST
    if rest <= 0:
        return tuple(notices)
    return (*notices[:MOST], Notice(code="heading_misleads", message=f"{rest} more of this kind are not listed"))


def _notice(clause: Clause, other: ClassifiedType) -> Notice:
    place = clause.path or f"paragraph {clause.paragraph}"
    says = CLAUSE_TYPES[other.id].lower()
    start = other.span.start - clause.span.start if other.span else 0
    return Notice(
        code="heading_misleads",
        message=f"{place} is headed “{clause.heading[:60]}”, but its words are about something else: {says}",
        page=clause.page,
        quote=" ".join(clause.text[start : start + 120].split()),
        clause_id=clause.id,
    )
