"""What a party's name is, apart from its address, its kind and the words around it."""

import re
from dataclasses import dataclass, replace

from clausecheck.terms.vocabulary import Vocabulary, vocabulary
from clausecheck.terms.words import Expression, collapse

_SUFFIX = (
    r"(?:Incorporated|Inc|LLC|L\.\s?L\.\s?C|LLP|L\.\s?L\.\s?P|LP|L\.\s?P|Limited|Ltd|Corporation|Corp|Company|Co|N\.\s?A|S\.\s?A|PLC|plc|GmbH|AG|B\.\s?V|N\.\s?V"
    r"|Pty|P\.\s?C|PLLC|KG|S\.?p\.?A|A/S|AB|K\.K|JSC|OJSC|PJSC|OOO|S\.A\.S|Trust|Partnership|University|Bank|International|Association)"
)
HAS_SUFFIX = re.compile(rf"\b{_SUFFIX}\b\.?", re.IGNORECASE)
"""A kind of company or institution within a name."""
_SUFFIX_PIECE = Expression(rf"(?i)\s*{_SUFFIX}\b")
_TAIL = re.compile(
    r"\s(?:(?:a|an)\s+(?:[\w.'-]+\s+){0,5}?(?:corporation|company|partnership|trust|individual|bank|association|entity|firm|resident|division|person)"
    r"|located|having|is an?|with|whose|organi[sz]ed|incorporated|existing|residing|acting"
    r"|registered|established|formed|doing business|formerly"
    r"|on behalf|on the (?:one|other)|for itself|of \d|at \d|as of|(?:dated|effective|this|on)\s.{0,30}\d{4})\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[\s,;:.)\]*_\"-]|\(?(?:[1-9]|[ivx]{1,4}|[A-Da-h])[.)]\s|and\b|AND\b|WHEREAS\b|between\b|among\b|by\b"
    r"|on the (?:one|first|other|second) (?:hand|part)\b|the undersigned\b|the following (?:parties|companies)\b"
    r"|(?:[Tt]he\s)?[A-Z][a-z]{3,15}:\s)+"
)
_DESCRIPTION = Expression(r"(?:its|our|their|the)?\s?(?:[a-z]+\s){0,3}(?:[a-z]+\s?)?(?:(?<=its )[A-Z][a-z]+)?")
"""What stands before a name, with a comma: "professional golfer", "its Reseller"."""
_NAME_TEXT = re.compile(r"[^\W_]")
_NO_NAME = re.compile(
    r"\b(?:shall|may|will|desires?|wish(?:es)?|agrees?|agreed|is|are|was|were|has|have|been|be|received|pursuant|referred|herein|hereby|hereto|which|that"
    r"|any|such|following|prior|within|days|only|if|including|above|below|means|incorporated by|entered|each)\b"
)
_NO_PARTY = re.compile(
    r"^(?:[Aa]n?|[Aa]s|[Ii]ts|[Bb]y|[Oo]n|[Ii]n|[Ss]uch|[Ee]ach|[Ii]f)\s|[a-z]{3}\.\s[A-Z][a-z]+ [a-z]+\b|[;:]"
    r"|\bBoard of Directors$|\b(?:Law|Act|Code|Tour|Friday|Monday)\.?$"
)
"""What names of parties neither begin with, hold, nor end with."""
_SECOND_NAME = Expression(r" [A-Z][\w&.'-]*(?: (?:& )?[A-Z][\w.'-]*){0,3}")
"""Between a name and its kind of company: "Keefe, Bruyette & Woods, Inc."."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_NUMBER_BEHIND = re.compile(rf"\b({_SUFFIX}\b\.?)\s\d.*$")
_TITLE_BEFORE = re.compile(r"^.*\b(?:AGREEMENT|Agreement|CONTRACT|Contract)\s+(?=[A-Z])")
_SMALL = re.compile(r" (?!(?:of|and|the|for|de|van|von|der|den|du|la|le|et|y|dba|aka)\b)[a-z]+(?= |$)")
"""Words in lower case within a name without a kind of company."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Named:
    """A party as the document names it, before its role is known."""

    name: str
    aliases: tuple[str, ...]
    note: str = ""
    """Words beside the name that tell the role: "prospective customer"."""


def party_name(segment: str) -> str:
    """The name at the beginning of the words: without address, kind of company and place of registration."""
    rest = _LEAD.sub("", segment.strip(), count=1)
    pieces = re.split(r",", rest)
    if len(pieces) > 1 and _DESCRIPTION.fullmatch(pieces[0]) and pieces[1].strip()[:1].isupper():
        pieces = pieces[1:]
        pieces[0] = pieces[0].strip()
    name = pieces[0]
    if len(pieces) > 2 and _SECOND_NAME.fullmatch(pieces[1]) and _SUFFIX_PIECE.match(pieces[2]):
        name += "," + pieces.pop(1)
    for piece in pieces[1:3]:
        if not _SUFFIX_PIECE.match(piece):
            break
        name += "," + piece
    name = re.split(r" \((?=[^A-Z]|the\b|The\b)", name)[0]
    tail = _TAIL.search(name)
    if tail and tail.start() > 1:
        name = name[: tail.start()]
    name = _NUMBER_BEHIND.sub(r"\1", collapse(name)).strip(" ,;:")
    title = _TITLE_BEFORE.match(name)
    if title and HAS_SUFFIX.search(name, title.end()):
        name = name[title.end() :]
    name = re.sub(r"^(?:the|THE) (?=[A-Z]{2}|[A-Z]\w+ [A-Z]|[A-Z])", "", name) if not name.startswith("The ") else name
    if len(name) > 120 or not _NAME_TEXT.search(name) or name.startswith(("[", "_")):
        return ""
    return name


def can_be_name(name: str, aliases: tuple[str, ...], words: Vocabulary) -> bool:
    """Whether these words name a party: no clause of a sentence, no date, no heading."""
    if not name or len(name) > _LONGEST or _NO_NAME.search(name) or _NO_PARTY.search(name) or not _LETTERS.search(name):
        return False
    if name.isupper() and (_NO_NAME.search(name.lower()) or " THE PARTIES" in f" {name}"):
        return False
    if name.lower() in words.not_parties or HAS_SUFFIX.fullmatch(name):
        return False
    if not HAS_SUFFIX.search(name) and len(_SMALL.findall(name)) > 1:
        return False
    if name[0].isupper() or HAS_SUFFIX.search(name):
        return True
    own = {word.lower() for alias in aliases for word in alias.split()}
    return bool(own & {word.lower() for word in name.split()})


def looks_named(name: str) -> bool:
    """Whether the name has a kind of company, so that it is one even where nothing says so."""
    return bool(name) and len(name) < 80 and bool(HAS_SUFFIX.search(name))


def with_short_names(party: Named) -> Named:
    """The party with the name itself, and the name without its kind of company, as further words for it."""
    short = re.sub(rf"[\s,]+{_SUFFIX}\b\.?.*$", "", party.name)
    extra = [party.name, short] if len(short) >= 4 else [party.name]
    first = short.split()[0] if short else ""
    if not party.aliases and len(first) >= 4 and first.lower() not in vocabulary().common:
        extra.append(first)
    return replace(party, aliases=tuple(dict.fromkeys([*party.aliases, *extra])))
