"""Citations of other documents: statutes, rules, and agreements that are not this one."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import islice
from typing import Final

from clausecheck.segment.references.citations import Citation

_STATUTES: Final = (
    *("act", "acts", "code", "law", "laws", "regulation", "regulations", "reg", "regs", "rule", "rules", "statute"),
    *("statutes", "directive", "ordinance", "convention", "treaty", "constitution", "gdpr", "ccpa", "hipaa", "ucc"),
    *("erisa", "decree", "title", "guidelines", "standards", "c.f.r", "u.s.c", "cfr", "usc", "irc", "far", "dfars"),
    *("incoterms", "uniform", "circular", "bulletin", "cgcl", "dgcl"),
)
_PAPERS: Final = (
    *("agreement", "agreements", "contract", "lease", "sublease", "plan", "indenture", "note", "notes", "deed"),
    *("license", "licence", "policy", "policies", "charter", "bylaws", "by-laws", "certificate", "articles"),
    *("guaranty", "guarantee", "letter", "mou", "memorandum", "prospectus", "msa", "dpa", "nda", "sow", "amendment"),
    *("addendum", "manual", "form", "report", "order", "instrument", "trust", "mortgage", "statement", "terms"),
    *("conditions", "registration", "program", "proposal", "specification", "specifications", "tariff", "handbook"),
)
_OWN_NAMES: Final = frozenset({"agreement", "contract", "terms", "conditions", "terms and conditions"})
"""What a document calls itself, and its schedules call it."""
_CHANGES: Final = (
    *("amendment", "addendum", "supplement", "joinder", "assignment", "waiver", "statement of work", "work order"),
    *("order form", "side letter", "amended", "supplementary", "supplemental"),
)
_HEAD: Final = 8
_TITLE: Final = 160
_SHORT: Final = ("reg.", "regs.", "c.f.r.", "u.s.c.")
_AROUND: Final = 200
_FIRST_PAGES: Final = 6000
_ENOUGH: Final = 3
"""Changes to another document's words anywhere in the text."""
_LIST_GAP: Final = 120


class Whose(Enum):
    """Which document a citation is of."""

    OWN = auto()
    """Said to be this one."""
    OPEN = auto()
    """Not said."""
    LIKELY_OTHER = auto()
    """Said to be of an agreement, which may be this one under its name."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """What the words around a citation tell of it."""

    whose: Whose
    joined: int = -1
    """Where "of Section 5" begins that says what the citation is part of: the offset of "Section"."""


@cache
def _own() -> re.Pattern[str]:
    return re.compile(
        r",?\s{0,2}(?:hereof|hereto|herein|hereunder|hereinafter|hereinabove|above|below|attached"
        r"|(?:of|to|in|under|from)\s(?:this|these|the (?:foregoing|preceding|present|body of this))\b"
        r"|(?:of|to|in|under)\sthe\s(?:this)\b)"
    )


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _STATUTES)
    named = rf"(?<![\w.])(?:(?:act|code|regulations|(?<!applicable )law),|(?:{words})(?:['’]s)?\.?)"
    return re.compile(rf"(?:{named}|c\.\s?f\.\s?r\.|u\.\s?s\.\s?c\.(?:\s?a\.)?)\s{{0,2}}$")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(
        r"(?:\s?\([^()\n]{1,80}\)|\s?[\"“][^\"“”\n]{1,60}[\"”])?"
        r"(?:,?\s?(?:et\sseq\.?|respectively|as applicable))?[,.]?\s{0,2}"
        r"(?P<link>of|to|in|under|from)\s(?P<rest>\S)"
    )


def is_made_under_another(low: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the document's title or first pages say that it changes, joins or is made under another one.

    `low` is its text in small letters, `lines` are where its first paragraphs stand.
    """
    for start, end in lines[:_HEAD]:
        if end - start < _TITLE and any(change in low[start:end] for change in _CHANGES):
            return True
    changes = [match.start() for match in islice(_changes().finditer(low), _ENOUGH)]
    return len(changes) == _ENOUGH or (bool(changes) and changes[0] < _FIRST_PAGES)


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:is|are|shall be) hereby (?:further )?(?:amended|modified|deleted|extended|replaced|supplemented)\b"
        r"|\b(?:add|insert) the following|\bdelete in its entirety\b"
        r"|\bamended (?:by|to read|in its entirety|as follows|and restated to read)\b"
        r"|\bthis (?:first |second |third |fourth |fifth )?"
        r"(?:amendment|addendum|supplement|statement of work|work order)\b"
    )


def told_of(text: str, low: str, citation: Citation, title: str) -> Told:
    """Which document the words around a citation say that it is of; `title` is the document's own in small letters."""
    if citation.this:
        return Told(Whose.OWN)
    if citation.word == "rule":
        return Told(Whose.OTHER)
    end = citation.end
    if _own().match(low, end):
        return Told(Whose.OWN)
    before = low[max(0, citation.start - 24) : citation.start]
    if _before().search(before) and (before.rstrip().endswith(_SHORT) or not _ends_sentence(text, citation.start)):
        return Told(Whose.OTHER)
    if before.endswith(("which ", "said ", "such ")) or re.match(
        r"\s(?:thereof|thereto|therein|thereunder)\b", low[end : end + 12]
    ):
        return Told(Whose.LIKELY_OTHER)
    if _is_acronym(text, end) or _code_behind().match(low, end):
        return Told(Whose.OTHER)
    match = _of().match(low, end)
    if match is None:
        return Told(Whose.OPEN)
    return _of_what(text, low, match.start("rest"), title, match["link"])


def _ends_sentence(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start].rstrip().endswith(".") and text[max(0, start - 4) : start - 2].islower()


def _is_acronym(text: str, end: int) -> bool:
    """Whether "GDPR" or the like stands right behind, and no heading in capitals."""
    match = re.match(r"\s([A-Z]{3,6})(?![\w-])(?!\s[A-Z]{2})", text[end : end + 14])
    return match is not None and match.group(1).lower() in _STATUTES


@cache
def _code_behind() -> re.Pattern[str]:
    return re.compile(r"\s(?:u\.\s?s\.\s?c|c\.\s?f\.\s?r)\b")


def spread(text: str, found: list[tuple[Citation, Told]]) -> list[Told]:
    """What is told of the last of several goes for those before it: "Section 2 or Section 3 of the Lease"."""
    told = [one for _, one in found]
    for place in range(len(found) - 2, -1, -1):
        behind = told[place + 1]
        if told[place].whose is not Whose.OPEN or told[place].joined >= 0 or found[place + 1][0].this:
            continue
        if behind.whose not in (Whose.OTHER, Whose.LIKELY_OTHER) or found[place + 1][0].word == "rule":
            continue
        between = text[found[place][0].end : found[place + 1][0].start]
        if len(between) < _LIST_GAP and _between().fullmatch(between):
            told[place] = behind
    return told


@cache
def _between() -> re.Pattern[str]:
    return re.compile(
        r"\s{0,2}(?:\([^()]{1,90}\)|[\"“][^\"“”]{1,60}[\"”])?[,;]?\s{0,2}(?:and/or|and|or|through|to|&|)\s{0,2}(?:the\s)?(?:under\s)?(?:in\s)?"
    )


def _of_what(text: str, low: str, at: int, title: str, link: str) -> Told:
    """Judge "of Section 5", "of the Bankruptcy Code", "of the Agreement", "of Exhibit B"."""
    named = re.match(
        r"(?:the\s|such\s|said\s|that\s)?(?:section|sec\.|article|clause|paragraph|subsection|exhibit|schedule|annex|appendix|attachment|§)",
        low[at : at + 24],
    )
    if named:
        word = re.search(r"[a-z.§]+$", named.group())
        return Told(Whose.OPEN, joined=at + word.start() if word else -1)
    phrase = _phrase(text[at : at + _AROUND])
    words = [word.strip("’'s") if word.endswith(("’s", "'s")) else word for word in phrase.lower().split()]
    if any(word.rstrip(".") in _STATUTES for word in words):
        return Told(Whose.OTHER)
    name = " ".join(words)
    for article in ("the ", "such ", "said ", "that ", "that certain "):
        name = name.removeprefix(article)
    if name in _OWN_NAMES or (len(words) > 2 and name in title) or f"this {name}" in low:
        return Told(Whose.LIKELY_OTHER)
    if any(word in _PAPERS for word in words):
        return Told(Whose.OTHER)
    if link != "of" or not any(word[0].isupper() for word in phrase.split()):
        return Told(Whose.OPEN)
    return Told(Whose.OTHER if len(name) > 1 and name.upper() in phrase.split() else Whose.LIKELY_OTHER)


def _phrase(words: str) -> str:
    """The name that the words begin with: to the first small word that links no name, or to a comma."""
    taken: list[str] = []
    small = 0
    for word in words.split()[:14]:
        bare = word.strip('()“”"‘[]')
        stop = bare.rstrip(",;:.)")
        if not stop or word.startswith(("(", "“", '"')):
            break
        low = stop.lower()
        if stop[0].islower() and low not in _LINKS:
            small += 1
            noun = low in _STATUTES or low in _PAPERS
            if small > 2 and not noun:
                break
            taken.append(low)
            if noun:
                break
        else:
            taken.append(stop)
        if stop != bare and not (bare.endswith(".") and len(stop) < 4):
            break
    return " ".join(taken)


_LINKS: Final = frozenset({"the", "of", "and", "for", "on", "such", "said", "that", "certain", "any", "its", "a", "an"})
