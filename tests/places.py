"""What is told to stand somewhere stands there."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import takewhile
from typing import Any

from clausecheck.model import Clause, Contract, Definition, Document, LiabilityLimit, Sentence


def check_places(contract: Contract) -> set[str]:
    """Check each thing with a span, however deep in the contract; the answer names the kinds of thing that were found.

    Words are those of the span, and where a thing says which clause it is of, it stands within that clause; a limit of
    liability may go on in the items below.
    """
    text = contract.document.text
    kinds = set()
    for thing in _placed(contract, set()):
        kinds.add(type(thing).__name__)
        span, words = thing.span, _words(thing)
        assert 0 <= span.start <= span.end <= len(text), thing
        assert words is None or text[span.start : span.end] == words, thing
        if hasattr(thing, "clause_id"):
            clause = contract.by_id[thing.clause_id]
            last = _last_below(contract, clause) if isinstance(thing, LiabilityLimit) else clause
            assert clause.whole.start <= span.start < span.end <= last.whole.end, thing
    for name, types in contract.types.items():
        whole = contract.by_id[name].whole
        assert all(whole.start <= kind.span.start < kind.span.end <= whole.end for kind in types if kind.span), types
    return kinds


def _words(thing: Any) -> str | None:
    """The words that a thing says stand in the document."""
    said = thing.text if isinstance(thing, Clause | Definition | Sentence) else getattr(thing, "quote", None)
    assert said is None or isinstance(said, str), thing
    return said


def _last_below(contract: Contract, clause: Clause) -> Clause:
    """The last clause that stands under another, or that itself."""
    behind = contract.clauses[contract.clauses.index(clause) + 1 :]
    return [clause, *takewhile(lambda other: other.level > clause.level, behind)][-1]


def _placed(thing: object, seen: set[int]) -> Iterator[Any]:
    """What has a span, in the contract and in what it holds, each once; the document itself is not its reading."""
    if isinstance(thing, tuple):
        for item in thing:
            yield from _placed(item, seen)
    elif isinstance(thing, Mapping):
        for item in thing.values():
            yield from _placed(item, seen)
    elif is_dataclass(thing) and not isinstance(thing, Document) and id(thing) not in seen:
        seen.add(id(thing))
        if getattr(thing, "span", None) is not None:
            yield thing
        for field in fields(thing):
            yield from _placed(getattr(thing, field.name), seen)
