"""Pages of an HTML file that was printed: heads, feet and page numbers beside its page breaks leave the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from clausecheck.model import BlockKind, Trace
from clausecheck.read.builder import Builder
from clausecheck.read.styled import Run, split_lines
from clausecheck.read.text.lines import SENTENCE_END
from clausecheck.read.text.reader import add_lines

_LONGEST: Final = 160
_NEAR: Final = 4
_LEAST: Final = 3
_LEAST_NUMBERS: Final = 2
_NUMBER = re.compile(
    r"[-–—]?\s?(?:page\s)?(?:[a-z]{1,3}-)?(?:[0-9]{1,4}|[ivxl]{1,6})(?:\s?(?:of|/)\s?[0-9]{1,4})?\s?[-–—]?"
)

_SHORT: Final = 60
_LABEL = re.compile(
    r"[(\[]?(?:[0-9]{1,3}|[a-z]{1,5})(?:\.[0-9]{1,3}){0,4}[.)\]]{1,2}|[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}"
    r"|(?:article|section|clause|§)\s?(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|[ivxl]{1,7})[.:]?|[•·▪●○■–—*-]"
)
"""What stands in a cell of its own before the words of a numbered paragraph, in lower case."""


@dataclass(slots=True, kw_only=True)
class Piece:
    """A paragraph, heading or table row before it becomes a block."""

    runs: list[Run]
    kind: BlockKind = BlockKind.PARAGRAPH
    cells: list[str] = field(default_factory=list)
    label: str = ""
    level: int | None = None
    list_id: str = ""
    centered: bool = False
    typed: bool = False
    """Set as it was typed, with its line breaks (`pre`)."""
    traces: list[Trace] = field(default_factory=list)
    """What was met before it."""

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join((" ".join(self.cells) if self.cells else "".join(run.text for run in self.runs)).split())


def pieces_of_row(cells: list[list[Piece]]) -> list[Piece]:
    """A table row as a person sees it: a numbered paragraph, paragraphs in a frame, or a row of cells."""
    filled = [cell for cell in cells if any(piece.text for piece in cell)]
    if not filled:
        return []
    if len(filled) == 1 and (len(filled[0]) > 1 or len(filled[0][0].text) > _SHORT):
        return filled[0]
    if len(filled) == 2 and len(filled[0]) == 1 and _LABEL.fullmatch(filled[0][0].text.lower()):
        first, *more = filled[1]
        first.runs = [*filled[0][0].runs, Run(" "), *first.runs]
        return [first, *more]
    texts = [" ".join(piece.text for piece in cell) for cell in filled]
    return [Piece(runs=[], kind=BlockKind.TABLE_ROW, cells=texts)]


class Pages:
    """Collects the pieces of a file in reading order, with the places where a page ends."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._turns: list[int] = []
        self._met: list[Trace] = []

    def add(self, piece: Piece) -> None:
        """Append a piece."""
        piece.traces += self._met
        self._met = []
        self.pieces.append(piece)

    def meet(self, trace: Trace) -> None:
        """Something that a person does not see stands here, before the next piece."""
        self._met.append(trace)

    def turn(self) -> None:
        """A page ends here."""
        if not self._turns or self._turns[-1] != len(self.pieces):
            self._turns.append(len(self.pieces))

    def write(self, builder: Builder, paragraph: int) -> int:
        """Add the pieces as blocks, counting on from `paragraph`, and return the last paragraph's number."""
        furniture, turns = self._furniture(), frozenset(self._turns)
        crossed = False
        waiting: Piece | None = None
        for index, piece in enumerate(self.pieces):
            crossed = crossed or index in turns
            if index in furniture:
                _tell(builder, piece.traces)
                builder.notice("running_head", "a page or filing mark stands outside the text", quote=piece.text)
            elif waiting is not None and crossed and _goes_on(waiting, piece):
                waiting.runs += [Run(" "), *piece.runs]
                waiting.traces += piece.traces
                crossed = False
            else:
                paragraph = _write(builder, waiting, paragraph)
                waiting, crossed = piece, False
        paragraph = _write(builder, waiting, paragraph)
        _tell(builder, self._met)
        return paragraph

    def _furniture(self) -> set[int]:
        """The pieces beside the ends of pages that are page numbers, or words that most pages repeat."""
        beside = sorted({at for turn in self._turns for at in self._beside(turn)})
        texts = {at: self.pieces[at].text.lower() for at in beside}
        numbers = {at for at in beside if _NUMBER.fullmatch(texts[at])}
        repeated = Counter(texts.values())
        found = numbers if len(numbers) >= _LEAST_NUMBERS else set()
        found = found | {at for at in beside if repeated[texts[at]] >= _LEAST and len(texts[at]) > 2}
        return found if len(found) < len(self.pieces) else set()

    def _beside(self, turn: int) -> list[int]:
        """The short pieces right before and behind the end of a page."""
        found = []
        for side in (range(turn - 1, max(-1, turn - 1 - _NEAR), -1), range(turn, min(turn + _NEAR, len(self.pieces)))):
            for at in side:
                if self.pieces[at].label or len(self.pieces[at].text) > _LONGEST:
                    break
                found.append(at)
        return found


def _tell(builder: Builder, traces: Sequence[Trace]) -> None:
    for trace in traces:
        builder.traces.add(replace(trace, at=builder.here or None))


def _goes_on(before: Piece, after: Piece) -> bool:
    plain = before.kind is after.kind is BlockKind.PARAGRAPH and not (before.cells or after.cells or after.label)
    plain = plain and not (before.typed or after.typed)
    return plain and after.text[:1].islower() and not before.text.endswith(SENTENCE_END)


def _write(builder: Builder, piece: Piece | None, paragraph: int) -> int:
    if piece is None:
        return paragraph
    _tell(builder, piece.traces)
    if piece.cells:
        builder.add("", cells=piece.cells, kind=piece.kind, paragraph=paragraph + 1)
        return paragraph + 1
    if piece.typed:
        return add_lines(builder, "".join(run.text for run in piece.runs), paragraph)[0]
    label = piece.label
    for styled in split_lines(piece.runs):
        builder.add(
            styled,
            paragraph=paragraph + 1,
            kind=piece.kind,
            label=label,
            level=piece.level,
            list_id=piece.list_id,
            centered=piece.centered,
        )
        label = ""
    return paragraph + 1
