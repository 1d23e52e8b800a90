"""Small changes that mend quoted words and leave the rest of the sentence as it is."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

OPEN: Final = " …"
"""What a phrase of an edit ends with where it stands for all up to the end of its part of the sentence."""
_PART: Final = r"[^,;:.()]{0,300}(?:\.(?=\w)[^,;:.()]{0,300}){0,4}"
"""The words up to the next mark that ends a part of a sentence."""
_CONNECTED: Final = r"(?:and |but |or |provided,? (?:however,? )?that |except that )?"
_VERB: Final = re.compile(r"\b(?:shall|may|will|must|is|are|agrees?)\b", re.IGNORECASE)


_ENDS: Final = re.compile(r"[,;:.)]\s*(?:$|and\b|but\b|or (?:shall|may|will)\b)|[;:.)]|\s+\w|$")
"""What may follow words that are cut out, unless they stood between commas."""


def _standing(text: str, pairs: Mapping[str, str]) -> tuple[str, ...]:
    """The phrases whose words stand in `text`: to look for a few is many times cheaper than to look for all."""
    low = " ".join(text.lower().split())
    return tuple(phrase for phrase in pairs if phrase.removesuffix(OPEN) in low)


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    ways = "|".join(_way(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?<!\w)(?:{ways})", re.IGNORECASE)


def _way(phrase: str) -> str:
    words = re.escape(phrase.removesuffix(OPEN)).replace(r"\ ", r"\s+")
    return rf"{words}\b{_PART}" if phrase.endswith(OPEN) else rf"{words}(?!\w)"


def edited(text: str, pairs: Mapping[str, str]) -> str:
    """`text` with each phrase of `pairs` replaced, the longest first; an empty replacement cuts it out."""
    phrases = _standing(text, pairs)
    if not phrases:
        return text
    parts, at = [], 0
    for match in _pattern(phrases).finditer(text):
        if match.start() < at:
            continue
        new = _replacement(match[0], pairs)
        if new is None:
            continue
        start, end = (match.start(), match.end()) if new else _cut(text, match.start(), match.end())
        if start < end:
            parts += [text[at : max(at, start)], _written(new, match[0])]
            at = end
    return "".join([*parts, text[at:]])


def _written(new: str, old: str) -> str:
    """`new` in capitals, or with one, as `old` is."""
    if old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _replacement(found: str, pairs: Mapping[str, str]) -> str | None:
    """What takes the place of `found`; None for letters that only look alike, as the long s in a word with an s."""
    words = " ".join(found.lower().split())
    if words in pairs:
        return pairs[words]
    opened = (phrase for phrase in pairs if phrase.endswith(OPEN) and words.startswith(phrase.removesuffix(OPEN)))
    longest = max(opened, key=len, default=None)
    return None if longest is None else pairs[longest]


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """The range to take out with the words at `start` to `end`, so that no mark or "and" is left over."""
    before, after = text[:start], text[end:]
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1], after[1:]
    if after and not _ENDS.match(after) and not before.rstrip().endswith(","):
        return start, start
    joined = re.search(r",?\s+(?:and|or|but)\s+$", before)
    if joined and not re.match(r"\s+\w", after):
        return joined.start(), len(text) - len(after)
    comma = re.search(r",\s*$", before)
    if comma:
        before = before[: comma.start()]
        after = after.removeprefix(",")
    elif not before.strip() and after.startswith(","):
        after = after[1:]
    before = before.rstrip()
    return len(before), len(text) - len(after if before else after.lstrip())


def clauses(text: str, subjects: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where whole clauses stand within a longer sentence: each has one of `subjects` or a party as its subject."""
    who = "|".join(re.escape(name.removeprefix("the ")) for name in subjects)
    start = re.compile(
        rf"[,;]\s+{_CONNECTED}(?=(?:(?:the )?(?:{who})|(?:either|neither|each|no) party|any|all|such|no)\b"
        rf"[^,;.]{{0,60}}?\s(?:shall|may|will|must|is|are|agrees?)\b)",
        re.IGNORECASE,
    )
    found = [(m.start(), m.end()) for m in start.finditer(text) if _VERB.search(text, 0, m.start())]
    last = len(text.rstrip(" .;,"))
    ends = [*(before for before, _ in found[1:]), last]
    for (_, at), end in zip(found, ends, strict=False):
        if at < end:
            yield at, end
