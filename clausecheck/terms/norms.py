"""What binds whom: obligations, rights, prohibitions, warranties, indemnities and caps; who bears, and who gains."""

import re
from collections.abc import Iterator, Sequence

from clausecheck.model import Binds, Document, Norm, NormKind, Sentence, Span
from clausecheck.terms.norm_patterns import Force, norm_patterns
from clausecheck.terms.subjects import Subject, find_subject, owner_of_liability, role_binds
from clausecheck.terms.words import Expression, holds, lower

_CUES = (
    "shall", "will", "must", "may", "agree", "warrant", "represent", "indemn", "harmless", "liab", "responsib", "due",
    "entitle", "right", "oblig", "require", "undertake", "covenant", "grant", "can", "payable", "reserve", "release",
    "disclaim",
)  # fmt: skip
_LONGEST = 4000
"""Characters of a sentence that are read."""
_LONGEST_QUOTE = 160
"""Characters of a norm that are quoted."""
_MOST = 4
"""Norms of one sentence that are told."""
_GAINS = frozenset({NormKind.RIGHT, NormKind.CAP})
"""The kinds whose subject gains, and of which the other side bears."""
_AFTER = 240
"""Characters behind a verb in which it is said by whom."""
_BORNE = Expression(r" (?:responsibility|obligation|account|risk|liability) of\b")
_PASSIVE = Expression(
    r"(?:(?: (?:not|only|also|then|all|each|[a-z]+ly)){0,3} be (?:[a-z]+ly )?[a-z]+\b(?P<more>[^;]*?))? by\b"
)
_OTHER_VERB = Expression(r"(?:ed|paid|made|given|set|held|sold|borne)(?: either| both| solely| jointly)?$")
"""A second participle: in "be expressed as a share of fees paid by BUYER" nobody is said to express it."""
_ASIDE = re.compile(r"\([^()]{1,200}\)")
_FOLLOWS = "follows: "
"""Ends a preamble that stands in one sentence with what is agreed."""
_ALSO = re.compile(r"[^,;:.]* and [^,;:.]*")
"""Between two verbs of one relative clause: "where SELLER shall deliver and BUYER shall receive"."""
_AGENT = Expression(
    r"(?: (?:the|either|each|both|such|and|solely))*(?: \w+)? (SELLER|BUYER|PARTY|OTHER)\b"
    r"(?: (?:and|or) (SELLER|BUYER)\b)?"
    r"(?!'s? (?:failure|breach|negligence|act|receipt|request|employees))"
)
_LAST_OF_ALL = Expression(
    r" (?:not )?be \w+(?:, \w+| by security interest)*(?:,? or| and) (?:otherwise )?\w+ed by"
    r" (?:the |either |any )?(SELLER|BUYER|PARTY)\b( BUYER)?"
)
"""Several verbs of one doer: "be assigned, charged or otherwise transferred by BUYER"."""
_COST = Expression(r"\b(?:at|for) (SELLER|BUYER|PARTY|OTHER)'s? (?:\w+ )?(?:and \w+ )?(?:cost|expense|risk|account)")
_ROLE = Expression(r"\b(SELLER|BUYER|PARTY|OTHER)\b")
_LIABLE = re.compile(r"\b(?:liab|responsible)")
_NEAR = 160
_BEFORE = 300
_CLOSE = 12
"""Characters between "nothing shall require" and the party that it need not do."""
_NO_LESS = {
    NormKind.OBLIGATION: NormKind.PROHIBITION,
    NormKind.RIGHT: NormKind.PROHIBITION,
    NormKind.WARRANTY: NormKind.CAP,
}
"""What a norm becomes where "neither party" or "in no event" stands before it."""


def read_norms(document: Document, sentences: Sequence[Sentence]) -> tuple[Norm, ...]:
    """Every norm, in reading order; the first of a sentence is its main one."""
    found: list[Norm] = []
    for sentence in sentences:
        for kind, told, cue in norms_of(sentence.roles):
            bearer, gains = _sides(kind, told)
            span = _place(sentence, cue)
            found.append(
                Norm(
                    kind=kind,
                    bearer=bearer,
                    beneficiary=gains,
                    mutual=bearer is Binds.BOTH,
                    clause_id=sentence.clause_id,
                    span=span,
                    quote=document.slice(span),
                )
            )
    return tuple(found)


def norms_of(roles: str) -> Iterator[tuple[NormKind, Binds, re.Match[str]]]:
    """The norms of a sentence with roles: kind, who must or may or is protected, and the words that make it."""
    roles = roles[:_LONGEST]
    if not holds(roles, _CUES):
        return
    patterns = norm_patterns()
    start = 0
    if patterns.telling.match(roles):
        start = roles.find(_FOLLOWS) + len(_FOLLOWS)
        if start < len(_FOLLOWS):
            return
    if "(" in roles:
        roles = _ASIDE.sub(lambda aside: re.sub("[;:.]", " ", aside.group()), roles)
    earlier: Subject | None = None
    skipped = len(roles)
    told: set[tuple[NormKind, Binds]] = set()
    for cue in patterns.cue.finditer(roles, start):
        subject = find_subject(roles, cue.start(), earlier)
        if subject is None or _ALSO.fullmatch(roles, skipped, cue.start()):
            skipped = cue.end()
            continue
        earlier, skipped = subject, len(roles)
        norm = _norm(roles, cue, subject)
        if norm and norm not in told:
            told.add(norm)
            yield *norm, cue
            if len(told) == _MOST:
                return


def _norm(roles: str, cue: re.Match[str], subject: Subject) -> tuple[NormKind, Binds] | None:
    for force in norm_patterns().forces:
        words = force.words.match(roles, cue.start())
        if words is None or (force.thing and subject.binds is not None):
            continue
        if force.subject and not force.subject.search(subject.words):
            continue
        return None if force.kind == "none" else _decided(roles, words, force, subject)
    return None


def _decided(roles: str, words: re.Match[str], force: Force, subject: Subject) -> tuple[NormKind, Binds] | None:
    kind = NormKind(force.kind)
    if subject.negated:
        near = roles[words.start() : words.start() + _NEAR]
        kind = NormKind.CAP if _LIABLE.search(near) else _NO_LESS.get(kind, kind)
    if force.whose:
        return _of_the_named(roles, words, kind, subject)
    if kind is NormKind.CAP and subject.binds is None:
        near = roles[max(0, words.start() - _BEFORE) : words.start()]
        owner = owner_of_liability(subject.words) or owner_of_liability(near)
        owner = owner or owner_of_liability(roles[words.start() : words.start() + _NEAR])
        return (kind, owner) if owner else None
    if subject.binds is not None:
        return kind, subject.binds
    if kind in {NormKind.OBLIGATION, NormKind.PROHIBITION, NormKind.RIGHT}:
        bound = _unsaid(roles, words, subject)
        return (kind, bound) if bound else None
    return None


def _of_the_named(roles: str, words: re.Match[str], kind: NormKind, subject: Subject) -> tuple[NormKind, Binds] | None:
    """The norm of the party named behind the words, as the one to whom a licence is granted."""
    if subject.binds in {Binds.BOTH, Binds.UNKNOWN}:
        return kind, subject.binds
    named = _ROLE.search(roles, words.end(), words.end() + _NEAR)
    gains = role_binds(named.group(), roles[: named.start()]) if named else None
    if subject.binds is None:
        return (kind, gains) if gains and named and named.start() - words.end() < _CLOSE else None
    return kind, subject.binds.other


def _unsaid(roles: str, words: re.Match[str], subject: Subject) -> Binds | None:
    """Who must do what a sentence says without a party as its subject: by whom, or by what kind of matter it is."""
    following = roles[words.end() : words.end() + _AFTER].partition(";")[0]
    by = _by(following)
    agent = (_AGENT.match(following, by) if by else None) or _LAST_OF_ALL.match(following)
    if agent and agent[2] and agent[2] != agent[1]:
        return Binds.BOTH
    if found := agent or _COST.search(following):
        return role_binds(found[1], roles[: words.end() + found.start()])
    for matter in norm_patterns().matters:
        if matter.subject.search(subject.words) and matter.words.match(roles, words.start()):
            receiver = re.search(r"\bto (SELLER|BUYER)\b", f"{subject.words} {following[:80]}")
            if receiver:
                return role_binds(receiver[1], "").other
            return matter.side
    if subject.promised:
        return subject.promised
    return Binds.UNKNOWN if subject.person or norm_patterns().personal.match(following) else None


def _by(following: str) -> int:
    """Where the words end behind which it stands who acts: "be paid by", "be the responsibility of"; else 0."""
    if borne := _BORNE.search(following):
        return borne.end()
    passive = _PASSIVE.match(following)
    return passive.end() if passive and not _OTHER_VERB.search(passive["more"] or "") else 0


def _sides(kind: NormKind, told: Binds) -> tuple[Binds, Binds]:
    """Who bears and who gains."""
    across = told.other
    return (across, told) if kind in _GAINS else (told, across)


def _place(sentence: Sentence, cue: re.Match[str]) -> Span:
    """Where the norm stands, from the words that make it on; or the sentence where an introduction holds them."""
    word = cue.group().split()[0]
    pattern = re.compile(rf"\b{re.escape(word)}\b")
    low = lower(sentence.text)
    places = [match.start() for match in pattern.finditer(low)]
    behind = sum(1 for _ in pattern.finditer(sentence.roles, cue.start()))
    if behind > len(places):
        return sentence.span
    first = places[-behind]
    end = first + len(low[first:].partition(";")[0])
    if end - first > _LONGEST_QUOTE:
        end = max(low.rfind(" ", first, first + _LONGEST_QUOTE), first + len(word))
    return Span(sentence.span.start + first, sentence.span.start + end)
