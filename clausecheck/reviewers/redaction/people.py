"""People: who signs, who gets notices, who is named with a title or a first name."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Redaction
from clausecheck.reviewers.redaction.forms import WORD, Form, folded
from clausecheck.reviewers.redaction.lexicon import lexicon
from clausecheck.reviewers.redaction.plainness import Plainness

_BIG: Final = "[A-ZÀ-Þ]"
_PART: Final = rf"(?:{_BIG}[\w'’]*(?:-{_BIG}[\w'’]+)*\.?|d[ei]|van|von|der|den|del|la|al|bin)"
_INITIALS: Final = rf"{_BIG}[\w'’-]*\.?(?:[ \t]?(?<=\.){_BIG}\b\.?){{0,2}}"
_JUNIOR: Final = r"(?:,?[ \t](?:Jr|Sr|II|III|IV)\b\.?)?"
_BEFORE: Final = r"(?:(?:van|von|de|del|di|al)[ \t](?:(?:der|den|la)[ \t])?)?"
_NAME: Final = rf"(?P<name>{_BEFORE}{_INITIALS}(?:[ \t]{{1,2}}{_PART}){{0,4}}{_JUNIOR})"
_LED: Final = re.compile(
    rf"""(?:\b(?:[Nn]ame|NAME|[Pp]rint(?:ed)?\s[Nn]ame|PRINT(?:ED)?\sNAME|[Ss]igned\sby|[Ss]ignatory|By|BY|Att|Cc|CC
        |Contact(?:\s[Pp]erson)?|[Ee]xecuted\sby|[Rr]epresented\sby|[Rr]epresentative|[Mm]anager|[Ii]nventor|Consultant
        |Executive|Employee|[Ww]itness|WITNESS)(?:\s?\([^()\n]{{0,30}}\))?\s{{0,3}}:
      |/s/
      |\b(?:Attn|ATTN|Attention|ATTENTION|c/o|C/O|Dear)\b\s{{0,3}}[:.,]?)
    [\s_]{{0,40}}(?:/s/\s{{0,4}})?{_NAME}""",
    re.VERBOSE,
)
"""Behind a label of a signature or a notice."""
_HONOURED: Final = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Messrs|Herr|Frau|Mme|MR|MRS|MS|DR)\b\.?\s{{1,3}}{_NAME}"
)
_OFFICE: Final = (
    r"(?:President|Chief|Director|Secretary|Treasurer|Manager|Officer|Chairman|Chairperson|Partner|Counsel|CEO|CFO|COO"
    r"|CTO|Esq|Ph\.?D|M\.?D|Attorney|Founder)\b"
)
_DESCRIBED: Final = re.compile(
    rf"""(?<![\w.]){_NAME},?\s{{1,3}}(?:\([^()]{{1,60}}\),?\s)?
    (?:an?\s+(?:\w+\s+)?(?:individual|natural\sperson|resident|citizen|married|single|sole\sproprietor)\b
      |(?:residing|domiciled)\b
      |(?:in\s(?:his|her)\scapacity|as\sits|its|the|as)\s+(?:[A-Z]\w+\s){{0,3}}{_OFFICE})""",
    re.VERBOSE,
)
_TITLED: Final = re.compile(
    rf"""(?<![\w.]){_NAME}\s{{0,3}}[,\n]\s{{0,30}}(?:Title\s?:\s{{0,10}})?
    (?:(?:Senior|Executive|Sr\.|Co-|Vice|Managing|General|Deputy|Founder|Corporate|Group|Global)\s?(?:and\s)?){{0,4}}{_OFFICE}""",
    re.VERBOSE,
)
_SIGNED: Final = re.compile(
    rf"""(?<![\w.]){_NAME}\s{{1,3}}(?:(?:Executive|Senior|Sr\.)\s)?
    (?:Vice\sPresident|President(?:\s(?:and|&)\sC)?|Chief\s[A-Z]\w+\sOfficer|Managing\s(?:Director|Partner|Member)|CEO|CFO)\b""",
    re.VERBOSE,
)
"""Before a title, on the line of a signature."""
_AFTER_FIRST: Final = re.compile(
    rf"(?P<name>\w+[ \t]{{1,2}}(?:{_BIG}(?:\.|[\w'’-]+)[ \t]{{1,2}}){{0,2}}{_BIG}[\w'’-]+{_JUNIOR})"
)
_PARTICLES: Final = frozenset({"de", "di", "van", "von", "der", "den", "del", "la", "al", "bin"})
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_MOST: Final = 5


def people_forms(text: str, words: Plainness, companies: frozenset[tuple[str, ...]]) -> Iterator[Form]:
    """Each person's full name, the name without what stands between first and last, and the last name alone."""
    found: dict[tuple[str, ...], str] = {}
    for match, least in _named(text):
        name = _name(match["name"], words, least)
        if match.re is _AFTER_FIRST and not _has_last_name(name, words):
            continue
        if name and folded(name) not in companies:
            found.setdefault(folded(name), name)
    for key, name in found.items():
        parts = [part for part in WORD.findall(name) if part.lower() not in _SUFFIXES] or [name]
        group = f"person {parts[0][0].lower()} {parts[-1].lower()}" if len(parts) > 1 else f"person {' '.join(key)}"
        ways = [name]
        if len(parts) > 1:
            ways += [" ".join(parts), f"{parts[0]} {parts[-1]}"]
        if len(parts[-1]) > 2 and words.can_stand_alone(parts[-1]):
            ways.append(parts[-1])
        for way in dict.fromkeys(ways):
            yield Form(way, Redaction.PEOPLE, "PERSON", group)


def _named(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Places that may name a person, each with the fewest words that a name there has."""
    for pattern, least in ((_LED, 2), (_HONOURED, 1), (_DESCRIBED, 2), (_TITLED, 2), (_SIGNED, 2)):
        for match in pattern.finditer(text):
            yield match, least
    first_names = lexicon("first_names")
    for word in WORD.finditer(text):
        named = _AFTER_FIRST.match(text, word.start()) if word[0] in first_names else None
        if named:
            yield named, 2


def _has_last_name(name: str, words: Plainness) -> bool:
    """Whether a word behind a first name is no plain word: "Mark License" is a heading."""
    return any(part in lexicon("first_names") or not words.plain(part) for part in WORD.findall(name)[1:])


def _name(words: str, plainness: Plainness, least: int) -> str:
    """The part of `words` that is a name: up to the first that is a title, a label or a company; empty for none."""
    end = 0
    parts: list[str] = []
    for part in WORD.finditer(words):
        if part[0].lower() in lexicon("no_part_of_a_person") or len(parts) == _MOST:
            break
        if len(parts) > 1 and parts[-1].isupper() and len(parts[-1]) > 1 and part[0].istitle() and len(part[0]) > 1:
            break  # "JOE SMITH Rochester": a line in capitals ends, and another begins
        end = part.end()
        parts.append(part[0])
    telling = any(len(part) > 1 and part.lower() not in _PARTICLES and not plainness.plain(part) for part in parts)
    name = words[:end].strip(" .,'’-")
    if len(parts) < least or not telling or any(map(str.isdigit, name)) or plainness.names_nobody(parts):
        return ""
    return name
