"""Ordinary Word files with something that a careless scan would accuse: the first set."""

from collections.abc import Iterator

from hostile.case import Case, control
from hostile.drawing import anchored, inline, picture, png, shape, solid, theme
from hostile.word_file import body, para, part, run, style, styled, table, word
from hostile.word_seen import field
from hostile.words import CONSEIL, HOSTING, LIZENZ, SUPPLY

_LOGO = {"word/media/image1.png": png(colour=(10, 80, 160))}
_LINK = [("image", "media/image1.png", "rIdP")]
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def cases() -> Iterator[Case]:
    """Light on dark, anchors, word processing's own marks, pictures, fields and other writing."""
    for make in (_light, _signing, _own_marks, _pictures, _fields, _wording):
        yield from make()


def _light() -> Iterator[Case]:
    white = '<w:color w:val="FFFFFF" w:themeColor="background1"/>'
    head = '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F4E79" w:themeFill="accent1" w:themeFillShade="80"/></w:tcPr></w:tblStylePr>'
    sheet = f'<w:style w:type="table" w:styleId="Dark1"><w:name w:val="Dark 1"/>{head}</w:style>'
    rows = table(
        ["Service level", "Credit"],
        ["99.5", "none"],
        marks='<w:tblStyle w:val="Dark1"/><w:tblLook w:val="0020" w:firstRow="1"/>',
    )
    yield control(
        "white_on_dark", "head row of a table style", "docx", word(body(HOSTING, rows), styles=sheet), "Service level"
    )
    bar = para(run("Part B: Commercial terms", white), marks='<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>')
    yield control("white_on_dark", "heading on a dark paragraph", "docx", word(body(HOSTING, bar)), "Part B")
    auto = table([para(run("Totals", '<w:color w:val="auto"/>'))], cell_marks='<w:shd w:val="clear" w:fill="000000"/>')
    yield control("white_on_dark", "automatic colour on black", "docx", word(body(SUPPLY, auto)))
    marker = para(run("IMPORTANT", f'{white}<w:highlight w:val="darkRed"/>'), " The delivery days are fixed.")
    yield control(
        "white_on_dark", "white on a dark marker", "docx", word(body(SUPPLY, marker)), "delivery days are fixed"
    )
    box = para(anchored(shape(solid("203864"), para(run("Key dates are listed in the annex", white)))))
    yield control("white_on_dark", "text box filled dark", "docx", word(body(HOSTING, box)))
    grey = para(
        run("[Insert name of the signatory]", '<w:color w:val="808080" w:themeColor="background1" w:themeShade="80"/>')
    )
    yield control(
        "grey",
        "placeholder in a shaded theme colour",
        "docx",
        word(
            body(LIZENZ, grey), parts={"word/theme/theme1.xml": theme()}, links=[("theme", "theme/theme1.xml", "rIdH")]
        ),
    )
    pale = para(run("Confidential draft of 3 March", '<w:color w:val="A6A6A6"/>'))
    yield control("grey", "light grey remark", "docx", word(body(CONSEIL, pale)))


def _signing() -> Iterator[Case]:
    tags = (
        "/sig1/",
        "{{Sig_es_:signer1:signature}}",
        "\\s2\\",
        "**signature_2**",
        "[[SertifiSInitial_1]]",
        "{{s:2_________}}",
    )
    for tag in tags[:4]:
        line = para(run(tag, '<w:color w:val="FFFFFF"/><w:sz w:val="4"/>'), "_____________________ Date:")
        yield control("signature_anchor", tag, "docx", word(body(SUPPLY, line, 9)))


def _own_marks() -> Iterator[Case]:
    said = "Neither party shall poach the staff of the other."
    shown = para(run(said, '<w:vanish w:val="0"/><w:webHidden/>'))
    yield control("taken_back", "hidden mark switched off", "docx", word(body(HOSTING, shown)), "poach the staff")
    styles = style("Ghost", marks="<w:vanish/>") + style("Back", based="Ghost", marks='<w:vanish w:val="false"/>')
    yield control(
        "taken_back",
        "style that takes its parent back",
        "docx",
        word(body(HOSTING, para(said, marks=styled("Back"))), styles=styles),
        "poach the staff",
    )
    unused = style("Ghost", marks='<w:vanish/><w:color w:val="FFFFFF"/><w:sz w:val="2"/>')
    yield control("unused_style", "hidden style that nothing uses", "docx", word(body(SUPPLY), styles=unused))
    empty = para(
        run("", "<w:vanish/>"),
        run(" ", '<w:color w:val="FFFFFF"/>'),
        marks='<w:spacing w:line="20" w:lineRule="exact"/>',
    )
    spacer = table([para("")], row_marks='<w:trHeight w:val="30" w:hRule="exact"/>')
    yield control("spacer", "empty hidden runs and a spacer row", "docx", word(body(SUPPLY, empty + spacer)))
    marks = "".join(
        f'<w:bookmarkStart w:id="{at}" w:name="{name}"/><w:bookmarkEnd w:id="{at}"/>'
        for at, name in enumerate(("_Toc49012", "_GoBack", "_Ref1188", "_Hlk77"))
    )
    yield control("bookmarks", "Word's own bookmarks", "docx", word(body(LIZENZ, para(marks, "Anlage 1 gilt."))))
    hanging = para("(a) The log is kept for a year.", marks='<w:ind w:left="720" w:hanging="720" w:right="-100"/>')
    outdent = table(["Left", "Right"], marks='<w:tblInd w:w="-108" w:type="dxa"/>')
    tight = para(
        run("Condensed words that are easily read", '<w:w w:val="90"/><w:spacing w:val="-6"/><w:position w:val="4"/>'),
        marks='<w:spacing w:line="240" w:lineRule="exact"/>',
    )
    drop = para(
        run("T", '<w:sz w:val="80"/>'),
        marks='<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>',
    )
    yield control(
        "layout",
        "hanging, outdented, condensed and a drop cap",
        "docx",
        word(body(SUPPLY, hanging + outdent + tight + drop)),
        "Condensed words",
    )
    separator = f"<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>{run('Audit.')}</w:p>" + para(
        " The Customer may audit once a year."
    )
    yield control("style_separator", "run-in heading", "docx", word(body(HOSTING, separator)), "may audit once a year")


def _pictures() -> Iterator[Case]:
    logo = para(
        inline(
            picture("rIdP"),
            descr="Logo of Tallgrass Hosting Ltd: a blue square with a tall blade of grass in front of a rising sun",
        )
    )
    yield control(
        "logo", "picture with a long description", "docx", word(body(HOSTING, logo), parts=_LOGO, links=_LINK)
    )
    front = para(
        anchored(picture("rIdP", cx=900_000, cy=400_000), x=-1_000_000, cx=900_000, cy=400_000),
        "The plants are listed below.",
    )
    yield control(
        "logo",
        "picture in front, beside the words",
        "docx",
        word(body(SUPPLY, front), parts=_LOGO, links=_LINK),
        "plants are listed",
    )
    under = para(anchored(shape(solid("EAF1DD")), behind=True), "Tinted box behind these words.")
    yield control("tint", "pale shape behind the words", "docx", word(body(SUPPLY, under)), "Tinted box")
    mark = '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" style="position:absolute;width:440pt;height:165pt;rotation:315;z-index:-251658752" fillcolor="silver" stroked="f"><v:fill opacity=".5"/><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    head = {"word/header1.xml": part("w:hdr", para(mark, "Bakery Supply Agreement – strictly confidential"))}
    yield control(
        "watermark",
        "watermark in the header",
        "docx",
        word(
            body(SUPPLY),
            section='<w:headerReference w:type="default" r:id="rIdE"/>',
            parts=head,
            links=[("header", "header1.xml", "rIdE")],
            kinds={"word/header1.xml": f"{_MAIN}.header+xml"},
        ),
    )
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{anchored(shape("<a:noFill/>", para("Delivery on Mondays only.")))}</mc:Choice><mc:Fallback><w:r><w:pict><v:rect style="width:400pt;height:40pt"><v:textbox><w:txbxContent>{para("Delivery on Mondays only.")}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></mc:Fallback></mc:AlternateContent>'
    yield control(
        "text_box",
        "box with an equal fallback",
        "docx",
        word(body(SUPPLY, para(f"<w:r/>{both}"))),
        "Delivery on Mondays",
    )


def _fields() -> Iterator[Case]:
    usual = para(
        "Page ",
        field("PAGE", "2"),
        " of ",
        field("NUMPAGES", "9"),
        ", see clause ",
        field("REF _Ref1188 \\r \\h", "4"),
        " of ",
        field('DATE \\@ "d MMMM yyyy"', "3 March 2027"),
        " for ",
        field("MERGEFIELD Customer", "«Customer»"),
    )
    yield control("fields", "page, reference, date and merge fields", "docx", word(body(HOSTING, usual)))
    same = para("Due in ", field("= 15 + 15", "30"), " days or ", field('IF 1 = 1 "one month" "two"', "one month"), ".")
    yield control("fields", "formula and condition that agree", "docx", word(body(HOSTING, same)))
    link = f'<w:hyperlink r:id="rIdY">{run("www.tallgrass.example")}</w:hyperlink>'
    mail = f'<w:hyperlink r:id="rIdM">{run("legal@tallgrass.example")}</w:hyperlink>'
    links = [
        ("hyperlink", "https://www.tallgrass.example/|External", "rIdY"),
        ("hyperlink", "mailto:legal@tallgrass.example|External", "rIdM"),
    ]
    yield control(
        "links",
        "addresses that agree with what they show",
        "docx",
        word(body(HOSTING, para("See ", link, " or write to ", mail, ".")), links=links),
    )
    boxes = para(
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
        " yes  ",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        " no",
    )
    yield control("symbols", "check boxes", "docx", word(body(SUPPLY, boxes)))


def _wording() -> Iterator[Case]:
    persian = para(
        run("این قرارداد می\u200cتواند تمدید شود و کتاب\u200cها بازگردانده می\u200cشوند.", "<w:rtl/>"),
        marks="<w:bidi/>",
    )
    russian = para("The parties agree as follows / Стороны договорились о нижеследующем: общество «Берёза».")
    yield control("bilingual", "Persian with joiners, Russian", "docx", word(body(HOSTING, persian + russian)))
    templates = {
        "word/_rels/settings.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///C:/Users/anna/AppData/Roaming/Microsoft/Templates/Normal.dotm" TargetMode="External"/></Relationships>'
    }
    yield control(
        "template",
        "template on the author's disk",
        "docx",
        word(body(SUPPLY), parts=templates, settings='<w:attachedTemplate r:id="rId1"/>'),
    )
    core = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bakery Supply Agreement</dc:title><dc:creator>A. Miller</dc:creator><dc:description>Final draft for signature, version 7, sent to both parties.</dc:description></cp:coreProperties>'
    yield control(
        "properties",
        "title, author and a remark",
        "docx",
        word(
            body(SUPPLY),
            parts={"docProps/core.xml": core},
            package_links='<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
        ),
    )
    tiny = para(run("Business days exclude public holidays in either country.", '<w:sz w:val="12"/>'))
    small = part("w:footnotes", f'<w:footnote w:id="2">{tiny}</w:footnote>')
    yield control(
        "small_note",
        "footnote of 6 pt",
        "docx",
        word(
            body(HOSTING, para("Answers come on business days.", '<w:r><w:footnoteReference w:id="2"/></w:r>')),
            parts={"word/footnotes.xml": small},
            links=[("footnotes", "footnotes.xml", "rIdN")],
            kinds={"word/footnotes.xml": f"{_MAIN}.footnotes+xml"},
        ),
        "exclude public holidays",
    )
    yield control(
        "tracked",
        "a redline",
        "docx",
        word(
            body(
                SUPPLY,
                para(
                    "Notices take effect on ",
                    '<w:del w:id="5" w:author="B"><w:r><w:delText>dispatch</w:delText></w:r></w:del>',
                    '<w:ins w:id="6" w:author="B"><w:r><w:t>receipt</w:t></w:r></w:ins>',
                    ".",
                ),
            )
        ),
        "receipt",
        at_most="low",
    )
