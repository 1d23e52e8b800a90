"""Definitions that turn a contract: one side's will, no limit, an excuse for one's own failings, a name that lies.

What a definition does is judged by what hangs on the term: whoever gains by a wider meaning is favoured by one without
limit and harmed by one that is emptied.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from clausecheck.compare.stakes import Stakes
from clausecheck.model import Confidence, Contract, Definition, DefinitionForm, FindingKind, Side, Span
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.view import View

_ROLES: Final = {Side.SELLER: "SELLER", Side.BUYER: "BUYER"}
_LONGEST: Final = 3000
"""Characters of a definition's view that are read."""
_MOST: Final = 12
"""Sentences of a definition that are read."""
_CLOSE: Final = 260
"""Characters before a term in brackets that define it."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence that belongs to a definition."""

    definition: Definition
    view: View
    words: str
    """What it says of the term: behind "means", or before the bracket."""
    stakes: Stakes

    @property
    def gains(self) -> Side | None:
        """Who gains by a wider meaning: by the clauses that use the term, else the one who makes the claims in it."""
        claimant = _claimant().search(self.words)
        named = Side(claimant["of"].lower()) if claimant else None
        return self.stakes.wider_favors(self.definition) or named


def definitions(contract: Contract, views: Sequence[View]) -> Iterator[Candidate]:
    """A candidate for each definition of which one side may be the master or the victim."""
    stakes = Stakes(contract)
    for definition, view in _defining(contract, views):
        words = _meaning(definition, view)
        if not words or _elsewhere().match(words) or (view.span.start > definition.span.start + _LONGEST):
            continue
        case = _Case(definition, view, words, stakes)
        first = view.span.start <= definition.span.start + len(definition.term)
        inline = definition.form is DefinitionForm.INLINE
        found = [_emptied(case)]
        if first or inline:
            found.append(_boundless(case))
        if first and not inline:
            found += [_by_one(case), _excuse(case), _swallows(case), _contrary(case)]
        yield from (candidate for candidate in found if candidate is not None)


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
    text = view.text[:_LONGEST]
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


@cache
def _claimant() -> re.Pattern[str]:
    return re.compile(
        r" (?:claim|claims|liability|action|demand) (?:\w+ ){0,2}?(?:of|by) (?:the )?(?P<of>SELLER|BUYER)\b"
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


def _by_one(case: _Case) -> Candidate | None:
    if _bounded().search(case.words):
        return None
    for side, role in _ROLES.items():
        choice, decision = _will(role)
        if choice.search(case.words) or (decision.search(case.words) and _arbitrary().search(case.words)):
            other = _ROLES[side.other]
            both = any(way.search(case.words) for way in _will(other))
            return None if both else _candidate(case, "definition_by_one", side, distance=2)
    return None


# ---------------------------------------------------------------- no limit, nothing left


@cache
def _endless() -> re.Pattern[str]:
    return re.compile(
        r"whatsoever|howsoever|however long|however remote|no matter (?:what|how|who)|by anyone"
        r"|any other (?:thing|matter)"
        r"|(?:irrespective|regardless) of (?:fault|cause|who|how|any (?:fault|breach|notice|default))"
        r"| every (?:other )?(?:purpose|use|claim|product|person|thing|loss|act|cost)"
        r"|any (?:use|purpose) .{0,30}or otherwise| whatever (?:is|may|the|it)| everything"
        r"| anything (?!.{0,20}to the contrary)"
        r"|in (?:production|public) or otherwise|any (?:person|party|claim) whatever|without (?:any )?limit\b"
    )


@cache
def _whether() -> re.Pattern[str]:
    """A concession that takes in what a reader would leave out; forms, marks and registers are usual."""
    return re.compile(
        r"(?:from|of) (?:any|whatever) source|whether or not (?!(?:[\w'-]+ ){0,7}?(?:mark|designat|label|regist|patent"
        r"|copyright|reduc|writ|tangibl|known|exist|now|foresee|identif|confiden|disclos|record|publish|protect|fix"
        r"|incorporat|legal|for profit|final|court|electronic|oral|material|capable|eligible|trademark|publicly|filed"
        r"|issued|insur|suit|complet|commonly|settl|demands|the extensions))"
    )


@cache
def _none_left() -> re.Pattern[str]:
    return re.compile(
        r"to the exclusion of (?:all|any|every)|and (?:nothing|no other|none) (?:else|\w+)|(?:is|are|shall be) never "
        r"|never .{0,60}(?:even if|whether or not)|solely (?:such|those|what)| if any .{0,40}(?:only|solely)"
    )


def _boundless(case: _Case) -> Candidate | None:
    if _usually_wide().search(case.definition.term.lower()) or "not include" in case.words:
        return None
    inline = case.definition.form is DefinitionForm.INLINE
    far = _whether().search(case.words) or (not inline and _endless().search(case.words))
    side = case.gains if far else None
    return _candidate(case, "definition_boundless", side) if side else None


@cache
def _usually_wide() -> re.Pattern[str]:
    """Terms whose meaning is always spread as wide as words go, and harmless so."""
    return re.compile(
        r"^(?:person|persons|loss|losses|damages|liabilit|tax|taxes|law|laws|applicable law|affiliate|government|lien"
        r"|entity|contract|proceeding|third part|intellectual property|know-how|patent|trademark|including"
        r"|encumbrance|force majeure)"
    )


def _emptied(case: _Case) -> Candidate | None:
    side = case.gains if _none_left().search(case.words) else None
    return _candidate(case, "definition_emptied", side.other) if side else None


# ---------------------------------------------------------------- excuses, other terms, names


@cache
def _excuses() -> re.Pattern[str]:
    return re.compile(
        r"force majeure|excus|exclu|exempt|exception|unavoidable|relief|permitted delay|planned|maintenance window"
    )


@cache
def _own(role: str) -> re.Pattern[str]:
    """What lies in one's own sphere."""
    things = r"systems?|staff|personnel|equipment|software|funds"
    sphere = rf"(?:own |internal |key )?(?:{things}|hosts?|employees|subcontractors?|suppliers?|business|operations)"
    return re.compile(
        rf"{role}(?: 's| or its| and its|'s)+ {sphere}|whether {role} 's or"
        rf"|(?:{things}|failure|fault|default)(?: \w+){{0,4}} (?:of|by) (?:the )?{role}\b"
        rf"|(?:performance|compliance) by {role} (?:\w+ ){{0,5}}(?:more|less)"
    )


@cache
def _trouble() -> re.Pattern[str]:
    """Troubles of one's own trade, which no force beyond control brings."""
    return re.compile(
        r"(?:want|lack|shortage|absence|insufficien\w*) (?:of |in )?(?:\w+ )?"
        r"(?:funds|money|staff|personnel|labou?r|materials)"
        r"|(?:more|less) (?:\w+ )?(?:costly|expensive|convenient|profitable|difficult|attractive)"
        r"|(?:slower|unprofitable|inconvenient|uneconomic)"
        r"|(?:rise|increase|change) in (?:\w+ )?(?:cost|price|market)|market conditions"
    )


def _excuse(case: _Case) -> Candidate | None:
    if not _excuses().search(case.definition.term.lower()) or "other than" in case.words or "not include" in case.words:
        return None
    named = [side for side, role in _ROLES.items() if _own(role).search(case.words)]
    if not named and not _trouble().search(case.words):
        return None
    only = [side for side, role in _ROLES.items() if role in case.words]
    side = named[0] if len(named) == 1 else only[0] if len(only) == 1 else None
    return _candidate(case, "definition_excuse", side)


def _swallows(case: _Case) -> Candidate | None:
    """A term whose width helps one side, and which takes in a term that protects the other."""
    gains = case.stakes.wider_favors(case.definition)
    if gains is None:
        return None
    written = " ".join(case.definition.text[:_LONGEST].lower().replace("*", "").split())
    for term, side in case.stakes.taken_in(case.definition):
        if side is gains.other and _takes_in(term.lower()).search(written):
            return _candidate(case, "definition_swallows", gains)
    taken = _others_things(_ROLES[gains.other]).search(case.words)
    return _candidate(case, "definition_swallows", gains) if taken else None


@cache
def _others_things(role: str) -> re.Pattern[str]:
    """What the other side makes or keeps, added to a meaning at the end."""
    return re.compile(
        r"(?:together with|along with|as well as) (?:all|any|every|everything|whatever)\b[^.;]{0,90}?"
        rf"\b{role}\b[^.;]{{0,40}}?\b(?:creat|stor|submit|upload|own|mak|develop|hold|possess|enter|keep)"
    )


@cache
def _takes_in(term: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!not )(?:includ\w*|together with|as well as|along with|plus)(?: [\w']+){{0,4}}? {re.escape(term)}"
    )


_OPPOSITES: Final = (
    (r"\bminimum\b", r"\b(?:maximum|no more than|at most)\b"),
    (r"\bmaximum\b", r"\b(?:minimum|at least|no less than|not less than)\b"),
    (
        r"\b(?:evaluation|trial|pilot|test|internal|demonstration)\b",
        r"\b(?:production|productive|commercial|resale|resell|third parties|gain)\b",
    ),
    (r"\bthird[- ]party\b", r"\b(?:SELLER|BUYER|PARTY) included\b"),
    (r"\bnon-?exclusive\b", r"\bto the exclusion\b"),
    (r"\binitial\b", r"\b(?:anniversary of termination|in no event earlier|perpetu)"),
)
"""What a name promises, and words of a meaning that break the promise."""


@cache
def _broken() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(name), re.compile(words)) for name, words in _OPPOSITES)


def _contrary(case: _Case) -> Candidate | None:
    name = case.definition.term.lower()
    for promised, breaks in _broken():
        if promised.search(name) and breaks.search(case.words) and not _denied(breaks, case.words):
            return _candidate(case, "definition_contrary", case.gains)
    return None


def _denied(breaks: re.Pattern[str], words: str) -> bool:
    found = breaks.search(words)
    before = words[max(0, found.start() - 40) : found.start()] if found else ""
    return bool(re.search(r"\b(?:not|no|other than|exclud\w*|except|without)\b", before))


def _candidate(case: _Case, topic: str, favored: Side | None, distance: int = 2) -> Candidate:
    return Candidate(
        rule=topic,
        topic=topic,
        family="definition",
        kind=FindingKind.UNUSUAL_WORDING,
        confidence=Confidence.MEDIUM,
        favored=favored,
        clause_type="definitions",
        clause=case.view.clause,
        span=case.view.span,
        distance=distance,
    )
