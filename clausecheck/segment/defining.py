"""The words that define a term: what stands around it, and what can be one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 80
"""Characters of a term."""
_MOST_WORDS: Final = 9
_BETWEEN: Final = 60
OPENING: Final = "“\"„«‘'"
HEADINGS: Final = ("definition", "defined term", "interpretation")
"""What the heading of a clause of definitions says."""
SMALL_WORDS: Final = frozenset({"of", "and", "or", "the", "for", "to", "in", "&", "/"})
"""Words of a term that need no capital."""
CLAUSES: Final = frozenset({"section", "clause", "article", "paragraph", "subsection", "sub-clause", "subclause"})
_NO_TERMS: Final = frozenset(
    {"as is", "as-is", "as available", "with all faults", "by", "in", "or", "and", "the", "n/a"}
)

_OPENS = re.compile(r"[“„«\"‘']")
_CURLY = re.compile(r"\s?([^“”„«»\n]{1,80}?)\s?[”»]")
_STRAIGHT = re.compile(r"(?=\S)([^\"\n]{1,80}?)\"(?!\w)")
_SINGLE = re.compile(r"([A-Z][^‘’'\n]{1,60}?)[’'](?!\w)")
_QUOTED: Final = {'"': _STRAIGHT, "‘": _SINGLE, "'": _SINGLE}
"""Behind an opening mark: the quoted words and the closing mark."""
_NOT_BEFORE: Final = {'"': ".,;”", "‘": "”", "'": "”"}
_JOINED = re.compile(
    r"\)?\s?[,/]?\s?(?:and/or|or|and)?,?\s?"
    r"(?:\(?(?:the|an?|each|all|such|together|collectively|individually|jointly|with|it|them|of|for)[,\s]{1,2}){0,6}\(?"
)
MEANS: Final = re.compile(
    r"\)?\s{0,3}(?:\([^()\n]{0,60}\)\s?)?,?\s{0,2}"
    r"(?:(?:as|when|for|with|in|under|unless) [^\n.;:]{1,100}?[,\s]\s?)?"
    r"(?:(?:shall|will|must|each|also|both|respectively|collectively|in each case),? ){0,3}"
    r"(?:means?\b|meaning\b|ha(?:s|ve) (?:the |its |their )?(?:same |respective )?meanings?"
    r"|(?:is|are|be) (?:hereby )?defined"
    r"|refers? to\b|shall include\b|includes?\b|denotes?\b|:\s)"
)
"""Behind a term, in small letters: "means", "shall have the meaning", "as used in this Section, means"."""
_SMALL = (
    r"the|this|an?|each|all|any|both|either|such|as|it|its|being|together|collectively|individually|jointly|severally|and|or|also|referred|refer|to|hereinafter"
    r"|hereafter|herein|hereto|here|in|called|known|defined|designated|sometimes|generally|may|be|is|are|shall|will|with|respectively|for|of|them|these|those|which"
    r"|who|party|parties|agreement|document|context|solely|same|i\.e\.|abbreviated|short|section|clause|article"
    r"|paragraph|schedule|exhibit|annex|appendix"
)
BRACKET: Final = re.compile(rf"[(\[]\s?(?:(?:{_SMALL})[\s,:]{{1,3}}){{0,10}}$")
"""Before a term, in small letters: "(collectively, the "."""
CALLED: Final = re.compile(
    rf"\b(?:hereinafter|hereafter|herein|here)[\s,]{{1,2}}(?:(?:{_SMALL})[\s,]{{1,2}}){{1,8}}$"
    r"|\b(?:is|are|be) (?:(?:collectively|together|sometimes|also) )?(?:referred to|known|designated|called)"
    r" (?:herein )?(?:as )?(?:the |an? )?$"
)
"""Before a term without a bracket, in small letters: "hereinafter referred to as the ", "shall be known as "."""
PLAIN: Final = re.compile(
    r"(?:[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]{1,4})[.)\]]{1,2}\s{1,8}|\d{1,3}(?:\.\d{1,3}){1,4}\s{1,8})?"
    r"(?P<term>[A-Z][\w&’'/-]*(?:,? (?:[A-Z][\w&’'/-]*|of|and|or|the|for|to|in)){0,7}) {0,2}(?:\([^()\n]{1,40}\) )?"
    r"(?:shall |will )?(?:means?|has the (?:same )?meaning|have the (?:same )?meaning|is defined as|refers to)\b"
)
"""A term without quotes at the start of a paragraph, with its number."""
SCOPE: Final = re.compile(
    r"\b(?:in|of|under|throughout|within|to) (?:(?P<this>this)|these|the present)"
    r" (?P<word>section|clause|article|paragraph|subsection|sub-clause|subclause|schedule|exhibit|annex|annexure"
    r"|appendix|attachment|agreement|contract|lease|terms|deed|document|licen[cs]e|plan|note|letter|addendum|amendment|order)\b"
)
"""For what part a term is defined, in small letters: "in this Section", "for the purposes of this Agreement"."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotes."""

    start: int
    end: int
    term: str
    """Empty where the words can be no term."""


def quotes(text: str) -> Iterator[Quote]:
    """Short words in quotes, in reading order."""
    end = 0
    for opens in _OPENS.finditer(text):
        start, mark = opens.start(), opens.group()
        before = text[start - 1] if start else " "
        if start < end or (mark in _QUOTED and (before.isalnum() or before in _NOT_BEFORE[mark])):
            continue
        match = _QUOTED.get(mark, _CURLY).match(text, start + 1)
        if match is not None:
            end = match.end()
            yield Quote(start, end, term_of(match.group(1)))


def joined(between: str) -> bool:
    """Whether the words between two quoted terms define both together: "“Fee” or “Fees” means"."""
    return len(between) < _BETWEEN and _JOINED.fullmatch(between.lower()) is not None


def term_of(words: str) -> str:
    """The words as a term, with single spaces, no punctuation or Markdown marks around; empty if they can be none."""
    term = " ".join(words.split()).strip(" ,.;:*")
    bare = term.lower()
    if not 1 < len(term) <= LONGEST or bare in _NO_TERMS or len(term.split()) > _MOST_WORDS:
        return ""
    return term if any(letter.isalpha() for letter in term) else ""
