"""Ordinary Word files with something that a careless scan would accuse: the second set."""

from collections.abc import Iterator

from hostile.case import Case, control
from hostile.drawing import anchored, picture, png, shape, solid, theme
from hostile.word_file import body, para, part, run, style, styled, table, word
from hostile.word_seen import field
from hostile.words import HOSTING, LIZENZ, SUPPLY

_PAGE = "/MediaBox[0 0 595 842]"


def cases() -> Iterator[Case]:
    """Light on dark, marks and layout; drawings, controls and fields."""
    for make in (_word, _word_parts):
        yield from make()


def _word() -> Iterator[Case]:
    white = '<w:color w:val="FFFFFF"/>'
    night = (
        body(SUPPLY)
        .replace("<w:rPr></w:rPr>", f"<w:rPr>{white}</w:rPr>")
        .replace("<w:rPr><w:b/>", f"<w:rPr><w:b/>{white}")
    )
    yield control(
        "white_on_dark",
        "white words on a dark page",
        "docx",
        word(night, before='<w:background w:color="1B2A41"/>', settings="<w:displayBackgroundShape/>"),
    )
    cells = table([para(run("Fee", white)), para(run("Due", white))], marks='<w:shd w:val="clear" w:fill="244061"/>')
    yield control("white_on_dark", "dark table", "docx", word(body(HOSTING, cells)), "Fee")
    theme_cell = table(
        [para(run("Milestones", '<w:color w:val="FFFFFF" w:themeColor="background1"/>'))],
        cell_marks='<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="text2"/>',
    )
    yield control(
        "white_on_dark",
        "dark theme filling over a white value",
        "docx",
        word(
            body(HOSTING, theme_cell),
            parts={"word/theme/theme1.xml": theme()},
            links=[("theme", "theme/theme1.xml", "rIdH")],
        ),
        "Milestones",
    )
    head = style("Banner", marks=white, para_marks='<w:shd w:val="clear" w:fill="7B2C2C"/>')
    yield control(
        "white_on_dark",
        "paragraph style with its shade",
        "docx",
        word(body(SUPPLY, para("Commercial terms", marks=styled("Banner"))), styles=head),
        "Commercial terms",
    )
    for tag in ('{{t:s;r:y;o:"Customer";}}', "[sig|req|signer1]", "DocuSignSignHere1"):
        yield control(
            "signature_anchor",
            tag,
            "docx",
            word(body(SUPPLY, para(run(tag, f'{white}<w:sz w:val="2"/>'), "________________"), 9)),
        )
    toc = (
        para(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        + "".join(
            para(
                f'<w:hyperlink w:anchor="_Toc{at}">{run(head)}{run(chr(9), "<w:webHidden/>")}{run(str(at), "<w:webHidden/>")}</w:hyperlink>'
            )
            for at, (head, _) in enumerate(HOSTING.clauses, 1)
        )
        + para('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )
    yield control("contents", "contents with web-hidden numbers", "docx", word(toc + body(HOSTING)))
    mark = f'<w:p><w:pPr><w:rPr><w:vanish/><w:color w:val="FFFFFF"/><w:sz w:val="2"/></w:rPr></w:pPr>{run("Samples are kept for a year.")}</w:p>'
    yield control("paragraph_mark", "hidden paragraph mark only", "docx", word(body(SUPPLY, mark)), "Samples are kept")
    small = para(
        run("TM", '<w:vertAlign w:val="superscript"/><w:sz w:val="10"/>'),
        " marks stay with the Seller. ",
        run("1", '<w:position w:val="6"/><w:sz w:val="12"/>'),
    )
    yield control(
        "superscript", "small raised letters", "docx", word(body(SUPPLY, small)), "marks stay with the Seller"
    )
    exact = para(
        "Lines of exactly eleven points hold these letters.", marks='<w:spacing w:line="220" w:lineRule="exact"/>'
    ) + table(["Row of twelve points"], row_marks='<w:trHeight w:val="280" w:hRule="exact"/>')
    yield control(
        "layout", "exact lines and rows of usual height", "docx", word(body(HOSTING, exact)), "Row of twelve points"
    )
    pale = para(
        run("Table 1: Plants", '<w:color w:val="BFBFBF" w:themeColor="background1" w:themeShade="BF"/>'),
        run(" caption", '<w:color w:val="2E74B5" w:themeColor="accent1" w:themeTint="99"/>'),
    )
    yield control(
        "grey",
        "caption in pale grey and a tint",
        "docx",
        word(
            body(SUPPLY, pale), parts={"word/theme/theme1.xml": theme()}, links=[("theme", "theme/theme1.xml", "rIdH")]
        ),
    )


def _word_parts() -> Iterator[Case]:
    seal = para(
        anchored(picture("rIdP", cx=600_000, cy=600_000), x=4_900_000, cx=600_000, cy=600_000),
        "For and on behalf of Millstone",
    )
    yield control(
        "seal",
        "round seal beside a signature",
        "docx",
        word(
            body(SUPPLY, seal, 9),
            parts={"word/media/image1.png": png(colour=(200, 10, 10))},
            links=[("image", "media/image1.png", "rIdP")],
        ),
    )
    line = para(anchored(shape(solid("000000"), cy=12_000), cy=12_000), "Words over a rule.")
    yield control("rule", "thin black line drawn as a shape", "docx", word(body(HOSTING, line)), "Words over a rule")
    bound = (
        '<w:sdt><w:sdtPr><w:alias w:val="Customer name"/><w:tag w:val="customer_name"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        + run("Click or tap here to enter text.", '<w:color w:val="808080"/>')
        + "</w:sdtContent></w:sdt>"
    )
    yield control("form", "empty content control", "docx", word(body(LIZENZ, para("Name: ", bound))))
    same = para(
        "Filed as ",
        field("FILENAME \\p", "msa.docx"),
        ", item ",
        field("SEQ Table", "3"),
        ", total ",
        field("SUM(ABOVE)", "410"),
        ", ",
        field('HYPERLINK "https://millstone.example/"', "https://millstone.example"),
    )
    yield control("fields", "name, count, sum and address", "docx", word(body(SUPPLY, same)))
    titled = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/r/t" w:storeItemID="{11111111-2222-3333-4444-555555555555}"/></w:sdtPr><w:sdtContent>'
        + run("Bakery Supply")
        + "</w:sdtContent></w:sdt>"
    )
    parts = {
        "customXml/item1.xml": "<r><t>Bakery Supply</t></r>",
        "customXml/itemProps1.xml": '<ds:datastoreItem ds:itemID="{11111111-2222-3333-4444-555555555555}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>',
    }
    yield control(
        "bound",
        "control that agrees with its data",
        "docx",
        word(
            body(SUPPLY, para("Title: ", titled)), parts=parts, links=[("customXml", "../customXml/item1.xml", "rIdX")]
        ),
    )
    foot = part("w:ftr", para("Page ", field("PAGE", "1"), " of ", field("NUMPAGES", "4"), "   CONFIDENTIAL   v7"))
    yield control(
        "footer",
        "page number and remark",
        "docx",
        word(
            body(HOSTING),
            section='<w:footerReference w:type="default" r:id="rIdF"/>',
            parts={"word/footer1.xml": foot},
            links=[("footer", "footer1.xml", "rIdF")],
            kinds={"word/footer1.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"},
        ),
    )
    note = (
        '<w:comment w:id="1" w:author="Anna" w:initials="A">'
        + para("Can we make this sixty days? Please check with finance.")
        + "</w:comment>"
    )
    yield control(
        "comment",
        "ordinary remark",
        "docx",
        word(
            body(SUPPLY),
            parts={"word/comments.xml": part("w:comments", note)},
            links=[("comments", "comments.xml", "rIdC")],
            kinds={"word/comments.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"},
        ),
        at_most="low",
    )
