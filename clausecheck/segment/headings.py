"""Headings: by the looks that the file states, or by capitals and closing punctuation."""

import re
from dataclasses import dataclass
from functools import cache

from clausecheck.model import Block, BlockKind
from clausecheck.segment.vocabulary import vocabulary

_CLOSING = " \t\n\xa0.:;,-–—"
_LONGEST = 200
_LONGEST_MARKED = 100
_MOST_WORDS = 14
_LEAST_CAPITALS = 8
_LONGEST_ITEM = 4
_MOST_WORDS_ALONE = 26


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a heading stands, and where the words under it begin."""

    start: int
    end: int
    body: int
    alone: bool
    """Nothing follows it in its block."""
    certain: bool
    """By the file's own looks, or capitals; not by Title Case alone."""
    capitals: bool


def find_heading(text: str, start: int, end: int, block: Block, *, numbered: bool = False) -> Heading | None:
    """The heading that `text[start:end]` begins with or is, its number apart; None where there is none."""
    if start >= end or block.kind in (BlockKind.CONTENTS, BlockKind.FOOTNOTE):
        return None
    if block.kind is BlockKind.TABLE_ROW and start == block.span.start:
        return None
    looks = _by_looks(text, start, end, block)
    if looks is not None:
        return looks
    marked = block.kind is BlockKind.HEADING or block.bold
    if marked and end - start <= _LONGEST_MARKED and is_title_case(text[start:end].split()):
        return _alone(text, start, end, block) or _run_in(text, start, end)
    found = _run_in(text, start, end) or _alone(text, start, end, block)
    return found or (_capitals_lead(text, start, end) if numbered else None)


def _by_looks(text: str, start: int, end: int, block: Block) -> Heading | None:
    stop = block.heading_end
    if stop is None or not start < stop <= end or stop - start > _LONGEST:
        return None
    if not any(letter.isalpha() for letter in text[start:stop]) or text[start].islower():
        return None
    if len(text[start:stop].split()) > _MOST_WORDS_ALONE:
        return None
    if text[start] in '"“' and text[stop - 1] in '"”,':
        return None
    defined = max(text.find(". “", start, stop), text.find('. "', start, stop))
    return _made(text, start, stop if defined < 0 else defined, end, certain=True)


def _alone(text: str, start: int, end: int, block: Block) -> Heading | None:
    if end - start > _LONGEST:
        return None
    words = text[start:end].split()
    if not words or len(words) > _MOST_WORDS_ALONE or text[end - 1] in ",;" or not _begins_well(text[start]):
        return None
    marked = block.kind is BlockKind.HEADING or block.bold
    if _sentence_end(text, start, end):
        return None
    if marked and len(words) <= _MOST_WORDS_ALONE and (text[end - 1] != "." or len(words) <= _MOST_WORDS):
        return _made(text, start, end, end, certain=True)
    capitals = is_capitals(text[start:end])
    if capitals and len(words) <= _MOST_WORDS_ALONE:
        return _made(text, start, end, end, certain=True)
    if is_title_case(words) or (len(words) <= 8 and text[end - 1] == "." and _share_of_capitals(words) >= 0.5):
        return _made(text, start, end, end, certain=False)
    return None


def _run_in(text: str, start: int, end: int) -> Heading | None:
    if not _begins_well(text[start]) or text[start] in '"“':
        return None
    stop = _first_stop(text, start, min(end, start + _LONGEST))
    if stop is None or stop >= end - 1:
        return None
    words = text[start:stop].split()
    if not words or len(words) > _MOST_WORDS:
        return None
    if not is_title_case(words):
        return None
    return _made(text, start, stop, end, certain=is_capitals(text[start:stop]))


def _capitals_lead(text: str, start: int, end: int) -> Heading | None:
    """A heading in capitals that runs into the sentence without a stop: "1. FEES AND COSTS The customer pays"."""
    at, stop, letters = start, start, 0
    for word in text[start : min(end, start + _LONGEST)].split(" ")[: _MOST_WORDS + 1]:
        bare = word.strip(",;()&/-–—")
        if bare and not bare.isupper():
            sentence = bare[:1].isupper() and (len(bare) == 1 or bare[1:].islower())
            return _made(text, start, stop, end, certain=True) if sentence and letters >= _LEAST_CAPITALS else None
        at += len(word) + 1
        if len(bare) > 1 or not bare:
            stop, letters = at - 1, letters + len(bare)
    return None


def _first_stop(text: str, start: int, limit: int) -> int | None:
    """The first place where a run-in heading may end: before ". ", ": ", " - ", a dash, or the number of an item."""
    for match in _stops().finditer(text, start + 1, limit):
        at, letter = match.start(), match.group()
        if letter in ".:":
            item = _item_before(text, start, at) if letter == "." else None
            if item is not None:
                return item
            behind = text[at + 1 : at + 2]
            ends = not behind or behind.isspace() or behind in "-–—"
            if ends and letter == ":" and (on := _subtitle().match(text, at + 1, limit)):
                return on.end() - 1
            if ends and not (letter == "." and _abbreviated(text, start, at)):
                return at
        elif (
            (letter in "–—" and at + 1 < limit)
            or text.startswith("--", at)
            or ((letter == "-" or (letter == "(" and text[at + 2 : at + 3] == ")")) and text[at - 1].isspace())
        ):
            return at
    return None


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(r"[.:–—(-]")


@cache
def _subtitle() -> re.Pattern[str]:
    """What carries a heading on behind its colon: "Reference to Agreements: Definitions. The terms …"."""
    word = r"[A-Z][\w’'-]{0,30}"
    return re.compile(rf"\s{word}(?:\s(?:{word}|of|and|the|to|for|in|or)){{0,3}}\.(?=\s{{1,4}}[A-Z])")


def _item_before(text: str, start: int, at: int) -> int | None:
    """Where the number of an item begins whose first full stop is at `at`: "7. FEES a. Rates", "7. FEES 7.1 Rates"."""
    begin = at
    while begin > start and at - begin < _LONGEST_ITEM and text[begin - 1].isalnum():
        begin -= 1
    item = text[begin:at]
    if begin <= start + 1 or not text[begin - 1].isspace() or not item:
        return None
    letter = len(item) == 1 and item.islower() and text[at + 1 : at + 2].isspace()
    number = item.isdecimal() and text[at + 1 : at + 2].isdecimal()
    return begin if letter or number else None


def _abbreviated(text: str, start: int, at: int) -> bool:
    head = text[max(start, at - 12) : at].split()
    if not head:
        return True
    word = head[-1].lower().lstrip('("“')
    return (
        word in vocabulary().abbreviations
        or (len(word) == 1 and word.isalpha())
        or (len(word) >= 3 and word[-2] == ".")
    )


def _sentence_end(text: str, start: int, end: int) -> bool:
    words = text[start:end].split()
    small = sum(word[0].islower() and word.lower() not in vocabulary().small for word in words)
    return small > 1 and 3 * small >= len(words)


def _begins_well(letter: str) -> bool:
    return letter.isupper() or letter.isdecimal() or letter in "\"“‘'([" or (letter.isalpha() and not letter.islower())


def is_capitals(words: str) -> bool:
    """Whether all letters are capitals, and there are at least two."""
    letters = "".join(filter(str.isalpha, words))
    return len(letters) >= 2 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def is_title_case(words: list[str]) -> bool:
    """Whether all words but the small ones begin with a capital."""
    for word in words:
        bare = word.strip("()[]\"'“”‘’,;.:/&*_")
        if bare and bare[0].isalpha() and bare[0].islower() and bare.lower() not in vocabulary().small:
            return False
    first = words[0].lstrip("()[]\"'“”‘’")
    return bool(first) and not first[0].islower()


def _share_of_capitals(words: list[str]) -> float:
    return sum(word[:1].isupper() for word in words) / len(words)


def _made(text: str, start: int, stop: int, end: int, *, certain: bool) -> Heading | None:
    while stop > start and text[stop - 1] in _CLOSING:
        stop -= 1
    while start < stop and text[start] in _CLOSING:
        start += 1
    if start >= stop or not any(letter.isalpha() for letter in text[start:stop]):
        return None
    body = stop
    while body < end and text[body] in _CLOSING:
        body += 1
    return Heading(start, stop, body, body >= end, certain, is_capitals(text[start:stop]))
