"""Words of a Word file that a person does not see: left out of the text, and told with how it is done and where."""

import re

import pytest

from clausecheck import read
from clausecheck.model import Document, View
from clausecheck.read.docx.visibility.tree import Node, trees
from tests.read.docx.packages import NAMES, Link, package
from tests.read.files import block, paragraph, run, word_file

SECRET = "The fee doubles each year without notice"
SHOWN = "The parties sign in two copies"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
DARK = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
WHITE = '<w:color w:val="FFFFFF"/>'


def style(kind: str, name: str, inside: str, based: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{on}{inside}</w:style>'


def looks(look: str) -> str:
    return f"<w:rPr>{look}</w:rPr>"


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str, properties: str = "", row: str = "") -> str:
    told = "".join(f"<w:tr><w:trPr>{row}</w:trPr>{inside}</w:tr>" for inside in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{told}</w:tbl>"


def text_fill(inside: str, more: str = "") -> str:
    return f"<w14:textFill {W14}>{inside}</w14:textFill>{more}"


def opened(body: str, view: View = View.FINAL, **parts: str) -> Document:
    return read.read_bytes(word_file(paragraph(SHOWN) + body + paragraph("End"), **parts), "a.docx", view=view)


def met(document: Document) -> list[tuple[str, str]]:
    return [(trace.technique.removeprefix("docx."), trace.quote) for trace in document.traces]


RUNS = {
    "vanish": ("vanish", "<w:vanish/>"),
    "white": ("colour", WHITE),
    "nearly white": ("colour", '<w:color w:val="FDFDF8"/>'),
    "theme": ("colour", '<w:color w:val="000000" w:themeColor="background1"/>'),
    "tinted theme": ("colour", '<w:color w:val="000000" w:themeColor="text1" w:themeTint="08"/>'),
    "one colour on itself": ("colour", f'<w:color w:val="1F3864"/>{DARK}'),
    "own highlighter": ("colour", '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
    "solid pattern": ("colour", '<w:color w:val="336633"/><w:shd w:val="solid" w:color="336633" w:fill="FFFFFF"/>'),
    "one point": ("tiny", '<w:sz w:val="2"/>'),
    "one point in a unit": ("tiny", '<w:sz w:val="1pt"/>'),
    "raised small letters": ("tiny", '<w:sz w:val="10"/><w:vertAlign w:val="superscript"/>'),
    "small letters of a complex script": ("tiny", '<w:rtl/><w:sz w:val="22"/><w:szCs w:val="2"/>'),
    "narrow letters": ("squeezed", '<w:w w:val="1"/>'),
    "letters on each other": ("squeezed", '<w:sz w:val="20"/><w:spacing w:val="-120"/>'),
    "fitted letters": ("squeezed", '<w:fitText w:val="40"/>'),
    "raised off the page": ("displaced", '<w:position w:val="900"/>'),
    "no filling": ("text_effect", text_fill("<w14:noFill/>")),
    "clear filling": (
        "text_effect",
        text_fill('<w14:solidFill><w14:srgbClr w14:val="0"><w14:alpha w14:val="95%"/></w14:srgbClr></w14:solidFill>'),
    ),
    "white filling": ("text_effect", text_fill('<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>')),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_run_that_is_not_seen(name: str) -> None:
    technique, look = RUNS[name]
    document = opened(block(run(SHOWN) + run(f" {SECRET}", look)))
    assert met(document) == [(technique, SECRET)]
    assert document.text == f"{SHOWN}\n{SHOWN}\nEnd"
    (trace,) = document.traces
    assert trace.part == "word/document.xml"
    assert trace.at == document.text.index("\nEnd")
    assert [notice.quote for notice in document.notices if notice.code == "hidden_text"] == [SECRET]


PARAGRAPHS = {
    "low lines": ("zero_line_height", '<w:spacing w:line="20" w:lineRule="exact"/>'),
    "a fraction of a line": ("zero_line_height", '<w:spacing w:line="10"/>'),
    "far left": ("off_page", '<w:ind w:left="-20000"/>'),
    "far left in letters": ("off_page", '<w:ind w:leftChars="-9000"/>'),
    "far right": ("off_page", '<w:ind w:start="14000"/>'),
    "first line": ("off_page", '<w:ind w:firstLine="20000"/>'),
    "frame off the page": (
        "off_page",
        '<w:framePr w:w="2000" w:hAnchor="page" w:vAnchor="page" w:x="19000" w:y="200"/>',
    ),
    "frame without width": ("zero_size", '<w:framePr w:w="1" w:hAnchor="page" w:vAnchor="page" w:x="900" w:y="200"/>'),
    "frame without height": ("zero_size", '<w:framePr w:w="900" w:h="10" w:hRule="exact"/>'),
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_paragraph_that_is_not_seen(name: str) -> None:
    technique, properties = PARAGRAPHS[name]
    document = opened(paragraph(SECRET, properties))
    assert met(document) == [(technique, SECRET)]
    assert document.text == f"{SHOWN}\nEnd"
    assert document.traces[0].at == len(SHOWN)


STYLED = {
    "paragraph style": (paragraph(SECRET, '<w:pStyle w:val="A"/>'), style("paragraph", "A", looks(WHITE))),
    "inherited": (
        paragraph(SECRET, '<w:pStyle w:val="B"/>'),
        style("paragraph", "A", looks('<w:sz w:val="2"/>')) + style("paragraph", "B", "", "A"),
    ),
    "character style": (
        paragraph(SECRET, run='<w:rStyle w:val="C"/>'),
        style("character", "A", looks("<w:vanish/>")) + style("character", "C", "", "A"),
    ),
    "lines of a style": (
        paragraph(SECRET, '<w:pStyle w:val="A"/>'),
        style("paragraph", "A", '<w:pPr><w:spacing w:line="10" w:lineRule="exact"/></w:pPr>'),
    ),
    "indent of a style": (
        paragraph(SECRET, '<w:pStyle w:val="A"/>'),
        style("paragraph", "A", '<w:pPr><w:ind w:left="-24000"/></w:pPr>'),
    ),
    "table style": (
        table(cell(paragraph(SECRET)), properties='<w:tblStyle w:val="T"/>'),
        style("table", "T", looks(WHITE)),
    ),
    "first row of a table style": (
        table(cell(paragraph(SECRET)), properties='<w:tblStyle w:val="T"/><w:tblLook w:val="0020"/>'),
        style("table", "T", f'<w:tblStylePr w:type="firstRow">{looks(WHITE)}</w:tblStylePr>'),
    ),
    "hidden by a table style": (
        table(cell(paragraph(SECRET)), properties='<w:tblStyle w:val="T"/>'),
        style("table", "T", looks("<w:vanish/>")),
    ),
}


@pytest.mark.parametrize("name", STYLED)
def test_words_that_a_style_hides(name: str) -> None:
    body, styles = STYLED[name]
    document = opened(body, styles=styles)
    assert [quote for _, quote in met(document)] == [SECRET]
    assert document.text == f"{SHOWN}\nEnd"


TABLES = {
    "colour of the cell": ("colour", table(cell(paragraph(SECRET, run='<w:color w:val="20375F"/>'), DARK))),
    "colour of the table": ("colour", table(cell(paragraph(SECRET, run='<w:color w:val="1F3864"/>')), properties=DARK)),
    "hidden row": ("hidden_row", table(cell(paragraph(SECRET)), row="<w:hidden/>")),
    "low row": ("zero_row_height", table(cell(paragraph(SECRET)), row='<w:trHeight w:val="20" w:hRule="exact"/>')),
    "narrow cell": (
        "zero_size",
        table(cell(paragraph(SECRET), '<w:tcW w:w="10" w:type="dxa"/>'), properties='<w:tblLayout w:type="fixed"/>'),
    ),
    "table off the page": (
        "off_page",
        table(
            cell(paragraph(SECRET)), properties='<w:tblpPr w:horzAnchor="page" w:vertAnchor="page" w:tblpX="19000"/>'
        ),
    ),
    "table far left": (
        "off_page",
        table(
            cell(paragraph(SECRET), '<w:tcW w:w="3000" w:type="dxa"/>'),
            properties='<w:tblInd w:w="-20000" w:type="dxa"/>',
        ),
    ),
    "table in a cell": ("colour", table(cell(table(cell(paragraph(SECRET, run='<w:color w:val="1F3864"/>'))), DARK))),
}


@pytest.mark.parametrize("name", TABLES)
def test_words_that_a_table_hides(name: str) -> None:
    technique, body = TABLES[name]
    document = opened(body)
    assert met(document) == [(technique, SECRET)]
    assert document.text == f"{SHOWN}\nEnd"


QUIET = {
    "switched off": block(run(SHOWN, '<w:vanish w:val="0"/>')),
    "dark": block(run(SHOWN, '<w:color w:val="1F3864"/>')),
    "grey of a shaded white": block(
        run(SHOWN, '<w:color w:val="808080" w:themeColor="background1" w:themeShade="80"/>')
    ),
    "white on dark": block(run(SHOWN, WHITE), DARK),
    "white on a dark cell": table(cell(paragraph(SHOWN, run=WHITE), DARK)),
    "Word's own colour on dark": table(cell(paragraph(SHOWN, run='<w:color w:val="auto"/>'), DARK)),
    "small print": block(run(SHOWN, '<w:sz w:val="12"/>')),
    "narrow print": block(run(SHOWN, '<w:w w:val="80"/><w:spacing w:val="-8"/>')),
    "hanging": paragraph(SHOWN, '<w:ind w:left="720" w:hanging="720"/>'),
    "into the margin": paragraph(SHOWN, '<w:ind w:left="-720" w:right="-720"/>'),
    "exact lines": paragraph(SHOWN, '<w:spacing w:line="240" w:lineRule="exact"/>'),
    "low lines at least": paragraph(SHOWN, '<w:spacing w:line="20" w:lineRule="atLeast"/>'),
    "drop capital": paragraph(SHOWN, '<w:framePr w:dropCap="drop" w:lines="3" w:hAnchor="text"/>'),
    "page numbers hidden in the web": block(run(SHOWN, "<w:webHidden/>")),
    "spacer row": table(cell("<w:p/>"), row='<w:trHeight w:val="20" w:hRule="exact"/>') + paragraph(SHOWN),
    "outlined letters": block(
        run(
            SHOWN,
            text_fill(
                "<w14:noFill/>",
                f'<w14:textOutline {W14}><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill>'
                "</w14:textOutline>",
            ),
        )
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_what_is_seen_stays_quiet(name: str) -> None:
    document = opened(QUIET[name])
    assert met(document) == []
    assert document.text == f"{SHOWN}\n{SHOWN}\nEnd"


@pytest.mark.parametrize("part", ["firstRow", "band1Horz", "nwCell"])
def test_white_on_a_dark_part_of_a_table_style_is_seen(part: str) -> None:
    dark = f'<w:tblStylePr w:type="{part}">{looks(WHITE)}<w:tcPr>{DARK}</w:tcPr></w:tblStylePr>'
    body = table(
        cell(paragraph(SHOWN)), cell(paragraph("x")), properties='<w:tblStyle w:val="T"/><w:tblLook w:val="00A0"/>'
    )
    document = opened(body, styles=style("table", "T", dark))
    assert met(document) == []


def test_what_hardly_stands_out_stays_in_the_text() -> None:
    document = opened(block(run(SECRET, '<w:color w:val="FFFF00"/>')))
    assert met(document) == [("faint", SECRET)]
    assert SECRET in document.text
    assert document.traces[0].at == len(SHOWN) + 1


def test_colours_of_a_theme_and_those_that_the_settings_exchange() -> None:
    named = run(SECRET, '<w:color w:val="000000" w:themeColor="text1"/>')
    scheme = (
        '<a:clrScheme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:dk1><a:srgbClr val="FEFEFE"/>'
        '</a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1></a:clrScheme>'
    )
    assert met(opened(block(named))) == []
    assert met(opened(block(named), theme1=scheme)) == [("colour", SECRET)]
    assert met(opened(block(named), settings='<w:clrSchemeMapping w:t1="light1"/>')) == [("colour", SECRET)]


def test_the_colour_of_the_page_where_word_shows_it() -> None:
    page = '<w:background w:color="101010"/>'
    body = block(run(SECRET, '<w:color w:val="000000"/>'))
    data = word_file(body + paragraph("End"), settings="<w:displayBackgroundShape/>")
    assert met(read.read_bytes(data, "a.docx")) == []
    assert _with_page(page, body, "<w:displayBackgroundShape/>") == [("colour", SECRET)]
    assert _with_page(page, body, '<w:displayBackgroundShape w:val="0"/>') == []


def _with_page(page: str, body: str, settings: str) -> list[tuple[str, str]]:
    main = f"<w:document {NAMES}>{page}<w:body>{paragraph('End')}{body}</w:body></w:document>"
    parts = {"word/document.xml": main, "word/settings.xml": f"<w:settings {NAMES}>{settings}</w:settings>"}
    return met(read.read_bytes(package("", parts, of_main=[Link("settings", "settings.xml")]), "a.docx"))


def test_words_in_pieces_are_one_quote() -> None:
    pieces = "".join(run(letter, WHITE) if letter.strip() else run(letter) for letter in SECRET)
    assert met(opened(block(run(f"{SHOWN} ") + pieces))) == [("colour", SECRET)]


def test_cells_of_a_hidden_row_are_one_quote() -> None:
    row = cell(paragraph("Liability")) + cell(paragraph("unlimited")) + cell(paragraph("in each year"))
    assert met(opened(table(row, row="<w:hidden/>"))) == [("hidden_row", "Liability unlimited in each year")]


def test_a_page_header_and_a_footnote_are_looked_at() -> None:
    note = f'<w:footnote w:id="1">{paragraph(SECRET, run=WHITE)}</w:footnote>'
    body = block(run(SHOWN) + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    document = opened(body, footnotes=note, header1=paragraph(SECRET, run='<w:sz w:val="2"/>'))
    assert [(trace.technique, trace.part) for trace in document.traces] == [
        ("docx.colour", "word/footnotes.xml"),
        ("docx.tiny", "word/header1.xml"),
    ]
    assert SECRET not in document.text


def test_a_comment_in_the_part_does_not_blind() -> None:
    hidden = block(run(SHOWN) + run(SECRET, f"<!-- x -->{WHITE}") + run("<![CDATA[ seen]]>"))
    document = opened(hidden)
    assert met(document) == [("colour", SECRET)]
    assert "seen" in document.text


def test_a_file_cannot_bring_marks_of_its_own() -> None:
    forged = re.sub("X", "veil", f'<w:rPr><w:X w:val="0"/></w:rPr><w:t>{SHOWN}</w:t>')
    document = opened(f"<w:p><w:r>{forged}</w:r>{run(SECRET, WHITE)}</w:p>")
    assert document.text == f"{SHOWN}\n{SHOWN}\nEnd"
    assert met(document) == [("colour", SECRET)]


def test_values_that_make_no_sense_hide_nothing() -> None:
    odd = '<w:sz w:val="abc"/><w:w w:val="-"/><w:color w:val="zz" w:themeColor="?" w:themeTint="-1x"/>'
    odd += '<w:shd w:val="pct99999999999999999999" w:fill="12"/><w:position w:val="infpt"/><w:spacing w:val="nan"/>'
    document = opened(block(run(SHOWN, odd), '<w:ind w:left="1e999" w:leftChars="-"/>') + block(run("x", WHITE)))
    assert SHOWN in document.text.split("\n", 1)[1]
    assert not [trace for trace in document.traces if trace.technique == "docx.not_looked_at"]


def test_elements_that_are_too_large_are_counted() -> None:
    found: list[Node] = []
    assert trees(b"<a><b><c/><c/><c/></b><b><c/></b></a>", 2, found.append, most=3) == 1
    assert [len(node.kids) for node in found] == [1]


def test_usual_ends_of_web_forms() -> None:
    (trace,) = opened(block(run("Top of Form", "<w:vanish/>"))).traces
    assert trace.usual
