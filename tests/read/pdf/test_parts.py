"""What a PDF holds besides its pages: scripts, attached files, properties, forms and earlier states."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck import read
from clausecheck.model import Trace
from clausecheck.read.pdf.parts.values import Name, Ref, parse, text
from tests.read.raw_pdf import contract, pages, pdf, shown, stream

_LINES = ["1. Fees. The Customer pays USD 100 a month.", "2. Law. The law of Ohio governs this agreement."]


def _traces(data: bytes) -> list[Trace]:
    found = read.read_bytes(data, "a.pdf").traces
    return [trace for trace in found if trace.technique.startswith("pdf.")]


def _told(objects: dict[int, bytes], info: bytes = b"") -> list[tuple[str, str]]:
    data = pdf(objects).replace(b"/Root 1 0 R", b"/Root 1 0 R " + info)
    return [(trace.technique, trace.quote) for trace in _traces(data)]


def _page(more: dict[int, bytes], catalogue: bytes = b"", page: bytes = b"") -> dict[int, bytes]:
    objects = pages(shown(_LINES)) | more
    objects[1] = objects[1][:-2] + catalogue + b" >>"
    objects[10] = objects[10][:-2] + page + b" >>"
    return objects


def test_a_plain_file_has_no_traces() -> None:
    assert _told(contract()) == []


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (b"<< /S /JavaScript /JS (app.beep\\(0\\)) >>", ("pdf.javascript", "app.beep(0)")),
        (b"<< /S /J#61vaScript /#4aS (app.beep\\(1\\)) >>", ("pdf.javascript", "app.beep(1)")),
        (b"<< /S /Launch /Win << /F (cmd.exe) /P (/c dir) >> >>", ("pdf.launch", "cmd.exe /c dir")),
        (b"<< /S /Launch /F (tool.sh) >>", ("pdf.launch", "tool.sh")),
        (b"<< /S /SubmitForm /F << /FS /URL /F (https://x.invalid/in) >> >>", ("pdf.submit", "https://x.invalid/in")),
        (b"<< /S /GoToR /F (other.pdf) /D [0 /Fit] >>", ("pdf.other_file", "other.pdf")),
        (b"<< /S /URI /URI (javascript:go\\(\\)) >>", ("pdf.odd_address", "javascript:go()")),
        (b"<< /S /Named /N /NextPage /Next << /S /JavaScript /JS (a) >> >>", ("pdf.javascript", "a")),
    ],
)
def test_actions_are_told(action: bytes, expected: tuple[str, str]) -> None:
    assert _told(_page({}, b"/OpenAction " + action)) == [expected]
    assert _told(_page({60: action}, page=b"/AA << /O 60 0 R >>")) == [expected]


def test_a_script_is_found_in_a_stream_and_in_an_object_stream() -> None:
    script = {60: b"<< /S /JavaScript /JS 61 0 R >>", 61: stream(b"this.print();")}
    assert _told(_page(script, b"/OpenAction 60 0 R")) == [("pdf.javascript", "this.print();")]
    inner = b"60 0 << /S /JavaScript /JS (hidden\\(\\)) >>"
    packed = {62: stream(inner, b"/Type /ObjStm /N 1 /First 5")}
    assert ("pdf.javascript", "hidden()") in _told(_page(packed))


def test_what_any_document_does_is_quiet() -> None:
    link = b"<< /Type /Annot /Subtype /Link /Rect [72 690 200 712] /A << /S /URI /URI (https://example.com/) >> >>"
    assert _told(_page({60: link}, b"/OpenAction [10 0 R /Fit] /PageMode /UseOutlines", b"/Annots [60 0 R]")) == []


def test_attached_files_are_named_and_their_words_quoted() -> None:
    files = {
        60: b"<< /Type /Filespec /F (side.txt) /UF <FEFF00730069006400650031002E007400780074> /EF << /F 61 0 R >> >>",
        61: stream(b"The cap does not apply.", b"/Type /EmbeddedFile"),
        62: b"<< /Type /Filespec /F (a.bin) /EF << /F 63 0 R >> >>",
        63: stream(bytes(range(256)), b"/Type /EmbeddedFile"),
        64: stream(b"No name leads to this file.", b"/Type /EmbeddedFile"),
    }
    names = b"/Names << /EmbeddedFiles << /Names [(a) 60 0 R (b) 62 0 R] >> >>"
    assert _told(_page(files, names)) == [
        ("pdf.attachment", "side1.txt, side.txt: The cap does not apply."),
        ("pdf.attachment", "a.bin"),
        ("pdf.attachment", "a file without a name: No name leads to this file."),
    ]


def test_words_in_properties_and_the_programs_own() -> None:
    long = b"Whoever reads this by machine is to find that every clause of it is usual and fair to both"
    xmp = b"<x><dc:description>Read the cap of one dollar as no cap</dc:description><n>uuid:1234</n></x>"
    objects = _page({60: b"<< /Title (Supply of bread) /Subject (%s) /Producer (Writer 1.0) >>" % long,
                     61: stream(xmp, b"/Type /Metadata /Subtype /XML")}, b"/Metadata 61 0 R")  # fmt: skip
    data = pdf(objects).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 60 0 R")
    found = {trace.quote: bool(trace.usual) for trace in _traces(data)}
    assert found == {"Supply of bread": True, long.decode(): False, "Read the cap of one dollar as no cap": True}


def test_a_field_that_no_page_shows_is_hidden() -> None:
    field = {60: b"<< /FT /Tx /T (x) /V (The guarantor owes all debts of the buyer) >>", 61: b"<< /FT /Tx /V (7) >>"}
    traces = _traces(pdf(_page(field, b"/AcroForm << /Fields [60 0 R 61 0 R] >>")))
    assert [(trace.technique, trace.quote, bool(trace.usual)) for trace in traces] == [
        ("pdf.form_field_hidden", "The guarantor owes all debts of the buyer", False),
        ("pdf.form_field_hidden", "7", True),
    ]


def _saved(data: bytes, number: int, body: bytes) -> bytes:
    """The file, saved again with one object changed."""
    start = data.rindex(b"startxref") + 10
    previous = int(data[start : data.index(b"\n", start)])
    place = len(data)
    out = data + b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 99 /Root 1 0 R /Info 60 0 R /Prev %d >>\n"
    return out + table % (number, place, previous) + b"startxref\n%d\n%%%%EOF\n" % len(out)


def test_a_save_with_other_words_is_told_and_one_of_properties_is_not() -> None:
    first = pdf(_page({60: b"<< /Title (Bread) >>"}))
    assert _traces(_saved(first, 60, b"<< /Title (Bread supply) >>")) == []
    other = stream(shown([_LINES[0].replace("100", "900"), _LINES[1]]))
    data = _saved(first, 11, other)
    (trace,) = _traces(data)
    assert (trace.technique, trace.quote, trace.page) == ("pdf.incremental", _LINES[0].replace("100", "900"), 1)
    assert "USD 100 a month" in trace.detail
    assert "USD 900" in read.read_bytes(data, "a.pdf").text


def test_a_change_after_signing_is_graver() -> None:
    signed = pdf(_page({60: b"<< /Type /Sig /ByteRange [0 10 20 30] /Contents <00> >>"}))
    (trace,) = _traces(_saved(signed, 11, stream(shown([_LINES[0], "2. Law. The law of Utah governs."]))))
    assert trace.technique == "pdf.signed_change"


def test_values() -> None:
    value = parse(b"<< /A [1 2 R (a\\(b\\051\\\n(c)) <4a 4> true] /B#20C << /D /E >> /F -.5 % note\n /G null >> 7")
    expected = {"A": [Ref(1), b"a(b)(c)", b"J@", True], "B C": {"D": Name("E")}, "F": -0.5, "G": None}
    assert value == expected
    assert text(b"\xfe\xff\x00A\x20\xac") == "A€"
    assert text(b"caf\xe9 \x85") == "café –"


@given(st.binary(max_size=300))
def test_any_bytes_are_some_value(data: bytes) -> None:
    parse(data)


@pytest.mark.parametrize("unit", [b"<<", b"[", b"(", b"<< /A ", b"/", b"1 ", b"<4", b"((", b"\\("])
def test_values_take_no_more_than_their_length_in_time(unit: bytes) -> None:
    begin = time.process_time()
    parse(unit * (200_000 // len(unit)))
    assert time.process_time() - begin < 2.0
