"""Text of unknown origin made safe to show: nothing in it can act on a terminal, and nothing in it stays hidden."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_PLAIN: Final = re.compile(r"[ -~¡-¬®-ʯ–-‟•…€™]*\Z")
"""Letters, figures and typographic marks that need no second look: nearly every line of nearly every contract."""

_INVISIBLE_LETTERS: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
)
"""Characters that Unicode counts as letters, marks or symbols and that print nothing."""

_HIDING: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
_MARKS: Final = 4
"""Accents and the like on one letter; writing has no more, and a pile of them covers the lines around it."""
_BREAKS: Final = re.compile("\r(?!\n)|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
"""White space that breaks a line in some programs and not in others."""
_OTHER_SPACE: Final = re.compile(r"[^\S ]")

_ASCII: Final = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "‐": "-", "‑": "-", "‒": "-",
    "–": "-", "—": "-", "―": "-", "−": "-", "…": "...", "•": "*", "·": "*", "™": "(TM)", "®": "(R)", "©": "(C)",
    "€": "EUR", "£": "GBP", "→": "->", "≤": "<=", "≥": ">=", "×": "x", "─": "-", "│": "|", "▌": "|", "█": "#",
    "▒": "=",
}  # fmt: skip
"""What stands for a character where the terminal's code page lacks it."""


def visible(text: str) -> str:
    """Return `text` on one line, with every character that prints nothing or steers a terminal shown as U+XXXX.

    White space of any kind becomes single spaces; accents in piles or without a letter are written out. Right-to-left
    marks, zero-width characters, escape sequences and line breaks of the document therefore cannot reorder, hide or
    forge what a reader sees.
    """
    line = " ".join(text.split())
    if _PLAIN.match(line):
        return line
    return "".join(_shown(line))


def literal(text: str) -> str:
    """Return `text` as `visible` does, with unusual line breaks written out too: for evidence of what a file holds."""
    return visible(_BREAKS.sub(lambda found: _code(found.group()), text))


def exact(name: str) -> str:
    """Return a name as `visible` does, but with every space kept: two names that differ are still two.

    Other white space is shown as U+XXXX.
    """
    spaced = _OTHER_SPACE.sub(lambda found: _code(found.group()), name)
    return " ".join(visible(part) for part in spaced.split(" "))


def fit(text: str, encoding: str) -> str:
    """Return `text` with what `encoding` cannot write replaced by the nearest plain characters, else by "?"."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_written(character, encoding) for character in text)
    return text


def trimmed(text: str, limit: int) -> str:
    """Return `text` cut to about `limit` characters at a word's end, with "…" in place of the rest."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 2, limit)
    return text[: cut if cut > 0 else limit].rstrip(" ,;:") + " …"


def _shown(line: str) -> Iterator[str]:
    marks = _MARKS  # an accent at the start would change what we write before it
    for character in line:
        category = unicodedata.category(character)
        if category in {"Mn", "Me"}:
            marks += 1
        else:
            marks = _MARKS if category == "Zs" else 0
        if category in _HIDING or character in _INVISIBLE_LETTERS or marks > _MARKS:
            yield _code(character)
        else:
            yield " " if category == "Zs" else character


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _written(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _ASCII.get(character, "?")
    return character
