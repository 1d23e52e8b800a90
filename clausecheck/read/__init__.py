"""Files of the other side become Documents, each in a process with hard limits; old formats through LibreOffice."""

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausecheck.errors import LimitExceeded, PagesWithoutText, UnreadableError
from clausecheck.model import Document, Format, Notice, View
from clausecheck.read import child, limits
from clausecheck.read.sniff import sniff
from clausecheck.read.unread import unread

if TYPE_CHECKING:
    from clausecheck.read.pdf.ocr import Engine

__all__ = ["read", "read_bytes", "unread", "warm"]

_CHECK_NAME = "check the name and the folder"
_UNREAD: Final = frozenset({"page_without_text", "letters_unreadable", "picture_beside_text", "text_unverified"})
"""Codes of notices on pages of a PDF that a person can read and the program cannot, or not surely, without OCR."""


def read(path: Path, meanwhile: Callable[[], object] | None = None, view: View = View.FINAL) -> Document:
    """Read the file at `path`: its format is told by its content, and by its suffix where that leaves it open.

    `meanwhile` is called while the reading process works, for what the caller has to load anyway. `view` is how
    tracked changes are read; a file of a kind that has none reads the same in every view, and a notice says so.

    Raises UnreadableError: for a file that is missing, not a regular file, of another kind, damaged, encrypted, empty,
    without text or beyond the limits. Pages without text next to others with text are notices.
    """
    name = path.name or str(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise UnreadableError(f"there is no file {name}", hint=_CHECK_NAME) from None
    except IsADirectoryError:
        raise UnreadableError(f"{name} is a folder, not a file", hint="name one file in it") from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "not a file"
        raise UnreadableError(f"{name} cannot be opened: {reason}", hint=_CHECK_NAME) from None
    try:
        mode = os.fstat(handle)
        if stat.S_ISDIR(mode.st_mode):
            raise UnreadableError(f"{name} is a folder, not a file", hint="name one file in it")
        if not stat.S_ISREG(mode.st_mode):
            raise UnreadableError(f"{name} is not a regular file", hint=_CHECK_NAME)
        if mode.st_size > limits.FILE_BYTES:
            raise _too_large(name)
        with os.fdopen(os.dup(handle), "rb") as stream:
            data = stream.read(limits.FILE_BYTES + 1)
    except OSError as fault:
        raise UnreadableError(f"{name} cannot be read: {fault.strerror}", hint=_CHECK_NAME) from None
    finally:
        os.close(handle)
    return read_bytes(data, name, meanwhile, view)


def read_bytes(
    data: bytes, name: str, meanwhile: Callable[[], object] | None = None, view: View = View.FINAL
) -> Document:
    """Read a file's bytes; `name` is used for its suffix and in messages. All else is as in `read`."""
    name = "".join(character if character.isprintable() else "?" for character in name)
    if len(data) > limits.FILE_BYTES:
        raise _too_large(name)
    kind = sniff(data, name)
    if kind in (Format.DOC, Format.RTF, Format.ODT):
        return _read_converted(data, name, kind, meanwhile, view)
    if kind is Format.PDF:
        document = _read_pdf(data, name, meanwhile)
    else:
        document = child.run(partial(_read, kind, view), data, name, meanwhile=meanwhile)
    if kind is Format.DOCX or view is View.FINAL:
        return document
    told = Notice(code="one_view", message="a file of this kind has no tracked changes; every view of it is the same")
    return replace(document, notices=(*document.notices, told))


def warm() -> None:
    """Load every reader and let it read a few lines of our own, here: a fifth of a second of work.

    Each file is read in a process that is forked, which would load its reader anew; processes that are forked after
    this share what it has loaded. Raises what a broken installation raises.
    """
    from clausecheck.read.samples import samples

    for name, data in samples():
        _read(sniff(data, name), View.FINAL, data, name)


def _read_pdf(data: bytes, name: str, meanwhile: Callable[[], object] | None) -> Document:
    """Read a PDF; where pages are pictures, once more with OCR if it is installed."""
    document, error = None, None
    try:
        document = child.run(partial(_read, Format.PDF, View.FINAL), data, name, meanwhile=meanwhile)
        if not any(notice.code in _UNREAD for notice in document.notices):
            return document
    except PagesWithoutText as raised:
        error = raised
    from clausecheck.read.pdf import ocr

    engine = ocr.installed()
    if engine is not None:
        reader = partial(_read, Format.PDF, View.FINAL, engine=engine)
        return child.run(reader, data, name, ocr.SECONDS + limits.WALL_SECONDS, work=ocr.CPU_SECONDS)
    if document is None:
        assert error is not None
        raise error
    return document


def _read_converted(
    data: bytes, name: str, kind: Format, meanwhile: Callable[[], object] | None, view: View
) -> Document:
    from clausecheck.read.office import KINDS, to_docx

    made = to_docx(data, name, kind)
    document = child.run(partial(_read_office, kind, data, view), made, name, meanwhile=meanwhile)
    told = f"LibreOffice has converted {KINDS[kind]}; its words and numbers are as LibreOffice reads them"
    notices = (Notice(code="converted", message=told), *document.notices)
    return replace(document, format=kind, sha256=hashlib.sha256(data).hexdigest(), notices=notices)


def _read_office(kind: Format, original: bytes, view: View, made: bytes, name: str) -> Document:
    """Read what a file was converted to, knowing what the conversion lost."""
    from clausecheck.read.docx.reader import read_docx
    from clausecheck.read.originals import look_at

    return read_docx(made, name, "", view, look_at(kind, original))


def _too_large(name: str) -> LimitExceeded:
    return LimitExceeded(f"{name} is larger than {limits.FILE_BYTES // 1_000_000} MB")


def _read(kind: Format, view: View, data: bytes, name: str, engine: "Engine | None" = None) -> Document:
    """Choose the reader and import it alone."""
    sha256 = hashlib.sha256(data).hexdigest()
    match kind:
        case Format.DOCX:
            from clausecheck.read.docx.reader import read_docx

            return read_docx(data, name, sha256, view)
        case Format.PDF:
            from clausecheck.read.pdf.reader import read_pdf

            return read_pdf(data, name, sha256, engine)
        case _:
            from clausecheck.read.incomplete import checked

            return checked(_read_plain(kind, data, name, sha256), data)


def _read_plain(kind: Format, data: bytes, name: str, sha256: str) -> Document:
    match kind:
        case Format.HTML:
            from clausecheck.read.html.reader import read_html

            return read_html(data, name, sha256)
        case Format.MARKDOWN:
            from clausecheck.read.markdown import read_markdown

            return read_markdown(data, name, sha256)
        case _:
            from clausecheck.read.text.reader import read_text

            return read_text(data, name, sha256)
