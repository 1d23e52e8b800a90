"""Postal addresses: from a street, a post code, or words such as "located at", as far as they go."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from clausecheck.model import Redaction
from clausecheck.reviewers.redaction.forms import WORD, Found, folded
from clausecheck.reviewers.redaction.lexicon import lexicon
from clausecheck.stats.regions import region_codes

_ONES: Final = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
_NUMBERS: Final = frozenset(f"{_ONES}|{_ONES.upper()}".split("|"))
_BOX: Final = re.compile(r"\b(?:P\.?\s?O\.?|Post Office)\s?Box\s{0,2}(?:No\.?\s)?\d{1,6}", re.IGNORECASE)
_ABROAD: Final = re.compile(
    r"""\b[A-ZÄÖÜ][\wäöüß-]{1,30}?
      (?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|straat|laan|gracht|plein|vägen|gatan|veien|vej|gade)
      \s\d{1,4}\s?[a-z]?\b
    |\b\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|boulevard|place|quai|chemin|allée|cours|route)\s(?:[\w'’-]{1,24}\s?){1,5}
    |\b(?:Via|Viale|Piazza|Corso|Calle|Avenida|Av\.|Avda\.|Paseo|Rua|Plaza)\s
      (?:[\w.'’]{1,24}\s){0,5}?[\w.'’]{1,24},?\s(?:n[.°º]?\s?)?\d{1,5}\b
    |\b(?:Suite|Rooms?|Units?|Flat|Floor|Level|Block|Building|Bldg|Tower)\s[A-Z]?-?\d{1,5}[A-Z]?\b(?=\s?,\s?[A-Z0-9])
    |\b\d{1,3}(?:st|nd|rd|th)\s[Ff]loor\b(?=,?\s?[A-Z0-9])
    |\b\d{1,3}/F\b""",
    re.VERBOSE,
)
_CUE: Final = re.compile(
    r"""\b(?:(?:located|residing|resident|situated|domiciled|headquartered)\s+(?:at|in)
    |places?\s+of\s+business\s+(?:is\s+|being\s+)?(?:located\s+)?(?:at|in)
    |(?:offices?|address|addresses|seat|headquarters)\s+(?:is\s+|are\s+|being\s+)?(?:located\s+|situated\s+)?(?:at|of|is|in)
    |address(?:es)?\s?:|location\s?:)\s{1,4}""",
    re.IGNORECASE | re.VERBOSE,
)
_POST_CODE: Final = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|KY\d-\d{4}|\d{4}\s[A-Z]{2}(?=\s[A-Z][a-z])"
    r"|(?:D|A|CH|F|NL|B|L|DK|S|FIN|I|E)-\d{4,5})\b"
)
_TAIL: Final = 34
"""Words that an address has at most."""
_ZIP_MORE: Final = 4
"""Digits that may follow a ZIP code and a hyphen."""
_GAP: Final = re.compile(r"[\s,./#°º'’&()-]{1,8}|[\s,]{1,60}")


def find_addresses(text: str) -> Iterator[Found]:
    """Every one; those that touch or overlap are one."""
    words = list(WORD.finditer(text))
    starts = {word.start(): place for place, word in enumerate(words)}
    spans: list[tuple[int, int]] = []
    for start, sure in sorted(_begun(text, words, starts)):
        if spans and start < spans[-1][1]:
            continue
        end = _end(text, words, start, sure)
        if end > start and _has_place(text[start:end]):
            spans.append((start, end))
    for start, end in spans:
        yield Found(start, end, Redaction.ADDRESSES, "ADDRESS", f"address {' '.join(folded(text[start:end]))}")


def _begun(text: str, words: list[re.Match[str]], starts: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Where addresses begin, each with the end of what is surely part of it."""
    for pattern in (_street(), _BOX, _ABROAD):
        for match in pattern.finditer(text):
            yield match.start(), match.end()
    for match in _CUE.finditer(text):
        if match.end() in starts and _is_place(text, words, starts[match.end()]):
            yield match.end(), match.end()
    for pattern in (_zip_code(), _POST_CODE):
        for match in pattern.finditer(text):
            if match.start() in starts:
                yield _back(text, words, starts[match.start()]), match.end()


@cache
def _street() -> re.Pattern[str]:
    """A number and the name of a street, which ends with a word for one."""
    called = sorted(lexicon("streets"))
    ends = "|".join((*called, *map(str.upper, called)))
    return re.compile(
        rf"""\b(?:(?:No|Nos|\#)\.?\s?)?(?:\d{{1,6}}(?:[-/]\d{{1,6}})?[A-Za-z]?|{_ONES}|{_ONES.upper()})\s{{1,3}}
        (?:(?:[A-Z0-9][\w.'’-]{{0,24}}|of|the|de|la|del)\s{{1,3}}){{0,5}}?(?:{ends})\b\.?""",
        re.VERBOSE,
    )


@cache
def _zip_code() -> re.Pattern[str]:
    """A US state, in full or as its two letters, with a ZIP code."""
    states = {name for name, code in region_codes().items() if code.startswith("US-")} | {"D.C.", "DC"}
    letters = {code[3:] for code in region_codes().values() if code.startswith("US-")} | {"DC", "PR"}
    named = "|".join(sorted(re.escape(name) for name in states | letters | {name.upper() for name in states}))
    return re.compile(rf"\b(?:{named})\.?,?\s{{0,40}}\d{{5}}(?:\s?[-–]\s?\d{{4}})?(?!\d)")


def _is_place(text: str, words: list[re.Match[str]], place: int) -> bool:
    """Whether an address follows a cue: parts with a comma or a line between them."""
    end = _end(text, words, words[place].start(), words[place].start())
    said = text[words[place].start() : end]
    return ("," in said or "\n" in said) and _has_place(said)


def _has_place(said: str) -> bool:
    """Whether words can be an address: with a number, or a street and at least two parts more."""
    if any(map(str.isdigit, said)):
        return True
    return said.count(",") > 1 and not lexicon("streets").isdisjoint(WORD.findall(said))


def _back(text: str, words: list[re.Match[str]], place: int) -> int:
    """The start of the address that has a state or post code at `place`: its first number, else its town."""
    first, numbered = place, None
    for at in range(place - 1, max(-1, place - _TAIL), -1):
        if not _goes_on(text, words[at], words[at + 1]) or not _is_part(words[at][0]):
            break
        first = at
        if words[at][0][0].isdigit() or words[at][0] in _NUMBERS:
            numbered = at
    if numbered is None:
        numbered = max(first, place - 2)
    return words[numbered].start()


def _end(text: str, words: list[re.Match[str]], start: int, sure: int) -> int:
    """Where the address that starts at `start`, and surely reaches to `sure`, ends; a country may follow a ZIP code."""
    at = _place(words, start)
    end = max(sure, words[at].end()) if _is_part(words[at][0]) else sure
    coded = _zip_behind(text, sure)
    for place in range(at + 1, min(len(words), at + _TAIL)):
        word, low = words[place], words[place][0].lower()
        if word.end() <= sure:
            continue
        if not _goes_on(text, words[place - 1], word) or not (_is_part(word[0]) or text[word.start() - 1] == "-"):
            break
        more = text[word.start() - 1] in "-–" and len(word[0]) == _ZIP_MORE
        if coded and low not in lexicon("countries") and not more:
            break
        if low not in lexicon("small_in_an_address"):
            end = word.end()
        coded = coded or _zip_behind(text, word.end())
    return end


def _zip_behind(text: str, end: int) -> bool:
    """Whether a state and its ZIP code end here."""
    before = text[max(0, end - 60) : end]
    return before[-1:].isdigit() and any(match.end() == len(before) for match in _zip_code().finditer(before))


def _place(words: list[re.Match[str]], start: int) -> int:
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].end() <= start:
            low = middle + 1
        else:
            high = middle
    return min(low, len(words) - 1)


def _is_part(word: str) -> bool:
    low = word.lower()
    if low in lexicon("no_part_of_an_address") and low not in lexicon("small_in_an_address"):
        return False
    return word[0].isupper() or word[0].isdigit() or word in lexicon("small_in_an_address") or not word[0].isascii()


def _goes_on(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    """Whether two words can stand in one address: no sentence, bracket or empty line ends between them."""
    gap = text[word.end() : following.start()]
    if not _GAP.fullmatch(gap) or gap.count("\n") > 2:
        return False
    if "(" in gap or ")" in gap:
        return False
    ended = gap.startswith(".") and len(gap) > 1 and gap[1] in " \n"
    return (
        not ended
        or word[0].lower() in lexicon("abbreviated_in_an_address")
        or len(word[0]) == 1
        or following[0][0].isdigit()
    )
