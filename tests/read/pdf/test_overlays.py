"""What lies over the pages of a PDF: text, notes, stamps, marks, fields and links."""

import pytest

from clausecheck import read
from clausecheck.model import Document
from tests.read.raw_pdf import pages, pdf, shown, stream

_LINES = ["1. Fees. The Customer pays USD 100 a month.", "2. Law. The law of Ohio governs this agreement."]
_WORDS = "The Customer gives up every right to set off"


def _read(annotation: bytes, painted: str = "", catalogue: bytes = b"") -> Document:
    """A page with an annotation, object 60, whose appearance shows `painted`."""
    objects = pages(shown(_LINES)) | {60: annotation}
    objects[10] = objects[10][:-2] + b" /Annots [60 0 R] >>"
    objects[1] = objects[1][:-2] + catalogue + b" >>"
    if painted:
        form = b"/Type /XObject /Subtype /Form /BBox [0 0 400 30] /Resources << /Font << /F1 3 0 R >> >>"
        objects[61] = stream(f"BT /F1 11 Tf 2 8 Td ({painted}) Tj ET".encode(), form)
        objects[60] = annotation[:-2] + b" /AP << /N 61 0 R >> >>"
    return read.read_bytes(pdf(objects), "a.pdf")


def _annotation(kind: bytes, more: bytes = b"", words: str = _WORDS, flags: int = 4) -> bytes:
    head = b"<< /Type /Annot /Subtype /%s /Rect [72 600 472 630] /F %d " % (kind, flags)
    return head + b"/Contents (%s) %s >>" % (words.encode(), more)


def _told(document: Document) -> list[tuple[str, str, bool]]:
    found = [trace for trace in document.traces if trace.technique.startswith("pdf.")]
    return [(trace.technique.removeprefix("pdf."), trace.quote, bool(trace.usual)) for trace in found]


@pytest.mark.parametrize("painted", ["", _WORDS])
def test_text_laid_over_the_page_is_part_of_the_text(painted: str) -> None:
    document = _read(_annotation(b"FreeText", b"/DA (/F1 11 Tf)"), painted)
    assert _WORDS in document.text
    assert document.text.index(_WORDS) > document.text.index("Ohio")
    assert _told(document) == [("annotation_visible", _WORDS, False)]


def test_what_is_painted_counts() -> None:
    document = _read(_annotation(b"FreeText"), "The Customer may set off whatever it is owed")
    assert "may set off whatever" in document.text
    assert _WORDS not in document.text
    assert [entry[:2] for entry in _told(document)] == [
        ("annotation_visible", "The Customer may set off whatever it is owed"),
        ("annotation_appearance", _WORDS),
    ]


def test_a_stamp_with_a_sentence_and_one_with_a_word() -> None:
    assert _WORDS in _read(_annotation(b"Stamp", words=""), _WORDS).text
    short = _read(_annotation(b"Stamp", words=""), "APPROVED")
    assert "APPROVED" not in short.text
    assert _told(short) == [("annotation_note", "APPROVED", False)]


def test_notes_stand_outside_the_text() -> None:
    document = _read(_annotation(b"Text"))
    assert _WORDS not in document.text
    assert _told(document) == [("annotation_note", _WORDS, False)]


@pytest.mark.parametrize("kind", [b"FreeText", b"Text", b"Stamp"])
@pytest.mark.parametrize("flags", [2, 32])
def test_hidden_notes(kind: bytes, flags: int) -> None:
    document = _read(_annotation(kind, flags=flags))
    assert _WORDS not in document.text
    assert _told(document) == [("annotation_hidden", _WORDS, False)]


def test_an_answer_to_a_note_and_two_hidden_words_are_usual() -> None:
    assert _told(_read(_annotation(b"Text", b"/IRT 10 0 R", flags=30))) == [("annotation_hidden", _WORDS, True)]
    assert _told(_read(_annotation(b"Text", words="to do", flags=2))) == [("annotation_hidden", "to do", True)]


def test_words_that_a_mark_strikes_out() -> None:
    mark = b"<< /Type /Annot /Subtype /StrikeOut /Rect [72 696 700 712] /F 4 >>"
    document = _read(mark)
    assert _told(document) == [("annotation_struck", _LINES[0], False)]
    assert _LINES[0] in document.text


_FORM = b"/AcroForm << /Fields [60 0 R] /DR << /Font << /F1 3 0 R >> >> >>"


def _field(value: str, flags: int = 4, more: bytes = b"") -> bytes:
    head = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (extra) /F %d /Rect [72 600 472 630] " % flags
    return head + b"/V (%s) %s >>" % (value.encode(), more)


def test_fields_with_a_sentence_and_with_a_name() -> None:
    document = _read(_field(_WORDS), _WORDS, _FORM)
    assert _WORDS in document.text
    assert _told(document) == [("form_field", _WORDS, False)]
    assert _told(_read(_field("Acme Inc."), "Acme Inc.", _FORM)) == [("form_field", "Acme Inc.", True)]


def test_a_field_that_shows_something_else_than_its_value() -> None:
    document = _read(_field("nine hundred dollars"), "nine dollars", _FORM)
    assert _told(document) == [("form_field_appearance", "nine hundred dollars", False)]
    assert "nine dollars" in document.text
    assert "hundred" not in document.text
    assert _told(_read(_field("1000"), "1,000.00", _FORM)) == [("form_field", "1000", True)]


@pytest.mark.parametrize("flags", [2, 32])
def test_hidden_fields(flags: int) -> None:
    document = _read(_field(_WORDS, flags), "", _FORM)
    assert _WORDS not in document.text
    assert _told(document) == [("form_field_hidden", _WORDS, False)]
    assert _told(_read(_field("42", flags), "", _FORM)) == [("form_field_hidden", "42", True)]


@pytest.mark.parametrize(
    ("shows", "leads", "told"),
    [
        ("www.acme.com/terms", "https://evil.invalid/terms", True),
        ("legal@acme.com", "mailto:legal@acme-law.net", True),
        ("www.acme.com/terms", "https://acme.com/terms?x=1", False),
        ("https://docs.acme.com", "http://www.acme.com/docs", False),
        ("the terms on our site", "https://evil.invalid/", False),
    ],
)
def test_links_that_lead_elsewhere(shows: str, leads: str, told: bool) -> None:
    link = b"<< /Type /Annot /Subtype /Link /Rect [70 545 470 565] /A << /S /URI /URI (%s) >> >>" % leads.encode()
    objects = pages(shown(_LINES) + shown([shows], 550)) | {60: link}
    objects[10] = objects[10][:-2] + b" /Annots [60 0 R] >>"
    document = read.read_bytes(pdf(objects), "a.pdf")
    assert _told(document) == ([("link_elsewhere", leads, False)] if told else [])
