"""Where terms stand in a text, and which definition each of them means there."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from clausecheck.model import Clause, Definition, DefinitionForm, DefinitionUse, Document, Span

MOST: Final = 20_000
"""Uses that are kept of one document."""
_WORD = re.compile(r"[^\W_][^\W_’'-]*")
_MOST_LENGTHS = 40
_MOST_DEPTH = 100
_SHORTEST_PLURAL = 5
_BIGGER_NAME = re.compile(r"[ -][A-Z]")


def count_uses(text: str, terms: Iterable[str]) -> dict[str, int]:
    """How often each term stands in the text, in its plural too, apart from the once that defines it."""
    listed = list(dict.fromkeys(terms))
    counts = Counter(term for _, _, term in places(text, listed))
    return {term: max(0, counts[term] - 1) for term in listed}


def find_uses(
    document: Document, clauses: Sequence[Clause], definitions: Sequence[Definition]
) -> tuple[DefinitionUse, ...]:
    """Where each clause uses a defined term, in reading order; not where it is defined. Linear in the document.

    A term that is defined more than once has the meaning of the narrowest part that the clause stands in, else the
    first for the whole document; one that is defined for another part alone has none.
    """
    if not clauses or not definitions:
        return ()
    meant: dict[str, dict[str, Definition]] = defaultdict(dict)
    for one in definitions:
        meant[one.term].setdefault(one.scope, one)
    above = _Above(clauses)
    starts = [clause.whole.start for clause in clauses]
    found: list[DefinitionUse] = []
    for start, end, term in places(document.text, list(meant)):
        clause = clauses[max(0, bisect_right(starts, start) - 1)]
        scopes = meant[term]
        definition = next((scopes[place] for place in (*above.of(clause), "") if place in scopes), None)
        if definition is None or _defines(definition, start):
            continue
        found.append(DefinitionUse(definition=definition, clause_id=clause.id, span=Span(start, end)))
        if len(found) >= MOST:
            break
    return tuple(found)


class _Above:
    """The ids of a clause and of those above it, from the narrowest."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._by_id = {clause.id: clause for clause in clauses}
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, clause: Clause) -> tuple[str, ...]:
        if clause.id not in self._known:
            ids: list[str] = []
            one: Clause | None = clause
            while one is not None and len(ids) < _MOST_DEPTH:
                ids.append(one.id)
                one = self._by_id.get(one.parent or "")
            self._known[clause.id] = tuple(ids)
        return self._known[clause.id]


def _defines(definition: Definition, start: int) -> bool:
    """Whether the term there is the one that is being defined."""
    at = definition.span
    if definition.form is DefinitionForm.MEANS:
        return at.start <= start <= at.start + 2
    if definition.form is DefinitionForm.TABLE:
        return at.start - len(definition.term) - 4 <= start < at.start
    return at.end - len(definition.term) - 4 <= start < at.end


def places(text: str, terms: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and term of each mention of a term, in its plural or singular too, in reading order.

    Within a longer term a shorter one is not found. Line breaks within a term are not looked over. The time is linear
    in the text, whatever the terms.
    """
    keys, ordered, single = _index(terms)
    initials = re.escape("".join(sorted({word[0] for word in ordered})))
    words = re.compile(rf"[{initials}][^\W_’'-]*") if initials else None
    end = 0
    for match in words.finditer(text) if words else ():
        start = match.start()
        sizes = ordered.get(match.group())
        if sizes is None or start < end or text[start - 1 : start].isalnum():
            continue
        for size in sizes:
            stop = start + size
            key = text[start:stop]
            term = keys.get(key)
            if term is None or not _ends(text, stop) or (key in single and _BIGGER_NAME.match(text, stop)):
                continue
            end = stop
            yield start, stop, term
            break


def _index(terms: Iterable[str]) -> tuple[dict[str, str], dict[str, list[int]], set[str]]:
    """Each way of writing to its term, the lengths to try behind each first word, and which ways are singulars."""
    keys: dict[str, str] = {}
    lengths: dict[str, set[int]] = defaultdict(set)
    singular: dict[str, str] = {}
    for term in terms:
        first = _WORD.search(term)
        if first is None:
            continue
        key = term[first.start() :]
        keys[key] = term
        if len(key) >= _SHORTEST_PLURAL and key[-1] == "s" and key[-2] not in "su'’i" and key[0].isupper():
            singular[key[:-1]] = term
    single = {key for key in singular if key not in keys}
    keys |= {key: singular[key] for key in single}
    for key in keys:
        first = _WORD.match(key)
        for word in (first.group(), f"{first.group()}s") if first else ():
            if len(lengths[word]) < _MOST_LENGTHS:
                lengths[word].add(len(key))
    return keys, {word: sorted(sizes, reverse=True) for word, sizes in lengths.items()}, single


def _ends(text: str, stop: int) -> bool:
    """Whether a word ends here, a plural's s apart."""
    if text[stop : stop + 1] == "s":
        stop += 1
    return not text[stop : stop + 1].isalnum()
