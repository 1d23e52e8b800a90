"""Whom a term binds, told by the roles in its sentence, and whether the same holds for both sides."""

import re
from typing import Final

from clausecheck.model import Binds
from clausecheck.terms.patterns import compiled
from clausecheck.terms.words import Expression

_ROLE = Expression(r"\b(SELLER|BUYER|PARTY|OTHER)\b")
_BOTH = re.compile(r"\b(?:SELLER(?: and| or|,)(?: the)? BUYER|BUYER(?: and| or|,)(?: the)? SELLER)\b")
_FAULT = Expression(
    r"\b(?:breach\w*|defaults?|failures?|violat\w+|non-?performance)(?: or \w+)?"
    r"(?: [A-Z]?[a-z]+){0,5}? (?:by|of) (?:the )?(?P<by>SELLER|BUYER|PARTY|OTHER)\b"
    r"|\b(?P<who>SELLER|BUYER|PARTY|OTHER)(?:'s)?(?: (?!may\b|terminat|upon\b)[a-z]+){0,6}?"
    r" (?:breach\w*|defaults?\b|fail(?:s|ed|ure)?\b|violat\w+|neglect\w*)"
)
"""Who is at fault: "if SELLER fails", "a default by BUYER"."""
_DOES: Final = (
    r"\b(?P<who>SELLER|BUYER|PARTY)(?: (?:shall|will|must|hereby|is to|agrees to|undertakes to|has to|represents and"
    r"|[a-z]+ly)){0,3} WORD|\bWORD[a-z]* (?:to \w+ )?by (?:the )?(?P<by>SELLER|BUYER|PARTY)\b"
)
_BINDS: Final = {"SELLER": Binds.SELLER, "BUYER": Binds.BUYER, "PARTY": Binds.BOTH}
_REACH = 200


def bearing(rule: str, roles: str, otherwise: str = "") -> tuple[Binds, bool | None]:
    """Whom a term binds by the pattern's rule, and whether it is mutual; None where that cannot be told.

    `rule` is a side, or "subject:WORD", the role that is named nearest before that word; "fault:WORD" is the party at
    fault; "does:WORD" is who is said to do it, "SELLER shall promptly pay" or "paid by SELLER", and nobody who is only
    named near. `otherwise` is the side that is bound where the words name none.
    """
    kind, _, words = rule.partition(":")
    bound = Binds(rule) if rule and not words else Binds.UNKNOWN
    if words:
        bound = _named(kind, words, _BOTH.sub("PARTY", roles))
        if bound is Binds.UNKNOWN and otherwise:
            bound = Binds(otherwise)
    return bound, (None if bound is Binds.UNKNOWN else bound is Binds.BOTH)


def _named(kind: str, words: str, roles: str) -> Binds:
    if kind == "does":
        does = compiled(_DOES.replace("WORD", words)).search(roles)
        return _BINDS[does["who"] or does["by"]] if does else Binds.UNKNOWN
    if kind == "fault" and (at_fault := _FAULT.search(roles)):
        who = at_fault["by"] or at_fault["who"]
        if who != "OTHER":
            return _BINDS[who]
    anchor = compiled(words).search(roles)
    where = anchor.start() if anchor else len(roles)
    named = [match.group() for match in _ROLE.finditer(roles, max(0, where - _REACH), where)]
    if not named:
        following = _ROLE.search(roles, where)
        named = [following.group()] if following else []
    known = [role for role in named if role != "OTHER"]
    if not known:
        return Binds.UNKNOWN
    bound = _BINDS[known[-1]]
    return bound.other if kind == "fault" and named[-1] == "OTHER" else bound
