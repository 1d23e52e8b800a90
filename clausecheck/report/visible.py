"""Text of unknown origin made safe to show: nothing in it can act on a terminal, and nothing in it stays hidden."""

import re
import unicodedata
from typing import Final

_PLAIN: Final = re.compile(r"[ -~¡-¬®-ʯ–-‟•…€™]*\Z")
"""Letters, figures and typographic marks that need no second look: nearly every line of nearly every contract."""

_INVISIBLE_LETTERS: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
)
"""Characters that Unicode counts as letters, marks or symbols and that print nothing."""

_ASCII: Final = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "‐": "-", "‑": "-", "‒": "-",
    "–": "-", "—": "-", "―": "-", "−": "-", "…": "...", "•": "*", "·": "*", "™": "(TM)", "®": "(R)", "©": "(C)",
    "€": "EUR", "£": "GBP", "→": "->", "≤": "<=", "≥": ">=", "×": "x", "─": "-", "│": "|", "▌": "|", "█": "#",
    "▒": "=",
}  # fmt: skip
"""What stands for a character where the terminal's code page lacks it."""


def visible(text: str) -> str:
    """Return `text` on one line, with every character that prints nothing or steers a terminal shown as U+XXXX.

    White space of any kind becomes single spaces. Right-to-left marks, zero-width characters, escape sequences and
    line breaks of the document therefore cannot reorder, hide or forge what a reader sees.
    """
    line = " ".join(text.split())
    if _PLAIN.match(line):
        return line
    return "".join(map(_shown, line))


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


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"} or character in _INVISIBLE_LETTERS:
        return f"U+{ord(character):04X}"
    return " " if category == "Zs" else character


def _written(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _ASCII.get(character, "?")
    return character
