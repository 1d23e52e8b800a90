"""Form fields, annotations and bookmarks of PDF files."""

from clausecheck import read
from clausecheck.model import BlockKind, Document
from tests.read.files import check_spans

_PAGE = (
    b"BT /F1 11 Tf 72 700 Td (Name of the Customer:) Tj ET BT /F1 11 Tf 72 670 Td (Renewal agreed:) Tj ET "
    b"BT /F1 11 Tf 72 640 Td (Law of the agreement:) Tj ET BT /F1 11 Tf 72 610 Td (Payment Terms) Tj ET "
    b"BT /F1 11 Tf 72 580 Td (The Customer pays within thirty days.) Tj ET"
)


def _pdf(annotations: list[bytes], fields: bytes = b"", more: bytes = b"") -> bytes:
    """One page with annotations, which are objects 6 and on; `more` goes into the catalogue."""
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 6 + len(annotations)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] >> %s >>" % (fields, more),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Annots [%s] "
        b"/Resources << /Font << /F1 4 0 R >> >> >>" % kids,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_PAGE), _PAGE),
        *annotations,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _field(name: bytes, more: bytes, place: bytes, flags: int = 4) -> bytes:
    head = b"<< /Type /Annot /Subtype /Widget /P 3 0 R /T (%s) /F %d " % (name, flags)
    return head + b"/Rect [%s] %s >>" % (place, more)


def _read(data: bytes) -> Document:
    document = read.read_bytes(data, "a.pdf")
    check_spans(document)
    return document


def test_what_is_filled_in_stands_at_its_place() -> None:
    fields = [
        _field(b"customer", b"/FT /Tx /V (Acme Incorporated)", b"190 696 400 714"),
        _field(b"renewal", b"/FT /Btn /V /Yes /AS /Yes /AP << /N << /Yes 4 0 R /Off 4 0 R >> >>", b"160 668 172 680"),
        _field(b"law", b"/FT /Ch /Ff 131072 /Opt [(England) (New York)] /V (New York)", b"190 636 300 652"),
    ]
    text = _read(_pdf(fields, b"6 0 R 7 0 R 8 0 R")).text.replace("\t", " ")
    assert "Name of the Customer: Acme Incorporated\nRenewal agreed: \u2612\nLaw of the agreement: New York" in text


def test_boxes_without_a_tick_and_several_lines() -> None:
    fields = [
        _field(b"renewal", b"/FT /Btn /V /Off /AS /Off /AP << /N << /Yes 4 0 R /Off 4 0 R >> >>", b"160 668 172 680"),
        _field(b"law", b"/FT /Tx /Ff 4096 /V (New York\\nwithout its conflict rules)", b"72 500 300 560"),
    ]
    text = _read(_pdf(fields, b"6 0 R 7 0 R")).text.replace("\t", " ")
    assert "Renewal agreed: \u2610" in text
    assert text.endswith("New York without its conflict rules")


def test_hidden_fields_and_passwords_are_not_shown() -> None:
    fields = [
        _field(b"secret", b"/FT /Tx /V (behind the page)", b"190 696 400 714", flags=2),
        _field(b"word", b"/FT /Tx /Ff 8192 /V (swordfish)", b"190 666 400 680"),
    ]
    document = _read(_pdf(fields, b"6 0 R 7 0 R"))
    assert "behind" not in document.text
    assert [notice.quote for notice in document.notices if notice.code == "form_field"] == ["behind the page"]
    assert "swordfish" not in document.text + repr(document.notices)


def test_notes_and_stamps_are_told() -> None:
    notes = [
        b"<< /Type /Annot /Subtype /FreeText /Contents (Draft of 3 May) /DA (/Helv 12 Tf) /Rect [400 740 560 770] >>",
        b"<< /Type /Annot /Subtype /Stamp /Name /Approved /Contents (Approved) /Rect [300 100 400 140] >>",
        b"<< /Type /Annot /Subtype /Text /Contents (Ask for sixty days) /Rect [500 600 520 620] >>",
        b"<< /Type /Annot /Subtype /Link /Contents (no words) /Rect [500 600 520 620] >>",
    ]
    document = _read(_pdf(notes))
    told = [notice.quote for notice in document.notices if notice.code == "annotation"]
    assert told == ["Draft of 3 May", "Approved", "Ask for sixty days"]
    assert "Draft" not in document.text


def test_bookmarks_say_what_is_a_heading() -> None:
    outline = [
        b"<< /Type /Outlines /First 7 0 R /Last 8 0 R /Count 2 >>",
        b"<< /Title (Payment terms) /Parent 6 0 R /Next 8 0 R /Dest [3 0 R /Fit] >>",
        b"<< /Title (Annex of prices) /Parent 6 0 R /Prev 7 0 R /Next 7 0 R /Dest [3 0 R /Fit] >>",
    ]
    data = _pdf(outline, more=b"/Outlines 6 0 R").replace(b"/Annots [6 0 R 7 0 R 8 0 R]", b"")
    document = _read(data)
    headings = [document.slice(block.span) for block in document.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["Payment Terms"]
    notice = next(notice for notice in document.notices if notice.code == "bookmarks")
    assert (notice.quote, "2 bookmarks; 1 of them" in notice.message) == ("Annex of prices", True)
