"""Words that address whoever or whatever reviews the file, in any place.

Told by patterns that are kept as data (`signs/addressing.toml`) and a small linear model of the words around them.
"""

from collections.abc import Iterator, Sequence

from clausecheck.model import Document, Trace
from clausecheck.scan.addressing.finding import stretches
from clausecheck.scan.addressing.looking import in_code
from clausecheck.scan.addressing.patterns import Level
from clausecheck.scan.addressing.places import of_notices, of_text, of_traces

__all__ = ["addressed", "addresses_reader", "may_address"]


def addressed(document: Document, met: Sequence[Trace]) -> Iterator[Trace]:
    """A trace for each stretch that speaks to a reviewer or a program: in the text, and in what is hidden (`met`)."""
    yield from of_text(document)
    yield from of_traces(document, met)
    yield from of_notices(document, met)


def addresses_reader(text: str) -> bool:
    """Whether `text` speaks to a reviewer, a program or a model, as far as the patterns tell.

    A sieve: it is made to let little through, so it also stops some harmless words. It decides what is asked about
    alone, and whether a model's own words are shown; never what is found.
    """
    return _any(text, Level.POSSIBLE)


def may_address(text: str) -> bool:
    """Whether `text` speaks to its reader, or is so unlike a contract that it might."""
    return _any(text, Level.HINT)


def _any(text: str, least: Level) -> bool:
    return any(True for _ in stretches(text, least)) or any(True for _ in in_code(text))
