"""How sure a reading is: less where its words stand in a clause about something else."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from clausecheck.model import Confidence
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.reading import library

_LESS: Final = {
    Confidence.HIGH: Confidence.MEDIUM,
    Confidence.MEDIUM: Confidence.LOW,
    Confidence.LOW: Confidence.LOW,
}


def doubted(candidates: Iterable[Candidate], types: Mapping[str, frozenset[str]]) -> list[Candidate]:
    """`candidates`, each a step less sure where readings of its topic name types and the clause is of none of them.

    `types` is by clause id.

    Of 294 findings of readings in 60 contracts of CUAD, judged by eye (tools/gold/findings.csv), 11 of the 101 in such
    clauses were worthwhile, and 52 of the 171 in a clause of a named type. The severity is another thing and stays.
    """
    readings = {reading.id: reading for reading in library().readings}
    named: dict[str, set[str]] = {}
    for reading in readings.values():
        named.setdefault(reading.topic, set()).update(reading.types)

    def doubtful(candidate: Candidate) -> bool:
        wanted = named[candidate.topic] if candidate.rule in readings else set[str]()
        return (
            bool(wanted)
            and candidate.clause is not None
            and wanted.isdisjoint(types.get(candidate.clause.id, frozenset()))
        )

    return [replace(each, confidence=_LESS[each.confidence]) if doubtful(each) else each for each in candidates]
