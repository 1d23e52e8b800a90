"""Small changes that mend quoted words and leave the rest of the sentence as it is."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from clausecheck.model import Side
from clausecheck.reviewers.rules.names import Names

OPEN: Final = " …"
"""What a phrase of an edit ends with where it stands for all up to the end of its part of the sentence."""
_MAY: Final = (
    r"(?:may|can|shall have the right|shall be entitled|shall be free|has the right|have the right|is entitled"
    r"|are entitled|will be entitled|will have the right|reserves? the right)"
)
_PART: Final = r"[^,;:.()]{0,300}(?:\.(?=\w)[^,;:.()]{0,300}){0,4}"
"""The words up to the next mark that ends a part of a sentence."""
_CONNECTED: Final = r"(?:and |but |or |whereupon |provided,? (?:however,? )?that |except that |in which case )?"


@cache
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    ways = "|".join(_way(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?<!\w)(?:{ways})", re.IGNORECASE)


def _way(phrase: str) -> str:
    words = re.escape(phrase.removesuffix(OPEN)).replace(r"\ ", r"\s+")
    return rf"{words}\b{_PART}" if phrase.endswith(OPEN) else rf"{words}(?!\w)"


def edited(text: str, pairs: Mapping[str, str]) -> str:
    """`text` with each phrase of `pairs` replaced, the longest first; an empty replacement cuts it out."""
    parts, at = [], 0
    for match in _pattern(frozenset(pairs)).finditer(text):
        if match.start() < at:
            continue
        new = _replacement(match[0], pairs)
        start, end = (match.start(), match.end()) if new else _cut(text, match.start(), match.end())
        parts += [text[at : max(at, start)], new.upper() if match[0].isupper() else new]
        at = end
    return "".join([*parts, text[at:]])


def _replacement(found: str, pairs: Mapping[str, str]) -> str:
    words = " ".join(found.lower().split())
    if words in pairs:
        return pairs[words]
    opened = (phrase for phrase in pairs if phrase.endswith(OPEN) and words.startswith(phrase.removesuffix(OPEN)))
    return pairs[max(opened, key=len)]


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """The range to take out with the words at `start` to `end`, so that no mark or "and" is left over."""
    before, after = text[:start], text[end:]
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1], after[1:]
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


def mutual(text: str, names: Names, favored: Side | None) -> str:
    """`text` with the favoured side's right given to either party."""
    if favored is None:
        return text
    side, other = names.of(favored), names.of(favored.other)
    article = "" if side.lower().startswith("the ") else "(?:the )?"
    opened = re.sub(
        rf"(^|, |\) |that ){article}{re.escape(side)},? (?:alone,? |only,? )?(?={_MAY}\b)",
        lambda match: match[1] + ("either party " if match[1] and match[1] != ") " else "Either party "),
        text,
        count=1,
        flags=re.IGNORECASE,
    )
    if opened == text:
        return text
    opened = re.sub(r"(?<=party )(?:is|are|has|have)\b", lambda verb: _SINGULAR[verb[0]], opened, count=1)
    return re.sub(rf"(?<!\w)(?:the )?{re.escape(_bare(other))}(?!\w)", "the other party", opened, flags=re.IGNORECASE)


_SINGULAR: Final = {"is": "is", "are": "is", "has": "has", "have": "has"}


def _bare(name: str) -> str:
    return name[4:] if name.lower().startswith("the ") else name


def clauses(text: str, subjects: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where whole clauses stand within a longer sentence: each has one of `subjects` or a party as its subject."""
    who = "|".join(re.escape(_bare(name)) for name in subjects)
    start = re.compile(
        rf"[,;]\s+{_CONNECTED}(?=(?:(?:the )?(?:{who})|(?:either|neither|each|no) party|any|all|such|no)\b"
        rf"[^,;.]{{0,60}}?\s(?:shall|may|will|must|is|are|agrees?)\b)",
        re.IGNORECASE,
    )
    found = [(match.start(), match.end()) for match in start.finditer(text)]
    last = len(text.rstrip(" .;,"))
    ends = [*(before for before, _ in found[1:]), last]
    for (_, at), end in zip(found, ends, strict=False):
        if at < end:
            yield at, end
