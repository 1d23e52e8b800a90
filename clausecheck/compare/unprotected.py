"""Terms that carry a risk without the protection that goes with them in other contracts."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from clausecheck import resources
from clausecheck.compare.phrases import Phrases, words_of
from clausecheck.model import Binds, Contract, Deviation, DeviationKind, Evidence, Part, Sentence
from clausecheck.stats import Statistics, wilson

USUAL: Final = 0.5
"""A protection is usual where at least this share of the contracts with the term has it."""

LEAST: Final = 20
"""Contracts with the term that must have been counted."""

_LEAST_SENTENCES: Final = 40
"""A shorter text is an order form or an excerpt; its protections may stand elsewhere."""


class Pair(NamedTuple):
    """A term with the protection that goes with it."""

    id: str
    type: str
    """Of the finding."""
    types: frozenset[str]
    """Clauses that the term must stand in; any where it is empty."""
    terms: frozenset[str]
    """Values that protect, …"""
    guards: frozenset[str]
    """… clauses that do; phrases that do are among the pair's own."""
    carriers: int
    """Reference contracts with the term, …"""
    guarded: int
    """… and how many of them have the protection."""


class Pairs(NamedTuple):
    """All pairs, with their phrases."""

    pairs: tuple[Pair, ...]
    phrases: Phrases
    """Named "id" where they carry the term, "id!" where they protect."""
    source: str


@cache
def pairs() -> Pairs:
    """The shipped pairs, `unprotected.toml`."""
    data = resources.toml("clause_stats", "unprotected.toml")
    named = [
        (entry["id"] + mark, line)
        for entry in data["pair"]
        for mark, key in (("", "has"), ("!", "says"))
        for line in entry[key].strip().splitlines()
    ]
    return Pairs(
        pairs=tuple(_pair(entry) for entry in data["pair"]),
        phrases=Phrases.of(named, data["words"]),
        source=data["source"],
    )


def _pair(entry: Mapping[str, Any]) -> Pair:
    return Pair(
        id=entry["id"],
        type=entry["type"],
        types=frozenset(entry["types"]),
        terms=frozenset(entry["terms"]),
        guards=frozenset(entry["guards"]),
        carriers=entry["carriers"],
        guarded=entry["guarded"],
    )


def unprotected(contract: Contract, statistics: Statistics) -> tuple[Deviation, ...]:
    """Terms whose usual protection nothing in the contract shows; `value` is the share of contracts that have it.

    Nothing is told of a text that is short or could not be read in full, nor by statistics without the source.
    """
    held = pairs()
    source = statistics.sources.get(held.source)
    if source is None or contract.document.partial or len(contract.sentences) < _LEAST_SENTENCES:
        return ()
    found = []
    for pair, sentence, guarded in carried(contract, held):
        if guarded or pair.carriers < LEAST or pair.guarded < USUAL * pair.carriers:
            continue
        low, high = wilson(pair.guarded, pair.carriers)
        evidence = Evidence(
            statement=f"with the protection in {pair.guarded} of {pair.carriers} contracts with such a term",
            count=pair.guarded,
            sampled=pair.carriers,
            low=round(low, 4),
            high=round(high, 4),
            source=held.source,
            as_of=source.as_of,
        )
        found.append(
            Deviation(
                kind=DeviationKind.UNPROTECTED,
                clause_type=pair.type,
                evidence=evidence,
                clause_id=sentence.clause_id,
                term=pair.id,
                value=pair.guarded / pair.carriers,
                span=(sentence.span.start, sentence.span.end),
                binds=_bound(contract, sentence),
            )
        )
    return tuple(found)


def _bound(contract: Contract, sentence: Sentence) -> Binds:
    """Whom the main norm of the sentence binds."""
    norms = (norm.bearer for norm in contract.norms if sentence.span.start <= norm.span.start < sentence.span.end)
    return next(norms, Binds.UNKNOWN)


def carried(contract: Contract, held: Pairs) -> list[tuple[Pair, Sentence, bool]]:
    """The pairs whose term stands in the contract: where it does first, and whether it is protected."""
    types = {clause_id: {kind.id for kind in kinds if kind.decided} for clause_id, kinds in contract.types.items()}
    said: dict[str, list[Sentence]] = {}
    for sentence in contract.sentences:
        for name in {name for name, _, _ in held.phrases.find(words_of(sentence.roles))}:
            said.setdefault(name, []).append(sentence)
    all_types = set[str]().union(*types.values())
    terms = {term.name for term in contract.terms}
    found = []
    for pair in held.pairs:
        place = _first(pair, said.get(pair.id, ()), types, contract)
        if place is not None:
            shown = pair.terms & terms or pair.guards & all_types or f"{pair.id}!" in said
            found.append((pair, place, bool(shown)))
    return found


def _first(
    pair: Pair, sentences: Sequence[Sentence], types: Mapping[str, set[str]], contract: Contract
) -> Sentence | None:
    for sentence in sentences:
        clause = contract.by_id.get(sentence.clause_id)
        if clause is None or clause.part not in {Part.BODY, Part.ANNEX}:
            continue
        if not pair.types or pair.types & types.get(sentence.clause_id, set()):
            return sentence
    return None
