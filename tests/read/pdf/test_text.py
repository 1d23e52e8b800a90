"""What the reader of PDF text gives: words with places, type, colour, opacity and rendering mode."""

import pypdfium2
import pytest

from clausecheck import read
from clausecheck.errors import EmptyFile
from clausecheck.read.pdf.page import Page, Words
from clausecheck.read.pdf.text import PageReader
from tests.read import raw_pdf

_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_FONTS = {
    "F1": b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    "F2": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-BoldOblique /Encoding /WinAnsiEncoding >>",
    "F3": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 9 0 R >>",
}


def _file(content: str) -> bytes:
    fonts = b" ".join(b"/%s %s" % (name.encode(), font) for name, font in _FONTS.items())
    letters = "\n".join(f"<{65 + at:02x}> <{ord(letter):04x}>" for at, letter in enumerate(_HEBREW))
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(_HEBREW) + 1} beginbfchar\n<20> <0020>\n{letters}\nendbfchar endcmap end"
    )
    return raw_pdf.pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << %s >> "
            b"/ExtGState << /Faint << /ca 0.5 >> /Gone << /ca 0 >> >> >> >>" % fonts,
            4: raw_pdf.stream(content.encode("latin-1")),
            9: raw_pdf.stream(cmap.encode()),
        }
    )


def _page(content: str) -> Page:
    with pypdfium2.PdfDocument(_file(content)) as document:
        page = document[0]
        try:
            return PageReader("a.pdf").read(page, 1)
        finally:
            page.close()


def _words(content: str) -> list[Words]:
    return _page(content).words


def test_place_and_type() -> None:
    (words,) = _words("BT /F2 10 Tf 2 0 0 2 72 700 Tm (Services) Tj ET")
    assert words.text == "Services"
    assert (words.size, words.bold, words.look.font) == (20.0, True, "Helvetica-BoldOblique")
    assert words.baseline == pytest.approx(92)
    assert words.x0 == pytest.approx(73, abs=1.5)
    assert words.x1 == pytest.approx(154, abs=2)
    assert words.top < words.baseline - 10
    assert words.bottom >= words.baseline - 1


def test_colour_opacity_and_rendering_mode() -> None:
    words = _words(
        "BT /F1 11 Tf 72 700 Td 1 0 0 rg (red) Tj ET BT /F1 11 Tf 72 680 Td 1 1 1 rg (white) Tj ET 0 g "
        "q /Faint gs BT /F1 11 Tf 72 660 Td (faint) Tj ET Q q /Gone gs BT /F1 11 Tf 72 640 Td (gone) Tj ET Q "
        "BT /F1 11 Tf 3 Tr 72 620 Td (hidden) Tj ET BT /F1 11 Tf 7 Tr 72 600 Td (clip) Tj ET"
    )
    found = {item.text: (f"{item.look.color:06x}", item.look.alpha, item.look.mode) for item in words}
    assert found == {
        "red": ("ff0000", 255, 0),
        "white": ("ffffff", 255, 0),
        "faint": ("000000", 128, 0),
        "gone": ("000000", 0, 0),
        "hidden": ("000000", 255, 3),
        "clip": ("000000", 255, 7),
    }


def test_bold_type_that_is_made_by_outlining() -> None:
    assert [item.bold for item in _words("BT /F1 11 Tf 2 Tr 72 700 Td (bold) Tj 0 Tr 0 -20 Td (light) Tj ET")] == [
        True,
        False,
    ]


def test_a_line_in_one_look_is_one_and_a_change_parts_it() -> None:
    words = _words("BT /F2 11 Tf 72 700 Td (Term.) Tj /F1 11 Tf ( This runs for one year) Tj (, not two.) Tj ET")
    assert [(item.text, item.bold, item.space) for item in words] == [
        ("Term.", True, True),
        ("This runs for one year", False, True),
        (", not two.", False, False),
    ]


def test_words_of_one_text_object_are_parted_at_wide_gaps() -> None:
    line = "BT /F1 11 Tf 72 {} Td (The usual words of a line of text, so that their width is known) Tj ET\n"
    text = "".join(line.format(600 - 14 * number) for number in range(12))
    words = _words(text + "BT /F1 11 Tf 72 700 Td [(Monthly fee) -9000 (one hundred dollars)] TJ ET")
    gap = words[-2:]
    assert [item.text for item in gap] == ["Monthly fee", "one hundred dollars"]
    assert gap[1].x0 - gap[0].x1 == pytest.approx(99, abs=4)
    assert [item.text for item in words[:-2]] == [
        "The usual words of a line of text, so that their width is known"
    ] * 12


def test_a_number_at_the_beginning_stands_alone() -> None:
    words = _words("BT /F1 11 Tf 72 700 Td (12 months and 3 days) Tj ET")
    assert [item.text for item in words] == ["12", "months and 3 days"]
    assert words[0].x1 < words[1].x0


def test_words_that_are_turned_or_stamped_are_asides() -> None:
    page = _page(
        "BT /F1 11 Tf 72 700 Td (The words of the page) Tj ET BT /F1 11 Tf 0 1 -1 0 40 200 Tm (margin) Tj ET "
        "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET"
    )
    assert [item.text for item in page.words] == ["The words of the page"]
    assert sorted(item.text for aside in page.asides for item in aside.words) == ["DRAFT", "margin"]
    margin = next(aside for aside in page.asides if aside.words[0].text == "margin")
    assert (margin.width, margin.height) == (792, 612)
    assert margin.words[0].baseline == pytest.approx(40)
    assert margin.words[0].x0 == pytest.approx(200, abs=1.5)


def test_writing_from_right_to_left_is_read_from_the_right() -> None:
    first, second = _HEBREW[:5], _HEBREW[5:9]
    content = "BT /F3 11 Tf 400 700 Td (EDCBA) Tj ET BT /F3 11 Tf 330 700 Td (IHGF) Tj ET "
    text = read.read_bytes(_file(content + content.replace("700", "680")), "a.pdf").text
    assert text.split() == [first, second] * 2


def test_a_file_that_shows_no_words_has_none() -> None:
    content = "BT /F1 11 Tf 3 Tr 72 700 Td (Words that nobody sees.) Tj ET"
    with pytest.raises(EmptyFile, match="hidden"):
        read.read_bytes(_file(content), "a.pdf")
