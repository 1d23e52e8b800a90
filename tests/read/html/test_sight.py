"""What an HTML page does not show leaves the text and is told of; what it shows stays."""

import pytest

from clausecheck import read
from clausecheck.model import Document

_HIDDEN = "The buyer waives every claim."


def _read(body: str, head: str = "") -> Document:
    page = f"<html><head>{head}</head><body><p>First words.</p>{body}</body></html>"
    return read.read_bytes(page.encode(), "a.html")


def _hidden(document: Document) -> list[str]:
    return [trace.technique for trace in document.traces if trace.quote == _HIDDEN]


@pytest.mark.parametrize(
    ("style", "technique"),
    [
        ("display: none", "display_none"),
        ("DISPLAY:NONE !important", "display_none"),
        ("visibility:hidden", "visibility"),
        ("visibility: collapse", "visibility"),
        ("opacity:.02", "opacity"),
        ("filter: alpha(opacity=0); filter: opacity(0%)", "opacity"),
        ("color:transparent", "opacity"),
        ("color:rgba(0,0,0,0.01)", "opacity"),
        ("-webkit-text-fill-color: transparent", "opacity"),
        ("color:#fff", "colour"),
        ("color:#fefefe", "colour"),
        ("color: rgb(250 250 250)", "colour"),
        ("color:hsl(0, 0%, 99%)", "colour"),
        ("color:snow", "colour"),
        ("color:#123456;background:#123457", "colour"),
        ("color:black;background-color:#0a0a0a", "colour"),
        ("font-size:1px", "tiny"),
        ("font-size:0", "tiny"),
        ("font-size:0.1em", "tiny"),
        ("font:1pt/1 Arial", "tiny"),
        ("position:absolute;left:-9999px", "off_screen"),
        ("position:fixed;top:-200em", "off_screen"),
        ("text-indent:-9999px", "off_screen"),
        ("margin-left:-5000px", "off_screen"),
        ("transform:translateX(-9999px)", "off_screen"),
        ("clip:rect(0,0,0,0);position:absolute", "clip"),
        ("clip:rect(1px, 1px, 1px, 1px)", "clip"),
        ("clip-path:inset(100%)", "clip"),
        ("height:0;overflow:hidden", "clip"),
        ("max-width:1px;overflow:clip", "clip"),
        ("transform:scale(0)", "clip"),
    ],
)
def test_words_that_properties_hide(style: str, technique: str) -> None:
    inner = _read(f'<div style="{style}"><p>The buyer <b>waives</b> every claim.</p></div><p>Last words.</p>')
    assert inner.text == "First words.\nLast words."
    assert _hidden(inner) == [f"html.{technique}"]
    assert ("hidden_text", _HIDDEN) in [(notice.code, notice.quote) for notice in inner.notices]
    ruled = _read(
        f'<p class="x y">{_HIDDEN}</p>',
        f"<style>/* a */ p.y {{ {style} }} @media print {{ p {{ color: red }} }}</style>",
    )
    assert _hidden(ruled) == [f"html.{technique}"]


@pytest.mark.parametrize(
    "style",
    [
        "color:#fff;background:#003366",
        "color:white;background-image:url(a.png)",
        "color:white;background:linear-gradient(red,blue)",
        "color:#777",
        "font-size:7pt",
        "opacity:.6",
        "position:relative;left:20px",
        "margin-left:-20px;text-indent:-18pt",
        "height:1px;overflow:visible",
        "overflow:hidden;height:200px",
        "margin-top:3000px",
        "visibility:visible;display:block",
    ],
)
def test_words_that_are_seen(style: str) -> None:
    document = _read(f'<p style="{style}">{_HIDDEN}</p>')
    assert document.text == f"First words.\n{_HIDDEN}"
    assert _hidden(document) == []


@pytest.mark.parametrize(
    ("body", "technique"),
    [
        (f"<template><p>{_HIDDEN}</p></template>", "template"),
        (f"<noscript>{_HIDDEN}</noscript>", "noscript"),
        (f"<p hidden>{_HIDDEN}</p>", "display_none"),
        (f"<dialog>{_HIDDEN}</dialog>", "display_none"),
        (f"<div popover>{_HIDDEN}</div>", "display_none"),
        (f'<table bgcolor="#ffffff"><tr><td><font color="white">{_HIDDEN}</font></td></tr></table>', "colour"),
        (f"<!-- {_HIDDEN} -->", "comment"),
        (f'<p title="{_HIDDEN}">Seen</p>', "attribute"),
        (f'<img alt="{_HIDDEN}">', "attribute"),
        (f'<p data-note="{_HIDDEN}">Seen</p>', "attribute"),
        (f'<input type="hidden" value="{_HIDDEN}">', "form_hidden"),
        (f'<iframe srcdoc="<p>{_HIDDEN}</p>"></iframe>', "frame"),
        (f'<meta name="description" content="{_HIDDEN}">', "meta"),
        (f"<details><summary>More</summary><p>{_HIDDEN}</p></details>", "collapsed"),
    ],
)
def test_elements_and_attributes(body: str, technique: str) -> None:
    document = _read(body)
    assert _hidden(document) == [f"html.{technique}"]
    assert (_HIDDEN in document.text) is (technique == "collapsed")


def test_a_table_head_in_white_on_a_dark_colour_is_seen() -> None:
    body = '<table bgcolor="navy"><tr><th><font color="white">Fee in euros</font></th><th>Term</th></tr></table>'
    assert "Fee in euros" in _read(body).text


def test_an_element_inside_can_be_seen_again() -> None:
    document = _read('<div style="visibility:hidden">gone<p style="visibility:visible">Here.</p></div>')
    assert document.text == "First words.\nHere."


def test_words_that_a_style_sheet_adds_are_reviewed() -> None:
    document = _read('<p class="cap">No cap</p>', '<style>.cap::after { content: " except for theft" }</style>')
    assert document.text == "First words.\nNo cap except for theft"
    assert [trace.technique for trace in document.traces] == ["html.generated"]


@pytest.mark.parametrize(
    "mark", ['<bdo dir="rtl">03</bdo>', '<span style="unicode-bidi:bidi-override;direction:rtl">03</span>']
)
def test_words_that_an_element_turns_round(mark: str) -> None:
    document = _read(f"<p>A charge of {mark} per cent.</p>")
    assert document.text.endswith("A charge of 30 per cent.")
    assert [trace.technique for trace in document.traces] == ["text.bidi_override"]


def test_words_below_a_hundred_empty_lines() -> None:
    (trace,) = _read("<br>" * 100 + f"<p>{_HIDDEN}</p>").traces
    assert (trace.technique, trace.quote) == ("text.gap", _HIDDEN)


def test_drawn_words_and_filled_fields_are_read() -> None:
    document = _read('<svg><title>x</title><text>Drawn words</text></svg><p>Name: <input value="Acme Ltd"></p>')
    assert "Drawn words" in document.text
    assert "Name: Acme Ltd" in document.text


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ('<a href="https://other.example/terms">www.acme.com/terms</a>', True),
        ('<a href="https://terms.acme.com">www.acme.com</a>', False),
        ('<a href="https://other.example">our terms</a>', False),
        ('<a href="mailto:a@acme.com">a@acme.com</a>', False),
    ],
)
def test_a_link_that_shows_another_address(link: str, told: bool) -> None:
    traces = [trace for trace in _read(f"<p>See {link}.</p>").traces if trace.technique == "html.link"]
    assert bool(traces) is told


def test_scripts_are_never_text_and_only_those_that_write_are_more_than_usual() -> None:
    document = _read("<script>var a = 1;</script><script>document.write('No fee is due')</script>")
    assert document.text == "First words."
    assert [bool(trace.usual) for trace in document.traces] == [True, False]


def test_hidden_parts_of_a_web_site_are_its_menus_more_likely() -> None:
    scripts = '<script src="https://a.example/1.js"></script><script src="https://a.example/2.js"></script>'
    assert _hidden(_read(f'<div style="display:none">{_HIDDEN}</div>', scripts)) == ["html.page_part"]


@pytest.mark.parametrize(
    "unit", ["<style>a{", "a{b:c}", "}", "@media x{", "<p style='color:red'>", "/*", "a,", "[a=b]"]
)
def test_very_long_style_sheets_take_little_time(unit: str) -> None:
    assert "First words." in _read("<p>x</p>", "<style>" + unit * (100_000 // len(unit)) + "</style>").text
