"""PDF files whose pages do not show all their words: the second set."""

from collections.abc import Callable, Iterator

from hostile.case import Case, attack, hidden
from hostile.page_file import form, page_file, show, stream
from hostile.words import CONSEIL, EVERY, HOSTING, LIZENZ, SUPPLY, secrets

_IMAGE = "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8"


def cases() -> Iterator[Case]:
    """Hidden by state, size, place, layer and by what lies on top."""
    for make in (_states, _blended, _sizes, _places, _layers, _covers, _partly):
        yield from make()


def _blended() -> Iterator[Case]:
    said, evidence = secrets(7)[6]
    paper = "1 g 40 80 530 40 re f 0 g\n"
    data = page_file(
        HOSTING,
        more=lambda y: paper + show(said, y, state="/G gs 0 g"),
        resources="/ExtGState<</G<</BM/Screen>>>>",
    )
    yield hidden("pdf.blend", "screen of black over white paint", "pdf", data, evidence)


def _say(said: str, state: str) -> Callable[[float], str]:
    return lambda y: show(said, y, state=state)


def _layered(said: str) -> Callable[[float], str]:
    return lambda y: f"/OC /L BDC\n{show(said, y)}EMC\n"


def _states() -> Iterator[Case]:
    own: list[str | bytes] = [
        stream("", "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>"),
        "[/ICCBased 12 0 R]",
        stream(b"", "/N 3/Alternate/DeviceRGB"),
        stream("", "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Group<</S/Transparency/CS/DeviceGray>>"),
    ]
    ways = (
        ("pdf.colour", "pattern that paints nothing", "/Pattern cs /P scn", "/Pattern<</P 10 0 R>>"),
        (
            "pdf.colour",
            "white of a calibrated space",
            "/C cs 1 1 1 scn",
            "/ColorSpace<</C[/CalRGB<</WhitePoint[.95 1 1.08]>>]>>",
        ),
        ("pdf.colour", "pale yellow ink", "0 0 0.02 0 k", ""),
        (
            "pdf.colour",
            "white entry of a table of colours",
            "/I cs 1 sc",
            "/ColorSpace<</I[/Indexed/DeviceRGB 1<000000FFFFFF>]>>",
        ),
        ("pdf.alpha", "opacity of nothing for filling and outline", "/G gs 2 Tr", "/ExtGState<</G<</ca 0/CA 0>>>>"),
        ("pdf.soft_mask", "empty luminosity mask", "/G gs", "/ExtGState<</G<</SMask<</S/Luminosity/G 13 0 R>>>>>>"),
        ("pdf.render_mode_3", "mode left over from an earlier object", "BT 3 Tr ET", ""),
    )
    for contract, (technique, variant, state, resources), (said, evidence) in zip(
        EVERY * 2, ways, secrets(12)[2:], strict=False
    ):
        yield hidden(
            technique,
            variant,
            "pdf",
            page_file(contract, _say(said, state), resources=resources, own=own),
            evidence,
        )


def _sizes() -> Iterator[Case]:
    said = secrets(12)
    yield hidden(
        "pdf.tiny",
        "font of a fiftieth of a point, scaled up too little",
        "pdf",
        page_file(HOSTING, lambda y: f"BT /F1 .02 Tf 20 0 0 20 60 {y} Tm ({said[0][0]}) Tj ET\n"),
        said[0][1],
    )
    inside = form(show(said[1][0], 500), "/BBox[0 0 595 842]/Matrix[.02 0 0 .02 60 400]")
    yield hidden(
        "pdf.tiny",
        "form made small by its matrix",
        "pdf",
        page_file(SUPPLY, lambda _: "/X Do\n", own=[inside], resources="/XObject<</X 10 0 R>>"),
        said[1][1],
    )


def _places() -> Iterator[Case]:
    said = secrets(12)
    yield hidden(
        "pdf.off_page", "far above the page", "pdf", page_file(SUPPLY, lambda _: show(said[2][0], 5000)), said[2][1]
    )
    yield hidden(
        "pdf.off_page",
        "right of a page whose box begins elsewhere",
        "pdf",
        page_file(HOSTING, more=lambda _: show(said[3][0], 60, x=820), page="/MediaBox[-10 -10 600 850]"),
        said[3][1],
    )
    empty = "q 0 0 m W n "
    yield hidden(
        "pdf.clip",
        "clipped to nothing",
        "pdf",
        page_file(SUPPLY, lambda y: f"{empty}{show(said[5][0], y)}Q\n"),
        said[5][1],
    )
    two = "q 0 0 200 842 re W n 300 0 200 842 re W n "
    yield hidden(
        "pdf.clip",
        "two clips without a common part",
        "pdf",
        page_file(HOSTING, lambda y: f"{two}{show(said[6][0], y)}Q\n"),
        said[6][1],
    )
    letters = f"q BT /F1 10 Tf 7 Tr 60 60 Td (x) Tj ET {show(said[7][0], 500)}Q\n"
    yield hidden("pdf.clip", "clipped by a letter", "pdf", page_file(SUPPLY, lambda _: letters), said[7][1])
    scaled = page_file(
        LIZENZ, lambda y: show(said[4][0], y, state="1 g"), page="/MediaBox[0 0 595 842]/Rotate 270/UserUnit 1.5"
    )
    yield hidden("pdf.colour", "white on a turned page", "pdf", scaled, said[4][1])


def _layers() -> Iterator[Case]:
    said = secrets(12)
    group = "<</Type/OCG/Name(Old)>>"
    off = "/OCProperties<</OCGs[10 0 R 11 0 R]/D<</OFF[10 0 R]>>>>"
    rule = "<</Type/OCMD/VE[/And 10 0 R 11 0 R]>>"
    none = "<</Type/OCMD/OCGs[11 0 R]/P/AllOff>>"
    for member, variant, at in ((rule, "expression of layers", 8), (none, "shown only if another layer is off", 9)):
        data = page_file(
            HOSTING,
            _layered(said[at][0]),
            catalog=off,
            own=[group, "<</Type/OCG/Name(New)>>", member],
            resources="/Properties<</L 12 0 R>>",
        )
        yield hidden("pdf.layer_off", variant, "pdf", data, said[at][1])
    deep = page_file(
        SUPPLY,
        lambda y: f"/OC /L BDC /Span <</MCID 3>> BDC\n{show(said[0][0], y)}EMC EMC\n",
        catalog=off,
        own=[group, group],
        resources="/Properties<</L 10 0 R>>",
    )
    yield hidden("pdf.layer_off", "mark inside a layer", "pdf", deep, said[0][1])


def _covers() -> Iterator[Case]:
    said = secrets(12)
    rgb = stream(b"\xfe" * 12, f"{_IMAGE}/ColorSpace/DeviceRGB")
    inside = stream(
        "q 520 0 0 44 40 80 cm /I Do Q",
        "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</I 10 0 R>>>>",
    )
    data = page_file(
        CONSEIL, more=lambda y: f"{show(said[6][0], y)}/X Do\n", own=[rgb, inside], resources="/XObject<</X 11 0 R>>"
    )
    yield hidden("pdf.covered", "picture inside a form", "pdf", data, said[6][1])
    inline = "q 520 0 0 44 40 80 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q\n"
    yield hidden(
        "pdf.covered",
        "inline picture",
        "pdf",
        page_file(HOSTING, more=lambda y: show(said[7][0], y) + inline),
        said[7][1],
    )
    strokes = "q 1 G 60 w 40 100 m 570 100 l S Q\n"
    yield hidden(
        "pdf.covered",
        "thick white line",
        "pdf",
        page_file(SUPPLY, more=lambda y: show(said[8][0], y) + strokes),
        said[8][1],
    )
    many = "".join(f"1 g 40 {80 + 3 * at} 530 3.2 re f\n" for at in range(14))
    yield hidden(
        "pdf.covered",
        "fourteen white strips",
        "pdf",
        page_file(SUPPLY, more=lambda y: show(said[9][0], y) + many),
        said[9][1],
    )
    weave = "/Pattern cs /P scn 40 80 530 44 re f 0 g\n"
    tile = stream(
        "1 g 0 0 9 9 re f",
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>",
    )
    yield hidden(
        "pdf.covered",
        "white pattern",
        "pdf",
        page_file(HOSTING, more=lambda y: show(said[10][0], y) + weave, own=[tile], resources="/Pattern<</P 10 0 R>>"),
        said[10][1],
    )
    dark = stream(bytes([30, 30, 60]) * 4, f"{_IMAGE}/ColorSpace/DeviceRGB")
    night = page_file(
        SUPPLY,
        more=lambda y: f"q 520 0 0 44 40 80 cm /I Do Q {show(said[11][0], y, state='.12 .12 .24 rg')}",
        own=[dark],
        resources="/XObject<</I 10 0 R>>",
    )
    yield hidden("pdf.colour", "dark on a dark picture", "pdf", night, said[11][1])
    stamp = stream("1 1 1 rg 0 0 10 10 re f", "/Type/XObject/Subtype/Form/BBox[0 0 10 10]")
    noted = page_file(
        HOSTING,
        more=lambda y: show(said[0][0], y),
        page="/MediaBox[0 0 595 842]/Annots[11 0 R]",
        own=[stamp, "<</Type/Annot/Subtype/Stamp/F 4/Rect[40 78 570 120]/AP<</N 10 0 R>>>>"],
    )
    yield hidden("pdf.covered", "white stamp", "pdf", noted, said[0][1])
    field = page_file(
        SUPPLY,
        more=lambda y: show(said[1][0], y),
        page="/MediaBox[0 0 595 842]/Annots[11 0 R]",
        catalog="/AcroForm<</Fields[11 0 R]>>",
        own=[stamp, "<</Type/Annot/Subtype/Widget/FT/Btn/Ff 65536/T(b)/F 4/Rect[40 78 570 120]/AP<</N 10 0 R>>>>"],
    )
    yield hidden("pdf.covered", "white button of a form", "pdf", field, said[1][1])


def _partly() -> Iterator[Case]:
    over = "1 g 59 82 500 13 re f 0 g\n"
    said = "The Provider may at any time and without a reason double the charges of the Customer and need not say so before the invoice is sent to the Customer"
    data = page_file(HOSTING, more=lambda y: show(said, y) + over)
    yield attack(
        "pdf.covered",
        "second line of a clause",
        "pdf",
        data,
        ("hidden_text", "invoice is sent"),
        review=["without a reason double the charges"],
        no_review=["invoice is sent"],
    )
    split = "".join(
        show(each, 100, x=60 + 6 * at, state="1 1 1 rg", font="C")
        for at, each in enumerate("The deposit is forfeited in full.")
    )
    yield attack(
        "pdf.colour",
        "each letter an object",
        "pdf",
        page_file(SUPPLY, more=lambda _: split, fonts="/C<</Type/Font/Subtype/Type1/BaseFont/Courier>>"),
        ("hidden_text", "deposit is forfeited"),
    )
    digit = page_file(
        SUPPLY, more=lambda y: show("The deposit is USD 1,950 and is returned.", y) + show("9", y, x=148.6, state="1 g")
    )
    yield attack("pdf.colour", "white digit on a black one is seen", "pdf", digit, review=["deposit is USD"])
