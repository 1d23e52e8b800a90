"""Ordinary PDF files with something that a careless scan would accuse: the first set."""

from collections.abc import Iterator

from hostile.case import Case, control
from hostile.glyphs import image
from hostile.page_file import drawn, page_file, revised, show, stream
from hostile.words import CONSEIL, HOSTING, LIZENZ, SUPPLY

_PAGE = "/MediaBox[0 0 595 842]"


def cases() -> Iterator[Case]:
    """Light on dark, marks of drafts, converters' habits, links, forms, layers and revisions."""
    for make in (_light, _converters, _parts):
        yield from make()


def _light() -> Iterator[Case]:
    def bar(y: float) -> str:
        return f"0 .18 .35 rg 50 {y - 6} 500 20 re f 0 g\n{show('Part B: Commercial terms', y, state='1 g')}"

    yield control("white_on_dark", "white on a blue bar", "pdf", page_file(HOSTING, bar), "Part B")
    dark = stream(
        bytes([40]) * 4, "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"
    )
    data = page_file(
        SUPPLY,
        lambda y: f"q 500 0 0 22 50 {y - 7} cm /I Do Q\n{show('Delivery days', y, state='1 g')}",
        own=[dark],
        resources="/XObject<</I 10 0 R>>",
    )
    yield control("white_on_dark", "white on a dark picture", "pdf", data, "Delivery days")
    mark = "q /G gs .5 g BT /F2 110 Tf .7 .7 -.7 .7 120 220 Tm (DRAFT) Tj ET Q\n"
    yield control(
        "watermark",
        "translucent word across the page",
        "pdf",
        page_file(SUPPLY, more=lambda _: mark, resources="/ExtGState<</G<</ca .15>>>>"),
    )
    pale = "q .9 g BT /F2 90 Tf .7 .7 -.7 .7 90 220 Tm (Entwurf) Tj ET Q\n"
    yield control(
        "watermark",
        "pale word under the text",
        "pdf",
        page_file(LIZENZ, content=pale + drawn(LIZENZ, lambda _: "", gap=0)),
    )
    note = page_file(
        HOSTING, more=lambda y: show("1 Business days exclude public holidays in either country.", y, size=5.5)
    )
    yield control("small_note", "footnote of 5.5 pt", "pdf", note)
    grey = page_file(
        CONSEIL, more=lambda y: show("Paraphe : ____   Modèle 2027-B, reproduction autorisée", y, state=".55 g", size=7)
    )
    yield control("grey", "grey foot line", "pdf", grey)


def _converters() -> Iterator[Case]:
    said = "The records are kept for seven years."
    yield control(
        "drawn_twice",
        "bold made by drawing twice",
        "pdf",
        page_file(SUPPLY, lambda y: show(said, y) + show(said, y, x=60.3)),
        "kept for seven years",
    )
    yield control(
        "shadow",
        "grey shadow under a heading",
        "pdf",
        page_file(SUPPLY, lambda y: show("Annex", y - 1, x=61, state=".8 g") + show("Annex", y)),
    )
    yield control(
        "outline",
        "filled and outlined letters",
        "pdf",
        page_file(HOSTING, lambda y: show(said, y, state="2 Tr .2 w 0 G")),
        "kept for seven years",
    )
    marker = f"{show(said, 100)}q /G gs 1 1 0 rg 58 96 200 14 re f Q\n"
    yield control(
        "marker",
        "yellow marker multiplied over words",
        "pdf",
        page_file(HOSTING, more=lambda _: marker, resources="/ExtGState<</G<</BM/Multiply>>>>"),
        "kept for seven years",
    )
    under = "q .93 .95 .98 rg 50 90 500 30 re f Q 0 g\n" + show(said, 100)
    yield control(
        "tint", "tinted box under words", "pdf", page_file(LIZENZ, more=lambda _: under), "kept for seven years"
    )
    blanks = page_file(SUPPLY, lambda y: f"q 3 Tr BT /F1 10 Tf 60 {y} Td (   ) Tj ET Q\n{show(said, y)}")
    yield control("blanks", "invisible blanks", "pdf", blanks, "kept for seven years")
    slug = page_file(
        HOSTING,
        more=lambda _: show("tallgrass_msa_v7.indd 1", 870, size=6),
        page="/MediaBox[0 0 595 900]/CropBox[0 0 595 842]",
    )
    yield control("slug", "printer's line beside the page", "pdf", slug)
    scan = drawn(HOSTING, lambda _: "", gap=0)
    layer = scan.replace("BT", "BT 3 Tr")
    data = page_file(
        HOSTING,
        content=f"{layer}q 595 0 0 842 0 0 cm /I Do Q\n",
        own=[image(page_file(HOSTING, content=scan))],
        resources="/XObject<</I 10 0 R>>",
    )
    yield control("searchable_scan", "scan over its own words", "pdf", data)


def _parts() -> Iterator[Case]:
    on = "/OCProperties<</OCGs[10 0 R]/D<</ON[10 0 R]>>>>"
    data = page_file(
        SUPPLY,
        lambda y: f"/OC /L BDC\n{show('Pallets are exchanged one for one.', y)}EMC\n",
        catalog=on,
        own=["<</Type/OCG/Name(Text)>>"],
        resources="/Properties<</L 10 0 R>>",
    )
    yield control("layer_on", "layer that is on", "pdf", data, "Pallets are exchanged")
    hyphen = page_file(HOSTING, lambda y: f"/Span <</ActualText(office)>> BDC\n{show('office', y)}EMC\n")
    yield control("actualtext", "the same letters", "pdf", hyphen, "office")
    link = page_file(
        SUPPLY,
        page=f"{_PAGE}/Annots[10 0 R]",
        own=[
            "<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[60 700 200 720]/A<</S/URI/URI(https://millstone.example/terms)>>>>"
        ],
    )
    yield control("link", "web link", "pdf", link)
    marked = page_file(
        SUPPLY,
        page=f"{_PAGE}/Annots[10 0 R]",
        own=[
            "<</Type/Annot/Subtype/Highlight/F 4/C[1 1 0]/QuadPoints[60 740 300 740 60 728 300 728]/Rect[60 728 300 740]>>"
        ],
    )
    yield control("highlight", "highlight annotation", "pdf", marked, at_most="low")
    empty = page_file(
        HOSTING,
        page=f"{_PAGE}/Annots[10 0 R 11 0 R]",
        catalog="/AcroForm<</Fields[10 0 R 11 0 R]>>",
        own=[
            "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/F 4/Rect[60 80 200 100]>>",
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(sig)/F 4/Rect[300 80 500 100]>>",
        ],
    )
    yield control("form", "empty fields for name and signature", "pdf", empty)
    saved = revised(
        page_file(SUPPLY, info="/Title(Draft)"),
        {7: "<</Title(Bakery Supply Agreement)/Author(A. Miller)/Subject(Supply of flour to three plants)>>"},
    )
    yield control("revision", "a later save of the title", "pdf", saved)
    start = page_file(
        LIZENZ,
        catalog="/OpenAction[6 0 R/FitH 800]/PageMode/UseOutlines/Outlines 10 0 R",
        own=["<</First 11 0 R/Last 11 0 R/Count 1>>", "<</Title(1 Gegenstand)/Parent 10 0 R/Dest[6 0 R/Fit]>>"],
    )
    yield control("outline", "bookmarks and a first view", "pdf", start)
