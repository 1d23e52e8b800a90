"""Whom a limit of liability protects."""

import re

from clausecheck.model import Binds
from clausecheck.terms.words import Expression

_ROLE = r"(?P<role>SELLER|BUYER|PARTY)"
_WAIVES = Expression(
    rf"\b{_ROLE}(?:'s)?\b[^.;]{{0,140}}\b(?:waive\w*|releas\w+|forgo\w*|relinquish\w*|renounc\w*)\b"
    rf"|\b{_ROLE.replace('role', 'role2')} (?:may|shall|will|can) not (?:assert|claim|recover|seek)\b"
    rf"|\b{_ROLE.replace('role', 'role3')}'s (?:sole|exclusive|only)[^.;]{{0,30}} remed"
)
_BOTH = Expression(
    r"\b(?:SELLER|BUYER)\b(?:(?!\bliab|\bto\b)[^.;]){0,60}(?:\b(?:nor|and|or)\b|,)(?:(?!\bliab|\bto\b)[^.;]){0,40}"
    r"\b(?:SELLER|BUYER)\b[^.;]{0,80}\b(?:liab|responsib|have\b|has\b|be )"
    r"|\bneither (?:the )?(?:SELLER|BUYER),? nor (?!its|their|any|his|the (?:officers|directors|affiliates))"
)
_AWARDS = Expression(r"\b(?:arbitrat\w+|tribunals?|courts?|panel)\b[^.;]{0,120}\baward\w*\b")
_OF = Expression(rf"\bliab\w+ of (?:the |each |either |any )*{_ROLE}\b")
_LIABLE = Expression(r"\b(?:liab(?:le|ility|ilities)|responsib\w+|obligat\w+|accountable|damages)\b")
_MENTION = Expression(
    r"(?P<before>\b(?:to|against|towards?|from|by|for|of|than) (?:the )?)?\b(?P<role>SELLER|BUYER|PARTY|we|our)\b"
)
_BINDS = {"SELLER": Binds.SELLER, "BUYER": Binds.BUYER, "PARTY": Binds.BOTH, "we": Binds.SELLER, "our": Binds.SELLER}
"""Who speaks of itself as "we" is the one that provides."""


def protected(before: str, behind: str = "") -> Binds:
    """Whose liability is limited; the words before and behind the limit have roles in place of names."""
    waives = _WAIVES.search(before)
    if waives:
        who = _BINDS[waives["role"] or waives["role2"] or waives["role3"]]
        return who.other
    both = _BOTH.search(before)
    if both and ("neither" in both.group() or {"SELLER", "BUYER"} <= set(re.findall("SELLER|BUYER", both.group()))):
        return Binds.BOTH
    if _AWARDS.search(before):
        return Binds.BOTH
    if of := list(_OF.finditer(before)):
        return _BINDS[of[-1]["role"]]
    said = list(_LIABLE.finditer(before))
    stop = said[-1].start() if said else len(before)
    for words, place in ((before[:stop], -1), (before[stop:], 0), (behind, 0)):
        named = [mention["role"] for mention in _MENTION.finditer(words) if not mention["before"]]
        if named:
            return _BINDS[named[place]]
    return Binds.UNKNOWN
