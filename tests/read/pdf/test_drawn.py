"""Pages on which a program reads other letters than a person: what is drawn counts, and both are told."""

import pytest

from clausecheck import read
from clausecheck.model import Document, Trace
from clausecheck.read.pdf.parts.maps import differs, read_map, write_map
from clausecheck.read.pdf.parts.programs import named
from tests.read.raw_pdf import pages, pdf, shown, stream

_BODY = shown(["1. Fees. The Customer pays the fees of each month.", "2. Law. Ohio law governs this agreement."])


def _map(*pairs: tuple[str, str]) -> bytes:
    return write_map({ord(code): letters for code, letters in pairs}, 1)


def _read(content: bytes, font: bytes, more: dict[int, bytes]) -> tuple[Document, list[Trace]]:
    objects = pages(_BODY + content) | more
    objects[10] = objects[10].replace(b"/F1 3 0 R", b"/F1 3 0 R /F2 " + font)
    document = read.read_bytes(pdf(objects), "a.pdf")
    return document, [trace for trace in document.traces if trace.technique.startswith("pdf.")]


_NINETY = b"BT /F1 11 Tf 72 600 Td (It is paid within ) Tj /F2 11 Tf (90) Tj /F1 11 Tf ( days.) Tj ET"
_SIMPLE = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding %s /ToUnicode 61 0 R >>"


@pytest.mark.parametrize("encoding", [b"/WinAnsiEncoding", b"<< /Differences [57 /nine] >>", b"/MacRomanEncoding"])
def test_a_map_that_reads_another_digit(encoding: bytes) -> None:
    more = {60: _SIMPLE % encoding, 61: stream(_map(("9", "3"), ("0", "0")))}
    document, (trace,) = _read(_NINETY, b"60 0 R", more)
    assert "within 90 days" in document.text
    assert (trace.technique, trace.page) == ("pdf.tounicode", 1)
    assert "within 30 days" in trace.quote
    assert "within 90 days" in trace.shown
    assert document.text[trace.at or 0 :].startswith("It is paid within 90")


@pytest.mark.parametrize("pairs", [(("9", "9"), ("0", "0")), (("9", "9"),), (("9", "９"),)])
def test_an_honest_map(pairs: tuple[tuple[str, str], ...]) -> None:
    document, traces = _read(_NINETY, b"60 0 R", {60: _SIMPLE % b"/WinAnsiEncoding", 61: stream(_map(*pairs))})
    assert traces == []
    assert "90 days" in document.text


def test_marks_that_replace_words() -> None:
    content = b"BT /F1 11 Tf 72 600 Td (Liability is ) Tj ET /Span << /ActualText (capped at one dollar) >> BDC "
    content += b"BT /F1 11 Tf 140 600 Td (unlimited) Tj ET EMC"
    document, (trace,) = _read(content, b"3 0 R", {})
    assert "Liability is unlimited" in document.text
    assert "dollar" not in document.text
    assert (trace.technique, trace.page) == ("pdf.actualtext", 1)
    assert "capped at one dollar" in trace.quote
    assert "unlimited" in trace.shown


def test_marks_that_spell_a_ligature_are_quiet() -> None:
    content = b"/Span << /ActualText <FEFF00660069> >> BDC BT /F1 11 Tf 72 600 Td (fi) Tj ET EMC"
    assert _read(content, b"3 0 R", {})[1] == []


def test_elements_that_are_read_aloud_as_other_words() -> None:
    content = b"/P << /MCID 0 >> BDC BT /F1 11 Tf 72 600 Td (Liability has no cap.) Tj ET EMC"
    element = b"<< /Type /StructElem /S /P /P 61 0 R /Pg 10 0 R /K 0 /ActualText (%s) >>"
    root = {61: b"<< /Type /StructTreeRoot /K 60 0 R >>"}
    _, (trace,) = _read(content, b"3 0 R", root | {60: element % b"Liability is capped."})
    assert (trace.technique, trace.quote, trace.shown) == (
        "pdf.actualtext",
        "Liability is capped.",
        "Liability has no cap.",
    )
    assert _read(content, b"3 0 R", root | {60: element % b"Liability has no cap."})[1] == []


def test_what_makes_a_difference() -> None:
    pairs = [("3", "9"), ("", "n"), (" ", "t"), (",", "."), ("b", "not")]
    assert [differs(stored, drawn) for stored, drawn in pairs] == [True] * 5
    same = [("fi", "\ufb01"), ("A", "a"), ("e", "\u00e9"), ("\u2019", "'"), ("x", ""), ("\u2022", "-")]
    assert [differs(stored, drawn) for stored, drawn in same] == [False] * 6


def test_maps_are_read_and_written() -> None:
    content = (
        b"2 beginbfrange <01> <03> <0041> <05> <06> [<0062> <00660069>] endbfrange beginbfchar <0A> <0039> endbfchar"
    )
    codes = read_map(content)
    assert codes == {1: "A", 2: "B", 3: "C", 5: "b", 6: "fi", 10: "9"}
    assert read_map(write_map(codes, 2)) == codes
    assert len(read_map(b"beginbfrange <0000> <FFFFFFFF> <0041> endbfrange")) <= 70_000


def test_names_of_glyphs() -> None:
    names = ["nine", "A", "uni0033", "u1F600", "A.sc", "g17", "cid12", "uniD800", "u"]
    assert [named(name) for name in names] == ["9", "A", "3", "\U0001f600", "A", "", "", "", "u"]
