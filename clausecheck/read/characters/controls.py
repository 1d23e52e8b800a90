"""Control characters: those that steer a terminal, and those that a broken converter leaves."""

import re
from typing import Final

from clausecheck.read.characters.classes import CONTROLS
from clausecheck.read.characters.oddity import Block, named

_SEQUENCE = re.compile(r"(?:\x1b\[|\x9b)[0-?]{0,24}[ -/]{0,4}[@-~]")
"""An escape sequence that moves the cursor, rubs out or colours; what a title or link sequence holds stays."""
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
"""Halves of characters, which no text can be written with; two that belong together are one character."""
_ACTS: Final = frozenset("\x00\x05\x07\x08\r\x0e\x0f\x11\x13\x1b\x7f\x90\x98\x9b\x9c\x9d\x9e\x9f")
_WINDOWS: Final = frozenset(map(chr, range(0x80, 0xA0))) - _ACTS - {"\x85"}
_BREAKS: Final = frozenset("\u2028\u2029\x1c\x1d\x1e\x1f")
_LINE: Final = "\x0b"
_CONTROL: Final = re.compile(f"[{''.join(map(re.escape, sorted(CONTROLS)))}\r]")
_BREAK: Final = re.compile(f"[{''.join(map(re.escape, sorted(_BREAKS)))}{_LINE}]")


def look(block: Block) -> None:
    """Leave control characters out; those that act on a terminal are noted one by one."""
    found = [control.start() for control in _CONTROL.finditer(block.stored)]
    for sequence in _SEQUENCE.finditer(block.stored):
        for place in range(*sequence.span()):
            block.shown[place] = ""
    for place in found:
        block.shown[place] = "\n" if block.stored[place] == "\r" else ""
    acting = [place for place in found if block.stored[place] in _ACTS]
    if acting:
        told = named(block.stored[place] for place in acting)
        block.note("text.control", acting, f"the characters {told} move the cursor, rub out or ring")
    for pair in _SURROGATES.finditer(block.stored):
        whole = pair.group().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        block.shown[pair.start() : pair.end()] = [whole, ""] if len(pair.group()) == 2 else ["\ufffd"]
    _note_rest(block, [place for place in found if block.stored[place] not in _ACTS])
    breaks = [line.start() for line in _BREAK.finditer(block.stored)]
    if breaks:
        for place in breaks:
            block.shown[place] = "\n"
        told = f"{named(block.stored[place] for place in breaks)} in place of a line break"
        usual = "" if _BREAKS.intersection(block.stored) else "a line break that was typed in a word processor"
        block.note("text.line_separator", breaks, told, usual=usual)


def _note_rest(block: Block, places: list[int]) -> None:
    if places:
        windows = all(block.stored[place] in _WINDOWS for place in places)
        usual = "quotation marks of an older encoding" if windows else "what a converter left of a font or a field"
        told = f"{named(block.stored[place] for place in places)}, which print nothing"
        block.note("text.invisible", places, told, usual=usual)
