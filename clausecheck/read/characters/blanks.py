"""Blanks that are no spaces: Korean fillers, the empty Braille cell, spaces too thin to see."""

import re

from clausecheck.read.characters.classes import BLANK, FILLERS
from clausecheck.read.characters.oddity import Block, named

_BLANKS = FILLERS | {BLANK}
_WORD = re.compile(r"\S+")
_FILLER = re.compile(f"[{''.join(sorted(_BLANKS))}]")
_JOINED = 24
"""A longer word would stand there if the fillers were no gaps between words."""
_THIN = re.compile(r"(?<=[a-z])[\u2006\u2008\u200a](?=[a-z])")


def look(block: Block) -> None:
    """Show a gap where a person sees one, and none where the type shows none."""
    found: list[int] = []
    if _FILLER.search(block.stored):
        for word in _WORD.finditer(block.stored):
            places = [word.start() + one.start() for one in _FILLER.finditer(word.group())]
            found += places
            gap = " " if len(places) > 2 or len(word.group()) > _JOINED else ""
            for place in places:
                block.shown[place] = " " if block.stored[place] == BLANK else gap
    if found:
        told = f"{named(block.stored[place] for place in found)}, which print nothing"
        block.note("text.filler", found, told)
    thin = [one.start() for one in _THIN.finditer(block.stored)]
    if thin:
        for place in thin:
            block.shown[place] = ""
        block.note("text.thin_space", thin, f"{named(block.stored[at] for at in thin)} between letters of a word")
