"""Marks laid over letters: words struck out character by character, and marks piled up."""

import re
import unicodedata
from typing import Final

from clausecheck.read.characters.oddity import Block, named

_OVERLAYS: Final = "\u0334-\u0338\u20d2\u20d3\u20d8-\u20da\u20e0\u20e5\u20e6"
_STRUCK = re.compile(f"[^{_OVERLAYS}][{_OVERLAYS}]{{1,4}}(?:[ \\t]{{0,2}}[^{_OVERLAYS}][{_OVERLAYS}]{{1,4}})*")
_OVERLAY = re.compile(f"[{_OVERLAYS}]")
_LEAST: Final = 4
"""Fewer marks are part of a sign, as in "not equal"."""
_PILED = re.compile("(?<=[A-Za-z])[\u0300-\u036f]{4,}")
_DOTTED = re.compile("(?:[A-Za-z][\u0300-\u036f]{1,3}){4,}")
"""A mark on each letter of a word, as in no language."""


def look(block: Block) -> None:
    """Leave struck words and piled marks out."""
    if not any(unicodedata.category(character) in ("Mn", "Me") for character in block.kinds):
        return
    for struck in _STRUCK.finditer(block.stored):
        marks = [struck.start() + one.start() for one in _OVERLAY.finditer(struck.group())]
        words = _OVERLAY.sub("", struck.group())
        if len(marks) < _LEAST or not any(character.isalnum() for character in words):
            continue
        for place in range(*struck.span()):
            block.shown[place] = ""
        words = " ".join(words.split())
        told = f'"{words}" is struck through with {named(block.stored[place] for place in marks)}'
        block.note("text.struck_out", range(*struck.span()), told, spelled=words)
    piled = {at for pile in _PILED.finditer(block.stored) for at in range(*pile.span())}
    piled |= {at for word in _DOTTED.finditer(block.stored) for at in range(*word.span()) if block.stored[at] > "z"}
    places = sorted(at for at in piled if block.shown[at])
    for place in places:
        block.shown[place] = ""
    block.note("text.piled_marks", places, f"{named(block.stored[at] for at in places)} on plain letters")
