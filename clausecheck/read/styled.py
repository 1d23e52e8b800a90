"""Words with a look, joined to the text of one block: white space is joined, invisible characters are left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from clausecheck.read.characters import Oddity

_INVISIBLE = (
    *range(0x09),
    *range(0x0E, 0x1C),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0x00AD,
    0x034F,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0x3164,
    *range(0xFE00, 0xFE10),
    0xFEFF,
    0xFFA0,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
    *range(0xE0100, 0xE01F0),
)
_DROP: dict[int, str | None] = dict.fromkeys(_INVISIBLE)
_SYMBOL_BULLETS: dict[int, str | None] = dict.fromkeys(
    (0xF0B7, 0xF0A7, 0xF0A8, 0xF0D8, 0xF076, 0xF06F, 0xF0FC, 0xF02D), "•"
)
_TABLE: dict[int, str | None] = _DROP | _SYMBOL_BULLETS
_USUAL = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2023\u2026\u2027\u2030-\u2043\u2045-\u205e\u20ac]*")
"""Printable characters of Western print, of which none needs a second look."""
_TYPED_NUMBER = re.compile(
    r"\W{0,2}(?:(?:article|section|clause|part)\s)?[(\[]?(?:[0-9][0-9.]{0,12}|[a-z]{1,5})[.)\]:]{0,2}\W?"
)


class Run(NamedTuple):
    """Words with one look. White space in them is as the file has it."""

    text: str
    bold: bool = False
    marked: bool = False
    """Looks like the words of a heading: bold or underlined."""
    note: object = None
    """What the reader wants to find again in the text. A run without words can carry it too, to mark a place."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of a run with a note stand, white space around them included."""

    note: object
    start: int
    end: int

    def moved(self, by: int) -> "Place":
        """The place `by` characters further on."""
        return Place(self.note, self.start + by, self.end + by)


BREAK = Run("\n")
"""A line break that the writer set inside a paragraph; told by identity."""


@dataclass(frozen=True, slots=True)
class Styled:
    """Text of one block with what its look says."""

    text: str
    heading_end: int | None
    """Where the bold or underlined words at its start end; None where there are none, or where all are."""
    bold: bool
    """Every word is bold."""
    dropped: int = 0
    """How many invisible characters were left out, soft hyphens not counted."""
    places: tuple[Place, ...] = ()
    """Of the runs with notes, in order."""
    oddities: "tuple[Oddity, ...]" = ()
    """What is odd about its characters; offsets are those of its text."""


def plain(text: str) -> str:
    """`text` with single spaces and without invisible characters."""
    return " ".join(clean(text).split())


def compose(runs: Iterable[Run]) -> Styled:
    """Join runs to one text with single spaces and find out where a heading at its start ends."""
    pieces: list[tuple[str, Run]] = []
    noted: list[tuple[object, int, int]] = []
    space = True
    dropped = 0
    oddities: tuple[Oddity, ...] = ()
    listed = list(runs)
    usual = all(_is_usual(run.text) for run in listed)
    if not usual:
        listed, oddities, dropped = _seen(listed)
    for run in listed:
        words = run.text
        joined = words.strip() if usual and "  " not in words else " ".join(words.split())
        if not joined:
            before = len(pieces)
            if words and pieces and not space:
                pieces.append((" ", run))
                space = True
            if run.note is not None:
                noted.append((run.note, before, len(pieces)))
            continue
        lead = "" if space or not words[0].isspace() else " "
        after = " " if words[-1].isspace() else ""
        pieces.append((lead + joined + after, run))
        if run.note is not None:
            noted.append((run.note, len(pieces) - 1, len(pieces)))
        space = bool(after)
    if len(pieces) == 1 and not noted and not oddities:
        return Styled(pieces[0][0].rstrip(), None, pieces[0][1].bold, dropped)
    text = "".join(piece for piece, _ in pieces).rstrip()
    visible = [(piece, run) for piece, run in pieces if piece.strip()]
    bold = bool(visible) and all(run.bold for _, run in visible)
    places = _places(noted, [len(piece) for piece, _ in pieces], len(text)) if noted else ()
    heading_end = _heading_end(pieces, text) if len(pieces) > 1 else None
    return Styled(text, heading_end, bold, dropped, places, located(oddities, text))


def _places(noted: Iterable[tuple[object, int, int]], lengths: Iterable[int], most: int) -> tuple[Place, ...]:
    """Pieces counted as characters, of which there are no more than `most`."""
    offsets = [min(offset, most) for offset in accumulate(lengths, initial=0)]
    return tuple(Place(note, offsets[first], offsets[last]) for note, first, last in noted)


def _seen(runs: list[Run]) -> "tuple[list[Run], tuple[Oddity, ...], int]":
    """The runs with the words that a person sees, what is odd about them, and how much of them prints nothing."""
    looked = look("".join(run.text for run in runs))
    if looked is None:
        return runs, (), 0
    seen = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        seen.append(run._replace(text="".join(looked.shown[start:end])))
        start = end
    return seen, looked.oddities, looked.dropped


class Looked(NamedTuple):
    """What a person sees of a text."""

    shown: list[str]
    """For each character what stands in its place."""
    oddities: "tuple[Oddity, ...]"
    dropped: int
    """How many invisible characters were left out, soft hyphens not counted."""


def look(text: str) -> Looked | None:
    """What a person sees of `text`; None where that is the text itself."""
    if _is_usual(text):
        return None
    from clausecheck.read.characters.classes import SUSPECT

    if not SUSPECT.search(text):
        return None
    from clausecheck.read.characters import examine

    bullets = any(ord(character) in _SYMBOL_BULLETS for character in frozenset(text))
    shown, oddities = examine(text.translate(_SYMBOL_BULLETS) if bullets else text)
    gone = "" in shown
    dropped = sum(not one and not stored.isprintable() for one, stored in zip(shown, text, strict=True)) if gone else 0
    return Looked(shown, oddities, dropped - text.count("\u00ad"))


def located(oddities: "tuple[Oddity, ...]", text: str) -> "tuple[Oddity, ...]":
    """Oddities whose offsets count characters that are no white space, with offsets into `text`."""
    if not oddities:
        return ()
    made = []
    solid = (at for at, character in enumerate(text) if not character.isspace())
    counted, at = -1, 0
    for one in oddities:
        at = next(islice(solid, max(0, one.offset - counted - 1), None), len(text)) if one.offset > counted else at
        counted = max(counted, one.offset)
        made.append(replace(one, offset=at))
    return tuple(made)


def split_lines(runs: Sequence[Run]) -> list[Styled]:
    """A paragraph's lines where the writer broke it on purpose: broken sentences are joined again."""
    if BREAK not in runs:
        whole = compose(runs)
        return [whole] if whole.text or whole.oddities else []
    lines: list[list[Run]] = [[]]
    filled = False
    for run in runs:
        if run is not BREAK:
            lines[-1].append(run)
            filled = filled or bool(run.text.strip())
        elif filled:
            lines.append([])
            filled = False
    texts = ["".join(run.text for run in line).strip() for line in lines]
    joined = [lines[0]]
    for line, text, before in zip(lines[1:], texts[1:], texts, strict=False):
        if text[:1].islower() and before[-1:] not in ".;:!?":
            joined[-1] += [Run(" "), *line]
        else:
            joined.append(line)
    return _with_words([compose(line) for line in joined])


def _with_words(lines: list[Styled]) -> list[Styled]:
    """Those that have words; places on the others go to the beginning of the next, or the end of the last."""
    kept: list[Styled] = []
    waiting: list[object] = []
    for line in lines:
        if not line.text and not line.oddities:
            waiting += [place.note for place in line.places]
            continue
        before = tuple(Place(note, 0, 0) for note in waiting)
        kept.append(replace(line, places=(*before, *line.places)) if before else line)
        waiting = []
    if waiting and kept:
        end = len(kept[-1].text)
        kept[-1] = replace(kept[-1], places=(*kept[-1].places, *(Place(note, end, end) for note in waiting)))
    return kept


def _heading_end(pieces: Sequence[tuple[str, Run]], text: str) -> int | None:
    offset, end = 0, None
    for piece, run in pieces:
        if run.marked and piece.strip():
            end = offset + len(piece.rstrip())
        elif piece.strip() and (end is not None or not _TYPED_NUMBER.fullmatch(text[: offset + len(piece)].lower())):
            break
        offset += len(piece)
    if end is None:
        return None
    while end < len(text) and text[end] in ".:":
        end += 1
    return end if end < len(text) else None


def clean(text: str) -> str:
    """`text` without invisible characters, and with every character one that can be written."""
    return text if _is_usual(text) else _cleaned(text)


def _is_usual(text: str) -> bool:
    """Whether nothing is to be cleaned, and all white space in it is plain: cleaning takes ten times as long."""
    return text.isprintable() and (text.isascii() or _USUAL.fullmatch(text) is not None)


def _cleaned(text: str) -> str:
    text = text.translate(_TABLE)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
