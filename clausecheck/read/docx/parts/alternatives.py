"""Two versions of one drawing, for newer and older programs (`mc:AlternateContent`, ECMA-376 part 3, 10.2.1)."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.docx.tags import characters

_TOKEN: Final = re.compile(
    rb"<(/?)mc:(AlternateContent|Choice|Fallback)(?=[\s/>])([^<>]*)>"
    rb"|<(?:w|m|a):t(?: [^<>]*)?>([^<]*)<"
    rb"|<v:textpath\s[^<>]*?string=\"([^\"<>]*)\""
)
_DECLARED: Final = re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")
_REQUIRES: Final = re.compile(rb"""Requires\s*=\s*["']([^"']*)["']""")
_KNOWN: Final = ("schemas.microsoft.com/office/", "schemas.openxmlformats.org/", "purl.oclc.org/ooxml/", "urn:schemas-")
"""How the names begin of what Word understands."""


def foreign_prefixes(data: bytes) -> frozenset[str]:
    """The prefixes in a part that stand for what Word does not know."""
    told = (
        (prefix.decode("utf-8", "replace"), uri.decode("utf-8", "replace")) for prefix, uri in _DECLARED.findall(data)
    )
    return frozenset(prefix for prefix, uri in told if not any(start in uri for start in _KNOWN))


class _Pair:
    """A drawing that is open, with the words of each of its versions."""

    def __init__(self) -> None:
        self.choice: list[bytes] = []
        self.fallback: list[bytes] = []
        self.unknown: list[bytes] = []
        """Words of versions that ask for what no program has."""
        self.now: list[bytes] | None = None


def differing(part: str, data: bytes) -> Iterator[Trace]:
    """A trace for each drawing whose versions do not say the same."""
    if b"<mc:Fallback" not in data and b"<mc:Choice" not in data:
        return
    foreign = foreign_prefixes(data)
    pairs: list[_Pair] = []
    for match in _TOKEN.finditer(data):
        closes, name, rest, words, art = match.groups()
        if name is None:
            for pair in pairs:
                if pair.now is not None:
                    pair.now.append(words if art is None else art)
        elif name == b"AlternateContent" and not closes and not rest.endswith(b"/"):
            pairs.append(_Pair())
        elif name == b"AlternateContent" and closes and pairs:
            yield from _compare(pairs.pop(), part)
        elif pairs:
            _enter(pairs[-1], name, rest, closes=bool(closes) or rest.endswith(b"/"), foreign=foreign)


def _enter(pair: _Pair, name: bytes, rest: bytes, *, closes: bool, foreign: frozenset[str]) -> None:
    if closes:
        pair.now = None
    elif name == b"Fallback":
        pair.now = pair.fallback
    else:
        needs = _REQUIRES.search(rest)
        known = not needs or not foreign.intersection(needs[1].decode("utf-8", "replace").split())
        pair.now = pair.unknown if not known else [] if pair.choice else pair.choice


def _compare(pair: _Pair, part: str) -> Iterator[Trace]:
    choice, fallback, unknown = (_words(words) for words in (pair.choice, pair.fallback, pair.unknown))
    if unknown and _plain(unknown) != _plain(choice or fallback):
        told = "one version of a drawing is for programs that do not exist"
        shown = choice or fallback
        yield Trace(technique="docx.choice_fallback", quote=unknown, shown=shown, part=part, detail=told)
    if choice and fallback and _plain(choice) != _plain(fallback):
        told = "Word shows one version of a drawing, other programs the other"
        yield Trace(technique="docx.choice_fallback", quote=fallback, shown=choice, part=part, detail=told)


def _words(found: list[bytes]) -> str:
    return " ".join(characters(b"".join(found).decode("utf-8", "replace")).split())


def _plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
