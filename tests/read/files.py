"""Writes small Word and PDF files for the tests."""

import io
import zipfile

from clausecheck.model import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = {
    "styles.xml": "styles",
    "numbering.xml": "numbering",
    "footnotes.xml": "footnotes",
    "comments.xml": "comments",
}


def paragraph(text: str = "", properties: str = "", run: str = "") -> str:
    """One `w:p` with one run."""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def run(text: str, look: str = "") -> str:
    """One `w:r`."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tracked(name: str, text: str, author: str = "Ann", date: str = "2024-05-01T10:00:00Z") -> str:
    """Words in `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo`."""
    words = run(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if name == "del" else run(text)
    return f'<w:{name} w:author="{author}" w:date="{date}">{words}</w:{name}>'


def mark(name: str, author: str = "Ann") -> str:
    """The properties of a paragraph whose mark is inserted or deleted."""
    return f'<w:rPr><w:{name} w:author="{author}" w:date="2024-05-01T10:00:00Z"/></w:rPr>'


def block(inside: str, properties: str = "") -> str:
    """One `w:p` with runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph in a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(index: int, pattern: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def lists(levels: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part with one definition."""
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{numbers}'


def word_file(body: str, main: str = "word/document.xml", names: str = _NAMES, **parts: str) -> bytes:
    """A Word file; `styles`, `numbering`, `footnotes`, `comments` and `header1` give the insides of further parts."""
    store = io.BytesIO()
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{_RELATION}/{part.rstrip("1")}" Target="{part}.xml"/>'
        for index, part in enumerate(parts)
    )
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "comments": "comments"}
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{_RELATION}/officeDocument" Target="{main}"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        archive.writestr(main, f"<w:document {names}><w:body>{body}</w:body></w:document>")
        for part, inside in parts.items():
            root = roots.get(part, "hdr")
            archive.writestr(f"word/{part}.xml", f"<w:{root} {names}>{inside}</w:{root}>")
    return store.getvalue()


Item = tuple[float, float, str] | tuple[float, float, str, str, float]


def pdf_file(pages: list[list[Item]], more: bytes = b"", turn: int = 0) -> bytes:
    """A PDF, its pages shown turned; an item is (x, y from the top, text) or (x, y, text, "F1" or bold "F2", size)."""
    objects: list[bytes] = []
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(pages)))
    objects += [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for index, items in enumerate(pages):
        content = "".join(_shown(item) for item in items).encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {turn} /Contents {6 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, more, start)
    return bytes(out)


def _shown(item: Item) -> str:
    x, y, text = item[:3]
    font, size = (item[3], item[4]) if len(item) == 5 else ("F1", 11)
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {792 - y} Td ({escaped}) Tj ET\n"


def column(lines: list[str], x: float = 72, top: float = 100, step: float = 13) -> list[Item]:
    """Lines of text below each other."""
    return [(x, top + index * step, line) for index, line in enumerate(lines)]


def texts(document: Document) -> list[str]:
    """The words of every block."""
    return [document.slice(block.span) for block in document.blocks]


def check_spans(document: Document) -> None:
    """Blocks are ordered, disjoint, not empty, and joined by one line break."""
    end = -1
    for block in document.blocks:
        assert block.span.start == end + 1
        assert block.span.end > block.span.start
        assert document.slice(block.span).startswith(block.label)
        assert all(block.span.start <= cell.start < cell.end <= block.span.end for cell in block.cells)
        assert block.heading_end is None or block.span.start < block.heading_end < block.span.end
        end = block.span.end
    assert end == len(document.text)
