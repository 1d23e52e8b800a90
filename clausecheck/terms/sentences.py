"""Sentences of clauses, in linear time, and each once more with roles in place of names."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from clausecheck import resources
from clausecheck.model import Clause, Document, Facts, Sentence, Side, Span
from clausecheck.terms.mentions import Mentions
from clausecheck.terms.names import Named, with_short_names
from clausecheck.terms.vocabulary import vocabulary
from clausecheck.terms.words import Expression, plain

_BREAK = re.compile(r"[.!?][\"'”’)\]]{0,3}(?=\s)")
_LAST_WORD = re.compile(r"[^\s(\"'“‘\[]*$")
_NEXT = re.compile(r"\s*([\"'“‘(\[]{0,2})(\S{1,12})")
_LETTERED = Expression(r"(?i)(?:exhibit|schedule|annex|appendix|attachment|section|part|party)\s+[a-z]$")
_ENUMERATOR = re.compile(r"^\(?(?:[ivxl]{1,5}|[a-z]|\d{1,2})\)")
_PARTY = (
    (
        "part",
        re.compile(
            r"\b(either|each|neither|both|any|every|such|no|one|a)(?: one)?(?: of(?: the)?)?"
            r" (?:party|parties)(?! hereto agree)\b"
        ),
        r"\1 PARTY",
    ),
    ("other part", re.compile(r"\b(?:the )?other (?:party|parties)\b"), "OTHER"),
    ("any OTHER", re.compile(r"\bany OTHER\b"), "OTHER"),
    (
        "the other",
        re.compile(
            r"\bthe other(?=(?:'s)? (?:at least|not less|no less|written|prior|notice|a |of |\d|thirty|sixty|ninety"
            r"|for|from|with|harmless|against)|[.,;])"
        ),
        "OTHER",
    ),
    ("parties", re.compile(r"\b(?:the )?parties\b(?! (?:other|unrelated))"), "PARTY"),
)
"""What is read as a role, each behind letters that every match of it holds: they are asked for first."""
_THIRD = Expression(r"\b(third|3rd)[ -](part(?:y|ies))\b")
_PLURAL_OWNER = Expression(r"PARTY'(?!s)")
_KEEP = "\x05"


def read_sentences(document: Document, clauses: Sequence[Clause], facts: Facts) -> tuple[Sentence, ...]:
    """Every sentence of every clause, in reading order.

    In `roles`, and only there, a list's item begins with the words that introduce the list.
    """
    mentions = role_mentions(facts)
    ends = [block.span.end for block in document.blocks]
    simple = plain(document.text)
    intros: dict[str, str] = {}
    found: list[Sentence] = []
    for clause in clauses:
        intro = intros.get(clause.parent or "", "")
        last = intro
        for number, span in enumerate(split(document.text, clause.span, ends)):
            own = with_roles(simple[span.start : span.end], mentions)
            last = f"{intro} {own}" if intro and not number else own
            found.append(Sentence(clause_id=clause.id, span=span, text=document.slice(span), roles=last))
        if not clause.text.strip() or not clause.text.rstrip().endswith((".", "!", "?", '."', ".”", ".)")):
            intros[clause.id] = last[-INTRO:]
    return tuple(found)


INTRO: Final = 600
"""An introduction is at most this long; it is carried into each item."""


def role_mentions(facts: Facts) -> Mentions:
    """What stands for the seller and for the buyer."""
    groups: dict[Side, list[str]] = {Side.SELLER: [], Side.BUYER: []}
    for party in facts.parties:
        if party.role is None:
            continue
        aliases = tuple(alias for alias in (party.alias, *party.aliases) if alias)
        named = Named(party.name, aliases)
        groups[party.role] += with_short_names(named).aliases
    known = {alias.lower() for aliases in groups.values() for alias in aliases}
    for seller, buyer in vocabulary().counterparts if groups[Side.SELLER] and groups[Side.BUYER] else ():
        if seller in known and buyer not in known:
            groups[Side.BUYER].append(buyer.title())
        elif buyer in known and seller not in known:
            groups[Side.SELLER].append(seller.title())
    return Mentions([groups[Side.SELLER], groups[Side.BUYER]])


def with_roles(text: str, mentions: Mentions) -> str:
    """The text, which must be plain, in lower case with single spaces, and roles in place of names."""
    marked = mentions.mark(" ".join(text.split())).lower()
    if "part" in marked or "other" in marked:
        third = "third" in marked or "3rd" in marked
        marked = _THIRD.sub(rf"\1{_KEEP}\2", marked) if third else marked
        for letters, pattern, word in _PARTY:
            if letters in marked:
                marked = pattern.sub(word, marked)
        if "PARTY'" in marked:
            marked = _PLURAL_OWNER.sub("PARTY's", marked)
        marked = marked.replace(_KEEP + "PARTY", " parties").replace(_KEEP, " ")
    return marked.replace("\x01", "SELLER").replace("\x02", "BUYER")


def split(text: str, span: Span, block_ends: Sequence[int] = ()) -> Iterator[Span]:
    """The sentences within the span. At `block_ends`, the ends of blocks, one may end without a full stop."""
    start = span.start
    for end in _ends(text, span, block_ends):
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, span.end)


def _ends(text: str, span: Span, block_ends: Sequence[int]) -> Iterator[int]:
    candidates = [match.end() for match in _BREAK.finditer(text, span.start, span.end) if _is_end(text, match, span)]
    place = bisect_right(block_ends, span.start)
    hard = []
    while place < len(block_ends) and block_ends[place] < span.end:
        if _breaks_at(text, span, block_ends[place]):
            hard.append(block_ends[place])
        place += 1
    yield from sorted({*candidates, *hard})


def _breaks_at(text: str, span: Span, end: int) -> bool:
    """Whether a new block is a new sentence: not where the words go on in lower case."""
    following = _NEXT.match(text, end, span.end)
    return following is None or not following.group(2)[0].islower()


def _is_end(text: str, match: re.Match[str], span: Span) -> bool:
    following = _NEXT.match(text, match.end(), span.end)
    if following is None:
        return True
    opening, word = following.groups()
    if word[0].islower() or word[0] in ",;:.)":
        return False
    if opening.startswith("(") and _ENUMERATOR.match(opening + word) and word[0].islower():
        return False
    if match.group() != "." or text[match.start()] != ".":
        return True
    before = _LAST_WORD.search(text, max(span.start, match.start() - 24), match.start())
    last = before.group().lower() if before else ""
    abbreviations, may_end, starters = _words()
    starts = word.lower().strip(",'’\"") in starters
    if last in abbreviations:
        return last in may_end and starts
    if len(last) == 1 and last.isalpha():
        return starts or bool(_LETTERED.search(text, max(span.start, match.start() - 16), match.start()))
    return not (last.isdecimal() and len(last) <= 3 and match.start() - len(last) == span.start)


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = resources.toml("clause_stats", "sentences.toml")
    return frozenset(data["abbreviations"]), frozenset(data["may_end"]), frozenset(data["starters"])


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
