"""Word files whose words Word does not show: the first set."""

from collections.abc import Iterator

from hostile.case import Case, attack, hidden
from hostile.drawing import anchored, group, picture, png, shape, solid, theme
from hostile.word_file import body, para, part, run, style, styled, table, word
from hostile.words import ENGLISH, EVERY, HOSTING, LIZENZ, SUPPLY, secrets

_PICTURE = ("image", "media/image1.png", "rIdP")
_THEME = ("theme", "theme/theme1.xml", "rIdH")
_NOTES = ("footnotes", "footnotes.xml", "rIdN")
_BOX = '<w:framePr w:w="4000" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '


def cases() -> Iterator[Case]:
    """Hidden by marks, by styles, by place and by what lies on top."""
    for make in (_marks, _styles, _tables, _themes, _places, _covers, _elsewhere):
        yield from make()


def _marks() -> Iterator[Case]:
    fill = "<w14:textFill><w14:{}/></w14:textFill>"
    pale = '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>'
    faint = (
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="96000"/></w14:srgbClr>'
        "</w14:solidFill></w14:textFill>"
    )
    marks = (
        ("docx.vanish", "w:vanish written as on", '<w:vanish w:val="on"/>'),
        (
            "docx.colour",
            "yellow letters on a yellow run shade",
            '<w:color w:val="FFF200"/><w:shd w:val="clear" w:fill="FFF200"/>',
        ),
        ("docx.colour", "black letters on a black highlight", '<w:color w:val="000000"/><w:highlight w:val="black"/>'),
        ("docx.colour", "off-white letters", '<w:color w:val="FAFBFC"/>'),
        ("docx.tiny", "letters one per cent wide", '<w:w w:val="1"/>'),
        ("docx.tiny", "2.5 pt, given for Latin letters only", '<w:sz w:val="5"/><w:szCs w:val="24"/>'),
        ("docx.text_effect", "text fill of nothing", fill.format("noFill")),
        ("docx.text_effect", "white text fill over a dark colour mark", f'<w:color w:val="101010"/>{pale}'),
        ("docx.text_effect", "text fill that is nearly transparent", faint),
    )
    for contract, (technique, variant, mark), (said, evidence) in zip(EVERY * 3, marks, secrets(9), strict=False):
        extra = para(run("The parties keep records. "), run(said, mark))
        yield hidden(technique, variant, "docx", word(body(contract, extra)), evidence)
    halves = para(
        "The Provider ",
        run("may", ""),
        run(" not", "<w:vanish/>"),
        " change its prices during the term of this Agreement.",
    )
    yield attack(
        "docx.vanish",
        "one word of a sentence",
        "docx",
        word(body(HOSTING, halves)),
        ("hidden_text", "not"),
        review=["may change its prices"],
    )


def _styles() -> Iterator[Case]:
    ways = (
        ("docx.vanish", "character style two steps above", "r", (("Base", "<w:vanish/>", ""), ("Mid", "<w:i/>", ""))),
        (
            "docx.colour",
            "paragraph style in near white",
            "p",
            (("Base", '<w:color w:val="FDFDFD"/>', ""), ("Mid", "", "")),
        ),
        ("docx.tiny", "paragraph style of 1.5 pt", "p", (("Base", '<w:sz w:val="3"/>', ""), ("Mid", "<w:b/>", ""))),
        ("docx.zero_line_height", "style with lines of 0.5 pt", "p", (("Base", "", _spaced(10)), ("Mid", "", ""))),
        (
            "docx.off_page",
            "style with an indent of 45 cm",
            "p",
            (("Base", "", '<w:ind w:left="25500"/>'), ("Mid", "", "")),
        ),
    )
    for (technique, variant, kind, chain), (said, evidence) in zip(ways, secrets(6)[1:], strict=True):
        sort = "paragraph" if kind == "p" else "character"
        styles = "".join(
            style(name, sort, based=parent, marks=marks, para_marks=lines if kind == "p" else "")
            for (name, marks, lines), parent in zip(chain, ("", "Base"), strict=True)
        )
        mark = styled("Mid", kind)
        extra = para(said, marks=mark) if kind == "p" else para(run(said, mark))
        yield hidden(technique, variant, "docx", word(body(SUPPLY, extra), styles=styles), evidence)
    said, evidence = secrets(8)[7]
    shown = body(HOSTING, "@").replace("<w:rPr></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    inside = shown.replace("<w:b/>", '<w:b/><w:vanish w:val="0"/>').replace("@", para(said, marks=styled("Plain")))
    data = word(inside, styles=style("Plain", based=""), defaults='<w:rPr><w:sz w:val="22"/><w:vanish/></w:rPr>')
    yield hidden("docx.vanish", "document defaults, taken back for all but one paragraph", "docx", data, evidence)


def _spaced(twips: int) -> str:
    return f'<w:spacing w:line="{twips}" w:lineRule="exact"/>'


def _tables() -> Iterator[Case]:
    said = secrets(12)
    first = '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="203864"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="203864"/></w:tcPr></w:tblStylePr>'
    sheet = f'<w:style w:type="table" w:styleId="Grid9"><w:name w:val="Grid 9"/>{first}</w:style>'
    look = '<w:tblStyle w:val="Grid9"/><w:tblLook w:val="0420" w:firstRow="1" w:noHBand="0"/>'
    head = table([said[0][0], ""], ["Monday", "Friday"], marks=look)
    yield hidden(
        "docx.colour",
        "head row of a table style, dark on dark",
        "docx",
        word(body(SUPPLY, head), styles=sheet),
        said[0][1],
    )
    whole = table(
        ["Plant", para(run(said[1][0], '<w:color w:val="7F1D1D"/>'))], marks='<w:shd w:val="clear" w:fill="7F1D1D"/>'
    )
    yield hidden("docx.colour", "shade of the whole table", "docx", word(body(SUPPLY, whole)), said[1][1])
    low = table([said[2][0]], row_marks='<w:trHeight w:val="20" w:hRule="exact"/>')
    yield hidden("docx.zero_line_height", "table row 1 pt high", "docx", word(body(HOSTING, low)), said[2][1])
    inner = table([said[3][0]], row_marks="<w:hidden/>")
    nested = table(["Kept by both", f"{inner}{para('Log of visits')}"])
    yield hidden("docx.hidden_row", "hidden row of a table in a cell", "docx", word(body(HOSTING, nested)), said[3][1])
    deep = table([f"{table([para(run(said[4][0], '<w:vanish/>'))])}{para('Anlage')}"])
    yield hidden("docx.vanish", "run in a table in a cell", "docx", word(body(LIZENZ, deep)), said[4][1])
    away = table([said[5][0]], marks='<w:tblpPr w:horzAnchor="page" w:vertAnchor="text" w:tblpX="31000" w:tblpY="1"/>')
    yield hidden("docx.off_page", "floating table beyond the page", "docx", word(body(SUPPLY, away)), said[5][1])


def _themes() -> Iterator[Case]:
    said = secrets(10)
    data = word(body(HOSTING, para(run(said[6][0], '<w:color w:val="000000" w:themeColor="background1"/>'))))
    yield hidden("docx.colour", "theme background colour over a black value", "docx", data, said[6][1])
    cell = table(
        [para(run(said[7][0], '<w:color w:val="000000" w:themeColor="text1"/>'))],
        cell_marks='<w:shd w:val="clear" w:fill="000000" w:themeFill="text1"/>',
    )
    yield hidden(
        "docx.colour", "theme text colour on a cell of that colour", "docx", word(body(HOSTING, cell)), said[7][1]
    )
    accent = '<w:shd w:val="clear" w:fill="335577" w:themeFill="accent1"/>'
    same = para(run(said[8][0], '<w:color w:val="111111" w:themeColor="accent1"/>'), marks=accent)
    parts = {"word/theme/theme1.xml": theme(accent="335577")}
    yield hidden(
        "docx.colour",
        "accent letters on an accent paragraph",
        "docx",
        word(body(SUPPLY, same), parts=parts, links=[_THEME]),
        said[8][1],
    )
    paper = word(
        body(SUPPLY, para(run(said[9][0], '<w:color w:val="C9DAF8"/>'))),
        before='<w:background w:color="C9DAF8"/>',
        settings="<w:displayBackgroundShape/>",
    )
    yield hidden("docx.colour", "letters in the colour of the page", "docx", paper, said[9][1])
    swapped = word(
        body(HOSTING, para(run(said[0][0], '<w:color w:val="auto" w:themeColor="text1"/>'))),
        settings='<w:clrSchemeMapping w:bg1="light1" w:t1="light1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"/>',
        parts={"word/theme/theme1.xml": theme()},
        links=[_THEME],
    )
    yield hidden("docx.colour", "text colour mapped to the light colour of the theme", "docx", swapped, said[0][1])


def _places() -> Iterator[Case]:
    said = secrets(8)
    frame = para(said[1][0], marks=f'{_BOX}w:x="-9000" w:y="1" w:h="300"/>')
    yield hidden("docx.off_page", "frame left of the page", "docx", word(body(HOSTING, frame)), said[1][1])
    point = para(said[2][0], marks=f'{_BOX}w:x="1400" w:y="1400" w:h="1"/>'.replace('w:w="4000"', 'w:w="1"'))
    yield hidden("docx.zero_size", "frame of no size", "docx", word(body(HOSTING, point)), said[2][1])
    box = para(anchored(shape("<a:noFill/>", para(said[3][0])), x=-12_000_000), "See the annex.")
    yield hidden("docx.off_page", "text box left of the page", "docx", word(body(SUPPLY, box)), said[3][1])
    small = para(anchored(shape("<a:noFill/>", para(said[4][0]), cx=100, cy=100), cx=100, cy=100), "See the annex.")
    yield hidden("docx.zero_size", "text box of no size", "docx", word(body(LIZENZ, small)), said[4][1])
    sunk = para("Notices are sent by courier. ", run(said[5][0], '<w:position w:val="-3000"/>'))
    yield hidden("docx.off_page", "letters lowered by 1500 pt", "docx", word(body(SUPPLY, sunk)), said[5][1])


def _covers() -> Iterator[Case]:
    said = secrets(8)
    above = para(anchored(group(solid("FFFFFF"))), said[6][0])
    yield hidden("docx.cover_shape", "white rectangle in a group", "docx", word(body(HOSTING, above)), said[6][1])
    image = para(anchored(picture("rIdP")), said[7][0])
    data = word(body(HOSTING, image), links=[_PICTURE], parts={"word/media/image1.png": png()})
    yield hidden("docx.cover_shape", "white picture in front of the words", "docx", data, said[7][1])
    drawn = (
        '<w:r><w:pict><v:rect style="position:absolute;margin-left:0;margin-top:0;width:450pt;height:44pt;z-index:5" '
        'fillcolor="white" stroked="f"/></w:pict></w:r>'
    )
    yield hidden(
        "docx.cover_shape",
        "older kind of drawing in front",
        "docx",
        word(body(SUPPLY, para(drawn, said[0][0]))),
        said[0][1],
    )


def _elsewhere() -> Iterator[Case]:
    said = secrets(12)
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{para("As agreed. ", run(said[10][0], "<w:vanish/>"))}</w:footnote>'
    data = word(
        body(ENGLISH[0], para("Records are kept for a year.", reference)),
        parts={"word/footnotes.xml": part("w:footnotes", note)},
        links=[_NOTES],
        kinds={"word/footnotes.xml": _kind("footnotes")},
    )
    yield hidden("docx.vanish", "run in a footnote", "docx", data, said[10][1])
    head = part("w:hdr", para(run(said[11][0], '<w:color w:val="FFFFFF"/>')))
    data = word(
        body(ENGLISH[1]),
        section='<w:headerReference w:type="default" r:id="rIdE"/>',
        parts={"word/header1.xml": head},
        links=[("header", "header1.xml", "rIdE")],
        kinds={"word/header1.xml": _kind("header")},
    )
    yield hidden("docx.colour", "white words in the header", "docx", data, said[11][1])
    control = f"<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>{para(run(said[9][0], '<w:vanish/>'))}</w:sdtContent></w:sdt>"
    yield hidden("docx.vanish", "run in a content control", "docx", word(body(HOSTING, control)), said[9][1])


def _kind(name: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
