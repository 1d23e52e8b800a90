"""Words that a page of a PDF does not show: left out of the text, and told."""

import pytest

from clausecheck import read
from clausecheck.model import Document
from tests.read.raw_pdf import FULL_PAGE, pages, pdf, picture, stream

SECRET = "The Customer waives every claim for delay"
LINES = ["1. Services. The Provider keeps the pumps", "in good order.", "2. Term. This agreement runs for two years."]
BODY = b"BT /F1 11 Tf 14 TL 72 700 Td (%s) Tj T* (%s) Tj T* (%s) Tj ET\n" % tuple(line.encode() for line in LINES)
WORDS = b"BT /F1 11 Tf 72 600 Td (%s) Tj ET\n" % SECRET.encode()
"""The secret, black on white if nothing hides it."""
BOX = b"60 590 400 30 re"
"""A rectangle around it."""
FONT = b"/Font << /F1 3 0 R >>"
WHITE = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << " + FONT + b" >>"


def page(content: bytes, more: dict[int, bytes] | None = None, resources: bytes = b"", head: bytes = b"") -> bytes:
    """A file with one page; `head` goes into the page's dictionary."""
    objects = pages(content, resources=resources) | (more or {})
    objects[10] = objects[10].replace(b"/MediaBox", head + b" /MediaBox") if head else objects[10]
    return pdf(objects)


def seen(data: bytes) -> Document:
    return read.read_bytes(data, "a.pdf")


def hidden(document: Document) -> list[tuple[str, str]]:
    """Technique and words of what is told to be hidden, usual things left aside."""
    return [(trace.technique, trace.quote) for trace in document.traces if not trace.usual]


def graphics(state: bytes) -> bytes:
    return b"/ExtGState << /G0 << " + state + b" >> >>"


MASK = b"<< /S /Luminosity /G 6 0 R >>"
GROUP = FORM + b" /Group << /S /Transparency /CS /DeviceGray >>"
SHADE = b"/Shading << /Sh0 << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 612 0] /Function 6 0 R >> >>"
RAMP = b"<< /FunctionType 2 /Domain [0 1] /C0 [%s] /C1 [%s] /N 1 >>"
CALLED_IMAGE = b"/XObject << /Im0 5 0 R >>"
CALLED = b"/XObject << /Fm0 5 0 R >>"
OUTER = FORM.replace(b"/Font", b"/XObject << /Fm1 6 0 R >> /Font").replace(b"612", b"50")
STRIPES = [b"60 %d 400 1.2 re " % height for height in range(590, 620)]
STENCIL = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ImageMask true /BitsPerComponent 1"
LINK = b"<< /Type /Annot /Subtype /Link /Rect [60 590 460 620] /A << /S /URI /URI (https://example.com) >> >>"
DOT = stream(b"\xff", WHITE)
PAINTED = b"q 400 0 0 30 60 590 cm /Im0 Do Q"
TILE = b"/Type /Pattern /PatternType 1 /PaintType %d /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>"
PATTERN = b"/Pattern << /P0 6 0 R >> /ColorSpace << /CsP [/Pattern /DeviceGray] >>"
ATTACKS: dict[str, tuple[str, bytes]] = {
    "white": ("pdf.colour", page(BODY + b"1 g " + WORDS)),
    "white in four inks": ("pdf.colour", page(BODY + b"0 0 0 0 k " + WORDS)),
    "nearly white": ("pdf.colour", page(BODY + b"0.98 0.99 0.98 rg " + WORDS)),
    "pale grey": ("pdf.low_contrast", page(BODY + b"0.93 g " + WORDS)),
    "yellow": ("pdf.low_contrast", page(BODY + b"1 1 0.4 rg " + WORDS)),
    "black on black": ("pdf.colour", page(BODY + b"0 g " + BOX + b" f " + WORDS)),
    "dark on dark": ("pdf.low_contrast", page(BODY + b"0 0 0.2 rg " + BOX + b" f 0.1 g " + WORDS)),
    "red on red": ("pdf.colour", page(BODY + b"0.7 0 0 rg " + BOX + b" f " + WORDS)),
    "white outline": ("pdf.colour", page(BODY + b"1 G 1 Tr " + WORDS)),
    "white outline around black": ("pdf.colour", page(BODY + b"1 G 6 w 2 Tr " + WORDS)),
    "no painting": ("pdf.render_mode_3", page(BODY + b"3 Tr " + WORDS)),
    "only a clip": ("pdf.render_mode_3", page(BODY + b"7 Tr " + WORDS)),
    "transparent": ("pdf.alpha", page(BODY + b"/G0 gs " + WORDS, resources=graphics(b"/ca 0.01"))),
    "nearly transparent": ("pdf.soft_mask", page(BODY + b"/G0 gs " + WORDS, resources=graphics(b"/ca 0.08"))),
    "masked": (
        "pdf.soft_mask",
        page(BODY + b"/G0 gs " + WORDS, {6: stream(b"0 g 0 0 612 792 re f", GROUP)}, graphics(b"/SMask " + MASK)),
    ),
    "a masked form": (
        "pdf.soft_mask",
        page(
            BODY + b"/G0 gs /Fm0 Do",
            {5: stream(WORDS, FORM), 6: stream(b"0 g 0 0 612 792 re f", GROUP)},
            graphics(b"/SMask " + MASK) + b" /XObject << /Fm0 5 0 R >>",
        ),
    ),
    "empty pattern": (
        "pdf.unpainted", page(BODY + b"/Pattern cs /P0 scn " + WORDS, {6: stream(b"", TILE % 1)}, PATTERN),
    ),
    "empty pattern of one colour": (
        "pdf.soft_mask", page(BODY + b"/CsP cs 0 /P0 scn " + WORDS, {6: stream(b"", TILE % 2)}, PATTERN),
    ),
    "small type": ("pdf.tiny", page(BODY + WORDS.replace(b"11 Tf", b"1.5 Tf"))),
    "small matrix": ("pdf.tiny", page(BODY + b"q 0.05 0 0 0.05 72 600 cm " + WORDS + b"Q")),
    "form of no size": (
        "pdf.tiny", page(BODY + b"q 0 0 0 0 72 600 cm /Fm0 Do Q", {5: stream(WORDS, FORM)}, CALLED),
    ),
    "flat": ("pdf.tiny", page(BODY + b"q 1 0 0 0.02 0 600 cm " + WORDS + b"Q")),
    "squeezed": ("pdf.tiny", page(BODY + b"2 Tz " + WORDS)),
    "small form": (
        "pdf.tiny",
        page(BODY + b"q 0.05 0 0 0.05 72 600 cm /Fm0 Do Q", {5: stream(WORDS, FORM)}, CALLED),
    ),
    "below": ("pdf.off_page", page(BODY + WORDS.replace(b"72 600", b"72 -40"))),
    "right": ("pdf.off_page", page(BODY + WORDS.replace(b"72 600", b"620 600"))),
    "raised": ("pdf.off_page", page(BODY + b"400 Ts " + WORDS)),
    "outside the crop box": ("pdf.off_page", page(BODY + WORDS, head=b"/CropBox [0 640 612 792]")),
    "beside a moved page": ("pdf.off_page", page(BODY + WORDS, head=b"/CropBox [0 640 612 792] /Rotate 90")),
    "clip": ("pdf.clip", page(BODY + b"q 0 0 1 1 re W n " + WORDS + b"Q")),
    "two clips": ("pdf.clip", page(BODY + b"q 0 0 300 792 re W n 300 0 300 792 re W n " + WORDS + b"Q")),
    "triangle": ("pdf.soft_mask", page(BODY + b"q 0 0 m 0 792 l 50 0 l h W n " + WORDS + b"Q")),
    "clip with a hole": ("pdf.soft_mask", page(BODY + b"q 0 0 612 792 re " + BOX + b" W* n " + WORDS + b"Q")),
    "clip of letters": ("pdf.soft_mask", page(BODY + b"q BT /F1 11 Tf 7 Tr 72 300 Td (-) Tj ET 0 Tr " + WORDS + b"Q")),
    "clipped form": (
        "pdf.clip",
        page(BODY + b"q 0 0 9 9 re W n /Fm0 Do Q", {5: stream(WORDS, FORM)}, CALLED),
    ),
    "box of a form": (
        "pdf.clip",
        page(
            BODY + b"/Fm0 Do",
            {5: stream(WORDS, FORM.replace(b"612 792", b"50 50"))},
            CALLED,
        ),
    ),
    "form in a form": (
        "pdf.clip",
        page(
            BODY + b"/Fm0 Do",
            {
                5: stream(b"/Fm1 Do", OUTER),
                6: stream(WORDS, FORM),
            },
            CALLED,
        ),
    ),
    "white box": ("pdf.covered", page(BODY + WORDS + b"1 g " + BOX + b" f")),
    "white line": ("pdf.covered", page(BODY + WORDS + b"1 G 24 w 60 604 m 460 604 l S")),
    "white stripes": ("pdf.covered", page(BODY + WORDS + b"1 g " + b"".join(STRIPES) + b"f")),
    "stripes one by one": (
        "pdf.covered", page(BODY + WORDS + b"1 g " + b"f ".join([*STRIPES, b""])),
    ),
    "white picture": (
        "pdf.covered",
        page(BODY + WORDS + PAINTED, {5: DOT}, CALLED_IMAGE),
    ),
    "stencil": (
        "pdf.covered",
        page(
            BODY + WORDS + b"1 g " + PAINTED,
            {5: stream(b"\0", STENCIL)},
            CALLED_IMAGE,
        ),
    ),
    "white form": (
        "pdf.covered", page(BODY + WORDS + b"/Fm0 Do", {5: stream(b"1 g " + BOX + b" f", FORM)}, CALLED),
    ),
    "white shading": (
        "pdf.covered", page(BODY + WORDS + b"q " + BOX + b" W n /Sh0 sh Q", {6: RAMP % (b"1", b"1")}, SHADE),
    ),
    "black bar": ("pdf.redacted", page(BODY + WORDS + b"0 g " + BOX + b" f")),
    "annotation": (
        "pdf.covered",
        page(
            BODY + WORDS,
            {
                5: stream(b"1 g 0 0 400 30 re f", FORM.replace(b"612 792", b"400 30")),
                6: b"<< /Type /Annot /Subtype /Square /F 4 /Rect [60 590 460 620] /AP << /N 5 0 R >> >>",
            },
            head=b"/Annots [6 0 R]",
        ),
    ),
    "layer": (
        "pdf.layer_off",
        page(
            BODY + b"/OC /L0 BDC " + WORDS + b"EMC",
            {1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>",
             6: b"<< /Type /OCG /Name (Notes) >>"},
            b"/Properties << /L0 6 0 R >>",
        ),
    ),
    "layer of a form": (
        "pdf.layer_off",
        page(
            BODY + b"/Fm0 Do",
            {1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /BaseState /OFF >> >> >>",
             5: stream(WORDS, FORM + b" /#4FC 6 0 R"), 6: b"<< /Type /OCG /Name (Notes) >>"},
            CALLED,
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_words_that_are_not_shown_are_told_and_left_out(name: str) -> None:
    technique, data = ATTACKS[name]
    document = seen(data)
    assert hidden(document) == [(technique, SECRET)]
    assert document.text == f"{LINES[0]} {LINES[1]}\n{LINES[2]}"
    assert [notice.quote for notice in document.notices if notice.code == "hidden_text"] == [SECRET]
    assert not document.partial


def test_words_on_a_picture_of_words_may_be_what_ocr_has_found() -> None:
    shown = picture(page(b"BT /F1 60 Tf 5 100 Td (%s) Tj ET" % SECRET[:18].encode(), head=b"/CropBox [0 60 612 160]"))
    words = b"3 Tr BT /F1 60 Tf 0.5 0 0 0.5 74.5 520 Tm (%s) Tj ET" % SECRET[:18].encode()
    painted = b"q 306 0 0 50 72 500 cm /Im0 Do Q "
    document = seen(page(BODY * 2 + painted + words, {5: shown}, CALLED_IMAGE))
    assert ("pdf.picture_layer", SECRET[:18]) in hidden(document)
    elsewhere = seen(page(BODY * 2 + painted + words.replace(b"74.5 520", b"74.5 440"), {5: shown}, CALLED_IMAGE))
    assert ("pdf.render_mode_3", SECRET[:18]) in hidden(elsewhere)


def test_the_text_layer_of_a_scan_stays_but_not_what_stands_on_blank_paper() -> None:
    image = {5: picture(page(BODY))}
    behind = b"3 Tr " + BODY
    document = seen(page(FULL_PAGE + behind, image, CALLED_IMAGE))
    assert hidden(document) == []
    assert LINES[2] in document.text
    document = seen(page(FULL_PAGE + behind + WORDS, image, CALLED_IMAGE))
    assert hidden(document) == [("pdf.render_mode_3", SECRET)]
    assert LINES[2] in document.text
    assert SECRET not in document.text


def test_text_behind_a_scan_stays_but_not_behind_a_blank_picture() -> None:
    document = seen(page(BODY + FULL_PAGE, {5: picture(page(BODY))}, CALLED_IMAGE))
    assert hidden(document) == []
    assert LINES[2] in document.text
    lower = WORDS.replace(b"72 600", b"72 300").replace(b"waives every claim", b"pays every claim")
    document = seen(page(BODY + WORDS + FULL_PAGE + lower, {5: DOT}, CALLED_IMAGE))
    assert [technique for technique, _ in hidden(document)] == ["pdf.covered"]
    assert document.text == "The Customer pays every claim for delay"


def test_letters_that_lie_on_each_other_are_told() -> None:
    (told,) = hidden(seen(page(BODY + b"-5.1 Tc " + WORDS)))
    assert told[0] == "pdf.tiny"


PHOTO = stream(bytes(range(40, 80)) * 10, WHITE.replace(b"/Width 1 /Height 1", b"/Width 20 /Height 20"))
MARK = b"BT /F1 90 Tf 0.7 0.7 -0.7 0.7 120 500 Tm (DRAFT) Tj ET\n"
SHOWN: dict[str, bytes] = {
    "black": page(BODY + WORDS),
    "grey": page(BODY + b"0.5 g " + WORDS),
    "coloured": page(BODY + b"0.1 0.3 0.9 rg " + WORDS),
    "white on a dark bar": page(BODY + b"0.1 0.2 0.4 rg " + BOX + b" f 1 g " + WORDS),
    "white on two dark cells": page(BODY + b"0.1 0.2 0.4 rg 60 590 90 30 re f 150 590 300 30 re f 1 g " + WORDS),
    "white on a dark picture": page(
        BODY + PAINTED + b" 1 g " + WORDS, {5: PHOTO}, CALLED_IMAGE
    ),
    "white on a dark shading": page(
        BODY + b"q " + BOX + b" W n /Sh0 sh Q 1 g " + WORDS, {6: RAMP % (b"0", b"0.4")}, SHADE
    ),
    "black on a tint": page(BODY + b"0.9 0.95 1 rg " + BOX + b" f 0 g " + WORDS),
    "yellow marker above": page(
        BODY + WORDS + b"/G0 gs 1 1 0 rg " + BOX + b" f", resources=graphics(b"/BM /Multiply")
    ),
    "translucent box above": page(BODY + WORDS + b"/G0 gs 0 0 1 rg " + BOX + b" f", resources=graphics(b"/ca 0.3")),
    "outlined": page(BODY + b"2 Tr 0.3 w " + WORDS),
    "hollow": page(BODY + b"1 Tr 0.3 w " + WORDS),
    "small note": page(BODY + WORDS.replace(b"11 Tf", b"5 Tf")),
    "frame": page(BODY + WORDS + BOX + b" S"),
    "underlined": page(BODY + WORDS + b"72 598 300 0.6 re f"),
    "struck out and underlined": page(BODY + WORDS + b"72 598 300 0.6 re f 72 603 300 0.6 re f"),
    "line across a border": page(BODY + WORDS + b"100 580 0.5 60 re f 200 580 0.5 60 re f 300 580 0.5 60 re f"),
    "pale stamp below": page(b"0.9 g " + MARK + b"0 g " + BODY + WORDS),
    "stamp above": page(BODY + WORDS + b"0.3 g " + MARK),
    "stamp see-through": page(BODY + WORDS + b"/G0 gs " + MARK, resources=graphics(b"/ca 0.2")),
    "clip around": page(BODY + b"q 50 580 450 50 re W n " + WORDS + b"Q"),
    "clip around twice": page(BODY + b"q 0 0 612 792 re W n 50 580 450 50 re W n " + WORDS + b"Q"),
    "round clip around": page(BODY + b"q 0 300 m 0 1200 612 1200 612 300 c h W n " + WORDS + b"Q"),
    "turned page": page(BODY + b"1 g 0 g " + WORDS, head=b"/Rotate 90"),
    "form": page(BODY + b"/Fm0 Do", {5: stream(WORDS, FORM)}, CALLED),
    "moved form": page(
        BODY + b"q 2 0 0 2 -72 -600 cm 0 0 300 792 re W n /Fm0 Do Q", {5: stream(WORDS.replace(b"11", b"6"), FORM)},
        CALLED,
    ),
    "layer that is on": page(
        BODY + b"/OC /L0 BDC " + WORDS + b"EMC",
        {1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /ON [6 0 R] >> >> >>",
         6: b"<< /Type /OCG /Name (Notes) >>"},
        b"/Properties << /L0 6 0 R >>",
    ),
    "picture beside": page(
        BODY + WORDS + b"q 200 0 0 100 72 400 cm /Im0 Do Q", {5: PHOTO}, CALLED_IMAGE
    ),
    "white page first": page(b"1 g 0 0 612 792 re f 0 g " + BODY + WORDS),
    "white cell first": page(BODY + b"1 g " + BOX + b" f 0 g " + WORDS),
    "link": page(
        BODY + WORDS, {6: LINK},
        head=b"/Annots [6 0 R]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_words_that_are_shown_stay(name: str) -> None:
    document = seen(SHOWN[name])
    assert hidden(document) == []
    assert SECRET in document.text
    assert not [notice for notice in document.notices if notice.code == "hidden_text"]
    assert not document.partial


@pytest.mark.parametrize("word", ["not ", "nine ", "$90,000 "])
def test_a_covered_word_is_told_with_the_words_around_it(word: str) -> None:
    begin, end = "The Provider shall ", "pay damages for a delay"
    line = f"BT /F1 11 Tf 72 600 Td ({begin}) Tj ({word}) Tj ({end}) Tj ET\n".encode()
    widths = {"not ": 15.3, "nine ": 24.1, "$90,000 ": 42.8}
    cover = b"1 g %.1f 596 %.1f 14 re f" % (163.4, widths[word] + 1)
    document = seen(page(BODY + line + cover))
    (trace,) = [trace for trace in document.traces if not trace.usual]
    assert trace.quote == word.strip()
    assert f'between "{begin.strip()}" and "{end}"' in trace.detail
    assert f"{begin}{end}" in document.text


def test_words_of_which_only_an_edge_is_cut_are_seen() -> None:
    clipped = page(BODY + b"q 60 602 400 100 re W n " + WORDS + b"Q")
    assert hidden(seen(clipped)) == []


def test_a_label_that_an_edge_cuts_off_stays() -> None:
    line = WORDS.replace(b"(The", b"(\\(a\\) The")
    document = seen(page(BODY + b"q 84 590 400 30 re W n " + line + b"Q"))
    assert hidden(document) == []
    assert f"(a) {SECRET}" in document.text
    assert [trace.quote for trace in document.traces if trace.usual] == ["(a"]


def test_a_printers_line_beside_the_page_is_usual() -> None:
    slug = b"BT /F1 6 Tf 72 -10 Td (msa_v7.indd   3   12/04/24  11:08) Tj ET\n"
    document = seen(page(BODY + slug))
    assert [bool(trace.usual) for trace in document.traces if trace.technique == "pdf.off_page"] == [True]
    assert "indd" not in document.text


def test_lines_that_another_page_shows_are_usual() -> None:
    below = WORDS.replace(b"72 600", b"72 -40")
    document = seen(pdf(pages(BODY + below, BODY.replace(b"1. S", b"3. S") + WORDS)))
    assert hidden(document) == []
    assert [(trace.technique, trace.quote, trace.page) for trace in document.traces] == [("pdf.off_page", SECRET, 1)]
    assert document.text.count(SECRET) == 1


@pytest.mark.parametrize(
    ("glyph", "told"), [(b"600 0 0 0 500 700 d1 0 0 500 700 re f", []), (b"600 0 d0 1 g 0 0 500 700 re f", ["AAAA"])]
)
def test_letters_that_are_drawn_by_programs(glyph: bytes, told: list[str]) -> None:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 "
        b"/LastChar 65 /Widths [600] /Encoding << /Differences [65 /A] >> /CharProcs << /A 8 0 R >> /Resources << >> >>"
    )
    content = BODY + b"BT /F9 11 Tf 72 600 Td (AAAA) Tj ET"
    data = page(content, {7: font, 8: stream(glyph)}).replace(b"/F1 3 0 R", b"/F1 3 0 R /F9 7 0 R")
    document = seen(data)
    assert [quote for _, quote in hidden(document)] == told
    assert ("AAAA" in document.text) is not bool(told)


def test_the_place_is_that_of_the_words_on_the_page() -> None:
    between = b"3 Tr BT /F1 11 Tf 72 679 Td (Never paid twice over here) Tj ET 0 Tr "
    document = seen(page(BODY + WORDS.replace(b"72 600", b"72 -40") + between))
    assert {trace.quote: trace.at for trace in document.traces} == {
        "Never paid twice over here": len(f"{LINES[0]} {LINES[1]}"),
        SECRET: len(document.text),
    }
    assert {trace.page for trace in document.traces} == {1}
