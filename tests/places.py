"""What is told to stand somewhere stands there."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import takewhile
from typing import Any

from clausecheck.model import Clause, Contract, Document, LiabilityLimit


def check_places(contract: Contract) -> set[str]:
    """Check each thing with a span, however deep in the contract; the answer names the kinds of thing that were found.

    Words are those of the span, and where a thing says which clause it is of, it stands within that clause; a limit of
    liability may go on in the items below.
    """
    text = contract.document.text
    kinds = set()
    for thing in _placed(contract):
        kinds.add(type(thing).__name__)
        span, words = thing.span, thing.quote if hasattr(thing, "quote") else thing.text
        assert text[span.start : span.end] == words, thing
        if hasattr(thing, "clause_id"):
            clause = contract.by_id[thing.clause_id]
            last = _last_below(contract, clause) if isinstance(thing, LiabilityLimit) else clause
            assert clause.whole.start <= span.start < span.end <= last.whole.end, thing
    return kinds


def _last_below(contract: Contract, clause: Clause) -> Clause:
    """The last clause that stands under another, or that itself."""
    behind = contract.clauses[contract.clauses.index(clause) + 1 :]
    return [clause, *takewhile(lambda other: other.level > clause.level, behind)][-1]


def _placed(thing: object) -> Iterator[Any]:
    """What has a span and words of its own, in the contract and in what it holds; the document is not its reading."""
    if isinstance(thing, tuple):
        for item in thing:
            yield from _placed(item)
    elif isinstance(thing, Mapping):
        for item in thing.values():
            yield from _placed(item)
    elif is_dataclass(thing) and not isinstance(thing, Document):
        if hasattr(thing, "span") and (hasattr(thing, "quote") or hasattr(thing, "text")):
            yield thing
        for field in fields(thing):
            yield from _placed(getattr(thing, field.name))
