"""The grammar of citations: the words and numbers that name a clause, an exhibit or a rule in a sentence."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from clausecheck.segment.numbers import roman_value
from clausecheck.segment.vocabulary import vocabulary

MOST: Final = 5000
"""Citations that are read of one document; hostile text has more."""
_STEMS: Final = (
    *("section", "article", "clause", "paragraph", "exhibit", "schedule", "annex", "appendi", "attachment", "§"),
    *("recital", "part ", "parts ", "item", "chapter", "rule ", "sec. ", "art. ", "para. "),
)
ATTACHMENTS: Final = frozenset({"exhibit", "schedule", "annex", "annexure", "appendix", "attachment"})
WEAK: Final = frozenset({"recital", "part", "item", "chapter"})
"""Words for many things beside clauses; a citation only where a clause has the number."""
_SAME: Final = {
    "sec": "section",
    "§": "section",
    "subsection": "paragraph",
    "subclause": "paragraph",
    "art": "article",
    "para": "paragraph",
    "subparagraph": "paragraph",
    "appendice": "appendix",
}
_MOST_ITEMS = 30
_UNITS: Final = (
    *("day", "month", "year", "week", "hour", "minute", "percent", "per cent", "%", "million", "business", "calendar"),
    *("copies", "other", "shares", "units", "times", "thousand", "consecutive", "or more"),
)


class Item(NamedTuple):
    """One number of a citation, a range being one."""

    start: int
    end: int
    tokens: tuple[str, ...]
    """("7", "2", "a") of "7.2(a)"; letters are small. Empty for "this Section"."""
    last: tuple[str, ...] = ()
    """The end of a range."""
    bare: bool = False
    """Only letters in brackets: "(a)"; read from where the citation stands, or from the number before it."""


class Citation(NamedTuple):
    """A word such as "Section" with the numbers behind it."""

    start: int
    end: int
    word: str
    """In small letters and in the singular; "subsection" and the like count as "paragraph"."""
    items: tuple[Item, ...]
    this: bool
    """"this Section" or "this Section 4"."""


@cache
def _keyword() -> re.Pattern[str]:
    return re.compile(
        r"(?P<word>section|sec(?=\.)|article|art(?=\.)|clause|paragraph|para|exhibit|schedule|annexure|annex|appendix"
        r"|appendice|attachment|recital|part|item|chapter|rule|§)(?P<many>e?s|§|)(?:(?<=sec|art)\.|(?<=para)\.|)"
        r"(?P<gap>\s{0,3})(?:(?:no|nos)\.\s{0,2}|number\s)?[\"“]?"
    )


@cache
def _number(*, many: bool) -> re.Pattern[str]:
    """With `many`, "4-6" is a range; else it is one number, of a code."""
    dash = "" if many else r"(?:(?:-\d{1,4}){1,3}(?!\d|\.\d))?"
    subs = r"(?P<subs>(?:\s?\([A-Za-z0-9]{1,5}\)){0,6})"
    return re.compile(
        rf"(?:(?P<digits>\d{{1,4}}(?:\.\d{{1,4}}){{0,5}}{dash}(?:\.?[A-Za-z](?![A-Za-z’']))?)"
        rf"|(?P<letters>[A-Z]{{1,7}}|[ivx]{{1,5}})(?P<tail>(?:[-.]\d{{1,3}}){{0,4}})(?![A-Za-z0-9_’'&/])"
        rf"|(?P<written>[A-Z][A-Za-z]{{2,8}})(?![A-Za-z]))?{subs}"
    )


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(
        r"\s{0,2}(?:[,;]\s{0,2}(?:and/or\s|and\s|or\s|to\s|&\s?)?|(?:and/or|and|or|&)\s|(?P<range>(?:to|through|thru)\s|[-–—]))"
        r"\s{0,2}"
    )


def small(text: str) -> str:
    """The text in small letters, as long as before, whatever letters it holds."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)


def citations(text: str, low: str) -> Iterator[Citation]:
    """The citations of a text in reading order; `low` is the text in small letters. Linear in the text."""
    end = 0
    for count, at in enumerate(_starts(low)):
        if count == 4 * MOST:
            return
        found = _read(text, low, at) if at >= end else None
        if found is not None:
            end = found.end
            yield found


def _starts(low: str) -> list[int]:
    starts = []
    for stem in _STEMS:
        at = low.find(stem)
        while at >= 0:
            starts.append(at)
            at = low.find(stem, at + len(stem))
    return sorted(starts)


def _read(text: str, low: str, at: int) -> Citation | None:
    match = _keyword().match(low, at)
    if match is None:
        return None
    start, word = _beginning(low, at, match["word"])
    if start < 0:
        return None
    this = low.endswith("this ", max(0, start - 5), start)
    items = tuple(_items(text, low, match, word)) if match["gap"] or match["word"] == "§" else ()
    if items:
        return Citation(start, items[-1].end, word, items, this)
    end = match.end("many")
    if not this or match["many"] or low[end : end + 1].isalnum():
        return None
    return Citation(start - 5, end, word, (Item(start - 5, end, ()),), this)


def _beginning(low: str, at: int, word: str) -> tuple[int, str]:
    """Where the word begins, "sub-" included, and the word to go by; -1 within another word."""
    for prefix in ("sub-", "sub ", "sub"):
        if low.endswith(prefix, max(0, at - 4), at):
            at, word = at - len(prefix), "sub" + word
            break
    if at and (low[at - 1].isalnum() or low[at - 1] in "_-"):
        return -1, word
    return at, _SAME.get(word, word)


def _items(text: str, low: str, match: re.Match[str], word: str) -> Iterator[Item]:
    many = bool(match["many"])
    before = _item(text, match.end(), word, many=many)
    for _ in range(_MOST_ITEMS):
        if before is None:
            return
        joined = _joined().match(low, before.end)
        behind = _item(text, joined.end(), word, many=many) if joined else None
        if (
            joined is None
            or behind is None
            or not _goes_on(low, joined, before, behind, many=many or word in ATTACHMENTS)
        ):
            yield before
            return
        if joined["range"]:
            before = Item(before.start, behind.end, before.tokens, behind.tokens, before.bare)
            continue
        yield before
        before = behind


def _goes_on(low: str, joined: re.Match[str], before: Item, behind: Item, *, many: bool) -> bool:
    """Whether the number behind a comma or an "and" is one more of the citation, and no amount."""
    if behind.bare:
        return many or joined.group().strip() != "," or _follows(before.tokens[-1], behind.tokens[0])
    if low[behind.end : behind.end + 12].lstrip(" -").startswith(_UNITS):
        return False
    if before.bare or before.tokens[:1] == () or before.tokens[0].isdecimal() != behind.tokens[0].isdecimal():
        return False
    link = joined.group().strip()
    dashed = link in {"-", "–", "—"}
    return many or link == "through" or (len(behind.tokens) > 1 and behind.tokens[0].isdecimal() and not dashed)


def _follows(token: str, behind: str) -> bool:
    """Whether "(b)" comes right behind "(a)", or "(ii)" behind "(i)"."""
    if len(token) == len(behind) == 1 and ord(behind) == ord(token) + 1:
        return True
    values = roman_value(token), roman_value(behind)
    return values[0] is not None and values[1] == values[0] + 1


def _item(text: str, at: int, word: str, *, many: bool) -> Item | None:
    match = _number(many=many).match(text, at)
    if match is None or match.end() == at:
        return None
    subs, end = _subs(match)
    head: tuple[str, ...] = ()
    if match["digits"]:
        head = tuple(re.findall(r"\d+|[a-z]+", match["digits"].lower().replace(".l", ".1")))
        head = (head[0].lstrip("0") or "0", *(token.lstrip("0") or "0" for token in head[1:]))
        if head[-1] == "0" and len(head) == 2:
            head = head[:1]
    elif match["letters"]:
        head = _letters(match, word)
    elif match["written"]:
        value = vocabulary().numbers.get(match["written"].lower())
        head = (str(value),) if value else ()
    if not head and not subs:
        return None
    if not head and (match["letters"] or match["written"]):
        return None
    if text[at - 1] in '"“' and text[end : end + 1] in ('"', "”"):
        end += 1
    return Item(at, end, (*head, *subs), bare=not head)


def _letters(match: re.Match[str], word: str) -> tuple[str, ...]:
    letters, tail = match["letters"], re.findall(r"\d+", match["tail"])
    low = letters.lower()
    if letters == low:
        return ()
    numeral = roman_value(low)
    if word not in ATTACHMENTS and numeral is not None and (len(low) > 1 or word in ("article", "part", "chapter")):
        return (str(numeral), *tail)
    return (low, *tail) if len(low) <= 2 or numeral is not None else ()


def _subs(match: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """The tokens in brackets, up to the first that is a word, and where they end."""
    tokens: list[str] = []
    end = match.start("subs")
    for sub in re.finditer(r"\s?\(([A-Za-z0-9]{1,5})\)", match["subs"]):
        token = sub.group(1).lower()
        letter = len(set(token)) == 1 and len(token) <= 3
        if not (letter or (token.isdecimal() and len(token) < 3) or roman_value(token) is not None):
            break
        tokens.append(token)
        end = match.start("subs") + sub.end()
    return tuple(tokens), end
