"""Files made to hurt a reader, and arbitrary bytes."""

import contextlib
import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausecheck import read
from clausecheck.errors import DamagedFile, LimitExceeded, UnreadableError
from clausecheck.model import Document, View
from clausecheck.read import limits
from clausecheck.read.sniff import sniff
from tests.read.files import check_spans, column, paragraph, pdf_file, word_file


def _read(data: bytes, name: str) -> Document:
    """Read in this process, which is faster than a child for each of many files."""
    return read._read(sniff(data, name), View.FINAL, data, name)


def test_an_archive_that_unpacks_too_far() -> None:
    data = word_file(paragraph("x") + " " * (limits.ZIP_MEMBER_BYTES + 1))
    assert len(data) < 200_000
    with pytest.raises(LimitExceeded, match="unpacks"):
        read.read_bytes(data, "a.docx")


def test_an_archive_with_too_many_parts() -> None:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        for number in range(limits.ZIP_ENTRIES + 1):
            archive.writestr(f"word/{number}", "")
    with pytest.raises(LimitExceeded, match="parts"):
        read.read_bytes(store.getvalue(), "a.docx")


@pytest.mark.parametrize("part", ["styles", "numbering"])
def test_a_doctype_in_any_part(part: str) -> None:
    data = word_file(paragraph("x"), **{part: ""})
    store = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(store, "w") as new:
        for entry in old.namelist():
            body = old.read(entry).decode()
            new.writestr(entry, f'<!DOCTYPE a [<!ENTITY b "c">]>{body}' if entry == f"word/{part}.xml" else body)
    with pytest.raises(DamagedFile, match="DOCTYPE"):
        read.read_bytes(store.getvalue(), "a.docx")


def test_styles_based_on_each_other_and_a_million_empty_paragraphs() -> None:
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{(n + 1) % 50}"/></w:style>'
        for n in range(50)
    )
    body = paragraph("x", '<w:pStyle w:val="S3"/>') + "<w:p/>" * 300_000
    begun = time.monotonic()
    assert read.read_bytes(word_file(body, styles=loop), "a.docx").text == "x"
    assert time.monotonic() - begun < 20


def test_bad_attribute_values() -> None:
    properties = (
        '<w:ind w:left="abc"/><w:outlineLvl w:val="x"/><w:numPr><w:ilvl w:val="-9"/><w:numId w:val="9e9"/></w:numPr>'
    )
    assert read.read_bytes(word_file(paragraph("x", properties, '<w:vanish w:val="maybe"/>')), "a.docx").text == "x"


@pytest.mark.parametrize("character", ["(", " ", "1", "-", ".", "\t", "a", "<", "*", "1. ", "_", "\n", "[", "&#"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_hundred_kilobytes_of_one_character(character: str, name: str) -> None:
    begun = time.monotonic()
    try:
        check_spans(read.read_bytes(f"x {character * (100_000 // len(character))} y".encode(), name))
    except UnreadableError:
        assert name == "a.md"
    assert time.monotonic() - begun < 8


def test_truncated_files_never_raise_anything_else() -> None:
    for data, name in ((pdf_file([column(["some words"] * 5)]), "a.pdf"), (word_file(paragraph("x")), "a.docx")):
        for cut in range(0, len(data), max(1, len(data) // 40)):
            try:
                check_spans(read.read_bytes(data[:cut], name))
            except UnreadableError:
                continue


_ANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_ANY
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_arbitrary_bytes(data: bytes, name: str) -> None:
    with contextlib.suppress(UnreadableError):
        check_spans(_read(data, name))


_LINES = st.lists(
    st.one_of(
        st.text(max_size=80),
        st.sampled_from(
            ["1. Fees", "(a) pay", "- 2 -", "-----", "\f", "", "ARTICLE I", "Fees ..... 3", "A      B", "12"]
        ),
    ),
    max_size=25,
)


@_ANY
@given(_LINES, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_arbitrary_lines(lines: list[str], name: str) -> None:
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    try:
        document = _read(data, name)
    except UnreadableError:
        return
    check_spans(document)
    assert document == _read(data, name)


@_ANY
@given(_LINES)
def test_every_word_of_a_text_is_in_the_text_or_in_a_notice(lines: list[str]) -> None:
    plain = [line for line in lines if line.isascii() and line.isprintable()]
    try:
        document = _read("\n".join(plain).encode(), "a.txt")
    except UnreadableError:
        return
    kept = sorted(
        word for text in (document.text, *(notice.quote for notice in document.notices)) for word in text.split()
    )
    wanted = sorted(word for line in plain for word in line.split() if any(c.isalnum() for c in word))
    assert set(wanted) <= set(kept)
