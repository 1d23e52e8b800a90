"""Collects blocks and notices and makes the Document."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from clausecheck.errors import EmptyFile, LimitExceeded
from clausecheck.model import Block, BlockKind, Document, Format, Notice, Span
from clausecheck.read import limits
from clausecheck.read.oddities import Oddities
from clausecheck.read.styled import Place, Run, Styled, compose, plain
from clausecheck.read.traces import Traces

if TYPE_CHECKING:
    from clausecheck.read.characters import Oddity


class Builder:
    """Collects the blocks of one document in reading order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._notices: dict[tuple[str, str, str], Notice] = {}
        self._more: dict[str, dict[str, None]] = {}
        """Words of the notices beyond `limits.NOTICES`, by their code."""
        self._length = 0
        self._dropped = 0
        self.places: list[Place] = []
        """Where runs with notes stand in the text, in reading order."""
        self.traces = Traces()
        self._oddities = Oddities()

    def __len__(self) -> int:
        return len(self._blocks)

    @property
    def here(self) -> int:
        """The offset behind the last block, where the next one's words will stand or what is left out would."""
        return self._length

    @property
    def starts(self) -> list[int]:
        """Where its blocks begin."""
        return [block.span.start for block in self._blocks]

    def since(self, blocks: int) -> str:
        """The words of all blocks but the first `blocks`."""
        return "\n".join(self._parts[blocks:])

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
        cells: Sequence[str | Styled] = (),
    ) -> None:
        """Append a block. With `cells`, `text` is not used: the cells' texts are joined by tabs.

        A `label` is put before the text with one space. A block without words is passed over.
        Raises LimitExceeded beyond the limits on blocks and characters.
        """
        styled = text if isinstance(text, Styled) else compose([Run(text)])
        self._dropped += styled.dropped
        label = plain(label) if label else label
        spans: list[Span] = []
        body, places, oddities = styled.text, styled.places, styled.oddities
        if cells:
            body, spans, places, oddities = self._row(cells)
        if not body and not label:
            self._oddities.add(oddities, self._length, page)
            return
        prefix = f"{label} " if label and body else label
        whole = prefix + body
        start = self._length + (1 if self._parts else 0)
        shift = start + len(prefix)
        self._parts.append(whole)
        self._length = start + len(whole)
        if places:
            self.places += [place.moved(shift) for place in places]
        if oddities:
            self._oddities.add(oddities, shift, page)
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
                cells=tuple([Span(shift + span.start, shift + span.end) for span in spans]) if spans else (),
            )
        )
        if len(self._blocks) > limits.BLOCKS or self._length > limits.CHARACTERS:
            raise LimitExceeded(
                f"the file has more than {limits.BLOCKS:,} paragraphs or {limits.CHARACTERS:,} characters"
            )

    def _row(self, cells: Sequence[str | Styled]) -> "tuple[str, list[Span], tuple[Place, ...], tuple[Oddity, ...]]":
        texts: list[str] = []
        spans: list[Span] = []
        places: list[Place] = []
        oddities: list[Oddity] = []
        offset = 0
        for cell in cells:
            styled = compose([Run(cell)]) if isinstance(cell, str) else cell
            self._dropped += styled.dropped
            places += [place.moved(offset) for place in styled.places]
            oddities += [one.moved(offset) for one in styled.oddities]
            if styled.text:
                texts.append(styled.text)
                spans.append(Span(offset, offset + len(styled.text)))
                offset += len(styled.text) + 1
        return "\t".join(texts), spans, tuple(places), tuple(oddities)

    def notice(
        self, code: str, message: str, *, page: int | None = None, quote: str = "", partial: bool = False
    ) -> None:
        """Append a notice; the same one is kept once. Beyond `limits.NOTICES` those of one code are told together."""
        words = plain(quote)
        key = (code, words, "" if words else f"{message} {page}")
        known = self._notices.get(key)
        if known is not None:
            self._notices[key] = replace(known, partial=known.partial or partial)
        elif partial or len(self._notices) < limits.NOTICES:
            self._notices[key] = Notice(code=code, message=message, page=page, quote=words, partial=partial)
        else:
            self._more.setdefault(code, {})[words] = None

    def document(self, name: str, file_format: Format, sha256: str, pages: int | None = None) -> Document:
        """The finished Document. Raises EmptyFile where no word was added."""
        text = "\n".join(self._parts)
        if not any(character.isalnum() for character in text):
            raise EmptyFile(f"{name} has no words in it")
        for trace in self._oddities.traces(text):
            self.traces.add(trace)
        for words in self._oddities.spelled():
            self.notice("hidden_text", "hidden words stand outside the text", quote=words)
        if self._dropped:
            self.notice("invisible_characters", f"{self._dropped:,} invisible characters were left out of the text")
        more = (
            Notice(code=code, message="more of this kind, told together", quote=" ".join(words))
            for code, words in self._more.items()
        )
        return Document(
            name=name,
            format=file_format,
            sha256=sha256,
            text=text,
            blocks=tuple(self._blocks),
            notices=(*self._notices.values(), *more),
            pages=pages,
            traces=self.traces.found(),
        )
