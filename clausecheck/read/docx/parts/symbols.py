"""Words set in a font of symbols: a person sees signs or Greek letters where a program reads words."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.docx.symbol_fonts import symbol
from clausecheck.read.docx.tags import characters

_NAMES: Final = (
    rb"(?:[Ss]ymbol|[Ww]ingdings(?: [23])?|[Ww]ebdings|ZapfDingbats|Zapf Dingbats|Marlett|MT Extra|"
    rb"Bookshelf Symbol [0-9])"
)
_FONT: Final = re.compile(rb"<w:rFonts\s[^<>]*?w:(?:ascii|hAnsi)=[\"'](%b)[\"']" % _NAMES)
_FONTS: Final = re.compile(rb"<w:rFonts\s[^<>]*")
_TEXT: Final = re.compile(rb"<w:t(?: [^<>]*)?>([^<]*)</w:t>")
_LETTERS: Final = re.compile(r"[A-Za-z]{2,}")
_LEAST: Final = 3
"""Words: ticks and boxes are single letters."""
_MOST: Final = 5_000


def in_symbols(part: str, data: bytes) -> Iterator[Trace]:
    """A trace for each stretch of such words in runs that name the font themselves."""
    if not any(_FONT.match(fonts) for fonts in set(_FONTS.findall(data))):
        return
    found: list[tuple[str, str]] = []
    end = 0
    for count, match in enumerate(_FONT.finditer(data)):
        run = data.rfind(b"<w:r", end, match.start())
        stop = data.find(b"</w:r>", match.end(), match.end() + 20_000)
        if count > _MOST or stop < 0:
            break
        if data.rfind(b"</w:r>", end, match.start()) > run or data.find(b"<w:pPr", run, match.start()) >= 0:
            continue
        words = "".join(characters(one.decode("utf-8", "replace")) for one in _TEXT.findall(data[match.end() : stop]))
        if found and b"</w:p>" in data[end : match.start()]:
            yield from _told(found, part)
            found = []
        found.append((words, match[1].decode()))
        end = stop
    yield from _told(found, part)


def _told(found: list[tuple[str, str]], part: str) -> Iterator[Trace]:
    words = " ".join("".join(text for text, _ in found).split())
    private = any("\uf020" <= letter <= "\uf0ff" for letter in words)
    if len(_LETTERS.findall(words)) < _LEAST and not private:
        return
    shown = "".join(
        letter if letter.isspace() else symbol(ord(letter), font) for text, font in found for letter in text
    )
    if private and not re.search(r"[\dA-Za-z]", shown):
        return
    yield Trace(
        technique="docx.symbol_font",
        quote=words,
        shown=" ".join(shown.split()),
        part=part,
        detail=f"the font is {found[0][1]}",
    )
