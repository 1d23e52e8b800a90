"""Word files read by what stands there most: the same document as when the parser tells every element."""

from dataclasses import replace

import pytest

from clausecheck import read
from clausecheck.errors import DamagedFile, LimitExceeded
from clausecheck.model import Document
from tests.read.files import level, listed, lists, paragraph, run, texts, tracked, word_file

_BODIES = {
    "entities": '<w:p><w:r><w:t xml:space="preserve">A &amp; B &#8220;x&#x201D; &lt;y&gt; </w:t></w:r></w:p>',
    "lines": "<w:p>\r\n<w:r>\r\n<w:t>one\r\ntwo</w:t>\r\n</w:r>\r\n</w:p>",
    "quotes": "<w:p w:rsidR='1'><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr><w:b w:val='0'/></w:rPr>"
    "<w:t>said</w:t></w:r></w:p >",
    "sign": '<w:p><w:r><w:rPr><w:lang w:val="a>b"/><w:b/></w:rPr><w:t>more > less</w:t></w:r></w:p>',
    "empty run": '<w:p><w:r w:rsidR="1"/><w:r><w:rPr><w:b/></w:rPr></w:r><w:r><w:t>plain</w:t></w:r></w:p>',
    "words in odd places": "<w:p><w:r><w:t>a<w:lang/>b</w:t></w:r>loose<w:r><w:t>c<w:noProof/>d</w:t></w:r></w:p>",
    "table": '<w:tbl><w:tblPr><w:tblW w:w="0"/><w:tblBorders><w:top w:val="none"/></w:tblBorders></w:tblPr><w:tr>'
    '<w:trPr><w:hidden/></w:trPr><w:tc><w:tcPr><w:tcW w:w="1"/></w:tcPr><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc>'
    "</w:tr><w:tr><w:tc><w:tcPr><w:tcMar><w:top/></w:tcMar></w:tcPr><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>other</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "hidden": "<w:p>" + run("seen") + run("unseen", "<w:vanish/>") + run("seen") + "</w:p>",
    "changes": "<w:p>" + tracked("ins", "new ") + run("kept") + tracked("del", "old") + "</w:p>",
    "heading": "<w:p>" + run("1. Fees. ", "<w:b/><w:sz/>") + run("more", "<w:b/>") + run(" body") + "</w:p>",
    "tabs": "<w:p><w:r><w:t>(a)</w:t></w:r><w:r><w:tab/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r><w:r><w:tab/></w:r>"
    "<w:r><w:noBreakHyphen/><w:t>four</w:t></w:r></w:p>",
    "pages": "<w:p><w:r><w:lastRenderedPageBreak/><w:t>second</w:t></w:r></w:p><w:p><w:r><w:t>second too</w:t></w:r>"
    '<w:r><w:lastRenderedPageBreak/><w:t>third</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve"> </w:t></w:r><w:r>'
    "<w:lastRenderedPageBreak/><w:t>fourth</w:t></w:r></w:p>",
    "marks and links": '<w:p w:rsidR="1"><w:bookmarkStart w:id="1" w:name="a"/><w:r w:rsidR="2"><w:t>see</w:t></w:r>'
    '<w:bookmarkEnd w:id="1"/><w:hyperlink r:id="rId9"><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>here</w:t></w:r>'
    '</w:hyperlink></w:p><w:p w:rsidR="3"><w:bookmarkStart w:id="2" w:name="b"/><w:r w:rsidR="4"><w:t>and</w:t>'
    "</w:r></w:p>",
    "empty paragraphs": '<w:p w:rsidR="1"/><w:p><w:pPr><w:jc w:val="center"/></w:pPr></w:p><w:p w:rsidR="2"/>'
    + paragraph("words")
    + "<w:p/>",
    "run in a run": "<w:p><w:r><w:t>a</w:t><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r><w:t>c</w:t></w:r></w:p>",
    "words of no run": "<w:p><w:t>loose</w:t><w:tab/><w:r><w:t>kept</w:t></w:r></w:p>",
    "sign in a cell": '<w:tbl><w:tr w:x="a>b"><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc><w:tc w:x="/>"/></w:tr>'
    "<w:tr><w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p><w:r><w:t>one</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>two</w:t>"
    "</w:r></w:p></w:tc></w:tr></w:tbl>",
    "vanishing mark": "<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>"
    + run("Fees")
    + "</w:p><w:p>"
    + run(" are due")
    + "</w:p>",
    "lists": listed("one") + listed("two") + listed("deeper", 1, 1),
}


def _read(body: str) -> Document:
    numbering = lists(level(0, "%1.") + level(1, "%1.%2"))
    document = read.read_bytes(word_file(body + paragraph("End"), numbering=numbering), "a.docx")
    return replace(document, sha256="")


@pytest.mark.parametrize("name", _BODIES)
def test_the_same_as_element_by_element(name: str) -> None:
    """A comment in the part has the parser tell every element."""
    body = _BODIES[name]
    assert _read(body) == _read(f"<!-- told -->{body}")


def test_what_is_no_element_is_read_too() -> None:
    assert texts(_read("<w:p><w:r><w:t><![CDATA[<w:p> & more]]></w:t></w:r></w:p>")) == ["<w:p> & more", "End"]


def test_entities_of_the_usual_kinds() -> None:
    assert texts(_read(_BODIES["entities"])) == ["A & B “x” <y>", "End"]


def test_too_deep_and_broken_parts_are_refused() -> None:
    with pytest.raises(LimitExceeded):
        _read("<w:sdt>" * 300 + paragraph("deep") + "</w:sdt>" * 300)
    with pytest.raises(DamagedFile):
        _read("<w:p><w:r><w:t>open</w:r></w:p>")
