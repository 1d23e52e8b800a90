"""Drawings of a Word file: text boxes that nobody sees, and shapes and pictures that lie over words."""

import pytest

from clausecheck import read
from clausecheck.model import Document
from tests.read.docx.packages import Link, package
from tests.read.files import block, paragraph, run

SECRET = "The fee doubles each year without notice and the customer pays the costs of collecting it."
SHOWN = "The parties sign in two copies"
POINT = 12_700
SOLID = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'


def anchor(inside: str, width: int = 440, height: int = 40, **told: str) -> str:
    """A drawing; `told` are x, y, across, down, behind, order, wrap, hidden."""
    place = "".join(
        f'<wp:position{way} relativeFrom="{told.get(key, usual)}"><wp:posOffset>{told.get(at, "0")}</wp:posOffset>'
        f"</wp:position{way}>"
        for way, key, usual, at in (("H", "across", "column", "x"), ("V", "down", "paragraph", "y"))
    )
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="{told.get("behind", "0")}" relativeHeight="{told.get("order", "1")}">'
        f'{place}<wp:extent cx="{width * POINT}" cy="{height * POINT}"/><wp:{told.get("wrap", "wrapNone")}/>'
        f'<wp:docPr id="1" name="a" hidden="{told.get("hidden", "0")}"/><a:graphic><a:graphicData>{inside}'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def shape(fill: str = SOLID.format("FFFFFF"), inside: str = "") -> str:
    box = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>" if inside else ""
    return f"<wps:wsp><wps:spPr>{fill}</wps:spPr>{box}<wps:bodyPr/></wps:wsp>"


PICTURE = "<pic:pic><pic:blipFill><a:blip/></pic:blipFill><pic:spPr/></pic:pic>"


def opened(body: str) -> Document:
    before = paragraph(SHOWN)
    return read.read_bytes(package(f"{before}{body}{paragraph('End')}"), "a.docx")


def met(document: Document) -> list[tuple[str, str]]:
    mine = [trace for trace in document.traces if trace.technique not in ("docx.text_box", "docx.fallback")]
    return [(trace.technique.removeprefix("docx."), trace.quote) for trace in mine]


def vml(style: str, inside: str, more: str = "") -> str:
    box = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>" if inside else ""
    return f'<w:r><w:pict><v:rect style="{style}" {more}>{box}</v:rect></w:pict></w:r>'


BOX = paragraph(SECRET)
BOXES = {
    "off the page": ("off_page", anchor(shape(inside=BOX), x=str(900 * POINT), across="page")),
    "above the page": ("off_page", anchor(shape(inside=BOX), y=str(-300 * POINT), down="page")),
    "hidden": ("hidden_shape", anchor(shape(inside=BOX), hidden="1")),
    "without size": ("zero_size", anchor(shape(inside=BOX), width=1, height=1)),
    "white on white": ("colour", anchor(shape(inside=paragraph(SECRET, run='<w:color w:val="FFFFFF"/>')))),
    "dark on dark": (
        "colour",
        anchor(shape(SOLID.format("203040"), paragraph(SECRET, run='<w:color w:val="203040"/>'))),
    ),
    "behind a picture": (
        "behind_picture",
        anchor(shape(inside=BOX), order="1") + anchor(PICTURE, width=450, height=60, order="2"),
    ),
    "behind a shape on the page": (
        "behind_picture",
        anchor(shape(inside=BOX), down="page", across="page", y=str(90 * POINT), behind="1")
        + anchor(shape(), 500, 80, down="page", across="page", y=str(80 * POINT)),
    ),
    "in a hidden run": ("vanish", anchor(shape(inside=BOX)).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
    "VML off the page": ("off_page", vml("position:absolute;margin-left:-2000pt;width:300pt;height:40pt", BOX)),
    "VML that is hidden": ("hidden_shape", vml("position:absolute;width:300pt;height:40pt;visibility:hidden", BOX)),
    "VML without size": ("zero_size", vml("position:absolute;width:0;height:0", BOX)),
}


@pytest.mark.parametrize("name", BOXES)
def test_a_text_box_that_is_not_seen(name: str) -> None:
    technique, drawing = BOXES[name]
    document = opened(block(drawing))
    assert (technique, SECRET) in met(document)
    assert SECRET not in document.text


COVERS = {
    "white shape": anchor(shape()),
    "black shape": anchor(shape(SOLID.format("000000"))),
    "shape of a style": anchor(
        '<wps:wsp><wps:spPr/><wps:style><a:fillRef idx="1"><a:schemeClr val="bg1"/></a:fillRef></wps:style></wps:wsp>'
    ),
    "VML": vml(
        "position:absolute;margin-left:0;margin-top:0;width:440pt;height:40pt;z-index:5", "", 'fillcolor="white"'
    ),
}


@pytest.mark.parametrize("name", COVERS)
def test_a_shape_that_lies_over_words(name: str) -> None:
    document = opened(block(COVERS[name] + run(SECRET)))
    assert ("cover_shape", f"{SECRET} End") in met(document) or ("cover_shape", SECRET) in met(document)
    assert SECRET not in document.text


def test_a_shape_that_lies_over_the_paragraph_before() -> None:
    document = opened(block(run(SECRET)) + block(anchor(shape(), y=str(-14 * POINT), height=14) + run("Next")))
    assert ("cover_shape", SECRET) in met(document)


@pytest.mark.parametrize(
    "drawing", [anchor(PICTURE), anchor(shape(), down="page", y=str(80 * POINT))], ids=["picture", "on the page"]
)
def test_what_may_lie_over_words_is_told_and_they_stay(drawing: str) -> None:
    document = opened(block(drawing + run(SECRET)))
    assert any(name == "cover_part" and SECRET in quote for name, quote in met(document))
    assert SECRET in document.text


QUIET = {
    "words make way": anchor(shape(), wrap="wrapSquare"),
    "behind the words": anchor(shape(SOLID.format("EEEEEE")), behind="1"),
    "nothing in it": anchor(shape("<a:noFill/>")),
    "seen through": anchor(
        shape('<a:solidFill><a:srgbClr val="FFFF00"><a:alpha val="30000"/></a:srgbClr></a:solidFill>')
    ),
    "a box to tick": anchor(shape(), width=12, height=12),
    "elsewhere": anchor(shape(), y=str(300 * POINT)),
    "a line": anchor(shape(), height=1),
    "text box": anchor(shape(inside=paragraph("In the box stand some words")), wrap="wrapSquare"),
    "white on a dark box": anchor(
        shape(SOLID.format("1F3864"), paragraph("In the box", run='<w:color w:val="FFFFFF"/>')), wrap="wrapSquare"
    ),
    "white on a picture": anchor(
        shape("<a:blipFill><a:blip/></a:blipFill>", paragraph("In it", run='<w:color w:val="FFFFFF"/>')),
        wrap="wrapSquare",
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_drawings_that_hide_nothing(name: str) -> None:
    document = opened(block(QUIET[name] + run(SECRET)))
    assert met(document) == []
    assert SECRET in document.text


def test_a_hidden_box_is_not_read_from_its_fallback() -> None:
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{anchor(shape(inside=BOX), hidden="1")[5:-6]}</mc:Choice>'
        f"<mc:Fallback>{vml('width:300pt;height:40pt', BOX)[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = opened(block(both))
    assert SECRET not in document.text
    assert ("hidden_shape", SECRET) in met(document)


def test_white_words_on_a_picture_that_lies_behind_them_stay() -> None:
    drawing = anchor(PICTURE, 600, 700, behind="1", down="page", across="page")
    document = opened(block(drawing + run("Title")) + block(run(SECRET, '<w:color w:val="FFFFFF"/>')))
    assert met(document) == [("faint", SECRET)]
    assert SECRET in document.text


def test_words_that_do_not_fit_a_row_of_a_fixed_height() -> None:
    rows = '<w:tbl><w:tr><w:trPr><w:trHeight w:val="400" w:hRule="exact"/></w:trPr><w:tc>'
    document = opened(rows + paragraph("Fee") * 4 + paragraph(SECRET) + "</w:tc></w:tr></w:tbl>")
    assert any(name == "cut_off" and SECRET in quote for name, quote in met(document))
    assert SECRET in document.text


@pytest.mark.parametrize(("kind", "seen"), [(b"\2", False), (b"\6", True)], ids=["no alpha", "alpha"])
def test_a_picture_that_cannot_be_seen_through_hides_what_is_under_it(kind: bytes, seen: bool) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\1" * 2 + b"\x08" + kind + b"\0" * 7
    body = paragraph(SHOWN) + block(anchor(PICTURE.replace("<a:blip/>", '<a:blip r:embed="x1"/>')) + run(SECRET))
    data = package(body, {"word/media/a.png": png}, of_main=[Link("image", "media/a.png")])
    document = read.read_bytes(data, "a.docx")
    assert met(document) == [("cover_part" if seen else "cover_shape", SECRET)]
    assert (SECRET in document.text) is seen
