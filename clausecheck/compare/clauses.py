"""Which common clause is missing, and which rare one is there."""

from dataclasses import dataclass
from typing import Final

from clausecheck import resources
from clausecheck.model import Cell, ClauseStatistic, Contract, Deviation, DeviationKind
from clausecheck.model.taxonomy import APART
from clausecheck.stats import Climb, Statistics, prepare, presence_evidence, presence_rules, wilson

COMMON_SHARE: Final = 0.5
COMMON_LOW: Final = 0.4
"""A clause is common where half of the contracts have one and the interval does not reach below this."""

RARE_HIGH: Final = 0.15
"""A clause is rare where the whole interval lies below this."""

LEAST_CLAUSES: Final = 3
"""Clauses with words that a contract must have before anything is called missing in it."""

UNLIMITED: Final = "unlimited"
"""The value of a liability without a limit: no sign of one."""


@dataclass(frozen=True, slots=True)
class ComparedTypes:
    """Which types may be called missing, with the types and the values that show them to be there, and which rare."""

    missing: dict[str, tuple[str, ...]]
    values: dict[str, tuple[str, ...]]
    rare: tuple[str, ...]


def compared_types() -> ComparedTypes:
    """The shipped list, `compared_types.toml`."""
    data = resources.toml("clause_stats", "compared_types.toml")
    return ComparedTypes(
        missing={kind: tuple(also) for kind, also in data["missing"].items()},
        values={kind: tuple(names) for kind, names in data["values"].items()},
        rare=tuple(data["rare"]["types"]),
    )


def missing(contract: Contract, statistics: Statistics, cell: Cell) -> tuple[Deviation, ...]:
    """Common clauses of which the contract shows no sign.

    There is a sign where the text rule of the type holds anywhere, where a clause is of the type or of a related one,
    or where a value is stated that only such a clause states. A document that could not be read in full has nothing
    missing.
    """
    if contract.document.partial or sum(bool(clause.text.strip()) for clause in contract.clauses) < LEAST_CLAUSES:
        return ()
    best, listed = _best(contract), compared_types()
    stated = {term.name for term in contract.terms if term.value != UNLIMITED}
    candidates = {
        kind: usual
        for kind, also in listed.missing.items()
        if (usual := _presence(statistics, kind, cell)) and _is_common(usual.found)
        if best.keys().isdisjoint((kind, *also)) and stated.isdisjoint(listed.values.get(kind, ()))
    }
    if not candidates:
        return ()
    prepared, rules = prepare(contract.document.text), presence_rules()
    return tuple(
        Deviation(kind=DeviationKind.MISSING, clause_type=kind, evidence=presence_evidence(statistics, usual))
        for kind, usual in candidates.items()
        if not (kind in rules and rules[kind].find(prepared))
    )


def rare(contract: Contract, statistics: Statistics, cell: Cell) -> tuple[Deviation, ...]:
    """Clauses of a type that few contracts have, the most probable clause of each type, in reading order."""
    best = _best(contract)
    found = []
    for kind in compared_types().rare:
        clause_id = best[kind][1] if kind in best else ""
        usual = _presence(statistics, kind, cell) if kind in best else None
        if usual and wilson(usual.found.count, usual.found.sampled)[1] < RARE_HIGH:
            evidence = presence_evidence(statistics, usual)
            found.append(Deviation(kind=DeviationKind.RARE, clause_type=kind, evidence=evidence, clause_id=clause_id))
    order = {clause.id: at for at, clause in enumerate(contract.clauses)}
    return tuple(sorted(found, key=lambda deviation: (order.get(deviation.clause_id or "", 0), deviation.clause_type)))


def _presence(statistics: Statistics, kind: str, cell: Cell) -> Climb[ClauseStatistic] | None:
    usual = statistics.usual_presence(kind, cell)
    apart = usual is not None and cell.category in APART and usual.found.cell.category != cell.category
    return None if apart else usual


def _is_common(row: ClauseStatistic) -> bool:
    return row.count >= COMMON_SHARE * row.sampled and wilson(row.count, row.sampled)[0] >= COMMON_LOW


def _best(contract: Contract) -> dict[str, tuple[float, str]]:
    """Each decided type's highest probability and the first clause that has it."""
    best: dict[str, tuple[float, str]] = {}
    for clause in contract.clauses:
        for kind in contract.types.get(clause.id, ()):
            if kind.decided and kind.probability > best.get(kind.id, (-1.0, ""))[0]:
                best[kind.id] = (kind.probability, clause.id)
    return best
