"""The parties and every other company that the contract names, in all the ways it writes them."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Contract, Party, Redaction
from clausecheck.reviewers.redaction.forms import WORD, Form, folded
from clausecheck.reviewers.redaction.lexicon import lexicon
from clausecheck.reviewers.redaction.plainness import Plainness

_PUBLIC: Final = frozenset({"american arbitration association", "london stock exchange group"})
"""Bodies that a contract names for its rules; hiding them would hide what it says."""
_INITIALS: Final = re.compile(r"\b(?:(?:[A-Z]\.\s?){1,3}[A-Z]\b\.?|S\.p\.A\b|S\.r\.l\b|A/S\b)")
_LINKS: Final = frozenset({"of", "de", "do", "da", "for", "del", "la", "van", "von", "der"})
_LONGEST: Final = 9
_JOINING: Final = re.compile(r" {0,3}\n? {0,3}(?:[&®™*'’()/-] ?)?|\. ?|, (?=\()")
_CLOSE: Final = re.compile(r" ?[&'’-]? ?")
"""Between the words of a name: of one that ends with its kind, and of one that ends with another word."""
_ALSO: Final = re.compile(
    r"\b(?:(?i:d/?b/?a|[af]/?k/?a|trading as|doing business as|formerly known as))\b"
    r"[ :]{1,3}[\"“]?((?:[A-Z][\w&'’.-]*[ ]){0,4}[A-Z][\w&'’-]*)"
)
"""Another name of a company."""
_CALLED: Final = re.compile(r"[^()\n]{0,120}\(\s?(?:the |hereinafter |hereafter )?[\"“']([^\"”'()]{2,40})[\"”']\s?\)")
"""What it is called from there on."""


def company_forms(contract: Contract, text: str, words: Plainness) -> Iterator[Form]:
    """Forms of the parties first, each group one company; then of companies that are named by their kind."""
    groups: dict[tuple[str, ...], str] = {}
    for number, party in enumerate(contract.facts.parties):
        group = f"party {number}"
        for form in _ways(party, words):
            groups.setdefault(folded(form), group)
            yield Form(form, Redaction.PARTIES, "PARTY", group)
    defined = frozenset(definition.term.lower() for definition in contract.definitions)
    for name, short in (*_named(text, words, defined), *_also_named(text)):
        key = folded(short)
        group = _of_party(groups, folded(name), key) or f"company {' '.join(key)}"
        label = "PARTY" if group.startswith("party ") else "COMPANY"
        yield Form(name, Redaction.PARTIES, label, group)
        if _tells(short, words):
            yield Form(short, Redaction.PARTIES, label, group)


def _of_party(groups: dict[tuple[str, ...], str], *keys: tuple[str, ...]) -> str:
    """The party whose name this is, or ends with; empty for none."""
    tails = (key[start:] for key in keys for start in range(max(1, len(key) - 1)))
    return next((groups[tail] for tail in tails if tail in groups), "")


def _ways(party: Party, words: Plainness) -> Iterator[str]:
    """The name, the name without its kind of company, what it is called, and its first word where that tells it."""
    short = without_kind(party.name)
    for way in dict.fromkeys((party.name, short, party.alias, *party.aliases)):
        if _tells(way, words):
            yield way
    first = WORD.match(short)
    if first and words.can_stand_alone(first[0]) and len(first[0]) > 3 and has_kind(party.name):
        yield first[0]


def _tells(name: str, words: Plainness) -> bool:
    parts = WORD.findall(name)
    if len(parts) == 1:
        return words.can_stand_alone(parts[0])
    return bool(parts) and not words.names_nobody(parts)


def has_kind(name: str) -> bool:
    """Whether a name ends with its kind of company."""
    return without_kind(name) != name


def without_kind(name: str) -> str:
    """The name without the kinds of company that it ends with: "Acme Tools" of "Acme Tools Co., Ltd."."""
    text, _ = _without_dots(name)
    end = len(name)
    for word in reversed(list(WORD.finditer(text))):
        if word[0].lower() not in lexicon("company_kinds") or not word.start():
            break
        end = word.start()
    return name[:end].rstrip(" ,.(/-") if end < len(name) else name


def _named(text: str, words: Plainness, defined: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Companies with and without their kind, each way of writing once."""
    seen: set[str] = set()
    plain, ends = _without_dots(text)
    found = list(WORD.finditer(plain))
    for place, word in enumerate(found):
        low = word[0].lower()
        sure = low in lexicon("company_kinds")
        if (
            not (sure or low in lexicon("company_endings"))
            or word[0].islower()
            or (sure and _goes_on(plain, found, place))
        ):
            continue
        first = _beginning(plain, found, place, sure=sure)
        name = " ".join(text[found[first].start() : ends.get(word.start(), word.end())].split())
        short = without_kind(name) if sure else name
        telling = WORD.findall(short)[: None if sure else -1]
        if first == place or name in seen or words.names_nobody(telling) or name.lower() in _PUBLIC | defined:
            continue
        seen.add(name)
        yield name, short
        called = _CALLED.match(text, word.end())
        if called and not set(folded(called[1])).isdisjoint(folded(short)):
            yield called[1], called[1]


def _also_named(text: str) -> Iterator[tuple[str, str]]:
    for match in _ALSO.finditer(text):
        yield match[1], without_kind(match[1])


def _without_dots(text: str) -> tuple[str, dict[int, int]]:
    """The text with "L.P." as "LP" and as long as before, and where each of those begins and ends."""
    ends: dict[int, int] = {}

    def closed(match: re.Match[str]) -> str:
        ends[match.start()] = match.end()
        return re.sub(r"[.\s/]", "", match[0]).ljust(len(match[0]))

    return _INITIALS.sub(closed, text), ends


def _goes_on(text: str, found: list[re.Match[str]], place: int) -> bool:
    """Whether the kind of company goes on behind the word at `place`: "Co., Ltd."."""
    if place + 1 == len(found):
        return False
    following = found[place + 1]
    gap = text[found[place].end() : following.start()]
    return (
        following[0].lower() in lexicon("company_kinds")
        and following[0][0].isupper()
        and len(gap) <= 3
        and "\n" not in gap
    )


def _beginning(text: str, found: list[re.Match[str]], place: int, *, sure: bool) -> int:
    """The place of the first word of the name that the word at `place` ends."""
    first = place
    while first > max(0, place - _LONGEST) and _joined(text, found[first - 1], found[first], sure=sure):
        first -= 1
    while first < place and (
        found[first][0].lower() in _LINKS | {"the"} or (found[first][0].isdigit() and (not sure or first + 1 == place))
    ):
        first += 1
    return first


def _joined(text: str, word: re.Match[str], following: re.Match[str], *, sure: bool) -> bool:
    """Whether `word` belongs to the company's name that `following` is part of."""
    low = word[0].lower()
    gap = text[word.end() : following.start()]
    behind = following[0].lower() in lexicon("company_kinds") and re.fullmatch(r"\.?,?\s{1,3}\(?", gap)
    if low in lexicon("no_part_of_a_company") or (low in lexicon("company_kinds") and not behind):
        return False
    if word[0][0].isdigit():
        return sure and gap == " " and text[word.start() - 1] != "/"
    if behind:
        return word[0][0].isupper()
    if not (word[0][0].isupper() or low in _LINKS):
        return False
    if not sure:
        return bool(_CLOSE.fullmatch(gap))
    return bool(_JOINING.fullmatch(gap)) and (not gap.startswith(".") or len(word[0]) <= 2 or low in _ABBREVIATED)


_ABBREVIATED: Final = frozenset({"st", "dr", "mt", "ft", "wm", "jas", "geo"})
