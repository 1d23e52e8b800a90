"""Values that the program itself reads from the full text of contracts, for terms that no corpus states."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from clausecheck import read, segment, terms
from clausecheck.errors import UnreadableError

READ_TERMS: Final = {
    "acceptance_days": "days",
    "confidentiality_period": "months",
    "cure_period": "days",
    "liability_cap": "multiple_of_fees",
    "non_compete_period": "months",
}
"""The terms that are read, each with its unit."""


def read_values(contracts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    """Contract id, term and value; of several values in a contract the one stated most often, then the smallest."""
    for name, text in contracts:
        for term, values in sorted(_values(text).items()):
            count = Counter(values)
            yield name, term, min(count, key=lambda value: (-count[value], value))


def _values(text: str) -> dict[str, list[float]]:
    try:
        document = read.read_bytes(text.encode("utf-8"), "contract.txt")
    except UnreadableError:
        return {}
    clauses = segment.segment(document)
    facts = terms.read_facts(document, clauses)
    sentences = terms.read_sentences(document, clauses, facts)
    references = segment.find_references(document, clauses)
    definitions = segment.find_definitions(document, clauses, references)
    uses = segment.find_uses(document, clauses, definitions)
    limits = terms.read_limits(document, clauses, sentences, facts, references, uses)
    found: dict[str, list[float]] = defaultdict(list)
    for term in terms.read_terms(document, clauses, {clause.id: () for clause in clauses}, sentences, limits):
        value, unit = term.calendar
        if READ_TERMS.get(term.name) == unit and not isinstance(value, str):
            found[term.name].append(float(value))
    return found
