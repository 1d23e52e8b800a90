"""Direction overrides, embeddings and isolates: what order a person sees, after Unicode Standard Annex 9."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from clausecheck.read.characters.classes import DIRECTIONS, runs_right_to_left
from clausecheck.read.characters.oddity import Block, named

_OPENS: Final = {"LRE": "", "RLE": "", "LRO": "L", "RLO": "R", "LRI": "", "RLI": "", "FSI": ""}
"""What an opening control makes of the characters in it; nothing where they keep their own direction."""
_RIGHT: Final = frozenset({"RLE", "RLO", "RLI"})
_STRONG: Final = {"L": "L", "R": "R", "AL": "R"}
_DEPTH: Final = 125
"""As in the standard; deeper controls do nothing."""
_MIRRORED: Final = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))


def look(block: Block) -> None:
    """Put characters that are stored in another order into the order that is shown."""
    if DIRECTIONS.isdisjoint(block.kinds):
        return
    for start, end in _lines(block.stored):
        for first, last in _stretches(block.stored, start, end):
            _stretch(block, first, last)
    for place, character in enumerate(block.stored):
        if character in DIRECTIONS:
            block.shown[place] = ""


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends: no control reaches beyond one."""
    start = 0
    for line in text.replace("\u2029", "\n").split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From each outermost opening control to the one that ends it, or to the end of the line."""
    depth, first = 0, start
    for place in range(start, end):
        kind = unicodedata.bidirectional(text[place])
        if kind in _OPENS:
            first = place if not depth else first
            depth += 1
        elif kind in ("PDF", "PDI") and depth:
            depth -= 1
            if not depth:
                yield first, place + 1
    if depth:
        yield first, end


def _stretch(block: Block, first: int, last: int) -> None:
    inner = [place for place in range(first, last) if block.stored[place] not in DIRECTIONS and block.shown[place]]
    controls = [place for place in range(first, last) if block.stored[place] in DIRECTIONS]
    told = named(block.stored[place] for place in controls)
    levels = _levels(block.stored, first, last)
    order = _displayed(inner, levels)
    native = any(runs_right_to_left(block.stored[place]) for place in inner)
    if native and not any(block.stored[place] in "\u202d\u202e" for place in controls):
        block.note("text.direction", controls, told, usual="it is wrapped around words that run from right to left")
        return
    before = [block.shown[place] for place in inner]
    after = [_mirrored(block.shown[place], levels[place]) for place in order]
    if native:
        if not _overridden(block, inner, levels):
            block.note("text.direction", controls, told, usual="it agrees with the direction of the words in it")
            return
        after = before
    if after == before and not native:
        block.note("text.direction", controls, told, usual="it changes nothing in the order of the words")
        return
    for place, character in zip(inner, after, strict=True):
        block.shown[place] = character
    stored, shown = ("".join(one).strip() for one in (before, after))
    seen = f', so that "{stored[:80]}" is shown as "{shown[:80]}"' if shown != stored else ""
    block.note("text.bidi_override", range(first, last), f"{told} turn the order of the characters round{seen}")


def _overridden(block: Block, inner: Sequence[int], levels: dict[int, int]) -> bool:
    """Whether letters are forced against their own direction."""
    return any(
        (levels[place] % 2 == 1) != (kind == "R")
        for place in inner
        if (kind := _STRONG.get(unicodedata.bidirectional(block.stored[place]), ""))
    )


def _mirrored(character: str, level: int) -> str:
    return _MIRRORED.get(character, character) if level % 2 else character


def _levels(text: str, first: int, last: int) -> dict[int, int]:
    """The embedding level of each character, in a line that runs from left to right (rules X1 to I2)."""
    stack: list[tuple[int, str, bool]] = [(0, "", False)]
    kinds: dict[int, str] = {}
    levels: dict[int, int] = {}
    for place in range(first, last):
        kind = unicodedata.bidirectional(text[place])
        if kind in _OPENS and len(stack) < _DEPTH:
            level = stack[-1][0]
            odd = kind in _RIGHT or (kind == "FSI" and _first_strong(text, place, last) == "R")
            stack.append((level + (1 if (level % 2 == 0) == odd else 2), _OPENS[kind], kind.endswith("I")))
        elif kind in ("PDF", "PDI"):
            if len(stack) > 1:
                stack.pop()
        elif kind not in _OPENS:
            levels[place] = stack[-1][0]
            kinds[place] = stack[-1][1] or kind
    for level, group in groupby(levels, key=levels.__getitem__):
        _resolve(list(group), level, kinds, levels)
    return levels


def _first_strong(text: str, place: int, last: int) -> str:
    kinds = (_STRONG.get(unicodedata.bidirectional(character)) for character in text[place : min(last, place + 200)])
    return next((kind for kind in kinds if kind), "L")


def _resolve(run: Sequence[int], level: int, kinds: dict[int, str], levels: dict[int, int]) -> None:
    """Weak and neutral characters of a run at one level take a direction (W1 to W7, N1, N2), then levels (I1, I2)."""
    base = "R" if level % 2 else "L"
    strong = base
    resolved: list[str] = []
    for index, place in enumerate(run):
        kind = _STRONG.get(kinds[place], kinds[place])
        if kind in ("L", "R"):
            strong = kind
        elif kind in ("EN", "AN"):
            kind = "L" if kind == "EN" and strong == "L" else "N"
        elif kind in ("ES", "CS", "ET") and _in_number(run, index, kinds):
            kind = "L" if strong == "L" else "N"
        elif kind in ("NSM", "BN") and resolved:
            kind = resolved[-1]
        else:
            kind = ""
        resolved.append(kind)
    ends = [base]
    for kind in resolved:
        ends.append({"L": "L", "R": "R", "N": "R"}.get(kind, ends[-1]))
    following = base
    for index in range(len(run) - 1, -1, -1):
        kind = resolved[index]
        if kind:
            following = "L" if kind == "L" else "R"
        else:
            kind = ends[index] if ends[index] == following else base
        raised = {"L": level % 2, "R": 1 - level % 2, "N": 2 - level % 2}[kind]
        levels[run[index]] = level + raised


def _in_number(run: Sequence[int], index: int, kinds: dict[int, str]) -> bool:
    """Whether a separator stands between digits, or a currency or per cent sign beside one."""
    before = kinds[run[index - 1]] if index else ""
    after = kinds[run[index + 1]] if index + 1 < len(run) else ""
    digits = ("EN", "AN")
    if kinds[run[index]] == "ET":
        return before in digits or after in digits
    return before in digits and after in digits


def _displayed(inner: Sequence[int], levels: dict[int, int]) -> list[int]:
    """The places in the order that is shown (L2): from the highest level down, stretches are turned round."""
    order = list(inner)
    found = sorted({levels[place] for place in order}, reverse=True)
    for level in (one for one in range(found[0], 0, -1)) if found else ():
        turned: list[int] = []
        for high, group in groupby(order, key=lambda place: levels[place] >= level):
            stretch = list(group)
            turned += stretch[::-1] if high else stretch
        order = turned
    return order
