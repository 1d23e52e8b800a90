""" "Opened without error" is not "read": what must be said of the pages of a PDF after they were read."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from clausecheck.errors import EmptyFile, PagesWithoutText
from clausecheck.model import Notice
from clausecheck.read.pdf_check import check
from clausecheck.read.pdf_sight import FEW_WORDS, Sight, sight

UNREAD: Final = "page_without_text"
"""Code of the notices on pages that a person can read and the program cannot."""
_PICTURE_WIDTH: Final = re.compile(rb"/Width\s{1,4}(?:[0-9]{4,}|[6-9][0-9]{2})")
"""A picture wide enough, in pixels, for a page of print."""
_TOLD: Final = {
    None: "cannot be opened and was not read",
    Sight.PICTURE: "is a picture; its words are not text and were not read",
    Sight.DRAWN: "shows letters that are drawn as shapes; they are not text and were not read",
}


def inspect(document: Any, data: bytes, texts: Sequence[str], name: str) -> list[Notice]:
    """What must be said of an opened `pypdfium2.PdfDocument` and the texts of its pages.

    Raises PagesWithoutText where no page has text and some show anything, EmptyFile where all are blank.
    """
    pictures = bool(_PICTURE_WIDTH.search(data))
    sights = {page: _sight(document, page, text, pictures) for page, text in enumerate(texts, 1)}
    unread = [page for page, seen in sights.items() if seen in _TOLD]
    blank = [page for page, seen in sights.items() if seen is Sight.BLANK]
    damage = check(_decrypted(document, data), texts)
    if not any(map(_has_word, texts)):
        _refuse(name, unread, damage)
    notices = [_unread(page, sights[page]) for page in unread]
    for page in blank:
        if damage:
            # Nobody knows whether the page is blank or its content is lost.
            notices.append(Notice(code=UNREAD, message=f"page {page} has no content", page=page, partial=True))
        else:
            notices.append(Notice(code="blank_page", message=f"page {page} is blank", page=page))
    for page, seen in sights.items():
        if seen is Sight.SMALL_PICTURE:
            told = f"page {page} has no text, only a small picture that was not read"
            notices.append(Notice(code="picture", message=told, page=page))
    layers = [page for page, seen in sights.items() if seen is Sight.LAYER]
    if layers:
        told = f"{named(layers)} scanned; the words come from the text behind the picture, which nobody has checked"
        notices.append(Notice(code="text_unverified", message=told))
    return notices + damage


def named(pages: Sequence[int]) -> str:
    """Pages with their verb: "page 3 is", "pages 1 to 4 and 7 are"."""
    ranges = []
    for _, run in groupby(enumerate(pages), key=lambda entry: entry[1] - entry[0]):
        found = [page for _, page in run]
        ranges.append(str(found[0]) if len(found) == 1 else f"{found[0]} to {found[-1]}")
    if len(ranges) > 20:
        ranges = [*ranges[:20], f"{len(ranges) - 20} more"]
    listed = ", ".join(ranges[:-1]) + (" and " if len(ranges) > 1 else "") + ranges[-1]
    return f"pages {listed} are" if len(pages) > 1 else f"page {listed} is"


def _sight(document: Any, page: int, text: str, pictures: bool) -> Sight | None:
    """What the page shows; None where it cannot be opened."""
    import pypdfium2

    words = len(text.split()) if _has_word(text) else 0
    if words >= FEW_WORDS and not pictures:
        return Sight.TEXT
    try:
        opened = document[page - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        return sight(opened, words)
    except pypdfium2.PdfiumError:
        return Sight.TEXT if words else Sight.PICTURE
    finally:
        opened.close()


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _unread(page: int, seen: Sight | None) -> Notice:
    return Notice(code=UNREAD, message=f"page {page} {_TOLD[seen]}", page=page, partial=True)


def _refuse(name: str, unread: Sequence[int], damage: Iterable[Notice]) -> None:
    """Nothing was read. Raises the error that says why."""
    for notice in damage:
        raise PagesWithoutText(f"{name} has no text that can be read: {notice.message}")
    if unread:
        what = "pictures" if len(unread) > 1 else "a picture"
        raise PagesWithoutText(f"{name} has no text: {named(unread)} {what}")
    raise EmptyFile(f"{name} has no words in it: its pages are blank")


def _decrypted(document: Any, data: bytes) -> bytes:
    """The file without its encryption, where it opened without a password; otherwise as it is."""
    if b"/Encrypt" not in data:
        return data
    import pypdfium2.raw as raw

    store = BytesIO()
    document.save(store, flags=raw.FPDF_REMOVE_SECURITY)
    return store.getvalue()
