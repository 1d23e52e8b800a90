"""Fragments: the small language in which readings say what a sentence must hold.

Plain words stand for themselves, from the beginning of a word; `all$` is that word and no longer one. `(may|shall)` is
one of several, `(may )?` may be left out, `[2-9]` is a digit; ` ~ ` is a gap of up to 30 characters, ` .. ` of up to
100, neither with a semicolon in it, and ` ... ` of up to 260. `{A}` is the side that the words favour and `{B}` the
side that they harm, `{P}` is either side or both; `#days`, `#money`, `#percent` and `#times` are an amount, whose value
is handed back.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from clausecheck.reviewers.rules.steps import in_order

_GAP: Final = r"\w* (?:[^;]{0,100} )?"
_SHORT_GAP: Final = r"\w* (?:[^;]{0,30} )?"
_WIDE_GAP: Final = r"\w* (?:.{0,260} )?"
_AMOUNT: Final = re.compile(r"#(days|money|percent|times)")
_DIGIT: Final = re.compile(r"\\\[(\d)\\-(\d)\\\]")
_VERB: Final = re.compile(r"(?<= )(shall|may)(?= \\?[.~])")
"""What is said after "shall" and a gap is no duty where the gap begins with "not", and "may only" gives no right."""
_MOST_AMOUNTS: Final = 60
"""Amounts of one sentence that are tried; what holds more is a table."""
_REACH: Final = 2000
"""Characters before and behind an amount within which its words stand."""
_EITHER: Final = "(SELLER|BUYER|PARTY)"
_SIGN: Final = re.compile(r"[(#\[$]| (?:~|\.{2,3}) ")


class Fragment(NamedTuple):
    """A fragment with the two sides filled in."""

    source: str
    needles: tuple[tuple[str, ...], ...]
    """Words of which every match holds one in each group: a cheap test before the costly one."""
    literal: bool

    def possible(self, text: str) -> bool:
        """Whether `text` could hold it; never False for a text that does."""
        for group in self.needles:
            for needle in group:
                if needle in text:
                    break
            else:
                return False
        return True

    def found(self, text: str) -> bool:
        """Whether `text`, a view, holds it."""
        if not self.possible(text):
            return False
        return self.literal or (in_order(self.source, text) and expression(self.source).search(text) is not None)

    def values(self, text: str) -> Iterator[float]:
        """The values of those amounts in `text` that stand where the fragment has one."""
        if not self.counts or not self.possible(text):
            return
        unit = _AMOUNT.search(self.source)
        tokens = islice(_TOKEN[unit[1]].finditer(text), _MOST_AMOUNTS) if unit else ()
        for token in tokens:
            if expression(self.source).search(_alone(text, token)):
                yield float(token[1])

    @property
    def counts(self) -> bool:
        """Whether it holds an amount."""
        return "#" in self.source


_TOKEN: Final = {unit: re.compile(rf"<{unit} ([\d.]+(?:e\+\d+)?)>") for unit in ("days", "money", "percent", "times")}


def _alone(text: str, token: re.Match[str]) -> str:
    """The words around an amount, without the other amounts of its kind."""
    start = max(0, text.rfind(" ", 0, max(1, token.start() - _REACH)))
    before, after = text[start : token.start()], text[token.end() : token.end() + _REACH]
    return _masked(before, token.re) + token[0] + _masked(after, token.re)


def _masked(text: str, tokens: re.Pattern[str]) -> str:
    return tokens.sub(lambda token: "~" * len(token[0]), text)


@cache
def bind(source: str, favoured: str, harmed: str) -> Fragment:
    """The fragment `source` with {A} as `favoured` and {B} as `harmed`."""
    text = _named(source, favoured, harmed)
    if _SIGN.search(text) is None:
        return Fragment(text, ((f" {text}",),), literal=True)
    needles = _needles(source.replace("{P}", _EITHER))
    if "{" in source:
        needles = tuple(
            [
                tuple([_named(word, favoured, harmed) for word in group]) if "{" in "".join(group) else group
                for group in needles
            ]
        )
    return Fragment(text, needles, literal=False)


def _named(text: str, favoured: str, harmed: str) -> str:
    return text.replace("{A}", favoured).replace("{B}", harmed).replace("{P}", _EITHER) if "{" in text else text


_PLAIN_GROUP: Final = re.compile(r"\(([^()\[\]#]+)\)(?!\?)")
_INNER_GROUP: Final = re.compile(r"\([^()]*\)\??|\[[^]]*\]")
_GAPS: Final = re.compile(r" ~ | \.{2,3} |\$")


@cache
def _needles(text: str) -> tuple[tuple[str, ...], ...]:
    """The longest plain words, the amount, and each group of alternatives that must be there."""
    outside = _outside(text)
    plain = max(_AMOUNT.sub("\0", outside).split("\0"), key=len).strip()
    groups: list[tuple[str, ...]] = [(plain,)] if plain else []
    groups += [(f"<{unit} ",) for unit in sorted(set(_AMOUNT.findall(outside)))]
    for match in _PLAIN_GROUP.finditer(text):
        ways = match[1].split("|")
        if _GAPS.search(match[1]):
            ways = [_GAPS.split(way, maxsplit=1)[0] for way in ways]
        if _depth(text, match.start()) == 0 and min(map(len, ways)) > 1:
            groups.append(tuple(ways))
    return tuple(groups)


def _outside(text: str) -> str:
    """The words outside every bracket, with a zero byte for whatever lies between them."""
    text, brackets = _INNER_GROUP.subn("\0", text)
    while brackets:
        text, brackets = _INNER_GROUP.subn("\0", text)
    return _GAPS.sub("\0", text)


def _depth(text: str, at: int) -> int:
    return text.count("(", 0, at) - text.count(")", 0, at)


@cache
def expression(source: str) -> re.Pattern[str]:
    """The regular expression of a fragment in which the sides are filled in; costly to make."""
    escaped = re.escape(source).replace(r"\ ", " ").replace(r"\#", "#")
    escaped = escaped.replace(r"\(", "(?:").replace(r"\)\?", ")?").replace(r"\)", ")").replace(r"\|", "|")
    escaped = escaped.replace(r"\$", r"(?!\w)")
    escaped = _DIGIT.sub(r"[\1-\2]", escaped)
    escaped = _VERB.sub(r"\1(?! (?:not|never|only|neither|in no|under no|at no) )", escaped)
    escaped = escaped.replace(" \\~ ", _SHORT_GAP).replace(" ~ ", _SHORT_GAP)
    escaped = escaped.replace(r" \.\.\. ", _WIDE_GAP).replace(r" \.\. ", _GAP)
    escaped = _AMOUNT.sub(lambda match: rf"<{match[1]} ([\d.]+(?:e\+\d+)?)>", escaped)
    return re.compile(rf"(?<![\w-])(?:{escaped})")
