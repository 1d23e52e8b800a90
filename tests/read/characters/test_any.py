"""Any mixture of odd characters: nothing fails, everything can be written, every place lies in the text."""

import random

import pytest

from clausecheck import read
from clausecheck.errors import UnreadableError
from clausecheck.read.styled import BREAK, Run, split_lines

_ALPHABET = [
    *"ab 1.9,\n\t-()", "\u200b", "\u00ad", "\u202e", "\u202c", "\u2067", "\u2069", "\u05d0", "\u0430", "\u041e",
    "\u03bf", "\U000e0041", "\ufe0f", "\U000e0101", "\u0336", "\u0301", "\u2024", "\ue000", "\uf0b7", "𝐚", "\uff11",
    "\u09ea", "\r", "\x0b", "\x1b[2K", "\x1b", "\u2028", "\u3164", "\u2800", "\x00", "\ud800", "\ufeff", "\f",
    "\u200d", "😀", "<b>", "<p style='display:none'>", "</p>", "<!--", "-->", "**", '[x](y "z")', "<bdo dir=rtl>",
    "</bdo>", "<style>.a{b:c}</style>", "&#x202e;",
]  # fmt: skip


def _mixtures(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(_ALPHABET, k=chance.randint(1, 60))) for _ in range(count)]


def test_runs_of_anything() -> None:
    for text in _mixtures(1, 1_500):
        runs = [BREAK if at % 35 == 30 else Run(text[at : at + 5]) for at in range(0, len(text), 5)]
        for styled in split_lines(runs):
            styled.text.encode()
            assert all(0 <= one.offset <= len(styled.text) for one in styled.oddities), ascii(text)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_files_of_anything(name: str) -> None:
    for text in _mixtures(2, 40):
        try:
            document = read.read_bytes(b"First words. " + text.encode("utf-8", "surrogatepass"), name)
        except UnreadableError:
            continue
        document.text.encode()
        assert all(trace.at is None or 0 <= trace.at <= len(document.text) for trace in document.traces), ascii(text)
