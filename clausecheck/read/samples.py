"""A few lines of our own in each format, so that every reader can be tried before there is a file."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

_LINES: Final = ("SERVICES AGREEMENT", "1. Fees. Customer shall pay each invoice within 30 days.", "2. Term. One year.")
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Target="word/document.xml" Type="{_OFFICE}/officeDocument"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>'
    + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _LINES)
    + "</w:body></w:document>",
}


def samples() -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the files, one for each reader."""
    lines = "\n\n".join(_LINES)
    yield "sample.docx", _word_file()
    yield "sample.pdf", _page_file()
    yield "sample.txt", lines.encode()
    yield "sample.md", f"# {lines}".encode()
    yield "sample.html", f"<html><body><p>{'</p><p>'.join(_LINES)}</p></body></html>".encode()


def _word_file() -> bytes:
    with zipfile.ZipFile(stream := io.BytesIO(), "w") as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _page_file() -> bytes:
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in _LINES)
    stream = f"BT /F1 11 Tf 60 760 Td {shown} ET".encode()
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s >>" % font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    last = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 5\n0000000000 65535 f \n" + table + last
