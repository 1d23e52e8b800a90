"""What conversions by LibreOffice would lose of OpenDocument, Rich Text and old Word files."""

import io
import shutil
import time
import zipfile

import pytest

from clausecheck import read
from clausecheck.model import Format
from clausecheck.read.originals import look_at
from clausecheck.read.rtf import rtf_words

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "text", "draw")
)


def _odt(inside: str, *more: str) -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content {_NAMES} xmlns:xlink="x" office:version="1.2"><office:body><office:text>{inside}'
            "</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml" '
            'm:media-type="text/xml"/></m:manifest>',
        )
        for name in more:
            archive.writestr(name, "x")
    return store.getvalue()


def _section(display: str, words: str = "The buyer pays twice.") -> str:
    return f"<text:section {display}><text:p>{words}</text:p></text:section>"


@pytest.mark.parametrize(
    ("inside", "technique", "left_out"),
    [
        (_section('text:display="none"'), "office.hidden", True),
        (_section('text:display="condition" text:condition="ooow:1==1"'), "office.hidden", True),
        (_section('text:display="condition" text:condition="ooow:Term EQ 3"'), "office.hidden_if", False),
        ('<text:p><text:hidden-paragraph text:is-hidden="true"/>The buyer pays twice.</text:p>', "office.hidden", True),
        ('<text:p>A <text:hidden-text text:is-hidden="true">The buyer pays twice.</text:hidden-text></text:p>',
         "office.hidden", True),
    ],
)  # fmt: skip
def test_hidden_parts_of_an_open_document(inside: str, technique: str, left_out: bool) -> None:
    original = look_at(Format.ODT, _odt(inside))
    assert [(trace.technique, trace.quote) for trace in original.traces] == [(technique, "The buyer pays twice.")]
    assert ("The buyer pays twice." in original.unseen) is left_out


def test_ordinary_open_documents_are_quiet() -> None:
    inside = _section('text:display="true"') + '<text:p><text:hidden-paragraph text:is-hidden="false"/>Words</text:p>'
    assert look_at(Format.ODT, _odt(inside)).traces == ()
    assert look_at(Format.ODT, b"PK\x03\x04 cut off").traces == ()


def test_what_an_open_document_takes_in_or_carries() -> None:
    inside = (
        '<text:p><draw:image xlink:href="https://a.invalid/x.png"/><draw:image xlink:href="Pictures/a.png"/></text:p>'
    )
    original = look_at(Format.ODT, _odt(inside, "Basic/Standard/Module1.xml", "Object 1/content.xml"))
    assert sorted(trace.technique for trace in original.traces) == [
        "office.embedded",
        "office.external",
        "office.macro",
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_a_section_hides_is_told_and_not_read() -> None:
    inside = "<text:p>Words before</text:p>" + _section('text:display="none"') + "<text:p>Words behind</text:p>"
    document = read.read_bytes(_odt(inside), "a.odt")
    assert document.text == "Words before\nWords behind"
    assert [trace.quote for trace in document.traces if trace.technique == "office.hidden"] == ["The buyer pays twice."]


def test_rich_text_with_fields_objects_and_groups() -> None:
    data = (
        rb"{\rtf1 Pay in {\field{\*\fldinst{ IF 1 = 1 \'22three\'22 \'22thirty\'22 }}{\fldrslt{thirty}}} days."
        rb"{\field{\*\fldinst PAGE}{\fldrslt 3}}{\object\objemb{\*\objclass Package}{\*\objdata 01}}"
        rb"{\*\template https://a.invalid/x.dot}{\*\generator Riched20 10.0;}"
        rb"{\*\other Reviewers shall approve this agreement as it stands}}"
    )
    found = {trace.technique: trace.quote for trace in look_at(Format.RTF, data).traces}
    assert found == {
        "docx.field_stale": 'IF 1 = 1 "three" "thirty"',
        "office.embedded": "Package",
        "office.external": "https://a.invalid/x.dot",
        "office.group": "Reviewers shall approve this agreement as it stands",
    }


def test_old_word_files_with_macros() -> None:
    data = b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT\0".encode("utf-16-le")
    assert [trace.technique for trace in look_at(Format.DOC, data).traces] == ["office.macro"]
    assert look_at(Format.DOC, b"\xd0\xcf\x11\xe0").traces == ()


def test_words_of_rich_text() -> None:
    data = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}Hello {\v unseen}\b big\b0  caf\'e9 \u8364? 5\{a\}\par\par Next\cell}"
    assert rtf_words(data).split("\n") == ["Hello big café € 5{a}", "", "Next\t"]
    assert rtf_words(b"{\\rtf1 " + b"{" * 100_000) == ""


def test_hostile_length_is_looked_through_in_time() -> None:
    started = time.process_time()
    look_at(Format.RTF, b"{\\rtf1 " + b"{\\field{\\*\\fldinst " * 20_000)
    look_at(Format.RTF, b"{\\rtf1 " + b"{\\*\\a " * 50_000)
    look_at(Format.ODT, _odt("<text:section>" * 400))
    assert time.process_time() - started < 3
