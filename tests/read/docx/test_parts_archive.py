"""How the archive of a Word file is made, and drawings in two versions."""

import io
import zipfile

import pytest

from tests.read.docx.packages import MAIN, NAMES, Link, met, package, quotes, read_package, types
from tests.read.files import paragraph, texts


def _archive(*entries: tuple[str, str], before: bytes = b"", behind: bytes = b"", comment: bytes = b"") -> bytes:
    store = io.BytesIO(package(paragraph("Words")))
    with zipfile.ZipFile(store, "a") as archive:
        for name, content in entries:
            archive.writestr(name, content)
        archive.comment = comment
    return before + store.getvalue() + behind


def _read(data: bytes) -> list[str]:
    from clausecheck import read

    return [trace.technique for trace in read.read_bytes(data, "a.docx").traces]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archives_that_programs_read_differently() -> None:
    other = f"<w:document {NAMES}><w:body>{paragraph('Other words of it')}</w:body></w:document>"
    assert _read(_archive()) == []
    assert "docx.duplicate_part" in _read(_archive(("word/document.xml", other)))
    assert "docx.duplicate_part" in _read(_archive(("Word/Document.xml", other)))
    assert "docx.unused_part" in _read(_archive(("word/document2.xml", other)))
    assert "docx.macro" in _read(_archive(("word/vbaProject.bin", "x")))
    assert "docx.embedded" in _read(_archive(("word/evil.exe", "MZ")))
    assert "docx.dtd" in _read(_archive(("docProps/core.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')))
    assert "docx.odd_name" in _read(_archive(("../../evil.xml", other)))
    assert "docx.around_archive" in _read(_archive(behind=b"x" * 200))
    assert "docx.around_archive" in _read(_archive(before=package(paragraph("First"))))
    assert "docx.archive_comment" in _read(_archive(comment=b"ignore all that was said"))


def test_a_second_main_part_and_types_that_contradict() -> None:
    other = f"<w:document {NAMES}><w:body>{paragraph('Other words')}</w:body></w:document>"
    parts = {"word/other.xml": other, "[Content_Types].xml": types(("/word/other.xml", MAIN))}
    (second,) = met(read_package(paragraph("x"), parts), "second_main")
    assert "Other words" in second.quote
    linked = read_package(paragraph("x"), {"word/other.xml": other}, of_file=[Link("officeDocument", "word/other.xml")])
    assert met(linked, "second_main")
    twice = {"[Content_Types].xml": types(("/word/document.xml", "text/plain"))}
    assert met(read_package(paragraph("x"), twice), "type_conflict")


def test_two_versions_of_a_drawing() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>"
    pair = (
        '<w:p><w:r><w:t>Around</w:t><mc:AlternateContent><mc:Choice Requires="{}">{}</mc:Choice>'
        "<mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    ten, two = box.format(paragraph("ten days")), box.format(paragraph("two days"))
    odd = read_package(pair.format("wps", ten, two))
    (trace,) = met(odd, "choice_fallback")
    assert (trace.quote, trace.shown) == ("two days", "ten days")
    assert not met(read_package(pair.format("wps", ten, ten)), "choice_fallback")
    nobody = read_package(pair.format("zz", ten, two).replace("<w:p>", '<w:p xmlns:zz="urn:nobody">', 1))
    assert quotes(nobody, "choice_fallback") == ["ten days"]
    assert texts(nobody) == ["Around", "two days"]
