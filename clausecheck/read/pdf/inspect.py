"""What must be said of the pages of a PDF after they were read: a file that opened need not have been read."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from clausecheck.errors import DamagedFile, EmptyFile, PagesWithoutText
from clausecheck.model import Notice
from clausecheck.read.pdf.check import check
from clausecheck.read.pdf.page import Page
from clausecheck.read.pdf.parts.arbiter import Arbiter
from clausecheck.read.pdf.sight import FEW_WORDS, Sight, sight
from clausecheck.read.pdf.structure import Structure

if TYPE_CHECKING:
    from clausecheck.read.pdf.ocr import Recognised

_PICTURE_WIDTH: Final = re.compile(rb"/Width\s{1,4}(?:[0-9]{4,}|[6-9][0-9]{2})")
"""A picture wide enough, in pixels, for a page of print."""
_ODD: Final = re.compile(r"[\x01-\x08\x0e-\x1b\ufffd\ue000-\uefff\uf100-\uf8ff]")
"""Characters that stand for letters whose font does not tell them; pictures of symbol fonts are at U+F000 to F0FF."""
_GARBLED_WORDS: Final = 3
_GARBLED_SHARE: Final = 0.01
_TOLD: Final = {
    None: "this page cannot be opened and was not read",
    Sight.PICTURE: "this page is a picture; its words are not text and were not read",
    Sight.DRAWN: "this page shows letters that are drawn as shapes; they are not text and were not read",
}


def inspect(
    structure: Structure, pages: Sequence[Page], name: str, arbiter: Arbiter
) -> tuple[list[Page], list[Notice]]:
    """The pages, pictures of pages read by the OCR of `arbiter`; and what must be said.

    What stands beside the text of pages is left to the arbiter, which adds it to them.

    Raises PagesWithoutText where no page has text and some show anything, EmptyFile where all are blank.
    """
    document, engine = arbiter.document, arbiter.engine
    shown = [_text(page) for page in pages]
    texts = [" ".join([text, *(words.text for words in page.unseen)]) for text, page in zip(shown, pages, strict=True)]
    pictures = bool(_PICTURE_WIDTH.search(structure.objects.data))
    sights = {
        page.number: _sight(document, page.number, text, pictures) for page, text in zip(pages, shown, strict=True)
    }
    garbled = {number: count for number, text in enumerate(shown, 1) if (count := _garbled(text))}
    blank = [number for number, seen in sights.items() if seen is Sight.BLANK and not _has_word(texts[number - 1])]
    damage = check(structure, texts, blank)
    wanted = [number for number, seen in sights.items() if seen in (Sight.PICTURE, Sight.DRAWN) or number in garbled]
    read: dict[int, Recognised] = {}
    if engine and wanted:
        from clausecheck.read.pdf.ocr import recognise

        read = recognise(document, wanted, engine)
    if not read and not any(map(_has_word, shown)):
        _refuse(name, sights, damage, asked=bool(engine), hidden=any(map(_has_word, texts)))
    notices = [_recognised(number, found) for number, found in read.items()]
    for number, seen in sights.items():
        notices += _seen(number, seen, bool(damage)) if number not in read else ()
    notices += [_unreadable(number, count) for number, count in garbled.items() if number not in read]
    layers = [number for number, seen in sights.items() if seen is Sight.LAYER]
    plain = [number for number, seen in sights.items() if seen is Sight.TEXT and number not in read]
    arbiter.judge(pages, plain, layers)
    unverified = [number for number in layers if number not in arbiter.verified]
    if unverified:
        told = f"{named(unverified)} scanned; the words are those behind the picture, which nobody has checked"
        notices.append(Notice(code="text_unverified", message=told))
    if arbiter.verified:
        told = f"{named(sorted(arbiter.verified))} scanned; the words behind the picture were compared with it by OCR"
        notices.append(Notice(code="text_compared", message=told))
    return [_final(page, read.get(page.number), page.number in garbled) for page in pages], notices + damage


def _final(page: Page, read: "Recognised | None", garbled: bool) -> Page:
    if read is None:
        return page
    if garbled:
        return read.page
    from clausecheck.read.pdf.ocr import merged

    return merged(page, read.page)


def _recognised(number: int, found: "Recognised") -> Notice:
    from clausecheck.read.pdf.ocr import LOW_CONFIDENCE

    low = found.confidence < LOW_CONFIDENCE
    sure = f"{found.confidence:.0f} % sure of its words"
    told = f"this page was read by OCR, which is {sure}; nobody has checked them"
    if low:
        told = f"this page could hardly be read: OCR is only {sure}"
    return Notice(code="page_read_by_ocr", message=told, page=number, partial=low)


def _unreadable(number: int, count: int) -> Notice:
    told = f"the file does not say which letters {count:,} words of this page are; they were not read"
    return Notice(code="letters_unreadable", message=told, page=number, partial=True)


def _seen(number: int, seen: Sight | None, damaged: bool) -> list[Notice]:
    """What must be said of a page by its looks. In a damaged file nobody knows whether an empty page is blank."""
    if seen is Sight.BLANK and damaged:
        told = "nothing was found on this page; its words may be missing"
        return [Notice(code="page_without_text", message=told, page=number, partial=True)]
    if seen is Sight.BLANK:
        return [Notice(code="blank_page", message="this page is blank", page=number)]
    if seen is Sight.SMALL_PICTURE:
        told = "this page has no text, only a small picture that was not read"
        return [Notice(code="picture", message=told, page=number)]
    if seen in _TOLD:
        return [Notice(code="page_without_text", message=_TOLD[seen], page=number, partial=True)]
    return []


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


def _text(page: Page) -> str:
    return " ".join(word.text for part in (page, *page.asides) for word in part.words)


def _garbled(text: str) -> int:
    """How many words have letters that their font does not tell; 0 where they are few, as bullets are."""
    if not _ODD.search(text):
        return 0
    words = text.split()
    count = sum(len(_ODD.findall(word)) > 1 or (len(word) > 2 and bool(_ODD.search(word))) for word in words)
    return count if count >= max(_GARBLED_WORDS, _GARBLED_SHARE * len(words)) else 0


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _refuse(
    name: str, sights: Mapping[int, Sight | None], damage: Sequence[Notice], *, asked: bool, hidden: bool
) -> None:
    """Nothing was read, by OCR neither where it was `asked`, or only what is `hidden`. Raises the error for it."""
    pictures = [number for number, seen in sights.items() if seen in (Sight.PICTURE, Sight.DRAWN)]
    if pictures and asked:
        hint = "look at the file yourself, or ask for the original document"
        raise PagesWithoutText(f"{name} has no text, and OCR finds no words: {_pictures(pictures)}", hint=hint)
    if pictures:
        raise PagesWithoutText(f"{name} has no text: {_pictures(pictures)}")
    if damage:
        where = f" (page {damage[0].page})" if damage[0].page else ""
        raise DamagedFile(f"{name} has no text that can be read: {damage[0].message}{where}")
    if None in sights.values():
        raise DamagedFile(f"{name} is damaged: its pages cannot be opened")
    if hidden:
        raise EmptyFile(f"{name} shows no words: those that are in it are hidden")
    raise EmptyFile(f"{name} has no words in it: its pages are blank")


def _pictures(numbers: Sequence[int]) -> str:
    return f"{named(numbers)} {'pictures' if len(numbers) > 1 else 'a picture'}"
