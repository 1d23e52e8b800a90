"""Sound files, one or more of each kind, that mutations begin with. All are made here or ship with the project."""

import re
import zlib
from functools import cache
from pathlib import Path

from tests.read.files import column, level, listed, lists, paragraph, pdf_file, word_file

EXAMPLE = Path(__file__).parents[2] / "examples" / "website-agreement.docx"
LINES = (
    "SERVICES AGREEMENT",
    'This Agreement is made on January 5, 2026 between Acme Tools Inc. ("Customer") and Bright Ideas LLC ("Supplier").',
    "WHEREAS, Customer wants a website;",
    "1. Services. Supplier shall provide the services described in Exhibit A with reasonable skill and care.",
    "1.1 Standards. (a) on time; (b) in line with Section 2.1; and (c) by persons who know their trade.",
    "2. Fees. Customer shall pay each invoice within thirty (60) days after receipt. Late fees are 1.5% per month.",
    "2.1 Expenses. “Expenses” means travel costs of up to US$2,000 under Section 9.9.",
    "ARTICLE III LIABILITY",
    "Section 3.01. Supplier’s liability is limited to three times the fees paid in the 12 months before the claim.",
    "4. Governing Law. This Agreement is governed by the laws of the State of New York.",
    "IN WITNESS WHEREOF, the parties sign.",
    "By: ____________  Name: Jo Doe",
    "EXHIBIT A",
    "Design .......... 3",
)
_ANN = 'w:id="7" w:author="Ann" w:date="2024-05-01T10:00:00Z"'
_WORDS = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def _word_body() -> str:
    changed = (
        f"<w:p>{_WORDS.format('Pay in ')}<w:del {_ANN}><w:r><w:delText>thirty</w:delText></w:r></w:del>"
        f"<w:ins {_ANN}>{_WORDS.format('ninety')}</w:ins>{_WORDS.format(' days.')}"
        f"<w:moveFrom {_ANN}>{_WORDS.format('moved')}</w:moveFrom><w:moveTo {_ANN}>{_WORDS.format('moved')}</w:moveTo>"
        '<w:commentRangeStart w:id="1"/><w:r><w:t>noted</w:t></w:r><w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    table = (
        '<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        f"{paragraph('Rate')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('Hour')}</w:tc>"
        f"<w:tc>{paragraph('$100')}<w:tbl><w:tr><w:tc>{paragraph('in')}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
    )
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _a \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_WORDS.format("Section 2")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:br/><w:tab/></w:r>'
        "</w:p>"
    )
    box = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        f"{paragraph('Boxed')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        "<w:txbxContent>"
        f"{paragraph('Boxed')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    control = (
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{paragraph('Controlled')}</w:sdtContent></w:sdt>"
    )
    numbered = listed("Services", 1) + listed("Supplier shall serve.", 1, 1) + listed("Fees", 1) + listed("Pay.", 1, 1)
    styled = paragraph("Heading", '<w:pStyle w:val="Heading1"/>') + paragraph("Hidden", "", "<w:vanish/><w:b/>")
    section = '<w:sectPr><w:headerReference r:id="r4" w:type="default"/></w:sectPr>'
    return "".join(map(paragraph, LINES[:3])) + numbered + changed + table + field + box + control + styled + section


@cache
def word_files() -> tuple[bytes, ...]:
    """A small file with everything that the reader knows, three times as likely as the shipped example."""
    style = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Base"/>'
        '<w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:basedOn w:val="Normal"/></w:style>'
    )
    full = word_file(
        _word_body(),
        styles=style,
        numbering=lists(
            level(0, "%1.") + level(1, "%1.%2", "lowerLetter", "<w:isLgl/>") + level(2, "(%3)", "lowerRoman")
        ),
        footnotes=f'<w:footnote w:id="2">{paragraph("A note.")}</w:footnote>',
        comments=f'<w:comment w:id="1" w:author="Ann">{paragraph("Why?")}</w:comment>',
        header1=paragraph("Draft 3"),
    )
    return full, full, full, EXAMPLE.read_bytes()


@cache
def pdf_files() -> tuple[bytes, ...]:
    """Pages with heads, columns, a table and numbers of lines; once with open and once with packed streams."""
    words = [line[:95] for line in LINES]
    head = [(250.0, 30.0, "Acme / Bright Ideas"), (300.0, 770.0, "Page 1")]
    numbers = [(40.0, 100.0 + 13 * row, str(row + 1)) for row in range(20)]
    table = [(72.0 + 150 * cell, 400.0 + 15 * row, f"cell {row}.{cell}") for row in range(4) for cell in range(3)]
    big = [(72.0, 70.0, "LIABILITY", "F2", 16.0)]
    pages = [
        [*head, *big, *column(words)],
        [*head, *column([line[:40] for line in LINES]), *column([line[40:80] for line in LINES], x=330), *table],
        [*head, *numbers, *column([line[:60] for line in LINES] + ["a hyphen-", "ated word"])],
    ]
    made = pdf_file(pages)
    return made, packed(made)


def packed(data: bytes) -> bytes:
    """The PDF with its streams deflated; the table of objects is left wrong, for pdfium to repair."""

    def pack(match: re.Match[bytes]) -> bytes:
        inside = zlib.compress(match[1])
        return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(inside), inside)

    return re.sub(rb"<< /Length \d+ >>\nstream\n(.*?)\nendstream", pack, data, flags=re.DOTALL)


@cache
def text_files() -> tuple[bytes, ...]:
    """A contract as plain text: long lines, wrapped lines with heads and page marks, another encoding."""
    whole = "\n\n".join(LINES)
    wrapped = re.sub(r"(.{50,70}) ", r"\1\n", whole).replace("ARTICLE", "\f- 2 -\n\nARTICLE")
    return whole.encode(), wrapped.encode(), whole.encode("utf-16"), whole.encode("cp1252", "replace")


@cache
def markdown_files() -> tuple[bytes, ...]:
    """Headings, nested lists, a table, quotes, links, code and HTML."""
    text = (
        "# Agreement\n\n## 1. Services\n\nSupplier **shall** _serve_; see [Section 2](#two).\n\n1. one\n   - a\n"
        "   - b\n\n"
        "     code\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted `code`\n\n***\n\n<div>html</div>"
        " &amp; &#8217;\n\n"
        "```\nfenced\n```\n\n[^1]: A note.\n\n" + "\n\n".join(LINES)
    )
    return (text.encode(),)


@cache
def html_files() -> tuple[bytes, ...]:
    """Headings, lists with numbers, tables, hidden words and entities."""
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return (
        (
            "<!DOCTYPE html><html><head><title>T</title><style>p{}</style><script>x()</script></head><body>"
            '<h1>Agreement</h1><ol type="a" start="3"><li>one<ol><li value="7">two</ol><li>three</ol>'
            '<table><tr><th colspan="2">h<td rowspan=2>c</tr><tr><td>1<td>2</table><div style="display:none">out</div>'
            '<p hidden>x</p><pre>a\n b</pre>&amp;&#x2019;&nosuch;<a href="http://example.com/">link</a><!-- x -->'
            f'<p style="text-align:center"><b>4.</b> {body}</body>'
        ).encode(),
    )
