"""Ordinary PDF files with something that a careless scan would accuse: the second set."""

from collections.abc import Iterator

from hostile.case import Case, control
from hostile.glyphs import image
from hostile.page_file import drawn, form, page_file, revised, show, stream
from hostile.words import HOSTING, LIZENZ, SUPPLY

_PAGE = "/MediaBox[0 0 595 842]"


def cases() -> Iterator[Case]:
    """Bars, clips, forms, lines, scans and revisions."""
    for make in (_pages,):
        yield from make()


def _pages() -> Iterator[Case]:
    table_head = "".join(
        f".2 .2 .2 rg {50 + 170 * at} 96 168 18 re f 0 g\n" + show(each, 100, x=56 + 170 * at, state="1 1 1 rg")
        for at, each in enumerate(("Service", "Level", "Credit"))
    )
    yield control(
        "white_on_dark", "dark heads of a table", "pdf", page_file(HOSTING, more=lambda _: table_head), "Credit"
    )
    inside = form("0 .3 .3 rg 0 0 500 24 re f " + show("Order form", 7, x=8, state="1 g"), "/BBox[0 0 500 24]")
    yield control(
        "white_on_dark",
        "bar and words in a form",
        "pdf",
        page_file(
            SUPPLY, more=lambda _: "q 1 0 0 1 50 80 cm /X Do Q\n", own=[inside], resources="/XObject<</X 10 0 R>>"
        ),
        "Order form",
    )
    fade = "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 0]/Function<</FunctionType 2/Domain[0 1]/C0[.1]/C1[.4]/N 1>>/Extend[true true]>>"
    yield control(
        "white_on_dark",
        "white on a shading",
        "pdf",
        page_file(
            SUPPLY,
            more=lambda y: f"q 50 90 500 26 re W n /S sh Q {show('Annex A', y, state='1 g')}",
            resources=f"/Shading<</S {fade}>>",
        ),
        "Annex A",
    )
    page_back = "1 g 0 0 595 842 re f 0 g\n"
    yield control(
        "background",
        "white page painted first",
        "pdf",
        page_file(HOSTING, content=page_back + drawn(HOSTING, lambda _: "", gap=0)),
    )
    clipped = page_file(LIZENZ, content="q 20 20 555 802 re W n\n" + drawn(LIZENZ, lambda _: "", gap=0) + "Q\n")
    yield control("clip", "whole page in a clip", "pdf", clipped)
    again = page_file(
        SUPPLY,
        more=lambda y: (
            f"q 50 97 500 20 re W n {show('The samples are kept.', y)}Q q 50 40 500 2 re W n {show('The samples are kept.', y)}Q\n"
        ),
    )
    yield control("clip", "line repeated at a break", "pdf", again, "samples are kept")
    faint = "/ExtGState<</G<</ca .6>>>>"
    yield control(
        "grey",
        "letters of sixty per cent",
        "pdf",
        page_file(HOSTING, more=lambda y: show("Initials: ____", y, state="/G gs"), resources=faint),
    )
    side = "q 0 1 -1 0 580 300 cm BT /F1 6 Tf .6 g (Form MG-7 Rev. 3) Tj ET Q\n"
    yield control("margin", "form number turned in the margin", "pdf", page_file(SUPPLY, more=lambda _: side))
    redline = f"{show('The price is fixed.', 100)}1 0 0 RG .8 w 60 103 m 140 103 l S\n"
    yield control(
        "strike", "words struck by a thin line", "pdf", page_file(SUPPLY, more=lambda _: redline), at_most="low"
    )
    underline = "".join(f"{show('____________', 100 - 20 * at)}{show('By:', 102 - 20 * at)}" for at in range(2))
    yield control("signature", "lines to sign on", "pdf", page_file(HOSTING, more=lambda _: underline))
    ticked = page_file(
        HOSTING,
        page=f"{_PAGE}/Annots[10 0 R]",
        catalog="/AcroForm<</Fields[10 0 R]>>",
        own=["<</Type/Annot/Subtype/Widget/FT/Btn/T(agree)/V/Yes/AS/Yes/F 4/Rect[60 80 72 92]>>"],
    )
    yield control("form", "ticked box", "pdf", ticked, at_most="low")
    soft = stream(
        "BT /F1 10 Tf 1 0 0 1 60 100 Tm (Samples are kept in hall two.) Tj ET",
        "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency>>/Resources<</Font<</F1 3 0 R>>>>",
    )
    yield control(
        "group",
        "words in a transparency group",
        "pdf",
        page_file(SUPPLY, more=lambda _: "/X Do\n", own=[soft], resources="/XObject<</X 10 0 R>>"),
        "kept in hall two",
    )
    scan = drawn(SUPPLY, lambda _: "", gap=0)
    data = page_file(
        SUPPLY,
        content=f"q 595 0 0 842 0 0 cm /I Do Q\n{scan.replace('BT', 'BT 3 Tr')}",
        own=[image(page_file(SUPPLY, content=scan), 1.6)],
        resources="/XObject<</I 10 0 R>>",
    )
    yield control("searchable_scan", "words over their scan", "pdf", data)
    added = revised(
        page_file(HOSTING),
        {
            6: f"<</Type/Page/Parent 2 0 R{_PAGE}/Contents 5 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Annots[20 0 R]>>",
            20: "<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/F 132/Rect[0 0 0 0]/V<</Type/Sig/ByteRange[0 9 19 29]/Contents<00>>>>>",
        },
    )
    yield control("revision", "a signature put on later", "pdf", added, at_most="low")
