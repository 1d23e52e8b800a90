"""What the program itself reads in the text of contracts: values that no corpus states, and whom clauses bind."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from clausecheck import read, terms
from clausecheck.compare.directions import DIRECTED, direction
from clausecheck.errors import UnreadableError
from clausecheck.model import Binds, Contract, Span
from clausecheck.review import understand

READ_TERMS: Final = {
    "acceptance_days": "days",
    "confidentiality_period": "months",
    "cure_period": "days",
    "liability_cap": "multiple_of_fees",
    "non_compete_period": "months",
}
"""The terms that are read, each with its unit."""

_LABEL: Final = {"exclusion_of_consequential_damages": "cap_on_liability"}
"""The types whose words stand under another label."""

_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one contract."""

    values: tuple[tuple[str, float], ...] = ()
    """Term and value; of several values in a contract the one stated most often, then the smallest."""
    directions: tuple[tuple[str, Binds], ...] = ()
    """Clause type and whom it binds."""


def read_contract(text: str, types: AbstractSet[str], spans: Mapping[str, Iterable[str]]) -> Reading:
    """The values of a contract, and whom those of its clauses bind that it has by label or by text rule."""
    try:
        document = read.read_bytes(text.encode("utf-8"), "contract.txt")
    except UnreadableError:
        return Reading()
    contract = understand(document)
    values = sorted(_values(contract).items())
    return Reading(
        values=tuple((term, min(count, key=lambda value: (-count[value], value))) for term, count in values),
        directions=tuple(_directions(contract, types, spans)),
    )


def _values(contract: Contract) -> dict[str, Counter[float]]:
    untyped = {clause.id: () for clause in contract.clauses}
    found: dict[str, Counter[float]] = defaultdict(Counter)
    for term in terms.read_terms(contract.document, contract.clauses, untyped, contract.sentences, contract.limits):
        value, unit = term.calendar
        if READ_TERMS.get(term.name) == unit and not isinstance(value, str):
            found[term.name][float(value)] += 1
    return found


def _directions(
    contract: Contract, types: AbstractSet[str], spans: Mapping[str, Iterable[str]]
) -> Iterable[tuple[str, Binds]]:
    for kind in sorted(types & DIRECTED.keys()):
        words = spans.get(_LABEL.get(kind, kind))
        places = _places(contract, words) if words else [Span(0, len(contract.document.text))]
        if bound := direction(kind, contract, places):
            yield kind, bound


def _places(contract: Contract, annotations: Iterable[str]) -> list[Span]:
    """Where annotated words stand in the document, whose blanks and marks may differ from the corpus's."""
    text = contract.document.text
    at = [match.start() for match in _WORD.finditer(text)]
    squeezed = "".join(text[place] for place in at)
    found = []
    for part in (part for words in annotations for part in words.split("\n")):
        plain = "".join(_WORD.findall(part))
        start = squeezed.find(plain) if plain else -1
        if start >= 0:
            found.append(Span(at[start], at[start + len(plain) - 1] + 1))
    return found
