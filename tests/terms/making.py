"""Small documents for the tests of `terms`."""

from clausecheck.model import Block, BlockKind, Clause, Document, Facts, Format, Part, Party, Side, Span

DEAL = Facts(
    parties=(
        Party(name="Provider", alias="Provider", role=Side.SELLER),
        Party(name="Contractor", alias="Contractor", role=Side.SELLER),
        Party(name="Developer", alias="Developer", role=Side.SELLER),
        Party(name="Supplier", alias="Supplier", role=Side.SELLER),
        Party(name="Consultant", alias="Consultant", role=Side.SELLER),
        Party(name="Customer", alias="Customer", role=Side.BUYER),
        Party(name="Client", alias="Client", role=Side.BUYER),
        Party(name="Company", alias="Company", role=Side.BUYER),
    )
)


def document(*paragraphs: str) -> Document:
    """A document of these paragraphs; one with tabs is a table row, its cells apart by tabs."""
    blocks, position = [], 0
    for number, words in enumerate(paragraphs, start=1):
        span = Span(position, position + len(words))
        cells, start = [], position
        for cell in words.split("\t"):
            cells.append(Span(start, start + len(cell)))
            start += len(cell) + 1
        row = len(cells) > 1
        kind = BlockKind.TABLE_ROW if row else BlockKind.PARAGRAPH
        blocks.append(Block(kind=kind, span=span, paragraph=number, cells=tuple(cells) if row else ()))
        position = span.end + 1
    text = "\n".join(paragraphs)
    return Document(name="x.txt", format=Format.TEXT, sha256="0" * 64, text=text, blocks=tuple(blocks))


def clause(document: Document, words: str, *, number: int = 1, heading: str = "", parent: str | None = None) -> Clause:
    """A clause of these words, which must stand in the document."""
    start = document.text.index(words)
    span = Span(start, start + len(words))
    return Clause(
        id=f"c{number}",
        number="",
        path="",
        heading=heading,
        level=1,
        parent=parent,
        span=span,
        text=words,
        whole=span,
        part=Part.BODY,
        page=None,
        paragraph=1,
    )


def one_clause(words: str, heading: str = "") -> tuple[Document, tuple[Clause, ...]]:
    """A document of a single clause."""
    made = document(words)
    return made, (clause(made, words, heading=heading),)
