"""Word files written part by part, so that a case can put anything anywhere."""

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from hostile.words import Contract

_W = "http://schemas.openxmlformats.org"
_SPACES = {
    "w": f"{_W}/wordprocessingml/2006/main",
    "r": f"{_W}/officeDocument/2006/relationships",
    "wp": f"{_W}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_W}/drawingml/2006/main",
    "pic": f"{_W}/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "mc": f"{_W}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "m": f"{_W}/officeDocument/2006/math",
}
NAMES = " ".join(f'xmlns:{key}="{value}"' for key, value in _SPACES.items()) + ' mc:Ignorable="w14"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KINDS = f"{_W}/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SIZE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1300" w:bottom="1440" w:left="1300"/>'
_DEFAULTS = '<w:rPr><w:rFonts w:ascii="Carlito" w:hAnsi="Carlito"/><w:sz w:val="22"/></w:rPr>'


def run(words: str, marks: str = "") -> str:
    """A run of words with what stands in its `w:rPr`."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def para(*runs: str, marks: str = "") -> str:
    """A paragraph of runs, or of bare words, with what stands in its `w:pPr`."""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{marks}</w:pPr>{inside}</w:p>"


def table(*rows: Sequence[str], marks: str = "", row_marks: str = "", cell_marks: str = "", width: int = 4500) -> str:
    """A table; its cells are paragraphs or bare words, its marks stand on every row and cell."""
    cells = [[each if each.startswith("<") else para(each) for each in row] for row in rows]
    grid = f'<w:gridCol w:w="{width}"/>' * max(map(len, cells))
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{cell_marks}</w:tcPr>'
    lines = "".join(
        f"<w:tr><w:trPr>{row_marks}</w:trPr>" + "".join(f"{cell}{each}</w:tc>" for each in row) + "</w:tr>"
        for row in cells
    )
    return f"<w:tbl><w:tblPr>{marks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def style(name: str, kind: str = "paragraph", *, based: str = "Normal", marks: str = "", para_marks: str = "") -> str:
    """A style called like its id."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>{parent}'
        f"<w:pPr>{para_marks}</w:pPr><w:rPr>{marks}</w:rPr></w:style>"
    )


def styled(name: str, kind: str = "p") -> str:
    """The mark that gives a paragraph (`p`) or run (`r`) a style."""
    return f'<w:{kind}Style w:val="{name}"/>'


def body(contract: Contract, extra: str = "", after: int = 4, *, number: str = "{}. {}") -> str:
    """The contract as paragraphs, with `extra` after that clause."""
    out = [para(run(contract.title, '<w:b/><w:sz w:val="32"/>')), para(contract.between)]
    for at, (head, words) in enumerate(contract.clauses, 1):
        out += [para(run(number.format(at, head), "<w:b/>"), marks="<w:keepNext/>"), para(words)]
        if at == after:
            out.append(extra)
    return "".join(out)


def word(
    inside: str,
    *,
    styles: str = "",
    defaults: str = _DEFAULTS,
    before: str = "",
    section: str = "",
    settings: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    links: Sequence[tuple[str, str, str]] = (),
    kinds: Mapping[str, str] | None = None,
    package_links: str = "",
    main: str = f"{_MAIN}.document.main+xml",
    twice: Sequence[tuple[str, str]] = (),
) -> bytes:
    """A Word file.

    `before` stands before the body, `section` in its `w:sectPr`; `links` are relationships of the document as (kind,
    target, id), with `|External` after a target outside; `kinds` gives parts their content type; `twice` are entries
    written once more at the end.
    """
    rels = "".join(
        _link(*each) for each in (("styles", "styles.xml", "rIdS"), ("settings", "settings.xml", "rIdT"), *links)
    )
    types = {"word/document.xml": main, "word/styles.xml": f"{_MAIN}.styles+xml"}
    types |= {"word/settings.xml": f"{_MAIN}.settings+xml"} | dict(kinds or {})
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(types),
        "_rels/.rels": _rels(_link("officeDocument", "word/document.xml", "rId1") + package_links),
        "word/document.xml": f"{HEAD}<w:document {NAMES}>{before}<w:body>{inside}<w:sectPr>{section}{_SIZE}</w:sectPr></w:body>"
        "</w:document>",
        "word/styles.xml": f"{HEAD}<w:styles {NAMES}><w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{styles}</w:styles>",
        "word/settings.xml": f"{HEAD}<w:settings {NAMES}>{settings}</w:settings>",
        "word/_rels/document.xml.rels": _rels(rels),
    }
    return zipped([*(files | dict(parts or {})).items(), *twice])


def zipped(files: Sequence[tuple[str, str | bytes]]) -> bytes:
    """A ZIP file whose bytes are the same whenever it is made; a name may stand in it twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack, warnings.catch_warnings(action="ignore"):
        for name, content in files:
            pack.writestr(zipfile.ZipInfo(name, (2027, 1, 4, 9, 0, 0)), content)
    return out.getvalue()


def part(name: str, inside: str) -> str:
    """A part with one root element: `part("w:hdr", …)`."""
    return f"{HEAD}<{name} {NAMES}>{inside}</{name}>"


def rels(*links: tuple[str, str, str]) -> str:
    """A part of relationships."""
    return _rels("".join(_link(*each) for each in links))


def _link(kind: str, target: str, name: str) -> str:
    where, _, mode = target.partition("|")
    outside = f' TargetMode="{mode}"' if mode else ""
    kind = kind if ":" in kind else f"{KINDS}/{kind}"
    return f'<Relationship Id="{name}" Type="{kind}" Target="{escape(where)}"{outside}/>'


def _rels(links: str) -> str:
    return f'{HEAD}<Relationships xmlns="{_W}/package/2006/relationships">{links}</Relationships>'


def _types(types: Mapping[str, str]) -> str:
    usual = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "html": "text/html",
        "rtf": "application/rtf",
        "txt": "text/plain",
        "bin": "application/vnd.openxmlformats-officedocument.oleObject",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
    defaults = "".join(f'<Default Extension="{key}" ContentType="{value}"/>' for key, value in usual.items())
    own = "".join(f'<Override PartName="/{key}" ContentType="{value}"/>' for key, value in types.items())
    return f'{HEAD}<Types xmlns="{_W}/package/2006/content-types">{defaults}{own}</Types>'
