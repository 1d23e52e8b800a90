"""Words in code: Base64 and its like, shifted, reversed or parted letters; each with what it says."""

import base64
import binascii
import html
import re
import urllib.parse
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import Final

from clausecheck import resources
from clausecheck.scan.addressing.finding import Found
from clausecheck.scan.addressing.folding import spelled_in_selectors
from clausecheck.scan.addressing.patterns import Level

MOST: Final = 64
"""Stretches of one text that are decoded."""
LONGEST: Final = 20_000
"""Characters of one that are decoded."""
_LEAST_WORDS: Final = 3
_LEAST_KNOWN: Final = 2
"""Words of the lists that a shifted or reversed text must hold."""
_LEAST_LETTERS: Final = 5
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"

_BASE64: Final = re.compile(
    r"(?<![\w+/=.@-])[A-Za-z0-9+/_-]{12,}(?:[ \t]?\r?\n[ \t]?[A-Za-z0-9+/_-]{12,})*={0,2}(?![\w+/=@])"
)
_BASE32: Final = re.compile(r"(?<![\w=])[A-Z2-7]{24,}={0,6}(?![\w=])")
_HEX: Final = re.compile(r"(?<![0-9A-Za-z])(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[ ,:\n]?){11,}[0-9A-Fa-f]{2}(?![0-9A-Za-z])")
_BITS: Final = re.compile(r"(?<![0-9])(?:[01]{8}[ ,\n]?){5,}")
_ESCAPES: Final = re.compile(r"(?:\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|&#x?[0-9A-Fa-f]{2,6};|%[0-9A-Fa-f]{2}|[ ]){8,}")
_LETTER_CODE: Final = "(?:1[01][0-9]|12[0-2]|[3-9][0-9])"
_NUMBERS: Final = re.compile(rf"(?<![0-9]){_LETTER_CODE}(?:[ ,]{{1,2}}{_LETTER_CODE}){{11,}}(?![0-9])")
_PARTED: Final = re.compile(r"(?<!\w)[^\W\d_](?:[ \t.*_|~-]{1,4}[^\W\d_](?!\w)){7,}|(?<![^\W\d_])[^\W\d_]{24,}")
"""Letters with marks or spaces between them, or words with none."""
_MORSE: Final = re.compile(r"(?<![.\-\w])[.-]{1,5}(?: (?:/ )?[.-]{1,5}){11,}(?![.\-\w])")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def decoded(text: str) -> Iterator[Found]:
    """Stretches in code that say words, whatever they say."""
    left = MOST
    for name, pattern, decode in _CODES:
        for run in pattern.finditer(text):
            said = _said(decode, run.group()[:LONGEST])
            if said:
                yield Found(run.start(), run.end(), Level.HINT, name, said)
            left -= 1
            if left < 0:
                return
    for start, end, said in spelled_in_selectors(text)[:MOST]:
        if _WORD.search(said):
            yield Found(start, end, Level.HINT, "in characters that show nothing", said)


def parted(text: str) -> Iterator[Found]:
    """Words whose letters are parted, or that are not parted from each other, where they are listed ones."""
    for run in islice(_PARTED.finditer(text), MOST):
        words = re.split(r"\t|[ .*_|~-]{2,}", run.group()[:LONGEST])
        joined = " ".join(re.sub(r"[^\w]", "", word) for word in words)
        said, count = _listed().subn(r" \1 ", joined.lower())
        if count >= _LEAST_WORDS:
            yield Found(run.start(), run.end(), Level.HINT, "letter by letter", " ".join(said.split()))


def turned(text: str) -> Iterator[Found]:
    """Lines whose letters are shifted along the alphabet, or written backwards, as far as listed words tell."""
    known = _turned_words()
    for line in re.finditer(r"[^\n]+", text):
        ways: dict[int, int] = {}
        for word in _WORD.findall(line.group().lower()):
            if (way := known.get(word)) is not None:
                ways[way] = ways.get(way, 0) + 1
        for way, count in ways.items():
            if count >= _LEAST_KNOWN:
                name = f"letters shifted by {way}" if way else "letters backwards"
                yield Found(line.start(), line.end(), Level.HINT, name, _turn(line.group(), way))


def _said(decode: Callable[[str], str], code: str) -> str:
    """What a code says, where that is words; empty else."""
    try:
        said = decode(code)
    except (ValueError, binascii.Error):
        return ""
    shown = sum(one.isprintable() or one in "\n\t" for one in said)
    if shown < 0.95 * len(said) or len(_WORD.findall(said)) < _LEAST_WORDS:
        return ""
    letters = sum(one.isalpha() or one in " ,.;:'\n" for one in said)
    return said.strip() if letters >= 0.8 * len(said) and (" " in said or not said.isascii()) else ""


def _from_base64(code: str) -> str:
    bare = re.sub(r"\s", "", code).translate(str.maketrans("-_", "+/")).rstrip("=")
    return base64.b64decode(bare + "=" * (-len(bare) % 4)).decode("utf-8")


def _from_base32(code: str) -> str:
    bare = code.rstrip("=")
    return base64.b32decode(bare + "=" * (-len(bare) % 8)).decode("utf-8")


def _from_hex(code: str) -> str:
    return bytes.fromhex(re.sub(r"0x|\\x|[ ,:\n]", "", code)).decode("utf-8")


def _from_bits(code: str) -> str:
    bits = re.sub(r"[^01]", "", code)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8)).decode("utf-8")


def _from_escapes(code: str) -> str:
    plain = re.sub(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})", lambda one: chr(int(one[1] or one[2], 16)), code)
    return urllib.parse.unquote(html.unescape(plain))


def _from_numbers(code: str) -> str:
    return "".join(chr(int(number)) for number in re.findall(r"[0-9]+", code))


def _from_morse(code: str) -> str:
    letters = _words()["morse"]
    return "".join(" " if sign == "/" else letters.get(sign, "?") for sign in code.split(" "))


_CODES: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...]] = (
    ("in Base64", _BASE64, _from_base64),
    ("in Base32", _BASE32, _from_base32),
    ("in hexadecimal", _HEX, _from_hex),
    ("in binary", _BITS, _from_bits),
    ("in character codes", _ESCAPES, _from_escapes),
    ("in character codes", _NUMBERS, _from_numbers),
    ("in Morse code", _MORSE, _from_morse),
)


@cache
def _words() -> dict[str, dict[str, str]]:
    return dict(resources.toml("signs", "codes.toml"))


@cache
def _listed() -> re.Pattern[str]:
    words = sorted(_words()["words"]["listed"].split(), key=len, reverse=True)
    return re.compile(f"({'|'.join(words)})")


@cache
def _turned_words() -> dict[str, int]:
    """Words that orders are made of as they look when shifted by so many letters, or, with 0, written backwards."""
    listed = [word for word in _words()["words"]["listed"].split() if len(word) >= _LEAST_LETTERS]
    every = " ".join(listed)
    known = {word: shift for shift in range(1, 26) for word in _turn(every, -shift % 26).split()}
    known.update({word[::-1]: 0 for word in listed})
    return {word: way for word, way in known.items() if word not in listed}


def _turn(text: str, way: int) -> str:
    if way == 0:
        return text[::-1]
    return text.translate(_shift(way))


@cache
def _shift(way: int) -> dict[int, int]:
    shifted = _ALPHABET[way:] + _ALPHABET[:way]
    return str.maketrans(_ALPHABET + _ALPHABET.upper(), shifted + shifted.upper())
