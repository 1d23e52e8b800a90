"""What the bytes of a text file do not tell, or should not hold."""

import pytest

from clausecheck import read

_WORDS = "1. Services. The provider serves the customer.\n2. Fees. The customer pays each month.\n"


def _told(data: bytes, name: str = "a.txt") -> dict[str, tuple[str, str]]:
    return {trace.technique: (trace.quote, trace.detail) for trace in read.read_bytes(data, name).traces}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(encoding: str) -> None:
    document = read.read_bytes(_WORDS.encode(encoding), "a.txt")
    (trace,) = document.traces
    assert trace.technique == "text.utf16_unmarked"
    assert encoding.upper() in trace.detail
    assert "customer pays" in document.text


@pytest.mark.parametrize(
    "data", [_WORDS.encode("utf-8-sig"), _WORDS.encode("utf-16"), _WORDS.encode(), b"a +AB- b +1-2 c"]
)
def test_ordinary_files_are_quiet(data: bytes) -> None:
    assert _told(data) == {}


def test_overlong_letters_are_read_as_a_careless_program_would() -> None:
    quote, detail = _told(_WORDS.encode() + b"3. \xc1\x8c\xc1\xa9able without end.\n")["text.overlong"]
    assert "Liable" in quote
    assert "C1 8C" in detail


def test_accented_capitals_of_an_old_code_page_are_not_overlong() -> None:
    assert "text.overlong" not in _told("À «Société» Á – déjà réglé, créé".encode("cp1252"))


def test_utf_7_is_unpacked() -> None:
    quote, detail = _told(_WORDS.encode() + b"3. The customer owes +AG4AbwB0AGgAaQBuAGc- at all.\n")["text.utf7"]
    assert quote == "+AG4AbwB0AGgAaQBuAGc-"
    assert "nothing" in detail


def test_bytes_that_are_no_letters() -> None:
    told = _told("Prüfung der Mängel, Größe, Höhe, Länge, süß ".encode() * 3 + b"the fee of \xff5 is due")
    assert "U+FFFD" in told["text.undecoded"][1]


def test_an_encoding_that_no_viewer_knows() -> None:
    page = b"<html><head><meta charset=utf-7></head><body><p>Words of a contract.</p></body></html>"
    assert "utf-7" in _told(page, "a.html")["text.unknown_charset"][1]


def test_a_carriage_return_in_the_middle_of_a_line_is_a_trick_and_at_the_ends_of_lines_it_is_not() -> None:
    assert (
        "U+000D once"
        in _told(_WORDS.encode() + b"The fee is 900.\rThe fee is 100.\n" + _WORDS.encode())["text.control"][1]
    )
    assert _told(_WORDS.replace("\n", "\r").encode()) == {}
    assert _told(_WORDS.replace("\n", "\r\r\n").encode()) == {}
