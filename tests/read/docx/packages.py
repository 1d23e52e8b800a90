"""Writes Word files part by part, for what lies beside their text."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clausecheck import read
from clausecheck.model import Document, Trace
from tests.read.files import W

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = (
    f'{W} xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class Link(NamedTuple):
    """One relationship."""

    kind: str
    target: str
    external: bool = False
    identity: str = "x1"


def links(items: Sequence[Link]) -> str:
    """A part of relationships."""
    told = "".join(
        f'<Relationship Id="{item.identity}" Type="{RELATIONS}/{item.kind}" Target="{item.target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if item.external else ''}/>"
        for item in items
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def types(*overrides: tuple[str, str]) -> str:
    """The content types, with these parts besides the main one."""
    told = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>{told}</Types>'
    )


def package(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    of_main: Sequence[Link] = (),
    of_file: Sequence[Link] = (),
) -> bytes:
    """A Word file with further parts, and with links of its main part and of the file."""
    store = io.BytesIO()
    main = Link("officeDocument", "word/document.xml", identity="main")
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": links([main, *of_file]),
        "word/_rels/document.xml.rels": links(of_main),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        **(parts or {}),
    }
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return store.getvalue()


def read_package(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    of_main: Sequence[Link] = (),
    of_file: Sequence[Link] = (),
) -> Document:
    """The same, read."""
    return read.read_bytes(package(body, parts, of_main, of_file), "a.docx")


def met(document: Document, technique: str) -> list[Trace]:
    """The traces of one technique."""
    return [trace for trace in document.traces if trace.technique == f"docx.{technique}"]


def quotes(document: Document, technique: str) -> list[str]:
    """What they quote."""
    return [trace.quote for trace in met(document, technique)]


def field(instruction: str, result: str, begin: str = "") -> str:
    """A field in runs of its own."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{begin}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
