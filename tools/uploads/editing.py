"""Edits that make a file another file and leave what it says as it is."""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Final

_BODY_END: Final = re.compile(rb"(<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:body>|</w:body>)", re.DOTALL)
_DOCUMENT: Final = "word/document.xml"


def edited(data: bytes, name: str, number: int) -> bytes:
    """The same file with a reference number of its own, in the way of its format."""
    reference = f"Reference: UP-{number:06d}"
    match PurePath(name).suffix.lower():
        case ".docx":
            return _in_word(data, reference)
        case ".pdf":
            return data + f"\n% {reference}\n".encode()
        case ".html" | ".htm":
            return _in_page(data, reference)
        case _:
            return data.rstrip() + f"\n\n{reference}\n".encode()


def _in_page(data: bytes, reference: str) -> bytes:
    place = data.lower().rfind(b"</body>")
    paragraph = f"<p>{reference}</p>\n".encode()
    return data + paragraph if place < 0 else data[:place] + paragraph + data[place:]


def _in_word(data: bytes, reference: str) -> bytes:
    """A paragraph more at the end, or a comment of the archive where the end is not as Word writes it."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = [(member, source.read(member)) for member in source.infolist()]
    paragraph = f"<w:p><w:r><w:t>{reference}</w:t></w:r></w:p>".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for member, content in members:
            inside = _before_end(content, paragraph) if member.filename == _DOCUMENT else content
            target.writestr(zipfile.ZipInfo(member.filename, member.date_time), inside, zipfile.ZIP_DEFLATED)
        target.comment = reference.encode()
    return made.getvalue()


def _before_end(content: bytes, paragraph: bytes) -> bytes:
    tail = max(0, content.rfind(b"</w:p>"))
    found = _BODY_END.search(content, tail)
    return content[: found.start()] + paragraph + content[found.start() :] if found else content
