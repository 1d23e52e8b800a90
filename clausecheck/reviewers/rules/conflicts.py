"""Rules of one contract that cannot both hold: ranks in a circle, two courts alone, an exit given and taken away."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Final

from clausecheck.model import Confidence, Contract, FindingKind, Part
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.view import View

_MOST: Final = 40
"""Statements of rank that are followed."""
_AROUND: Final = 200
"""Characters before and behind a statement of rank in which the names stand."""
_NAME: Final = 4
"""Words of a document's name that are looked at."""
_PLAIN: Final = frozenset(
    [
        "the",
        "these",
        "this",
        "any",
        "those",
        "all",
        "such",
        "a",
        "an",
        "every",
        "each",
        "in",
        "of",
        "event",
        "text",
        "version",
        "language",
        "agreement",
        "document",
        "documents",
        "provisions",
        "terms",
        "it",
        "shall",
        "will",
        "always",
    ]
)
"""Words that tell no document from another."""

_Rank = tuple[frozenset[str], frozenset[str], View]
"""What is put above what, by their telling words, and where."""


def conflicts(contract: Contract, views: Sequence[View]) -> Iterator[Candidate]:
    """A candidate for each rule that another rule of the same contract takes back."""
    whole = [view for view in views if not view.piece and view.clause.part is not Part.SIGNATURES]
    yield from _ranks(whole)
    yield from _courts(contract, whole)
    yield from _exits(whole)


# ---------------------------------------------------------------- which document or language prevails


@cache
def _over() -> re.Pattern[str]:
    return re.compile(
        r" (?:prevails?|controls?|governs?|takes? precedence|has precedence|have precedence|ranks?) (?:over|above) "
    )


@cache
def _pause() -> re.Pattern[str]:
    return re.compile(r" (?:and|or|but|if|which|provided|[;:.]) ")


@cache
def _each_other() -> re.Pattern[str]:
    """Two texts that are each put above the other."""
    rank = r"(?:prevail|control|take precedence)\w*"
    return re.compile(
        rf"\b(?:each|both|either) (?:\w+ )?(?:text|version|language|document|copy)\w*\b[^.;]{{0,80}}\b{rank}\b"
        rf"[^.;]{{0,60}}\bother\b|\b{rank}\b[^.;]{{0,60}}\bover each other\b"
    )


def _ranks(views: Sequence[View]) -> Iterator[Candidate]:
    """Documents of which each is put above the next, until the last is put above the first."""
    said: list[_Rank] = []
    for view in views:
        if _each_other().search(view.text):
            yield _candidate("order_circular", "order_of_precedence", view)
        for match in islice(_over().finditer(view.text), _MOST - len(said)):
            up = _telling(
                _pause().split(view.text[max(0, match.start() - _AROUND) : match.start()])[-1].split()[-2 * _NAME :]
            )
            down = _telling(_pause().split(view.text[match.end() : match.end() + _AROUND])[0].split()[:_NAME])
            if up and down and up.isdisjoint(down):
                said.append((up, down, view))
    told: set[int] = set()
    for up, down, view in said:
        if id(view) not in told and _reaches(said, down, up):
            told.add(id(view))
            yield _candidate("order_circular", "order_of_precedence", view)


def _telling(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word.strip("*") for word in words) - _PLAIN


def _reaches(said: Sequence[_Rank], start: frozenset[str], goal: frozenset[str]) -> bool:
    """Whether a chain of ranks leads from `start` down to `goal`."""
    left, open_ = list(said), [start]
    while open_:
        here = open_.pop()
        for rank in [rank for rank in left if not rank[0].isdisjoint(here)]:
            if not rank[1].isdisjoint(goal):
                return True
            left.remove(rank)
            open_.append(rank[1])
    return False


# ---------------------------------------------------------------- courts


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(
        r"exclusive (?:\w+ ){0,3}?(?:jurisdiction|venue|forum)|exclusively (?:\w+ ){0,6}?(?:in|by|before)"
        r"|only (?:\w+ ){0,3}?(?:in|by|before) (?:the )?(?:\w+ ){0,4}?(?:courts?|tribunal)"
        r"|no other (?:court|tribunal|forum)|sole (?:\w+ )?(?:jurisdiction|venue|forum)"
    )


@cache
def _asides() -> re.Pattern[str]:
    """Sentences that share the courts out by case, or lift the exclusion."""
    return re.compile(r"\bif\b|\bwhere\b|injunct|equitable|non-exclusive|unless|either SELLER|except|arbitrat")


def _courts(contract: Contract, views: Sequence[View]) -> Iterator[Candidate]:
    """A sentence that names one court alone, where another has named a different one alone."""
    before: list[frozenset[str]] = []
    for view in views:
        if view.clause.part is Part.ANNEX or not re.search(r"courts?\b|tribunal|jurisdiction", view.text):
            continue
        if _alone().search(view.text) and not _asides().search(view.text):
            named = _places(contract.document.slice(view.span))
            if named and any(other and other.isdisjoint(named) for other in before):
                yield _candidate("courts_contradict", "venue", view)
            before.append(named)


def _places(text: str) -> frozenset[str]:
    """The proper names behind "court of", "courts in", "of the State of"; else the courts that a term stands for."""
    found = re.findall(
        r"(?:[Cc]ourts?|[Tt]ribunal|COURTS?)(?: [a-z]+){0,4}? (?:of|in|for|at) (?:the )?"
        r"(?:(?:State|City|County|Republic|Province) of )?([A-Z][\w.]+(?: [A-Z][\w.]+)?)",
        text,
    )
    return frozenset(found) or frozenset(re.findall(r"\b[A-Z][a-z]+ Courts\b|\*\*Courts\*\*", text))


# ---------------------------------------------------------------- the way out


@cache
def _free_exit() -> re.Pattern[str]:
    return re.compile(
        r"(?<!neither )(?<!no )(?<!nor )PARTY may terminate\b[^;.]{0,200}for any reason"
        r"|: for any reason .{0,60}notice to OTHER"
    )


@cache
def _no_exit() -> re.Pattern[str]:
    return re.compile(
        r"(?:neither PARTY may|neither PARTY shall|PARTY shall not|no PARTY may)\b[^;.]{0,160}"
        r"\b(?:terminat\w*|end|bring) [^;.]{0,160}(?:nor|or|other than|except) for (?:any reason|cause|breach)"
    )


def _exits(views: Sequence[View]) -> Iterator[Candidate]:
    """Either side may end the contract for any reason, and neither may without cause."""
    free = any(_free_exit().search(view.text) for view in views)
    for view in views:
        if free and _no_exit().search(view.text):
            yield _candidate("exit_contradicts", "termination_for_convenience", view)


def _candidate(topic: str, kind: str, view: View) -> Candidate:
    return Candidate(
        rule=topic,
        topic=topic,
        family=topic,
        kind=FindingKind.INCONSISTENT,
        confidence=Confidence.MEDIUM,
        favored=None,
        clause_type=kind,
        clause=view.clause,
        span=view.span,
    )
