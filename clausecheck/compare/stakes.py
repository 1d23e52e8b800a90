"""Who gains where a defined term is widened: read from the rights and duties that hang on it.

A term stands in rights ("Provider may use the Feedback"), duties ("Customer shall pay the Fees"), indemnities and
limits. Whoever gains from those gains by a wider meaning, and the other side by a narrower one.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from clausecheck.model import Binds, Contract, Definition, DefinitionUse, Norm, NormKind, Sentence, Side, Span

_BEFORE: Final = 60
"""Characters before a term in which it is taken out or made a limit."""
_NEAR: Final = 80
"""Characters within which a term is what the words of a norm are about."""
_SOON: Final = 24
"""Characters of a norm within which "only" makes a prohibition of a right that has a limit."""
_NEAREST: Final = 8
"""Definitions before a use of which one may hold it."""
_DEEPEST: Final = 3
"""Definitions that are followed one from another."""
_SIDES: Final = {Binds.SELLER: Side.SELLER, Binds.BUYER: Side.BUYER}


class Stakes:
    """Answers for one contract; each definition is read once."""

    def __init__(self, contract: Contract) -> None:
        self._sentences = sorted(contract.sentences, key=_start)
        self._starts = [sentence.span.start for sentence in self._sentences]
        self._norms: dict[int, list[Norm]] = {}
        for norm in contract.norms:
            self._norms.setdefault(self._at(norm.span.start), []).append(norm)
        self._all = contract.uses
        self._places = [use.span.start for use in contract.uses]
        self._uses: dict[tuple[str, Span], list[DefinitionUse]] = {}
        for use in contract.uses:
            self._uses.setdefault(_key(use.definition), []).append(use)
        self._definitions = sorted(contract.definitions, key=_start)
        self._begin = [definition.span.start for definition in self._definitions]
        self._known: dict[tuple[str, Span], Side | None] = {}

    def wider_favors(self, definition: Definition, depth: int = 0) -> Side | None:
        """The side that most uses of the term make gain by a wider meaning; None where they do not tell."""
        key = _key(definition)
        if key not in self._known:
            self._known[key] = None
            votes: Counter[Side] = Counter()
            for use in self._uses.get(key, ()):
                side, weight = self._gains(use, depth)
                if side is not None:
                    votes[side] += weight
            self._known[key] = _clear(votes)
        return self._known[key]

    def uses(self, definition: Definition) -> Sequence[DefinitionUse]:
        """Where the term is used, outside its own definition."""
        return [use for use in self._uses.get(_key(definition), ()) if not _inside(use.span, definition.span)]

    def taken_in(self, definition: Definition) -> list[tuple[str, Side | None]]:
        """Other terms that stand in the words of a definition, with the side that gains where they are wider."""
        first = bisect_left(self._places, definition.span.start)
        inside = self._all[first : bisect_left(self._places, definition.span.end, first)]
        others = {use.definition.term: use.definition for use in inside if use.definition.term != definition.term}
        return [(term, self.wider_favors(other)) for term, other in others.items()]

    def operative(self, use: DefinitionUse) -> bool:
        """Whether the use stands in a sentence that does more than define another term or name a clause's title."""
        at = self._at(use.span.start)
        if at < 0 or not _inside(use.span, self._sentences[at].span):
            return False
        return not _lead(self._sentences[at], use.span).endswith("( ") and self.in_definition(use) is None

    def in_definition(self, use: DefinitionUse) -> Definition | None:
        """The definition of another term in whose words the use stands."""
        last = bisect_right(self._begin, use.span.start)
        near = self._definitions[max(0, last - _NEAREST) : last]
        return next((one for one in near if _inside(use.span, one.span) and one.term != use.definition.term), None)

    def _gains(self, use: DefinitionUse, depth: int) -> tuple[Side | None, int]:
        """Who gains by a wider meaning at one use, and how plainly that is said, from 1 to 4."""
        at = self._at(use.span.start)
        if at < 0 or _inside(use.span, use.definition.span) or not _inside(use.span, self._sentences[at].span):
            return None, 0
        lead = _lead(self._sentences[at], use.span)
        other = self.in_definition(use) if depth < _DEEPEST else None
        if lead.endswith("( ") or _idle().search(lead):
            return None, 0
        side, weight = self.wider_favors(other, depth + 1) if other else None, 1
        if other is None:
            side, weight = _by_norm(self._norms.get(at, ()), use.span, lead)
        return (side.other if side and _out().search(lead) else side), weight

    def _at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _by_norm(norms: Sequence[Norm], use: Span, lead: str) -> tuple[Side | None, int]:
    """Who gains by the norm that governs the words at `use`: the last that begins before them, else the first."""
    before = [norm for norm in norms if norm.span.start <= use.start]
    norm = before[-1] if before else norms[0] if norms else None
    if norm is None or norm.mutual or (norm.kind is NormKind.PROHIBITION and " only " in norm.quote[:_SOON]):
        return None, 0
    side = _SIDES.get(norm.beneficiary) or _opposite(_SIDES.get(norm.bearer))
    limit = norm.kind is NormKind.CAP and _limits().search(lead)
    time = norm.kind is not NormKind.CAP and _within().search(lead)
    near = (4 if norm.kind is NormKind.RIGHT else 2) if before and use.start - norm.span.start <= _NEAR else 1
    return (side.other if side and (limit or time) else side), near


def _opposite(side: Side | None) -> Side | None:
    return side.other if side else None


@cache
def _limits() -> re.Pattern[str]:
    """A ceiling: the larger it is, the less it protects."""
    return re.compile(r"(?:exceed|more than|greater than|limited to|up to)[^.;]{0,30}$")


@cache
def _within() -> re.Pattern[str]:
    """A time to do something in: the longer it is, the lighter the duty."""
    return re.compile(r"(?:within|after|following|at the end of|upon expiry of)(?: the| each| such| an?)? $")


@cache
def _out() -> re.Pattern[str]:
    """Right before a term: what takes it out."""
    return re.compile(
        r"(?:except|exclud|other than|does not (?:include|apply)|do not (?:include|apply)|not include|without|less"
        r"|apart from|save)\w*(?: [\w']+){0,6} ?$"
    )


@cache
def _idle() -> re.Pattern[str]:
    """Right before a term: what one may do with it that says nothing of its width."""
    return re.compile(
        r"(?:may|can|right to),?(?: [a-z]+,?){0,8} (?:give|provide|submit|purchase|order|suspend|terminate|withhold"
        r"|refuse|cancel|limit)(?: [a-z']+){0,3} $|\b(?:suspension|termination|accuracy|content|regarding|concerning)"
        r"(?: [a-z]+){0,2} (?:of )?(?:the )?$"
    )


def _lead(sentence: Sentence, use: Span) -> str:
    """The words right before a term, in small letters."""
    end = max(0, use.start - sentence.span.start)
    return " ".join(sentence.text[max(0, end - _BEFORE) : end].lower().split()) + " "


def _clear(votes: Counter[Side]) -> Side | None:
    """The side with at least two thirds of the votes."""
    for side, count in votes.items():
        if count * 3 >= votes.total() * 2:
            return side
    return None


def _key(definition: Definition) -> tuple[str, Span]:
    return definition.term, definition.span


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end


def _start(one: Sentence | Definition) -> int:
    return one.span.start
