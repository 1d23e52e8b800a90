"""Files that ask for more time or memory than a reader may use: each ends with a result or an error with its cause."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest

from clausecheck import read
from clausecheck.errors import UnreadableError
from tests.read.files import check_spans, level, listed, lists, paragraph, word_file

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
NOTHING = "no words|no text|damage"
WORDS = b"BT /F1 11 Tf 72 700 Td (some words of a contract) Tj ET\n"


def objects(made: list[bytes], more: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is its root."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, item in enumerate(made, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(made) + 1, more, len(out))
    return bytes(out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(made) + 1) + table + tail)


def stream(inside: bytes, keys: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(inside), keys, inside)


def page(
    content: bytes, font: bytes = FONT, box: bytes = b"[0 0 612 792]", keys: bytes = b"", more: tuple[bytes, ...] = ()
) -> bytes:
    """One page; further objects begin with number 6."""
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    resources = b"<< /Font << /F1 5 0 R >> %s >>" % keys
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources %s >>" % (box, resources)
    return objects([b"<< /Type /Catalog /Pages 2 0 R >>", kids, leaf, content, font, *more])


def bomb(times: int) -> bytes:
    """A Flate stream that unpacks to `times` ten megabytes."""
    packer = zlib.compressobj(9)
    block = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return block + block[2:] * (times - 1) + packer.flush()


def forms(fan: int, depth: int) -> bytes:
    """A form that shows `fan` forms, each of which does the same, `depth` times."""
    made = []
    for index in range(depth):
        inside = b"/X%d Do " % (index + 1) * fan if index < depth - 1 else WORDS
        inner = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X%d %d 0 R >> >> " % (index + 1, 7 + index)
        made.append(stream(inside, b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] " + inner))
    return page(stream(WORDS + b"/X0 Do"), keys=b"/XObject << /X0 6 0 R >>", more=tuple(made))


def to_unicode() -> bytes:
    ranges = b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
    space = b"1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange"
    table = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap %s %s endcmap end end" % (space, ranges)
    return page(stream(WORDS), font=FONT[:-2] + b"/ToUnicode 6 0 R >>", more=(stream(table),))


def widths() -> bytes:
    inner = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [0 1000000000 500] >>"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [%s] >>" % inner
    return page(stream(WORDS), font=font)


def many_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 100_003))
    tree = b"<< /Type /Pages /Count 100000 /Kids [%s] >>" % kids
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return objects([b"<< /Type /Catalog /Pages 2 0 R >>", tree, *[leaf] * 100_000])


def deep_pages() -> bytes:
    tree = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 3) for number in range(3000)]
    leaf = b"<< /Type /Page /MediaBox [0 0 612 792] /Contents 3003 0 R /Resources << /Font << /F1 3004 0 R >> >> >>"
    return objects([b"<< /Type /Catalog /Pages 2 0 R >>", *tree, leaf, stream(WORDS), FONT])


def turning_back() -> bytes:
    made = page(stream(WORDS))
    return made.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d " % made.rindex(b"xref\n0"))


def grid() -> bytes:
    drawn = b"".join(b"%d 0 m %d 792 l S 0 %d m 612 %d l S " % (at, at, at, at) for at in range(0, 600, 6))
    return page(stream(drawn + WORDS))


_LOOP = b"<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] >>"
_PREDICTED = b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1000000000 >> "
_SHOWN = b"BT /F1 11 Tf 72 700 Td (%s) Tj ET"
PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a stream of a gigabyte": (lambda: page(stream(bomb(100), b"/Filter /FlateDecode ")), "more memory"),
    "packed three times": (
        lambda: page(stream(zlib.compress(zlib.compress(bomb(100), 9), 9), b"/Filter [%s] " % (b"/FlateDecode " * 3))),
        "more memory",
    ),
    "a hundred thousand forms": (lambda: forms(10, 5), "100,000 characters"),
    "a thousand million forms": (lambda: forms(10, 9), "more memory|too long|100,000 characters"),
    "a width for a thousand million codes": (widths, ""),
    "a letter for each of 2^32 codes": (to_unicode, ""),
    "a predictor of a thousand million columns": (lambda: page(stream(zlib.compress(WORDS), _PREDICTED)), NOTHING),
    "three million characters on a page": (
        lambda: page(stream(_SHOWN % b") Tj (".join([b"a b " * 500] * 1500))),
        "page 1",
    ),
    "a million nested arrays": (lambda: page(stream(WORDS), more=(b"[" * 10**6 + b"]" * 10**6,)), ""),
    "a hundred thousand pages": (many_pages, "100,000 pages"),
    "a page below three thousand others": (deep_pages, NOTHING),
    "pages within themselves": (lambda: objects([b"<< /Type /Catalog /Pages 2 0 R >>", _LOOP]), NOTHING),
    "a table of objects before itself": (turning_back, ""),
    "a page of ten kilometres": (lambda: page(stream(WORDS), box=b"[0 0 1000000 1000000]"), ""),
    "a grid of two hundred lines": (grid, ""),
    "objects without a table": (lambda: b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 300_000, "damaged"),
}


@pytest.mark.parametrize("name", PDFS)
def test_pdf(name: str) -> None:
    make, cause = PDFS[name]
    _ends(make(), "a.pdf", cause)


def _ends(data: bytes, name: str, cause: str) -> None:
    """It is read, where no cause is given; else the error tells the cause."""
    if cause:
        with pytest.raises(UnreadableError, match=cause) as caught:
            read.read_bytes(data, name)
        assert caught.value.exit_code == 3
    else:
        check_spans(read.read_bytes(data, name))


def cell(inside: str = "x", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(inside)}</w:tc>"


def styles() -> bytes:
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{n - 1}"/></w:style>' for n in range(30_000)
    )
    return word_file("".join(paragraph("x", f'<w:pStyle w:val="S{n}"/>') for n in range(27_000, 30_000)), styles=made)


def remarks() -> bytes:
    opened = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(5000))
    closed = "".join(f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>' for n in range(5000))
    told = "".join(f'<w:comment w:id="{n}" w:author="A">{paragraph("c")}</w:comment>' for n in range(5000))
    return word_file(f"<w:p>{opened}<w:r><w:t>x</w:t></w:r>{closed}</w:p>", comments=told)


def counted(*levels: str, count: int = 3) -> bytes:
    return word_file(listed("x") * count, numbering=lists("".join(levels)))


def spoken(old: str, new: str, body: str = paragraph("before X after")) -> bytes:
    """A Word file whose main part says something else, in UTF-16."""
    store = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(body))) as whole, zipfile.ZipFile(store, "w") as made:
        for entry in whole.namelist():
            inside = whole.read(entry).decode()
            made.writestr(entry, inside.replace(old, new).encode("utf-16" if entry == "word/document.xml" else "utf-8"))
    return store.getvalue()


_ROW = "<w:tr>" + cell(properties="<w:vMerge/>") + "</w:tr>"
_WIDE = '<w:gridSpan w:val="100000000"/>'
_RUN = "<w:r><w:t>a</w:t>{}</w:r>"
_NOTE = "<w:p><w:r><w:t>x</w:t></w:r>{}</w:p>"
WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a cell over 10^8 columns": (
        lambda: word_file(f"<w:tbl><w:tr>{cell('x', _WIDE)}</w:tr></w:tbl>"),
        "",
    ),
    "three thousand merged rows": (lambda: word_file(f"<w:tbl>{_ROW * 3000}</w:tbl>"), ""),
    "tables in tables": (
        lambda: word_file("<w:tbl><w:tr><w:tc>" * 60 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 60),
        "",
    ),
    "thirty thousand styles": (styles, ""),
    "five thousand elements deep": (
        lambda: word_file("<w:sdt><w:sdtContent>" * 5000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 5000),
        "nested too deeply",
    ),
    "a hundred thousand runs": (lambda: word_file(f"<w:p>{_RUN.format('') * 100_000}</w:p>"), ""),
    "twenty thousand breaks": (lambda: word_file(f"<w:p>{_RUN.format('<w:br/>') * 20_000}</w:p>"), ""),
    "fields that never end": (
        lambda: word_file(_NOTE.format('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000)),
        "",
    ),
    "a note thirty thousand times": (
        lambda: word_file(
            _NOTE.format('<w:r><w:footnoteReference w:id="2"/></w:r>' * 30_000),
            footnotes=f'<w:footnote w:id="2">{paragraph("n " * 1000)}</w:footnote>',
        ),
        "5,000,000 characters",
    ),
    "five thousand remarks on a word": (remarks, ""),
    "a Roman number of a thousand million": (lambda: counted(level(0, "%1.", "upperRoman", start=10**9)), ""),
    "a letter for two thousand million": (lambda: counted(level(0, "%1.", "lowerLetter", start=2 * 10**9)), ""),
    "numbers of two thousand parts": (lambda: counted(level(0, "%1" * 2000), count=2000), "5,000,000 characters"),
    "an entity that nobody declared": (lambda: spoken("X", "&secret;"), "XML is broken"),
    "a DOCTYPE in another encoding": (
        lambda: spoken("<w:document", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document'),
        "DOCTYPE",
    ),
}


@pytest.mark.parametrize("name", WORD)
def test_word(name: str) -> None:
    make, cause = WORD[name]
    _ends(make(), "a.docx", cause)


MARKUP = {
    "tags that never end": ("x <x" * 200_000, ""),
    "ends that never end": ("x</" * 200_000, ""),
    "comments that never end": ("x <!--" * 100_000, "never end"),
    "values that never end": ('<p a="' * 100_000, ""),
    "sections of no kind": ("x<![cda[" * 1000 + ">y", ""),
    "elements that never end": ("<div><b>x" * 5000, ""),
    "tables in tables": ("<table><tr><td>x" * 2000, ""),
    "lists in lists": ("<ol><li>x" * 2000, ""),
    "a cell over 10^8 columns": ("<table><tr><td colspan=100000000 rowspan=100000000>x</td></tr></table>", ""),
}


@pytest.mark.parametrize("name", MARKUP)
def test_html(name: str) -> None:
    text, cause = MARKUP[name]
    _ends(text.encode(), "a.html", cause)


def test_five_thousand_brackets() -> None:
    _ends(b"x " + b"(" * 5000, "a.txt", "")


def test_every_word_before_a_tag_that_never_ends_is_kept() -> None:
    assert read.read_bytes(b"<p>one</p>two <three and four", "a.html").text == "one\ntwo <three and four"
