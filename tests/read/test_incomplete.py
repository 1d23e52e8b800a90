"""Text and HTML files that are not whole: said, and only where it is so."""

import pytest

from clausecheck import read

_TEXT = (
    "1. Fees. The Customer shall pay the “fees” within thirty days of an invoice.\n\n2. Term. One year – no more.\n"
    * 20
)
_PAGE = "<html><body><p>1. Fees. The Customer pays.</p><p>2. Term. One year.</p></body></html>"


def _partial(data: bytes, name: str) -> list[str]:
    return [notice.code for notice in read.read_bytes(data, name).notices if notice.partial]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_a_whole_text_in_any_encoding(encoding: str) -> None:
    assert _partial(_TEXT.encode(encoding), "a.txt") == []


def test_a_text_with_bytes_that_are_no_letters() -> None:
    data = _TEXT.encode()
    document = read.read_bytes(data[:500] + b"\xff" * 40 + data[540:], "a.txt")
    assert [notice.code for notice in document.notices if notice.partial] == ["undecoded_bytes"]
    assert "“fees”" in document.text
    assert _partial(data[:500] + b"\0" * 40 + data[540:], "a.txt") == ["undecoded_bytes"]


def test_one_odd_character_is_no_damage() -> None:
    assert _partial(_TEXT.replace("year", "y\ufffdar", 1).encode(), "a.txt") == []


@pytest.mark.parametrize("page", [_PAGE, "<p>1. Fees. The Customer pays.", "<p>a < b and c > d</p>", "<p>less < more"])
def test_a_whole_page(page: str) -> None:
    assert _partial(page.encode(), "a.html") == []


@pytest.mark.parametrize("cut", [len(_PAGE) - 16, 55, 48, _PAGE.index("</p>") + 2])
def test_a_page_that_is_cut_off(cut: int) -> None:
    assert _partial(_PAGE[:cut].encode(), "a.html") == ["cut_off"]


def test_a_comment_that_never_ends() -> None:
    assert _partial(b"<p>1. Fees. The Customer pays.</p><!-- and so", "a.html") == ["cut_off"]
