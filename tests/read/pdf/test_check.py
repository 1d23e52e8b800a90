"""PDFs that open although something is missing: what was lost is said, and a sound file is never called partial."""

import random
import re
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck import read
from clausecheck.errors import DamagedFile, EmptyFile, UnreadableError
from clausecheck.model import Document
from clausecheck.read.pdf.check import check
from clausecheck.read.pdf.links import bad_links
from clausecheck.read.pdf.objects import read_objects
from clausecheck.read.pdf.second import missing, rebuilt
from clausecheck.read.pdf.structure import read_structure
from clausecheck.read.pdf.tree import unused_text, walk
from clausecheck.read.pdf.xref import read_table
from tests.read.raw_pdf import WORDS, contract, lines, pages, pdf, shown, stream

_SMALL = pdf(contract(2, 3))


def _read(data: bytes) -> Document:
    return read.read_bytes(data, "a.pdf")


def _said(document: Document) -> list[tuple[str, int | None]]:
    return [(notice.code, notice.page) for notice in document.notices if notice.partial]


def test_a_sound_file_is_not_partial() -> None:
    document = _read(pdf(contract()))
    assert not document.partial
    assert [line for line in ("1.1", "4.12") if line not in document.text] == []


def test_content_that_does_not_unpack() -> None:
    objects = contract()
    body = objects[21]
    at = body.index(b"stream\n") + 60
    objects[21] = body[:at] + bytes([body[at] ^ 0x55]) + body[at + 1 :]
    assert ("page_damaged", 2) in _said(_read(pdf(objects)))


def test_content_that_is_cut_short_with_its_length() -> None:
    objects = contract()
    content = objects[31]
    packed = content[content.index(b"stream\n") + 7 : -10][:100]
    objects[31] = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    assert ("page_damaged", 3) in _said(_read(pdf(objects)))


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        (20, b"/Contents 21", b"/Contents 99"),
        (20, b"/Contents", b"/Cantents"),
        (20, b"/F1 3 0 R", b"/F1 1 0 R"),
        (2, b"20 0 R", b"77 0 R"),
        (2, b"20 0 R", b"10 0 R"),
        (21, b"/FlateDecode", b"/FlxteDecode"),
        (21, b"/Filter", b"/Fylter"),
        (20, b"/Resources", b"/Resxurces"),
        (20, b"/Type /Page ", b"/Type /Pxge "),
    ],
)
def test_what_is_named_and_not_there(number: int, old: bytes, new: bytes) -> None:
    objects = contract()
    healthy = _read(pdf(objects)).words
    assert old in objects[number]
    objects[number] = objects[number].replace(old, new)
    document = _read(pdf(objects))
    assert document.partial or document.words == healthy


def test_a_wrong_table_of_places_alone_is_no_loss() -> None:
    data = pdf(contract())
    for damaged in (re.sub(rb"startxref\n\d+", b"startxref\n7", data), b"\n" * 9 + data):
        document = _read(damaged)
        assert "4.12" in document.text
        assert not document.partial


def test_an_object_that_is_not_where_the_table_says() -> None:
    data = pdf(contract())
    entry = re.search(rb"21 1\n(\d{10})", data)
    assert entry
    damaged = data[: entry.start(1)] + b"0000000011" + data[entry.end(1) :]
    document = _read(damaged)
    assert "2.7" in document.text or document.partial


def test_a_page_that_an_editor_took_out_is_no_loss() -> None:
    objects = contract()
    objects[2] = b"<< /Type /Pages /Kids [10 0 R 20 0 R 30 0 R] /Count 3 >>"
    document = _read(pdf(objects))
    assert (document.partial, document.pages) == (False, 3)


def test_a_blank_page_is_told_and_is_no_loss() -> None:
    document = _read(pdf(pages(shown(WORDS), b"", b"0 0 m 100 0 l S")))
    assert not document.partial
    assert [(notice.code, notice.page) for notice in document.notices] == [("blank_page", 2), ("blank_page", 3)]
    with pytest.raises(EmptyFile, match="blank"):
        _read(pdf(pages(b"", b"")))


def test_a_pdf_whose_first_line_is_damaged_is_no_text() -> None:
    with pytest.raises(DamagedFile):
        _read(b"%PxF" + pdf(contract())[4:])


def test_equal_pages_are_not_all_furniture() -> None:
    assert _read(pdf(pages(shown(WORDS), shown(WORDS)))).words > 60


def test_content_that_shows_nothing_is_no_blank_page() -> None:
    objects = pages(shown(WORDS), b"")
    objects[21] = objects[11].replace(b"/FlateDecode", b"/LZWDecode")
    document = _read(pdf(objects))
    assert document.partial
    assert ("page_damaged", 2) in _said(document)


def test_nobody_knows_whether_a_page_of_a_damaged_file_is_blank() -> None:
    objects = pages(shown(WORDS), b"")
    objects[11] = objects[11].replace(b"/Filter /FlateDecode", b"/Filter /XlateDecode")
    with pytest.raises(DamagedFile, match="damaged"):
        _read(pdf(objects))


def test_letters_without_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    odd = [line.translate({code: code - 96 for code in range(98, 105)}) for line in WORDS]
    document = _read(pdf(pages(shown(WORDS), shown(odd))))
    assert _said(document) == [("letters_unreadable", 2)]


def test_letters_drawn_as_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    letter = "{0} {1} m {0} {2} {3} {2} {3} {1} c f\n"
    drawn = "".join(
        letter.format(72 + 8 * (n % 50), 600 - 14 * (n // 50), 609 - 14 * (n // 50), 78 + 8 * (n % 50))
        for n in range(200)
    )
    document = _read(pdf(pages(shown(WORDS), drawn.encode())))
    assert _said(document) == [("page_without_text", 2)]
    assert "shapes" in document.notices[0].message


def test_a_second_reader_finds_what_the_first_lacks() -> None:
    objects = read_objects(pdf(contract(3)))
    whole = {page: " ".join(lines(page)) for page in (1, 2, 3)}
    assert missing(objects, 1, whole) == {1: 0, 2: 0, 3: 0}
    found = missing(objects, 1, {2: whole[2][:400], 3: ""})
    assert sorted(found) == [2, 3]
    assert found[3] > found[2] > 300


def test_a_second_reader_that_fails_compares_nothing() -> None:
    assert missing(read_objects(b"%PDF-1.4 nothing"), 1, {1: "words"}) == {}


_HOSTILE = {
    "headers": b"1 0 obj " * 400_000,
    "digits": b"1" * 2_000_000,
    "numbers": b"1 0 " * 500_000,
    "streams": b"1 0 obj stream\n" * 200_000,
    "kids": b"1 0 obj" + b"/Kids[" * 150_000 + b"endobj",
    "fonts": b"1 0 obj" + b"/Font<</A " * 90_000 + b"endobj",
    "types": b"1 0 obj" + b"/Type " * 150_000 + b"endobj",
    "filters": b"1 0 obj" + b"/Filter[" * 100_000 + b"stream\nx endstream endobj",
    "sections": b"xref\n" + b"0 1000000\n" * 100_000 + b"startxref\n9\n%%EOF",
    "previous": b"".join(b"xref\n0 0\ntrailer<</Prev %d>>\n" % (9 + 29 * n) for n in range(9_000)) + b"startxref\n9\n",
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_bytes_take_little_time(name: str) -> None:
    begun = time.monotonic()
    check(read_structure(b"%PDF-1.4\n" + _HOSTILE[name]), ["words"])
    assert time.monotonic() - begun < 10


def test_streams_that_unpack_too_far_or_into_each_other() -> None:
    bomb = stream(bytes(400_000_000))
    packed = stream(b"5 0 " * 1000, b"/Type /ObjStm /N 1000 /First 4000")
    begun = time.monotonic()
    structure = read_structure(pdf(contract() | {60: bomb, 61: packed}))
    assert not [notice for notice in check(structure, [" "] * 4) if notice.page]
    assert time.monotonic() - begun < 10


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_arbitrary_changes_raise_nothing(data: st.DataObject) -> None:
    changed = bytearray(_SMALL)
    for _ in range(data.draw(st.integers(1, 30))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    objects = read_objects(bytes(changed))
    table = read_table(objects)
    tree = walk(objects, table.root)
    list(bad_links(objects, tree.contents))
    unused_text(objects, tree)
    assert rebuilt(objects, table.root).startswith(b"%PDF-")


def _damaged(data: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(data)), chance.choice([1, 20, 300, 1000])
    what = chance.randrange(5)
    if what == 0:
        return data[:at] + bytes(byte ^ chance.randrange(256) for byte in data[at : at + size]) + data[at + size :]
    if what == 1:
        return data[:at] + bytes(size) + data[at + size :]
    if what == 2:
        return data[:at] + data[at + size :]
    if what == 3:
        return data[:at] + data[at : at + size] + data[at:]
    return data[: len(data) // 2 + at // 2]


@pytest.mark.parametrize("seed", range(25))
def test_random_damage_never_loses_a_tenth_silently(seed: int) -> None:
    data = pdf(contract(3, 30))
    words = Counter(word for page in (1, 2, 3) for line in lines(page, 30) for word in line.split())
    try:
        document = _read(_damaged(data, random.Random(seed)))
    except UnreadableError:
        return
    quotes = " ".join(notice.quote for notice in document.notices)
    lost = (words - Counter(f"{document.text} {quotes}".split())).total()
    assert lost < 0.1 * words.total() or document.partial
