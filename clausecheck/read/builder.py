"""Collects blocks and notices and makes the Document: white space is joined, invisible characters are left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clausecheck.errors import EmptyFile, LimitExceeded
from clausecheck.model import Block, BlockKind, Document, Format, Notice, Span
from clausecheck.read import limits

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
_TYPED_NUMBER = re.compile(
    r"\W{0,2}(?:(?:article|section|clause|part)\s)?[(\[]?(?:[0-9][0-9.]{0,12}|[a-z]{1,5})[.)\]:]{0,2}\W?"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one look. White space in them is as the file has it."""

    text: str
    bold: bool = False
    marked: bool = False
    """Looks like the words of a heading: bold or underlined."""


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


def plain(text: str) -> str:
    """`text` with single spaces and without invisible characters."""
    return " ".join(_clean(text).split())


def compose(runs: Iterable[Run]) -> Styled:
    """Join runs to one text with single spaces and find out where a heading at its start ends."""
    pieces: list[tuple[str, Run]] = []
    space = True
    dropped = 0
    for run in runs:
        words = _clean(run.text)
        dropped += _dropped(run.text, words)
        joined = " ".join(words.split())
        if not joined:
            if words and pieces and not space:
                pieces.append((" ", run))
                space = True
            continue
        before = "" if space or not words[0].isspace() else " "
        after = " " if words[-1].isspace() else ""
        pieces.append((before + joined + after, run))
        space = bool(after)
    text = "".join(piece for piece, _ in pieces).rstrip()
    visible = [(piece, run) for piece, run in pieces if piece.strip()]
    bold = bool(visible) and all(run.bold for _, run in visible)
    return Styled(text, _heading_end(pieces, text), bold, dropped)


def _dropped(before: str, after: str) -> int:
    return 0 if len(before) == len(after) else len(before) - len(after) - before.count("\u00ad")


def split_lines(runs: Sequence[Run]) -> list[Styled]:
    """A paragraph's lines where the writer broke it on purpose: broken sentences are joined again."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run is not BREAK:
            lines[-1].append(run)
        elif any(piece.text.strip() for piece in lines[-1]):
            lines.append([])
    joined = [lines[0]]
    for line in lines[1:]:
        before = "".join(run.text for run in joined[-1]).rstrip()
        after = "".join(run.text for run in line).lstrip()
        if after[:1].islower() and before[-1:] not in ".;:!?":
            joined[-1] += [Run(" "), *line]
        else:
            joined.append(line)
    return [styled for styled in map(compose, joined) if styled.text]


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


def _clean(text: str) -> str:
    if text.isprintable():
        return text if text.isascii() else text.translate(_TABLE)
    text = text.translate(_TABLE)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class Builder:
    """Collects the blocks of one document in reading order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._notices: list[Notice] = []
        self._length = 0
        self._dropped = 0

    def __len__(self) -> int:
        return len(self._blocks)

    def add(
        self,
        text: str | Styled,
        *,
        paragraph: int,
        kind: BlockKind = BlockKind.PARAGRAPH,
        page: int | None = None,
        label: str = "",
        level: int | None = None,
        list_id: str = "",
        centered: bool = False,
        indent: float | None = None,
        cells: Sequence[str] = (),
    ) -> None:
        """Append a block. With `cells`, `text` is not used: the cells' texts are joined by tabs.

        A `label` is put before the text with one space. A block without words is passed over.
        Raises LimitExceeded beyond the limits on blocks and characters.
        """
        styled = text if isinstance(text, Styled) else compose([Run(text)])
        self._dropped += styled.dropped + sum(_dropped(cell, _clean(cell)) for cell in cells)
        label = plain(label)
        spans: list[Span] = []
        body = styled.text
        if cells:
            body, spans = _row(cells)
        if not body and not label:
            return
        prefix = f"{label} " if label and body else label
        whole = prefix + body
        start = self._length + (1 if self._parts else 0)
        shift = start + len(prefix)
        self._parts.append(whole)
        self._length = start + len(whole)
        self._blocks.append(
            Block(
                kind=kind,
                span=Span(start, self._length),
                paragraph=paragraph,
                page=page,
                label=label,
                level=level,
                list_id=list_id,
                bold=styled.bold,
                centered=centered,
                indent=indent,
                heading_end=None if styled.heading_end is None or cells else shift + styled.heading_end,
                cells=tuple(Span(shift + span.start, shift + span.end) for span in spans),
            )
        )
        if len(self._blocks) > limits.BLOCKS or self._length > limits.CHARACTERS:
            raise LimitExceeded(
                f"the file has more than {limits.BLOCKS:,} paragraphs or {limits.CHARACTERS:,} characters"
            )

    def notice(
        self, code: str, message: str, *, page: int | None = None, quote: str = "", partial: bool = False
    ) -> None:
        """Append a notice; the same one is kept once, and no more than `limits.NOTICES`."""
        notice = Notice(code=code, message=message, page=page, quote=plain(quote), partial=partial)
        if len(self._notices) < limits.NOTICES or partial:
            self._notices.append(notice)

    def document(self, name: str, file_format: Format, sha256: str, pages: int | None = None) -> Document:
        """The finished Document. Raises EmptyFile where no word was added."""
        text = "\n".join(self._parts)
        if not any(character.isalnum() for character in text):
            raise EmptyFile(f"{name} has no words in it")
        if self._dropped:
            self.notice("invisible_characters", f"{self._dropped:,} invisible characters were left out of the text")
        notices = self._unique()
        return Document(
            name=name,
            format=file_format,
            sha256=sha256,
            text=text,
            blocks=tuple(self._blocks),
            notices=notices,
            pages=pages,
        )

    def _unique(self) -> tuple[Notice, ...]:
        seen: dict[tuple[str, str, str], Notice] = {}
        for notice in self._notices:
            key = (notice.code, notice.quote, "" if notice.quote else f"{notice.message} {notice.page}")
            if key in seen and notice.partial and not seen[key].partial:
                seen[key] = replace(seen[key], partial=True)
            seen.setdefault(key, notice)
        return tuple(seen.values())


def _row(cells: Sequence[str]) -> tuple[str, list[Span]]:
    texts = [text for text in map(plain, cells) if text]
    spans, offset = [], 0
    for text in texts:
        spans.append(Span(offset, offset + len(text)))
        offset += len(text) + 1
    return "\t".join(texts), spans
