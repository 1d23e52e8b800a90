"""What a Word file shows beside its plain text: page heads and feet, labels, diagrams, foreign content."""

import pytest

from clausecheck.model import BlockKind
from clausecheck.read.docx.heads import speaks
from clausecheck.segment import segment
from tests.read.docx.packages import NAMES, Link, met, quotes, read_package
from tests.read.files import block, paragraph, run, texts

_CLAUSE = "The supplying party may raise any charge at any time by up to forty per cent."


def _with_foot(words: str, kind: str = "default", more: str = "") -> tuple[str, dict[str, str], list[Link]]:
    body = (
        paragraph("1. Law")
        + paragraph("The laws of Texas apply.")
        + paragraph("Signed by: ____________")
        + f'<w:sectPr><w:footerReference w:type="{kind}" r:id="x1"/>{more}</w:sectPr>'
    )
    return body, {"word/footer1.xml": f"<w:ftr {NAMES}>{words}</w:ftr>"}, [Link("footer", "footer1.xml")]


def test_what_a_page_foot_says_is_a_clause() -> None:
    document = read_package(*_with_foot(paragraph(_CLAUSE) + paragraph("Page 3 of 4")))
    assert texts(document)[-1] == _CLAUSE
    assert document.blocks[-1].kind is BlockKind.EDGE
    last = segment(document)[-1]
    assert (last.text, str(last.part)) == (_CLAUSE, "body")
    (trace,) = met(document, "header_footer")
    assert trace.at is not None
    assert document.text[trace.at :] == _CLAUSE
    assert [notice.quote for notice in document.notices if notice.code == "running_head"] == ["Page 3 of 4"]


def test_a_foot_that_no_page_shows_is_told_and_not_read() -> None:
    hidden = read_package(*_with_foot(paragraph(_CLAUSE), "first"))
    assert quotes(hidden, "header_not_shown") == [_CLAUSE]
    assert _CLAUSE not in hidden.text
    shown = read_package(*_with_foot(paragraph(_CLAUSE), "first", "<w:titlePg/>"))
    assert _CLAUSE in shown.text


@pytest.mark.parametrize(
    "words",
    [
        "Page 3 of 12",
        "CONFIDENTIAL – Competitive Product Argument | Microsoft Word advantage brief",
        "This document is confidential and may not be copied or disclosed to any third party without consent.",
        "© 2026 Acme Ltd. All rights reserved and none of this may be used without leave.",
        "Common Paper Mutual Non-Disclosure Agreement (Version 1.0) free to use under CC BY 4.0.",
        "Managed Hosting Services Agreement between Norvale Cloud Ltd and Pellings Retail plc Draft of 12 May",
        "Acme Ltd, registered in England and Wales, company number 1234567, 1 High Street, London",
        "We do not provide legal advice and have no liability relating to use of these terms.",
    ],
)
def test_page_heads_that_say_nothing(words: str) -> None:
    assert not speaks(words)


@pytest.mark.parametrize(
    "words",
    [
        _CLAUSE,
        "Page 3. All work products belong exclusively to the supplier from the moment they are made.",
        "Der Auftraggeber verzichtet auf alle Rechte, die ihm nach dem Gesetz gegen den Auftragnehmer zustehen.",
        "Fees are payable in advance.",
        "买方应在收到发票后三日内付款，逾期每日按合同总价的百分之五支付违约金，且不得抵销。",
    ],
)
def test_page_heads_that_say_something(words: str) -> None:
    assert speaks(words)


def test_notes_that_nothing_refers_to_and_labels_of_words() -> None:
    notes = f'<w:footnotes {NAMES}><w:footnote w:id="2">{paragraph(_CLAUSE)}</w:footnote></w:footnotes>'
    numbering = (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1 The buyer pays twice"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = paragraph("for each hour", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    items = [Link("footnotes", "footnotes.xml", identity="a"), Link("numbering", "numbering.xml", identity="b")]
    document = read_package(body, {"word/footnotes.xml": notes, "word/numbering.xml": numbering}, items)
    assert quotes(document, "unused_note") == [_CLAUSE]
    assert quotes(document, "list_text") == ["1 The buyer pays twice"]
    assert document.text == "1 The buyer pays twice for each hour"
    usual = {"word/numbering.xml": numbering.replace("The buyer pays twice", "Section"), "word/footnotes.xml": notes}
    assert not met(read_package(body, usual, items), "list_text")
    alone = read_package(body.replace("for each hour", ""), {"word/numbering.xml": numbering}, items[1:])
    assert alone.text == "1 The buyer pays twice"


def test_words_above_the_notes_are_read_and_the_line_is_not() -> None:
    notes = (
        f"<w:footnotes {NAMES}>"
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:type="continuationNotice" w:id="1">{paragraph(_CLAUSE)}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("net")}</w:footnote></w:footnotes>'
    )
    body = block(run("Fee") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    document = read_package(body, {"word/footnotes.xml": notes}, [Link("footnotes", "footnotes.xml")])
    assert texts(document) == ["Fee", "1 net", _CLAUSE]
    assert quotes(document, "header_footer") == [_CLAUSE]


def test_words_of_a_diagram_are_read() -> None:
    body = block(run("Steps") + '<w:r><w:drawing><dgm:relIds xmlns:dgm="urn:d" r:dm="x1"/></w:drawing></w:r>')
    drawn = '<d xmlns:a="a"><a:p><a:r><a:t>Pay at </a:t></a:r><a:r><a:t>once</a:t></a:r></a:p><a:p/></d>'
    document = read_package(body, {"word/diagrams/data1.xml": drawn}, [Link("diagramData", "diagrams/data1.xml")])
    assert texts(document) == ["Steps", "Pay at once"]
    assert quotes(document, "drawn_words") == ["Pay at once"]


def test_foreign_content_is_told_with_its_words() -> None:
    chunk = b"<html><body><p>The buyer waives every right.</p></body></html>"
    body = paragraph("Before") + '<w:altChunk r:id="x1"/>'
    document = read_package(body, {"word/c.html": chunk}, [Link("aFChunk", "c.html")])
    assert quotes(document, "altchunk") == ["The buyer waives every right."]
    assert "waives" in document.text
