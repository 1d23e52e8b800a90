"""Definitions that turn a contract: one side's will, no limit, an excuse for one's own failings, a name that lies.

What a definition does is judged by what hangs on the term: whoever gains by a wider meaning is favoured by one without
limit and harmed by one that is emptied.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from clausecheck.compare.stakes import Stakes
from clausecheck.model import Contract, Definition, DefinitionForm, Span
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.definition_case import LONGEST, ROLES, Case, candidate
from clausecheck.reviewers.rules.definition_reach import boundless, contrary, emptied, excuse, swallows
from clausecheck.reviewers.rules.view import View

_MOST: Final = 12
"""Sentences of a definition that are read."""
_CLOSE: Final = 260
"""Characters before a term in brackets that define it."""


def definitions(contract: Contract, views: Sequence[View]) -> Iterator[Candidate]:
    """A candidate for each definition of which one side may be the master or the victim."""
    stakes = Stakes(contract)
    for definition, view in _defining(contract, views):
        words = _meaning(definition, view)
        if not words or _elsewhere().match(words) or (view.span.start > definition.span.start + LONGEST):
            continue
        case = Case(definition, view, words, stakes)
        first = view.span.start <= definition.span.start + len(definition.term)
        inline = definition.form is DefinitionForm.INLINE
        found = [emptied(case)]
        if first or inline:
            found.append(boundless(case))
        if first and not inline:
            found += [by_one(case), excuse(case), swallows(case), contrary(case)]
        yield from (one for one in found if one is not None)


def _defining(contract: Contract, views: Sequence[View]) -> Iterator[tuple[Definition, View]]:
    """Each definition with the sentences that make it."""
    whole = [view for view in views if not view.piece]
    whole.sort(key=lambda view: view.span.start)
    at = 0
    told: set[tuple[Span, Span]] = set()
    for definition in sorted(contract.definitions, key=lambda one: one.span.start):
        while at < len(whole) and whole[at].span.end <= definition.span.start:
            at += 1
        for view in whole[at : at + 1 if definition.form is not DefinitionForm.MEANS else at + _MOST]:
            if view.span.start >= definition.span.end:
                break
            if view is not whole[at] and definition.term.lower() not in view.text.lower():
                continue
            if (definition.span, view.span) not in told:
                told.add((definition.span, view.span))
                yield definition, view


def _meaning(definition: Definition, view: View) -> str:
    text = view.text[:LONGEST]
    if definition.form is DefinitionForm.INLINE:
        at = text.lower().rfind(f" {definition.term.lower()} ")
        return text[max(0, at - _CLOSE) : at + 1] if at >= 0 else ""
    means = _means().search(text)
    return f" {text[means.end() :]}" if means else text


@cache
def _means() -> re.Pattern[str]:
    return re.compile(r" (?:means?|refers? to|defined as|includes?|shall consist of|shall be|is|are|:) ")


@cache
def _elsewhere() -> re.Pattern[str]:
    """Words that send the reader to where the meaning stands."""
    return re.compile(
        r" ?(?:(?:has|have|shall have|is|are|as|the|meaning|given|ascribed|assigned|set forth|set out|defined|described"
        r"|specified|stated|identified|amount|amounts|date|period|term|applicable|in) ){1,8}"
        r"(?:section|article|clause|exhibit|schedule|annex|appendix|preamble|recitals?|an? order|the order|cover page)"
    )


# ---------------------------------------------------------------- one side's will

_FUNCTION: Final = (
    r"(?:may|shall|can|could|will|in|its|his|their|at|any|time|times|from|to|so|case|by|after|before|then|alone|and|or"
    r"|thereof|it|either|has|have|is|was|as|the|of|every|each|such|this|option|election|itself|on|upon|notice|delivery"
    r"|written|writing|event|hereafter|unilaterally|thinks|thinking|affiliates|affiliate|licensee|licensees|sole"
    r"|absolute|own|payment|falls|be|been|made|subsequently|later|first|previously|expressly|freely)"
)
_CHOICE: Final = (
    r"(?:elect|choos|chose|see fit|sees fit|sole discretion|please|wish|prefer|desire|like\b|likes|want|care to"
    r"|cares to|prepared to|willing to|acknowledg|recogni[sz]|admit|conced|regards? as)"
)
_DECISION: Final = (
    r"(?:determin|decid|designat|nominat|select|specif|notif|fix|stipulat|declar|deem|consider|allocat|assess|judge"
    r"|certif|name|announc|publish|direct|demand|request|require|enter|puts? on|invoic|approv|accept|agree|confirm)"
)
_ARBITRARY: Final = (
    r"(?:discretion|from time to time|at any time|for any reason| if any |whatever|whichever|whosoever|past or future"
    r"|case by case|without notice|hereafter|in no event|notwithstanding|no matter|whether or not|such (?:\w+ ){1,6}as)"
)


@cache
def _will(role: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lead = rf" {role}(?: {_FUNCTION}){{0,12}}(?: \w+ed and(?: {_FUNCTION}){{0,4}})? "
    return re.compile(lead + _CHOICE), re.compile(rf"{lead}{_DECISION}(?!\w* by\b)")


@cache
def _arbitrary() -> re.Pattern[str]:
    return re.compile(_ARBITRARY)


@cache
def _bounded() -> re.Pattern[str]:
    """What keeps a will within bounds, and things that are one side's to name."""
    return re.compile(
        r"reasonabl|mutual|(?:SELLER|BUYER) and (?:the )?(?:SELLER|BUYER) may|PARTY (?:shall |may )?agree"
        r"|agreed|good faith|in accordance with|required by law"
        r"|^ (?:the |an? |any |each |those |such |all )?(?:\w+ ){0,2}?(?:person|persons|individual|individuals|employee"
        r"|employees|representative|representatives|manager|contact|entity|agent|contractor|contractors|officer|bank"
        r"|account|address|location|anyone|documentation|manual|policy|policies|third part|member|rules|standard)"
    )


def by_one(case: Case) -> Candidate | None:
    """The side whose will alone decides what the term means."""
    if _bounded().search(case.words):
        return None
    for side, role in ROLES.items():
        choice, decision = _will(role)
        if choice.search(case.words) or (decision.search(case.words) and _arbitrary().search(case.words)):
            other = ROLES[side.other]
            both = any(way.search(case.words) for way in _will(other))
            return None if both else candidate(case, "definition_by_one", side)
    return None
