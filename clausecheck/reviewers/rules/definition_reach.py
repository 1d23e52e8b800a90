"""How far a definition reaches: too wide, too narrow, into one's own failings, over what another clause protects."""

import re
from functools import cache
from typing import Final

from clausecheck.model import DefinitionForm
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.definition_case import LONGEST, ROLES, Case, candidate

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


def boundless(case: Case) -> Candidate | None:
    """A meaning without limit, which favours whoever gains by width."""
    if _usually_wide().search(case.definition.term.lower()) or "not include" in case.words:
        return None
    inline = case.definition.form is DefinitionForm.INLINE
    far = _whether().search(case.words) or (not inline and _endless().search(case.words))
    side = case.gains if far else None
    return candidate(case, "definition_boundless", side) if side else None


@cache
def _usually_wide() -> re.Pattern[str]:
    """Terms whose meaning is always spread as wide as words go, and harmless so."""
    return re.compile(
        r"^(?:person|persons|loss|losses|damages|liabilit|tax|taxes|law|laws|applicable law|affiliate|government|lien"
        r"|entity|contract|proceeding|third part|intellectual property|know-how|patent|trademark|including"
        r"|encumbrance|force majeure)"
    )


def emptied(case: Case) -> Candidate | None:
    """A meaning with little left in it, which harms whoever gains by width."""
    side = case.gains if _none_left().search(case.words) else None
    return candidate(case, "definition_emptied", side.other) if side else None


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


def excuse(case: Case) -> Candidate | None:
    """An excuse that reaches a party's own systems, staff, money or costs."""
    if not _excuses().search(case.definition.term.lower()) or "other than" in case.words or "not include" in case.words:
        return None
    named = [side for side, role in ROLES.items() if _own(role).search(case.words)]
    if not named and not _trouble().search(case.words):
        return None
    only = [side for side, role in ROLES.items() if role in case.words]
    side = named[0] if len(named) == 1 else only[0] if len(only) == 1 else None
    return candidate(case, "definition_excuse", side)


def swallows(case: Case) -> Candidate | None:
    """A term whose width helps one side, and which takes in a term that protects the other."""
    gains = case.stakes.wider_favors(case.definition)
    if gains is None:
        return None
    written = " ".join(case.definition.text[:LONGEST].lower().replace("*", "").split())
    for term, side in case.stakes.taken_in(case.definition):
        if side is gains.other and _takes_in(term.lower()).search(written):
            return candidate(case, "definition_swallows", gains)
    taken = _others_things(ROLES[gains.other]).search(case.words)
    return candidate(case, "definition_swallows", gains) if taken else None


@cache
def _others_things(role: str) -> re.Pattern[str]:
    """What the other side makes or keeps, added to a meaning at the end."""
    return re.compile(
        r"(?:together with|along with|as well as) (?:all|any|every|everything|whatever)\b[^.;]{0,90}?"
        rf"\b{role}\b[^.;]{{0,40}}?\b(?:creat|stor|submit|upload|own|mak|develop|hold|possess|enter|keep)"
    )


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


def contrary(case: Case) -> Candidate | None:
    """A meaning that breaks what the name promises."""
    name = case.definition.term.lower()
    for promised, breaks in _broken():
        if promised.search(name) and breaks.search(case.words) and not _denied(breaks, case.words):
            return candidate(case, "definition_contrary", case.gains)
    return None


def _denied(breaks: re.Pattern[str], words: str) -> bool:
    found = breaks.search(words)
    before = words[max(0, found.start() - 40) : found.start()] if found else ""
    return bool(re.search(r"\b(?:not|no|other than|exclud\w*|except|without)\b", before))
