"""Pages that are pictures: told without OCR, read with it, and never passed off as text."""

import re
from collections import Counter

import pytest

from clausecheck import read
from clausecheck.errors import PagesWithoutText
from clausecheck.model import Document
from tests.read.raw_pdf import FULL_PAGE, WORDS, lines, pages, pdf, picture, scan, shown
from tests.system_packages import require

_CLAUSES = [
    "1. Services. The Provider shall perform the services with care and skill.",
    "2. Fees. The Customer shall pay the fees within thirty days of an invoice.",
    "3. Term. This agreement runs for one year and ends without a notice.",
    "4. Law. The law of the State of New York governs this agreement.",
]


def _picture(turn: int = 0) -> bytes:
    content = b"".join(shown([line], 700 - 40 * place) for place, line in enumerate(_CLAUSES))
    return picture(pdf(pages(content)), turn=turn)


def _read(data: bytes) -> Document:
    return read.read_bytes(data, "scan.pdf")


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9]+", text.lower()))


@pytest.fixture
def _no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("_no_ocr")
def test_without_ocr_a_scan_is_an_error_that_names_the_pages() -> None:
    with pytest.raises(PagesWithoutText, match="pages 1 to 3 are pictures"):
        _read(scan(FULL_PAGE, FULL_PAGE, FULL_PAGE, image=_picture()))
    with pytest.raises(PagesWithoutText, match="page 2 is a picture"):
        _read(scan(b"", FULL_PAGE, image=_picture()))


@pytest.mark.usefixtures("_no_ocr")
def test_without_ocr_a_mixed_file_is_partial_and_names_the_page() -> None:
    stamp = shown(["Filed 12 May 2021, page 2"], 770)
    document = _read(scan(shown(WORDS), stamp + FULL_PAGE, shown(WORDS), image=_picture()))
    assert [(notice.code, notice.page) for notice in document.notices if notice.partial] == [("page_without_text", 2)]


@pytest.mark.usefixtures("_no_ocr")
def test_a_logo_or_a_coloured_ground_is_no_page() -> None:
    logo = b"q 60 0 0 60 72 700 cm /Im0 Do Q\n"
    dark = picture(pdf(pages(b"0.4 g 0 0 612 792 re f")))
    assert not _read(scan(shown(WORDS), logo, image=_picture())).partial
    assert not _read(scan(shown(WORDS), FULL_PAGE + shown(WORDS[:1]), image=dark)).partial


@pytest.mark.usefixtures("_no_ocr")
def test_text_behind_the_picture_of_a_page_is_unverified() -> None:
    hidden = b"BT 3 Tr ET " + shown(WORDS).replace(b"BT", b"BT 3 Tr")
    document = _read(scan(FULL_PAGE + hidden, shown(lines(2)), image=picture(pdf(pages(shown(WORDS))))))
    assert [(notice.code, notice.partial) for notice in document.notices] == [("text_unverified", False)]
    assert "page 1 is scanned" in document.notices[0].message


def test_with_ocr_clauses_come_out() -> None:
    require("tesseract")
    document = _read(scan(FULL_PAGE, shown(WORDS), image=_picture()))
    assert not document.partial
    assert [block.page for block in document.blocks] == [1, 1, 1, 1, 2]
    assert (_words(" ".join(_CLAUSES)) - _words(document.text)).total() <= 2
    notice = document.notices[0]
    assert (notice.code, notice.page) == ("page_read_by_ocr", 1)
    assert re.search(r"(9\d|100) % sure", notice.message)


@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_that_stands_on_its_side_or_head(turn: int) -> None:
    require("tesseract")
    document = _read(scan(FULL_PAGE, image=_picture(turn)))
    assert (_words(" ".join(_CLAUSES)) - _words(document.text)).total() <= 4


def test_words_that_are_text_too_are_not_doubled() -> None:
    require("tesseract")
    stamp = shown(["Filed 12 May 2021"], 770)
    words = _words(_read(scan(FULL_PAGE + stamp, image=_picture())).text)
    assert (words["filed"], words["services"]) == (1, 2)


def test_a_page_that_ocr_cannot_make_out_is_partial() -> None:
    require("tesseract")
    noise = b"".join(b"%d %d 3 2 re f\n" % (72 + n * 37 % 460, 100 + n * 53 % 600) for n in range(900))
    document = _read(scan(shown(WORDS), FULL_PAGE, image=picture(pdf(pages(noise)))))
    assert document.partial
    assert {notice.page for notice in document.notices if notice.partial} == {2}


def test_a_picture_without_words_is_an_error() -> None:
    require("tesseract")
    block = picture(pdf(pages(b"0 0 0 rg 200 300 120 90 re f")))
    with pytest.raises(PagesWithoutText, match="OCR finds no words: page 1 is a picture"):
        _read(scan(FULL_PAGE, image=block))


def test_the_command_line_says_what_ocr_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PagesWithoutText) as caught:
        _read(scan(FULL_PAGE, image=_picture()))
    assert "tesseract" in caught.value.hint
    assert caught.value.exit_code == 3
