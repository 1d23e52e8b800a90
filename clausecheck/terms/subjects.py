"""Who is the subject of a verb, in a sentence whose parties are replaced by their roles."""

import re
from dataclasses import dataclass, replace

from clausecheck.model import Binds
from clausecheck.terms.norm_patterns import norm_patterns
from clausecheck.terms.words import Expression, holds

_ROLE = "(?:(?:SELLER|BUYER)(?: PARTY)?|PARTY|OTHER)"
_BINDS = {"SELLER": Binds.SELLER, "BUYER": Binds.BUYER, "PARTY": Binds.BOTH}
_ACROSS = {"SELLER": "BUYER", "BUYER": "SELLER"}
_REACH = 400
"""Characters before a verb in which its subject is looked for."""
_HARD = re.compile(r"[;:](?= )|(?<= )\((?:[a-z]|[ivx]{1,4}|\d{1,2})\) |\. (?=[a-z\"(SBPO])")
"""Where another clause begins."""
_ROLES_END = re.compile(
    rf"(?:\b(?:(?P<no>neither|no)|either|each|both|any|such|every|an?|one|all)(?: of)? )?"
    rf"\b(?P<roles>(?:{_ROLE}(?:,| and| or| nor| and/or)+ (?:the )?){{0,4}}{_ROLE})$"
)
_GOES_ON = Expression(r"(?:^|[\s,])(?:and|or|but|nor|and/or)$")
_JOINS = ("and", "or", "but")
_BEGUN = Expression(r"(?:^|, )(SELLER|BUYER|PARTY) [a-z]")
_PRONOUN = Expression(r"(?:^|\s)(?:it|they|he|she)$")
_NEITHER = Expression(r"(?:^|\s)neither$")
_PROMISED = Expression(
    r"\b(SELLER|BUYER|PARTY) (?:[a-z]+ly |hereby |further |also |acknowledges? and )*"
    r"(?:agrees?|covenants?|undertakes?)\b[^;]{0,40}? that$"
)
_PRONOUNS = ("it", "they", "he")
_ROLES = ("SELLER", "BUYER", "PARTY", "OTHER")
"""How words end that patterns for their end are tried on; a pattern that is sought from the left costs far more."""
_FOLLOWING = re.compile(
    rf"(?P<roles>(?:(?!\bbe\b)[^.;]){{0,120}}?{_ROLE}(?:(?!\b(?:be|have|exceed|for)\b)[^.;]){{0,80}})"
)
"""Behind a verb that stands before its subject: up to what it says."""
_LIABILITY = Expression(
    rf"\b(?P<owner>{_ROLE})'s? (?:\w+,? (?:and |or )?){{0,6}}?liabilit"
    rf"|\bliabilit(?:y|ies)(?: \w+){{0,3}}? (?:of|for|by) (?:the |either |each |any |one )?(?P<of>{_ROLE})"
)
_STANDS = Expression(
    rf"(?:then |that |all )?(?:(?P<no>neither|no) |(?:(?:the|each|either|any|such|both|every|an?|one)(?: of)? ))?"
    rf"(?P<roles>{_ROLE}(?:(?:,| and| or| nor|/)+ ?(?:the )?{_ROLE}){{0,4}})(?P<tail>.*)$"
)
_OWN_TAIL = Expression(
    r"(?: hereto| itself| alone)?(?:$|,|(?:'s)? (?:and|or) (?:its|their|all|any|each|his|any other)\b"
    r"| [a-z]+ing\b| [a-z]+ly\b| \(| (?:and|or) (?:the )?[a-z]+$| to (?:this|the) [a-z]+$"
    r"| (?:that|which|who|whose|with|to whom|against|from whom|as|on|in|also|hereby|each|both|then)\b)"
)
"""What may stand between a party and its verb without making another the subject."""
_VERB = Expression(r" (?:is|are|was|were|has|have|may|shall|will|can|[a-z]+ed|[a-z]+s)\b")
_RELATIVE = Expression(r"\b(?:which|that|who|as|if|where|when)\b(?! (?:due|required|applicable))")
_ITEM = Expression(r"[:;(]? ?\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)?$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what stands as subject."""

    binds: Binds | None
    """None for a thing, or for a person who may be no party."""
    words: str = ""
    person: bool = False
    """A person who cannot be told to be a party."""
    negated: bool = False
    """"Neither party", "no party", "in no event"."""
    promised: Binds | None = None
    """Who agrees that a thing shall be so."""


def find_subject(roles: str, place: int, earlier: Subject | None) -> Subject | None:
    """The subject of the verb at `place`; None where the verb belongs to a condition or to a relative clause.

    `earlier` is the subject of the verb before, which this one shares where "and" joins them.
    """
    grammar = norm_patterns().grammar
    start = max(0, place - _REACH)
    cut = max((match.end() for match in _HARD.finditer(roles, start, place)), default=start)
    words = roles[cut:place].strip()
    if not words and cut > start:
        words = roles[start:cut].strip(" :;(")
        words = _ITEM.sub("", words).rstrip(" :;")
        words = words[max(words.rfind(":"), words.rfind(";")) + 1 :].strip()
    if holds(words, grammar.inversions) and (inverted := grammar.inverted.search(words)):
        return _inverted(roles, place, words[: inverted.start()])
    if words.removesuffix(",").endswith(grammar.adverb_ends):
        words = grammar.adverbs.compiled.sub("", words)
    if not words or (words.endswith(_JOINS) and _GOES_ON.search(words)):
        return earlier or _begun(words)
    if words.endswith("neither") and _NEITHER.search(words):
        return Subject(Binds.BOTH, negated=True)
    if words.endswith(_PRONOUNS) and _PRONOUN.search(words):
        return _antecedent(words, earlier)
    found = _ROLES_END.search(words) if words.endswith(_ROLES) else None
    if found:
        lead = words[: found.start()].rstrip()
        if grammar.subordinate.search(lead) and not grammar.complement.search(lead):
            return None
        if not grammar.attached.search(lead):
            return Subject(_joined(found["roles"], lead), negated=bool(found["no"]))
    return _phrase(words)


def owner_of_liability(words: str) -> Binds | None:
    """Whose liability the words speak of."""
    found = _LIABILITY.search(words)
    return _joined(found["owner"] or found["of"], words[: found.start()]) if found else None


def role_binds(role: str, before: str) -> Binds:
    """Whom a role stands for; "the other party" is the one across from the party named last before."""
    if role != "OTHER":
        return _BINDS[role.partition(" ")[0]]
    named = re.findall(r"\b(?:SELLER|BUYER|PARTY)\b", before)
    return _BINDS[_ACROSS.get(named[-1], "PARTY")] if named else Binds.BOTH


def _joined(roles: str, before: str) -> Binds:
    sides = {role_binds(role, before) for role in re.findall(_ROLE, roles)}
    return sides.pop() if len(sides) == 1 else Binds.BOTH


def _inverted(roles: str, place: int, before: str) -> Subject:
    following = _FOLLOWING.match(roles, place)
    if following is None:
        return Subject(None, roles[place : place + 120], negated=True)
    return Subject(_joined(following["roles"], before), negated=True)


def _begun(words: str) -> Subject | None:
    """The party that a clause began with, for a second verb of it: "BUYER commits to this, and shall deliver"."""
    begun = _BEGUN.search(words)
    return Subject(_BINDS[begun[1]]) if begun else None


def _antecedent(words: str, earlier: Subject | None) -> Subject | None:
    if earlier is not None and earlier.binds is not None:
        return earlier
    named = re.findall(r"\b(?:SELLER|BUYER|PARTY)\b", words)
    return Subject(_BINDS[named[-1]]) if named else None


def _phrase(words: str) -> Subject | None:
    """The subject among the pieces between commas, from the last to the first."""
    grammar = norm_patterns().grammar
    pieces = words.split(", ")
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place].strip()
        before = ", ".join(pieces[:place])
        complement = None
        for match in re.finditer(r"\bthat ", piece) if "that " in piece else ():
            if grammar.complement.search(f"{before}, {piece[: match.end() - 1]}"):
                complement = match
        promised = None
        if complement:
            agreed = _PROMISED.search(f"{before}, {piece[: complement.end()].rstrip()}")
            promised = _BINDS[agreed[1]] if agreed else None
            piece = piece[complement.end() :]
        elif grammar.conditions.match(piece):
            return None
        elif not piece or (grammar.adverbial.match(piece) and place):
            continue
        noun = _noun(piece, before)
        return replace(noun, promised=promised) if noun else None
    return None


def _noun(piece: str, before: str) -> Subject | None:
    patterns = norm_patterns()
    if standing := _STANDS.match(piece):
        tail = standing["tail"]
        if _OWN_TAIL.match(tail) or patterns.people.match(tail):
            return Subject(_joined(standing["roles"], before), words=piece, negated=bool(standing["no"]))
    if patterns.standing.match(piece):
        return Subject(Binds.BOTH, words=piece)
    if found := patterns.people_of.match(piece):
        return Subject(role_binds(found["role"], before), words=piece)
    if patterns.others.match(piece):
        return Subject(None, words=piece, person=True)
    tail = _RELATIVE.search(piece)
    if tail and not _VERB.search(piece, tail.end()):
        return None
    return Subject(None, words=piece)
