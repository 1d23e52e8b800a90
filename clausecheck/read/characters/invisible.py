"""Zero-width characters, joiners, direction marks and soft hyphens: ordinary between words, a trick inside them."""

import re
import unicodedata
from typing import Final

from clausecheck.read.characters.classes import JOINERS, MARKS, SOFT_HYPHEN, UNSEEN, is_plain, runs_right_to_left
from clausecheck.read.characters.oddity import Block, named

_FAR: Final = 64
"""Characters that are looked through for the next one that is shown."""
_LEAST_ROW: Final = 7
"""A longer row has been told of as words or bits."""
_ROW: Final = re.compile(f"[{''.join(map(re.escape, sorted(UNSEEN)))}]+")


def look(block: Block) -> None:
    """Leave out what prints nothing; note where it stands inside a word of Latin letters or a number."""
    if UNSEEN.isdisjoint(block.kinds):
        return
    inside: list[int] = []
    between: list[int] = []
    hyphens: list[int] = []
    broken: list[int] = []
    for row in _ROW.finditer(block.stored):
        place, end = row.span()
        before, after = _neighbour(block, place, -1), _neighbour(block, end - 1, 1)
        within = is_plain(before) and is_plain(after)
        coded = end - place >= _LEAST_ROW and len(set(block.stored[place:end])) > 1
        for at in range(place, end):
            character = block.stored[at]
            block.shown[at] = ""
            if coded:
                continue
            if character == SOFT_HYPHEN:
                (broken if within and not _hyphenates(block, at) else hyphens).append(at)
            elif within:
                inside.append(at)
            elif not _belongs(character, before, after):
                between.append(at)
    _note(block, inside, between, hyphens, broken)


def _note(block: Block, inside: list[int], between: list[int], hyphens: list[int], broken: list[int]) -> None:
    if inside:
        told = f"{named(block.stored[at] for at in inside)} between letters of a word or a number"
        block.note("text.zero_width", inside, told)
    if between:
        told = f"{named(block.stored[at] for at in between)} between words"
        block.note("text.invisible", between, told, usual="what a word processor or a converter leaves behind")
    if broken:
        told = f"{named(block.stored[at] for at in broken)} where no word can be parted"
        block.note("text.soft_hyphen", broken, told)
    if hyphens:
        told = f"{named(block.stored[at] for at in hyphens)} inside words"
        block.note("text.soft_hyphen", hyphens, told, usual="places where a word processor may part a word")


def _neighbour(block: Block, place: int, step: int) -> str:
    """The next character that is shown, in the direction `step`; white space at the ends of the block."""
    for at in range(place + step, place + step * _FAR, step):
        if not 0 <= at < len(block):
            break
        if block.stored[at] not in UNSEEN and block.shown[at]:
            return block.stored[at]
    return " "


def _belongs(character: str, before: str, after: str) -> bool:
    """Whether a joiner or mark stands where its script or an emoji wants it."""
    if character in JOINERS:
        return _joins(before) or _joins(after)
    return character in MARKS and (runs_right_to_left(before) or runs_right_to_left(after))


def _joins(character: str) -> bool:
    """Letters of scripts that are written joined up, and emoji."""
    category = unicodedata.category(character)
    if category in ("So", "Sk", "Mn", "Mc", "Cf"):
        return True
    return category[0] == "L" and not is_plain(character)


def _hyphenates(block: Block, place: int) -> bool:
    """Whether two letters stand on either side, as where a word may be parted."""
    before = "".join(block.stored[max(0, place - 6) : place].split(SOFT_HYPHEN))[-2:]
    after = "".join(block.stored[place + 1 : place + 7].split(SOFT_HYPHEN))[:2]
    return len(before) == len(after) == 2 and (before + after).isalpha()
