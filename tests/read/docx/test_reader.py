"""Word files: what is text, what is a notice, what a block says of itself."""

import io
import zipfile

import pytest

from clausecheck import read
from clausecheck.errors import DamagedFile, EmptyFile, LimitExceeded, UnsupportedFormat
from clausecheck.model import BlockKind, Document, Format, Span
from tests.read.files import block, check_spans, paragraph, run, texts, tracked, word_file


def _read(body: str, **parts: str) -> Document:
    document = read.read_bytes(word_file(body, **parts), "a.docx")
    check_spans(document)
    return document


def _notices(document: Document, code: str) -> list[str]:
    return [notice.quote for notice in document.notices if notice.code == code]


def test_paragraphs_and_special_characters() -> None:
    run = (
        "<w:p><w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>exclusive</w:t><w:tab/><w:t>right</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0A8"/><w:softHyphen/></w:r></w:p>'
    )
    document = _read(paragraph("One") + run)
    assert document.format is Format.DOCX
    assert texts(document) == ["One", "non-exclusive right☐"]
    assert [block.paragraph for block in document.blocks] == [1, 2]


def test_tables_cells_and_nested_tables() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('in')}</w:tc><w:tc>{paragraph('ner')}</w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:tc>{paragraph('Fee')}{paragraph('per month')}</w:tc><w:tc>{paragraph('$5')}</w:tc></w:tr>"
    single = f"<w:tr><w:tc>{paragraph('1. Services.')}{paragraph('2. Fees.')}</w:tc></w:tr>"
    document = _read(f"<w:tbl>{row}{single}<w:tr><w:tc>{inner}{paragraph()}</w:tc></w:tr></w:tbl>")
    assert texts(document) == ["Fee per month\t$5", "1. Services.", "2. Fees.", "in\tner"]
    assert [document.slice(cell) for cell in document.blocks[0].cells] == ["Fee per month", "$5"]
    assert document.blocks[0].kind is BlockKind.TABLE_ROW


def test_content_controls_smart_tags_and_links_are_text() -> None:
    body = (
        "<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent><w:p>"
        "<w:smartTag><w:r><w:t>In</w:t></w:r></w:smartTag>"
        "<w:hyperlink><w:r><w:t>side</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"
    )
    assert texts(_read(body)) == ["Inside"]


def test_fields_give_their_results() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Section </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>7.2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t xml:space="preserve"> on 3</w:t></w:r></w:fldSimple></w:p>'
    )
    assert texts(_read(body)) == ["Section 7.2 on 3"]


def test_an_unclosed_field_says_that_words_may_be_missing() -> None:
    body = paragraph("Seen") + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>unseen</w:t></w:r></w:p>'
    document = _read(body)
    assert document.text == "Seen"
    assert document.partial


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Around</w:t><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(_read(body)) == ["Around", "In the box"]


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    body = '<w:p><w:r><w:t>Fee</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("Next")
    notes = (
        f'<w:footnote w:id="-1" w:type="separator">{paragraph("no")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("net of tax")}</w:footnote>'
    )
    document = _read(body, footnotes=notes)
    assert texts(document) == ["Fee", "1 net of tax", "Next"]
    assert document.blocks[1].kind is BlockKind.FOOTNOTE


def test_a_note_that_nothing_refers_to_is_a_notice() -> None:
    document = _read(paragraph("Words"), footnotes=f'<w:footnote w:id="2">{paragraph("left over")}</w:footnote>')
    assert document.text == "Words"
    assert _notices(document, "unused_note") == ["left over"]


def test_heads_and_comments_are_notices() -> None:
    comment = f'<w:comment w:id="0" w:author="Ann">{paragraph("too high")}</w:comment>'
    document = _read(paragraph("Words"), header1=paragraph("DRAFT"), comments=comment)
    assert document.text == "Words"
    assert _notices(document, "running_head") == ["DRAFT"]
    assert _notices(document, "comment") == ["too high"]
    assert any("Ann" in notice.message for notice in document.notices)


_STYLES = (
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="My heading"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
)


def test_styles_say_what_a_paragraph_is() -> None:
    body = (
        paragraph("Fees", '<w:pStyle w:val="H2"/><w:jc w:val="center"/><w:ind w:left="720"/>')
        + paragraph("Fees\t2", '<w:pStyle w:val="T"/>')
        + paragraph("Loop", '<w:pStyle w:val="A"/>')
    )
    document = _read(body, styles=_STYLES)
    heading, contents, loop = document.blocks
    assert (heading.kind, heading.level, heading.bold, heading.centered, heading.indent) == (
        BlockKind.HEADING, 2, True, True, 36.0,
    )  # fmt: skip
    assert contents.kind is BlockKind.CONTENTS
    assert loop.kind is BlockKind.PARAGRAPH


def test_hidden_words_are_a_notice() -> None:
    hidden = '<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Ghost"/></w:rPr><w:t>unseen</w:t></w:r>'
    look = '<w:rPr><w:rStyle w:val="Ghost"/><w:vanish w:val="0"/></w:rPr>'
    shown = f'<w:r>{look}<w:t xml:space="preserve"> again</w:t></w:r></w:p>'
    document = _read(hidden + shown, styles=_STYLES)
    assert document.text == "Seen again"
    assert _notices(document, "hidden_text") == ["unseen"]


def test_a_run_in_heading_ends_where_the_underline_ends() -> None:
    body = '<w:p><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>Term</w:t></w:r><w:r><w:t>. One year.</w:t></w:r></w:p>'
    document = _read(body)
    assert document.text[: document.blocks[0].heading_end] == "Term."


def test_a_style_separator_joins_heading_and_text() -> None:
    mark = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    document = _read(paragraph("Term. ", f'<w:pStyle w:val="H"/>{mark}') + paragraph("One year."), styles=_STYLES)
    assert texts(document) == ["Term. One year."]
    assert document.blocks[0].kind is BlockKind.HEADING


def test_a_line_break_on_purpose_parts_and_one_in_a_sentence_joins() -> None:
    lines = "<w:p><w:r><w:t>By: ____</w:t><w:br/><w:t>Name: Ann</w:t></w:r></w:p>"
    sentence = "<w:p><w:r><w:t>The provider</w:t><w:br/><w:t>shall pay.</w:t></w:r></w:p>"
    document = _read(lines + sentence)
    assert texts(document) == ["By: ____", "Name: Ann", "The provider shall pay."]
    assert [block.paragraph for block in document.blocks] == [1, 1, 2]


def test_pages_are_told_only_where_a_word_processor_has_laid_them_out() -> None:
    asked = '<w:p><w:r><w:br w:type="page"/>{}<w:t>Two</w:t></w:r></w:p>'
    laid_out = asked.format("<w:lastRenderedPageBreak/>")
    assert [block.page for block in _read(paragraph("One") + laid_out).blocks] == [1, 2]
    assert [block.page for block in _read(paragraph("One") + asked.format("")).blocks] == [None, None]


def test_strict_namespaces_are_read() -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    data = word_file(paragraph("Strict"), names=strict)
    assert read.read_bytes(data, "a.docx").text == "Strict"


def test_a_foreign_prefix_is_read() -> None:
    body = "<x:p><x:r><x:t>Words</x:t></x:r></x:p>"
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    names += 'xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    assert read.read_bytes(word_file(body, names=names), "a.docx").text == "Words"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (word_file(""), EmptyFile),
        (word_file(paragraph("x"))[:200], DamagedFile),
        (word_file("<w:p>"), DamagedFile),
        (word_file("<w:r>" * 300 + "</w:r>" * 300), LimitExceeded),
    ],
)
def test_faults(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read.read_bytes(data, "a.docx")


def test_other_office_files_are_named() -> None:
    with pytest.raises(UnsupportedFormat, match="spreadsheet"):
        read.read_bytes(word_file("", main="xl/workbook.xml"), "a.docx")


def test_words_that_look_like_markup_are_words() -> None:
    text = '&lt;w:sz w:val="2"/&gt; xmlns:w="urn:x"'
    assert texts(_read(paragraph(text))) == ['<w:sz w:val="2"/> xmlns:w="urn:x"']
    assert texts(_read("<w:p><w:r><w:t><![CDATA[a <w:i/> b]]></w:t></w:r></w:p>")) == ["a <w:i/> b"]


def test_a_prefix_that_is_declared_anew_keeps_its_new_meaning() -> None:
    other = '<w:p xmlns:w="urn:other"><w:r><w:t>Not Word</w:t></w:r></w:p>'
    assert texts(_read(paragraph("Word") + other)) == ["Word"]


def _noted(text: str, note: int, more: str = "") -> str:
    return f'<w:p><w:r><w:t>{text}</w:t><w:footnoteReference w:id="{note}" {more}/></w:r></w:p>'


def test_notes_are_numbered_as_the_file_says_and_own_marks_are_not_counted() -> None:
    notes = "".join(f'<w:footnote w:id="{number}">{paragraph(f"n{number}")}</w:footnote>' for number in (2, 3, 4))
    body = _noted("A", 2) + _noted("B", 3, 'w:customMarkFollows="1"') + _noted("C", 4)
    assert texts(_read(body, footnotes=notes)) == ["A", "1 n2", "B", "n3", "C", "2 n4"]
    section = '<w:sectPr><w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr></w:sectPr>'
    assert texts(_read(body + section, footnotes=notes)) == ["A", "c n2", "B", "n3", "C", "d n4"]


def test_hidden_rows_are_a_notice() -> None:
    row = f"<w:tr>{{}}<w:tc>{paragraph('{}')}</w:tc><w:tc>{paragraph('x')}</w:tc></w:tr>"
    shown = row.format("<w:trPr><w:hidden w:val='0'/></w:trPr>", "seen")
    hidden = row.format("<w:trPr><w:hidden/></w:trPr>", "unseen")
    document = _read(f"<w:tbl>{hidden}{shown}</w:tbl>")
    assert document.text == "seen\tx"
    assert _notices(document, "hidden_text") == ["unseen x"]


def _with_chunk(name: str, content: bytes) -> Document:
    """A file that takes in another one, whose part has this name."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    store = io.BytesIO(word_file(paragraph("Before") + '<w:altChunk r:id="c"/>' + paragraph("After")))
    with zipfile.ZipFile(store) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    link = f'<Relationship Id="c" Type="{relation}" Target="{name}"/></Relationships>'.encode()
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(b"</Relationships>", link)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for entry, data in {**parts, f"word/{name}": content}.items():
            archive.writestr(entry, data)
    return read.read_bytes(made.getvalue(), "a.docx")


_ARCHIVE = (
    b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n'
    b"Content-Transfer-Encoding: quoted-printable\n\n<p>In=\nside</p>\n--b--\n"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.html", b"<html><body><p>Inside</p></body></html>"),
        ("c.mht", _ARCHIVE),
        ("c.docx", word_file(paragraph("Inside"))),
        ("c.txt", b"Inside\n"),
        ("c.rtf", b"{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\v unseen }In\\b side\\par}"),
    ],
)  # fmt: skip
def test_foreign_content_stands_where_word_takes_it_in(name: str, content: bytes) -> None:
    document = _with_chunk(name, content)
    assert texts(document) == ["Before", "Inside", "After"]
    assert [block.paragraph for block in document.blocks] == [1, 2, 3]
    assert not document.partial


def test_changes_of_a_word_file_inside_another_are_told() -> None:
    document = _with_chunk("c.docx", word_file(block(run("In") + tracked("ins", "side"))))
    assert [(change.text, change.span) for change in document.changes] == [("side", Span(9, 13))]


def test_foreign_content_that_is_not_read_makes_the_result_partial() -> None:
    chunk = word_file('<w:altChunk r:id="c"/>' + paragraph("In"))
    assert _with_chunk("c.bin", b"\x00\x01").partial
    assert texts(_with_chunk("c.docx", chunk)) == ["Before", "In", "After"]


@pytest.mark.parametrize("more", ["", "<!-- a comment -->"])
def test_other_names_for_what_a_choice_is_called(more: str) -> None:
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:ve="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    run = "<w:r><w:t>{}</w:t></w:r>"
    choice = f"<ve:Choice>{run.format('once')}</ve:Choice><ve:Fallback>{run.format('twice')}</ve:Fallback>"
    body = f"<w:p><ve:AlternateContent>{choice}</ve:AlternateContent>{more}</w:p>"
    assert read.read_bytes(word_file(body, names=names), "a.docx").text == "once"
