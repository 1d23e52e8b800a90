"""Citations of other documents: statutes, rules, and agreements that are not this one."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Final

from clausecheck.segment.citations import Citation

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
    *("order form", "side letter", "amended"),
)
_HEAD: Final = 8
_TITLE: Final = 160
_AROUND: Final = 200


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
    return re.compile(rf"(?:(?<![\w.])(?:{words})(?:['’]s)?\.?,?|c\.\s?f\.\s?r\.|u\.\s?s\.\s?c\.(?:\s?a\.)?)\s{{0,2}}$")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(
        r"(?:\s?\([^()\n]{1,80}\)|\s?[\"“][^\"“”\n]{1,60}[\"”])?(?:,?\s?(?:et\sseq\.?,?))?,?\s{0,2}"
        r"(?P<link>of|to|in|under|from|from time to time)\s(?P<rest>\S)"
    )


def document_is_of_another(text: str, blocks: list[tuple[int, int]]) -> bool:
    """Whether the document's title says that it changes, joins or is made under another one."""
    for start, end in blocks[:_HEAD]:
        words = text[start : min(end, start + _TITLE)].lower()
        if end - start < _TITLE and any(change in words for change in _CHANGES):
            return True
    return False


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
    if _before().search(before) and not _ends_sentence(text, citation.start):
        return Told(Whose.OTHER)
    if re.match(r"\s(?:thereof|thereto|therein|thereunder)\b", low[end : end + 12]):
        return Told(Whose.LIKELY_OTHER)
    if _is_acronym(text, end):
        return Told(Whose.OTHER)
    match = _of().match(low, end)
    if match is None:
        return Told(Whose.OPEN)
    return _of_what(text, low, match.start("rest"), title)


def _ends_sentence(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start].rstrip().endswith(".") and text[max(0, start - 4) : start - 2].islower()


def _is_acronym(text: str, end: int) -> bool:
    """Whether "GDPR" or the like stands right behind, and no heading in capitals."""
    match = re.match(r"\s([A-Z]{3,6})(?![\w-])(?!\s[A-Z]{2})", text[end : end + 14])
    return match is not None and match.group(1).lower() in _STATUTES


def _of_what(text: str, low: str, at: int, title: str) -> Told:
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
    if not any(word in _PAPERS for word in words):
        return Told(Whose.OPEN)
    name = " ".join(words)
    for article in ("the ", "such ", "said ", "that ", "that certain "):
        name = name.removeprefix(article)
    if name in _OWN_NAMES or (len(words) > 2 and name in title):
        return Told(Whose.LIKELY_OTHER)
    return Told(Whose.OTHER)


def _phrase(words: str) -> str:
    """The name that the words begin with: to the first small word that links no name, or to a comma."""
    taken: list[str] = []
    small = 0
    for word in words.split()[:14]:
        bare = word.strip("()“”\"‘[]")
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
