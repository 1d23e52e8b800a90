"""Words on pages of text that are pictures or shapes, and text layers of scans against what the scan shows."""

import pytest

from clausecheck import read
from clausecheck.model import Document, Trace
from clausecheck.read.pdf.page import Look, Page, Words
from clausecheck.read.pdf.parts.layers import changed, differences
from clausecheck.read.pdf.parts.wordless import places
from tests.read.raw_pdf import FULL_PAGE, lines, pages, pdf, picture, scan, shown
from tests.system_packages import require

_CLAUSES = [
    "1. Services. The Provider shall perform the services with care and skill.",
    "2. Fees. The Customer shall pay the fees within thirty days of an invoice.",
    "3. Term. This agreement runs for one year and ends without a notice.",
    "4. Law. The law of the State of New York governs this agreement.",
]
_SECRET = ["The Customer gives up every right to withhold", "payment and to claim damages of any kind."]


def _traces(document: Document) -> list[Trace]:
    return [trace for trace in document.traces if trace.technique.startswith("pdf.")]


def _with_picture(image: bytes) -> bytes:
    return scan(shown(lines(1, 8)) + b"q 612 0 0 792 0 -620 cm /Im0 Do Q\n", image=image)


def test_a_clause_that_is_a_picture_joins_the_text() -> None:
    require("tesseract")
    document = read.read_bytes(_with_picture(picture(pdf(pages(shown(_SECRET))))), "a.pdf")
    (trace,) = _traces(document)
    assert (trace.technique, trace.page) == ("pdf.text_as_image", 1)
    assert "right to withhold" in trace.quote
    assert "right to withhold payment and to claim" in document.text


def test_without_ocr_a_picture_of_words_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    document = read.read_bytes(_with_picture(picture(pdf(pages(shown(_SECRET))))), "a.pdf")
    (trace,) = _traces(document)
    assert (trace.technique, trace.page) == ("pdf.text_as_image", 1)
    assert "points" in trace.quote
    assert [notice.code for notice in document.notices if "picture" in notice.code] == ["picture_beside_text"]


def test_a_picture_without_print_is_quiet() -> None:
    grey = (
        b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 4 >>"
    )
    image = grey + b"\nstream\n\x20\x80\xc0\xf0\nendstream"
    content = shown(lines(1, 8)) + b"q 300 0 0 200 100 100 cm /Im0 Do Q\n"
    assert _traces(read.read_bytes(scan(content, image=image), "a.pdf")) == []


def test_a_layer_that_says_what_the_scan_shows_and_one_that_lies() -> None:
    require("tesseract")
    image = picture(pdf(pages(shown(_CLAUSES))))
    hidden = b"3 Tr\n" + shown(_CLAUSES) + FULL_PAGE
    document = read.read_bytes(scan(hidden, image=image), "a.pdf")
    assert _traces(document) == []
    assert [notice.code for notice in document.notices] == ["text_compared"]
    lie = b"3 Tr\n" + shown([line.replace("thirty", "ninety") for line in _CLAUSES]) + FULL_PAGE
    document = read.read_bytes(scan(lie, image=image), "a.pdf")
    (trace,) = _traces(document)
    assert trace.technique == "pdf.ocr_layer"
    assert "within ninety days" in trace.quote
    assert "within thirty days" in trace.shown
    assert "within thirty days" in document.text


def test_without_ocr_a_layer_is_unverified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    image = picture(pdf(pages(shown(_CLAUSES))))
    document = read.read_bytes(scan(b"3 Tr\n" + shown(_CLAUSES) + FULL_PAGE, image=image), "a.pdf")
    (trace,) = _traces(document)
    assert (trace.technique, bool(trace.usual)) == ("pdf.ocr_unverified", True)
    assert [notice.code for notice in document.notices] == ["text_unverified"]


def _page(*rows: str) -> Page:
    look = Look("", 10, bold=False, color=0, alpha=255, mode=0, quarter=0, slanted=False)
    words = []
    for number, row in enumerate(rows, 1):
        x = 50.0
        for word in row.split():
            words.append(Words(word, x, x + 5 * len(word), 20 * number, 20 * number + 10, 20 * number + 8, look, True))
            x += 5 * len(word) + 3
    return Page(1, 600, 800, words)


def _changed(stored: str, seen: str) -> list[tuple[str, str]]:
    """What was changed in a line, among many that agree."""
    same = [f"The parties agree on article {number} as it stands in this agreement" for number in range(20, 36)]
    found, share = differences(_page(*same, stored), _page(*same, seen))
    kept = [one for one in (changed(one, share) for one in found) if one]
    return [(one.stored, one.correct()) for one in kept]


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("to be paid in three days", "to be paid in thirty days"),
        ("a cap of $100,000 in all", "a cap of $700,000 in all"),
        ("the Seller is not liable for", "the Seller is liable for"),
        ("liability is limited in all cases", "liability is unlimited in all cases"),
        ("the laws of Texas shall govern", "the laws of Florida shall govern"),
    ],
)
def test_changes(stored: str, seen: str) -> None:
    assert _changed(stored, seen) == [(stored, seen)]


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("to be paid in thirty days", "to be pald in thlrty days"),
        ("see clause 4.3 and the others", "see clause 43 and the others"),
        ("the words at the end are cut", "the words at the end"),
        ("Straße für die Länge", "StraRe fur die Lange"),
        ("10.23", "10.28"),
    ],
)
def test_misreadings(stored: str, seen: str) -> None:
    assert _changed(stored, seen) == []


def test_places_without_words() -> None:
    words = _page("one two three").words
    frame = (0.0, 0.0, 600.0, 800.0)
    strips = [(50.0, 400.0 + 10 * step, 450.0, 410.0 + 10 * step) for step in range(5)]
    (place,) = places(strips, [], words, frame)
    assert (place.left, place.top, place.right, place.bottom, place.count) == (50, 350, 450, 400, 5)
    letters = [(50.0 + 8 * step, 300.0, 55.0 + 8 * step, 309.0) for step in range(45)]
    (place,) = places([], letters, words, frame)
    assert (place.picture, place.count) == (False, 45)
    assert places([], letters[:20], words, frame) == ()
    assert places([(0.0, 700.0, 300.0, 800.0)], [], _page(*["word " * 12] * 6).words, frame) == ()
    assert places([(10.0, 10.0, 40.0, 40.0)], [], words, frame) == ()
