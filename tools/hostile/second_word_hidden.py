"""Word files whose words Word does not show: the second set."""

from collections.abc import Iterator

from hostile.case import Case, attack, hidden
from hostile.drawing import anchored, picture, png, shape, solid, theme, themed
from hostile.word_file import body, para, part, run, style, styled, table, word
from hostile.words import CONSEIL, EVERY, HOSTING, LIZENZ, SUPPLY, secrets

_THEME = ("theme", "theme/theme1.xml", "rIdH")
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def cases() -> Iterator[Case]:
    """Hidden by marks, by styles, by place and by what lies on top."""
    for make in (_marks, _styles, _tables, _places, _covers, _elsewhere):
        yield from make()


def _marks() -> Iterator[Case]:
    grade = (
        '<w14:textFill><w14:gradFill><w14:gsLst><w14:gs w14:pos="0"><w14:srgbClr w14:val="FFFFFF"/></w14:gs><w14:gs w14:pos="100000">'
        '<w14:srgbClr w14:val="FEFEFE"/></w14:gs></w14:gsLst></w14:gradFill></w14:textFill>'
    )
    paper = '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>'
    marks = (
        (
            "docx.colour",
            "white, given as a shaded theme colour",
            '<w:color w:val="F9F9F9" w:themeColor="background1" w:themeShade="FA"/>',
        ),
        ("docx.colour", "navy letters on a navy marker", '<w:color w:val="000080"/><w:highlight w:val="darkBlue"/>'),
        (
            "docx.colour",
            "letters nearly as the run shade",
            '<w:color w:val="2A2A2A"/><w:shd w:val="clear" w:color="auto" w:fill="333333"/>',
        ),
        (
            "docx.colour",
            "dark shade made by a full pattern",
            '<w:color w:val="7030A0"/><w:shd w:val="solid" w:color="7030A0" w:fill="FFFFFF"/>',
        ),
        ("docx.text_effect", "gradient of white and near white", grade),
        ("docx.text_effect", "fill in the colour of the paper", paper),
        ("docx.vanish", "style separator's mark on a whole sentence", "<w:vanish/><w:specVanish/>"),
        ("docx.tiny", "letters of 1 pt by half points", '<w:sz w:val="2"/>'),
        ("docx.tiny", "narrow and small letters", '<w:w w:val="5"/><w:sz w:val="8"/>'),
    )
    for contract, (technique, variant, mark), (said, evidence) in zip(EVERY * 3, marks, secrets(12)[3:], strict=False):
        data = word(
            body(contract, para(run("As agreed: "), run(said, mark))),
            parts={"word/theme/theme1.xml": theme()},
            links=[_THEME],
        )
        yield hidden(technique, variant, "docx", data, evidence)
    said, evidence = secrets(12)[0]
    letters = "".join(run(each, '<w:color w:val="FFFFFF"/>') for each in said)
    yield hidden("docx.colour", "each letter a run", "docx", word(body(SUPPLY, f"<w:p>{letters}</w:p>")), evidence)
    digit = para("The deposit is USD 2", run("00", "<w:vanish/>"), ",500 and is returned at the end.")
    yield attack(
        "docx.vanish",
        "digits of an amount",
        "docx",
        word(body(SUPPLY, digit)),
        ("hidden_text", "00"),
        review=["USD 2,500"],
    )


def _styles() -> Iterator[Case]:
    said = secrets(12)
    chain = (
        style("A1", marks='<w:vanish w:val="1"/>', based="")
        + style("A2", based="A1")
        + style("A3", based="A2", marks="<w:b/>")
    )
    yield hidden(
        "docx.vanish",
        "paragraph style three steps above",
        "docx",
        word(body(SUPPLY, para(said[5][0], marks=styled("A3"))), styles=chain),
        said[5][1],
    )
    sheet = '<w:style w:type="table" w:styleId="T9"><w:name w:val="T 9"/><w:rPr><w:vanish/></w:rPr></w:style>'
    rows = table(["Annex", said[6][0]], marks='<w:tblStyle w:val="T9"/>')
    yield hidden("docx.vanish", "table style", "docx", word(body(HOSTING, rows), styles=sheet), said[6][1])
    tinted = style("Tint", marks='<w:color w:themeColor="accent1" w:themeTint="0A" w:val="2E74B5"/>')
    data = word(
        body(HOSTING, para(said[7][0], marks=styled("Tint"))),
        styles=tinted,
        parts={"word/theme/theme1.xml": theme()},
        links=[_THEME],
    )
    yield hidden("docx.colour", "accent so tinted that it is white", "docx", data, said[7][1])
    swapped = word(
        body(SUPPLY, para(run(said[8][0], '<w:color w:val="000000" w:themeColor="text1"/>'))),
        parts={"word/theme/theme1.xml": theme(dark="FFFFFF", light="FFFFFF")},
        links=[_THEME],
    )
    yield hidden("docx.colour", "theme whose dark colour is white", "docx", swapped, said[8][1])
    linked = style("LinkChar", "character", based="", marks='<w:sz w:val="3"/>')
    yield hidden(
        "docx.tiny",
        "character style of 1.5 pt",
        "docx",
        word(body(SUPPLY, para(run(said[9][0], styled("LinkChar", "r")))), styles=linked),
        said[9][1],
    )
    normal = (
        body(LIZENZ, para(said[4][0], marks=styled("Fine")))
        .replace("<w:pPr></w:pPr>", f"<w:pPr>{styled('Show')}</w:pPr>")
        .replace("<w:pPr><w:keepNext/>", f"<w:pPr>{styled('Show')}<w:keepNext/>")
    )
    both = style("Show", marks='<w:sz w:val="22"/>') + style("Fine", based="")
    yield hidden(
        "docx.tiny",
        "document defaults of 1 pt",
        "docx",
        word(normal, styles=both, defaults='<w:rPr><w:sz w:val="2"/></w:rPr>'),
        said[4][1],
    )


def _tables() -> Iterator[Case]:
    said = secrets(12)
    banded = '<w:tblStylePr w:type="band1Horz"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>'
    sheet = f'<w:style w:type="table" w:styleId="B1"><w:name w:val="B 1"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>{banded}</w:style>'
    rows = table(
        [said[0][0], "x"],
        ["Plant two", "Friday"],
        marks='<w:tblStyle w:val="B1"/><w:tblLook w:val="0400" w:firstRow="0" w:noHBand="0" w:noVBand="1"/>',
    )
    yield hidden(
        "docx.colour", "white band of a table style", "docx", word(body(SUPPLY, rows), styles=sheet), said[0][1]
    )
    cell = table(
        [para(run(said[1][0], '<w:color w:val="1F4E79"/>'))],
        cell_marks='<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="accent1" w:themeFillShade="80"/>',
    )
    data = word(body(HOSTING, cell), parts={"word/theme/theme1.xml": theme(accent="3E9CF2")}, links=[_THEME])
    yield hidden("docx.colour", "letters as a shaded theme filling of the cell", "docx", data, said[1][1])
    flat = table([para(said[2][0], marks='<w:spacing w:line="15" w:lineRule="exact"/>')])
    yield hidden("docx.zero_line_height", "flat lines in a cell", "docx", word(body(SUPPLY, flat)), said[2][1])
    gone = table(["Kept", "Kept"], [said[3][0], said[3][0]], row_marks="")
    gone = gone.replace("<w:trPr></w:trPr>", '<w:trPr><w:hidden w:val="1"/></w:trPr>', 2).replace(
        '<w:trPr><w:hidden w:val="1"/></w:trPr>', "<w:trPr></w:trPr>", 1
    )
    yield hidden("docx.hidden_row", "second row of a table", "docx", word(body(HOSTING, gone)), said[3][1])
    mark = table(
        [para(run(said[4][0], "<w:vanish/>"))], ["Wartung"], row_marks='<w:trHeight w:val="280" w:hRule="atLeast"/>'
    )
    yield hidden("docx.vanish", "run in a cell of a visible row", "docx", word(body(LIZENZ, mark)), said[4][1])


def _places() -> Iterator[Case]:
    said = secrets(12)
    yield hidden(
        "docx.off_page",
        "right indent beyond the left edge",
        "docx",
        word(body(SUPPLY, para(said[5][0], marks='<w:ind w:left="-30000" w:right="30000"/>'))),
        said[5][1],
    )
    low = para(
        said[6][0],
        marks='<w:framePr w:w="5000" w:h="400" w:hRule="exact" w:hAnchor="page" w:vAnchor="page" w:x="700" w:y="30000"/>',
    )
    yield hidden("docx.off_page", "frame below the page", "docx", word(body(CONSEIL, low)), said[6][1])
    first = para(said[7][0], marks='<w:ind w:firstLine="22000"/>')
    yield hidden("docx.off_page", "first line far to the right", "docx", word(body(HOSTING, first)), said[7][1])
    box = para(anchored(shape("<a:noFill/>", para(said[8][0])), y=30_000_000), "The list is kept.")
    yield hidden("docx.off_page", "text box far below", "docx", word(body(SUPPLY, box)), said[8][1])
    drawn = f'<w:r><w:pict><v:shape style="position:absolute;margin-left:-2000pt;margin-top:0;width:400pt;height:40pt"><v:textbox><w:txbxContent>{para(said[9][0])}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    yield hidden(
        "docx.off_page",
        "older text box left of the page",
        "docx",
        word(body(SUPPLY, para(drawn, "See there."))),
        said[9][1],
    )
    white = para(anchored(shape(solid("FFFFFF"), para(run(said[0][0], '<w:color w:val="FFFFFF"/>')))), "See there.")
    yield hidden("docx.colour", "white words in a white box", "docx", word(body(HOSTING, white)), said[0][1])


def _covers() -> Iterator[Case]:
    said = secrets(12)
    top = para(anchored(shape(themed("bg1"))), said[1][0])
    yield hidden(
        "docx.cover_shape",
        "shape filled with the paper's colour",
        "docx",
        word(body(SUPPLY, top), parts={"word/theme/theme1.xml": theme()}, links=[_THEME]),
        said[1][1],
    )
    ellipse = '<w:r><w:pict><v:roundrect style="position:absolute;left:0;margin-top:-4pt;width:470pt;height:60pt;z-index:251659264" fillcolor="#ffffff" stroked="f"/></w:pict></w:r>'
    yield hidden(
        "docx.cover_shape",
        "older shape with round corners",
        "docx",
        word(body(HOSTING, para(said[2][0], ellipse))),
        said[2][1],
    )
    behind = para(anchored(shape("<a:noFill/>", para(said[3][0])), behind=True), anchored(picture("rIdP")), "Schedule.")
    data = word(
        body(SUPPLY, behind),
        parts={"word/media/image1.png": png(colour=(255, 255, 255))},
        links=[("image", "media/image1.png", "rIdP")],
    )
    yield hidden("docx.cover_shape", "text box behind a picture", "docx", data, said[3][1])
    above = para(said[4][0]) + para(anchored(shape(solid("FFFFFF"), cy=900_000), y=-700_000, cy=900_000), "")
    yield hidden(
        "docx.cover_shape", "shape anchored in the paragraph below", "docx", word(body(LIZENZ, above)), said[4][1]
    )


def _elsewhere() -> Iterator[Case]:
    said = secrets(12)
    tiny = run(said[5][0], '<w:sz w:val="3"/>')
    note = f'<w:endnote w:id="2">{para("See above. ", tiny)}</w:endnote>'
    data = word(
        body(SUPPLY, para("Kept.", '<w:r><w:endnoteReference w:id="2"/></w:r>')),
        parts={"word/endnotes.xml": part("w:endnotes", note)},
        links=[("endnotes", "endnotes.xml", "rIdE")],
        kinds={"word/endnotes.xml": _KIND.format("endnotes")},
    )
    yield hidden("docx.tiny", "endnote", "docx", data, said[5][1])
    foot = part("w:ftr", para(run(said[6][0], '<w:color w:val="FEFEFE"/>')))
    data = word(
        body(CONSEIL),
        section='<w:footerReference w:type="even" r:id="rIdF"/>',
        settings="<w:evenAndOddHeaders/>",
        parts={"word/footer1.xml": foot},
        links=[("footer", "footer1.xml", "rIdF")],
        kinds={"word/footer1.xml": _KIND.format("footer")},
    )
    yield hidden("docx.colour", "white words in the foot of even pages", "docx", data, said[6][1])
    added = f'<w:p><w:ins w:id="4" w:author="B">{run(said[7][0], "<w:vanish/>")}</w:ins></w:p>'
    yield hidden("docx.vanish", "inside an insertion", "docx", word(body(HOSTING, added)), said[7][1])
    link = f'<w:p><w:hyperlink w:anchor="a">{run(said[8][0], chr(60) + "w:vanish/>")}</w:hyperlink></w:p>'
    yield hidden("docx.vanish", "inside a link", "docx", word(body(SUPPLY, link)), said[8][1])
