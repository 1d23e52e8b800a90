"""What a viewer of Markdown does not show: hidden tags, comments, titles, definitions."""

import pytest

from clausecheck import read
from clausecheck.model import Document

_HIDDEN = "The buyer waives every claim."


def _read(text: str) -> Document:
    return read.read_bytes(f"# Agreement\n\nFirst words.\n\n{text}\n".encode(), "a.md")


@pytest.mark.parametrize(
    ("text", "technique"),
    [
        (f"Seen <span style='display:none'>{_HIDDEN}</span> again", "display_none"),
        (f"Seen <font color=white>{_HIDDEN}</font> again", "colour"),
        (f"Seen <b hidden>{_HIDDEN}</b> again", "display_none"),
        (f"Seen <!-- {_HIDDEN} --> again", "comment"),
        (f"<!-- {_HIDDEN} -->\n\nSeen again", "comment"),
        (f"<div style='display:none'>\n{_HIDDEN}\n</div>\n\nSeen again", "display_none"),
        (f'Seen [again](https://a.example "{_HIDDEN}")', "attribute"),
        (f"Seen ![{_HIDDEN}](a.png) again", "attribute"),
        (f'Seen again\n\n[note]: https://a.example "{_HIDDEN}"', "reference"),
        (f"Seen again\n\n[//]: # ({_HIDDEN})", "reference"),
        (f"| Fee | Term |\n|---|---|\n| Seen again <span style='opacity:0'>{_HIDDEN}</span> | 5 |", "opacity"),
    ],
)
def test_what_is_not_shown_is_told_of_and_not_read(text: str, technique: str) -> None:
    document = _read(text)
    assert _HIDDEN not in document.text
    assert "again" in document.text
    assert [trace.technique for trace in document.traces if trace.quote == _HIDDEN] == [f"html.{technique}"]


def test_settings_at_the_start_are_usual() -> None:
    document = read.read_bytes(b"---\ntitle: A lease\n---\n\n# Lease\n\nWords.\n", "a.md")
    (trace,) = document.traces
    assert (trace.technique, trace.quote) == ("html.front_matter", "title: A lease")
    assert trace.usual


def test_ordinary_marks_are_quiet() -> None:
    document = _read("**Fees.** See [our terms](https://a.example) and <u>this</u><br>and `that`.\n\n- one\n- two")
    assert document.traces == ()
    assert "See our terms and this" in document.text


def test_a_word_that_a_tag_turns_round() -> None:
    assert "of 30 days" in _read('A term of <bdo dir="rtl">03</bdo> days.').text
