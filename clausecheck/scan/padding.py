"""Text that repeats or says nothing, so that a reader misses what does not."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from clausecheck.model import Clause, Document, Part, Trace
from clausecheck.scan.oddities import odd_ones
from clausecheck.scan.sentences import Sentence, sentences

MANY: Final = 100
"""Sentences in one stretch that make a flood. The longest in 431 real contracts and laws have 59; see docs/scan.md."""
SOME: Final = 60
"""Sentences in one stretch that are worth a remark."""

_SEQUENCE: Final = 4
"""Words of a sequence: shorter ones are the common coin of contracts."""
_OFTEN: Final = 10
"""Sentences with the same sequence that make it one of a pattern."""
_MOSTLY: Final = 0.6
"""Share of a sentence's sequences that are of a pattern."""
_GAP: Final = 5
"""Sentences that may stand between two of a stretch."""
_ODD: Final = 20
"""Odd ones that are quoted."""
_QUOTE: Final = 300
_LIST: Final = "entries of a list or a schedule are alike"
_EMPTY_GAP: Final = 1
_ENGLISH: Final = 0.25
"""Share of sentences that say something, from which on a text is taken for English."""
_SAYS: Final = frozenset(
    {
        *("shall", "must", "will", "may", "agree", "agrees", "agreed", "undertake", "undertakes", "warrant"),
        *("warrants", "represent", "represents", "means", "mean", "includes", "include", "entitled", "liable"),
        *("obligated", "required", "requires", "require", "not", "no", "owns", "owned", "pays", "pay"),
        *("payable", "grants", "grant", "granted", "hereby", "belongs", "belong", "terminate", "terminates"),
        *("terminated", "governed", "applies", "apply", "law", "ensure", "provide", "provides", "should"),
        *("can", "cannot", "0"),
    }
)
"""Words without one of which a sentence binds nobody, defines nothing and names no figure."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences one after the other, from the first to the last index."""

    first: int
    last: int
    count: int
    """Those that are of the kind, without what stands among them."""


def padding(document: Document, clauses: Sequence[Clause]) -> Iterator[Trace]:
    """A trace for each stretch of sentences that repeat a pattern, what differs there, and each that is idle."""
    found = sentences(document)
    if len(found) < SOME:
        return
    sequences = [frozenset(zip(*(one.words[at:] for at in range(_SEQUENCE)), strict=False)) for one in found]
    often = Counter(sequence for each in sequences for sequence in each)
    repeats = [sum(often[one] >= _OFTEN for one in each) >= _MOSTLY * len(each) for each in sequences]
    whole = sum(len(one.words) for one in found)
    for stretch in _stretches(repeats, _GAP):
        inside = found[stretch.first : stretch.last + 1]
        yield from _repeated(document, clauses, inside, stretch.count, _told(inside, sequences, stretch, whole))
    yield from _empty(document, found, repeats)


def _repeated(
    document: Document, clauses: Sequence[Clause], inside: Sequence[Sentence], count: int, told: str
) -> Iterator[Trace]:
    listed = sum(one.row for one in inside) > len(inside) // 2
    usual = _LIST if listed or _in_annex(clauses, inside[0].start) else ""
    if count < MANY:
        if not usual:
            yield _trace("noise.repeats", document, inside[0], told)
        return
    odd = [one for one in odd_ones(document.text, inside) if not (listed and one.row)]
    more = "what differs among them is listed" if len(odd) <= _ODD else f"{len(odd)} differ, {_ODD} are listed"
    differ = f"; {more}" if odd else "; none of them differs"
    yield _trace("noise.flood", document, inside[0], told + differ, usual)
    for one in odd[:_ODD]:
        yield _trace("noise.odd", document, one, f"it stands among {count:,} passages that repeat", usual)


def _empty(document: Document, found: Sequence[Sentence], repeats: Sequence[bool]) -> Iterator[Trace]:
    says = [bool(_SAYS.intersection(one.words)) for one in found]
    if sum(says) < _ENGLISH * len(says):
        return
    idle = [not (one or other) for one, other in zip(says, repeats, strict=True)]
    for stretch in _stretches(idle, _EMPTY_GAP):
        told = f"{stretch.count:,} sentences, one after the other"
        yield _trace("noise.empty", document, found[stretch.first], told)


def _stretches(flags: Sequence[bool], gap: int) -> Iterator[Stretch]:
    first = last = count = 0
    for place in (*(place for place, flag in enumerate(flags) if flag), len(flags) + gap + 1):
        if count and place - last > gap + 1:
            if count >= SOME:
                yield Stretch(first, last, count)
            count = 0
        if not count:
            first = place
        last, count = place, count + 1


def _told(
    inside: Sequence[Sentence], sequences: Sequence[frozenset[tuple[str, ...]]], stretch: Stretch, whole: int
) -> str:
    """How much repeats, and how new the words of the stretch are beside those of the rest."""
    part = sum(len(one.words) for one in inside)
    told = f"{stretch.count:,} passages repeat a pattern, up to names and numbers; they have {part / whole:.0%} of the"
    novel = _novelty(sequences[stretch.first : stretch.last + 1])
    rest = [*sequences[: stretch.first], *sequences[stretch.last + 1 :]]
    other = f", and {_novelty(rest):.0%} in the rest" if rest else ""
    return f"{told} words, and {novel:.0%} of their sequences of words are new{other}"


def _novelty(sequences: Sequence[frozenset[tuple[str, ...]]]) -> float:
    """The share of sequences that have not stood before."""
    every = sum(map(len, sequences))
    return len(frozenset().union(*sequences)) / every if every else 1.0


def _in_annex(clauses: Sequence[Clause], at: int) -> bool:
    place = bisect_right([clause.whole.start for clause in clauses], at) - 1
    return place >= 0 and clauses[place].part is Part.ANNEX


def _trace(technique: str, document: Document, one: Sentence, detail: str, usual: str = "") -> Trace:
    words = document.text[one.start : one.end].strip()
    quote = words if len(words) <= _QUOTE else f"{words[:_QUOTE]} …"
    return Trace(technique=technique, quote=quote, at=one.start, page=one.page, detail=detail, usual=usual)
