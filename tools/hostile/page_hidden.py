"""PDF files whose pages do not show all their words: the first set."""

from collections.abc import Callable, Iterator

from hostile.case import Case, attack, hidden
from hostile.page_file import OWN, form, page_file, show, stream
from hostile.words import CONSEIL, EVERY, HOSTING, LIZENZ, SUPPLY, secrets

_IMAGE = "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"


def cases() -> Iterator[Case]:
    """Hidden by state, size, place, layer and by what lies on top."""
    for make in (_states, _sizes, _places, _layers, _covers, _forms, _partly):
        yield from make()


def _states() -> Iterator[Case]:
    ways = (
        ("pdf.render_mode_7", "letters that only clip", "7 Tr", ""),
        ("pdf.colour", "near white", "0.985 0.985 0.985 rg", ""),
        ("pdf.colour", "one per cent of black ink", "0 0 0 0.01 k", ""),
        (
            "pdf.colour",
            "no ink of a spot colour",
            "/Spot cs 0 scn",
            "/ColorSpace<</Spot[/Separation/Deep#20Red/DeviceCMYK 10 0 R]>>",
        ),
        ("pdf.colour", "white outline without a filling", "1 Tr 1 G 0.3 w", ""),
        ("pdf.alpha", "opacity of one per cent", "/G gs", "/ExtGState<</G<</ca 0.01/CA 0.01>>>>"),
        ("pdf.blend", "white multiplied on white", "/G gs 1 g", "/ExtGState<</G<</BM/Multiply>>>>"),
        (
            "pdf.soft_mask",
            "a mask that lets nothing through",
            "/G gs",
            "/ExtGState<</G<</SMask<</S/Luminosity/G 11 0 R>>>>>>",
        ),
    )
    ink = "<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 1 1 .4]/N 1>>"
    black = stream(
        "0 g 0 0 595 842 re f", "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceGray>>"
    )
    for contract, (technique, variant, state, resources), (said, evidence) in zip(
        EVERY * 2, ways, secrets(8), strict=True
    ):
        data = page_file(contract, _say(said, state), resources=resources, own=[ink, black])
        yield hidden(technique, variant, "pdf", data, evidence)


def _say(said: str, state: str = "", size: float = 10, x: float = 60) -> Callable[[float], str]:
    return lambda y: show(said, y, x=x, size=size, state=state)


def _sizes() -> Iterator[Case]:
    said = secrets(12)
    yield hidden(
        "pdf.tiny",
        "a small text matrix",
        "pdf",
        page_file(SUPPLY, lambda y: f"BT /F1 10 Tf .04 0 0 .04 60 {y} Tm ({said[8][0]}) Tj ET\n"),
        said[8][1],
    )
    yield hidden(
        "pdf.tiny",
        "letters flattened to a line",
        "pdf",
        page_file(HOSTING, lambda y: f"BT /F1 10 Tf 1 0 0 .02 60 {y} Tm ({said[9][0]}) Tj ET\n"),
        said[9][1],
    )
    yield hidden(
        "pdf.tiny",
        "page made small around the words",
        "pdf",
        page_file(SUPPLY, lambda y: f"q .03 0 0 .03 60 {y} cm BT /F1 11 Tf ({said[5][0]}) Tj ET Q\n"),
        said[5][1],
    )


def _places() -> Iterator[Case]:
    said = secrets(12)
    yield hidden("pdf.off_page", "left of the page", "pdf", page_file(HOSTING, _say(said[0][0], x=-900)), said[0][1])
    box = "/MediaBox[0 0 595 1100]/CropBox[0 0 595 842]"
    yield hidden(
        "pdf.off_page",
        "above the crop box",
        "pdf",
        page_file(HOSTING, more=lambda _: show(said[1][0], 1000), page=box),
        said[1][1],
    )
    away = "q 700 100 20 20 re W n "
    yield hidden(
        "pdf.clip",
        "clipped to a place off the page",
        "pdf",
        page_file(SUPPLY, lambda y: f"{away}{show(said[2][0], y)}Q\n"),
        said[2][1],
    )
    yield hidden(
        "pdf.clip",
        "form with a box beside its words",
        "pdf",
        page_file(
            SUPPLY,
            lambda _: "/X Do\n",
            own=[form(show(said[3][0], 500), "/BBox[0 0 40 40]")],
            resources="/XObject<</X 10 0 R>>",
        ),
        said[3][1],
    )
    turned = page_file(LIZENZ, _say(said[4][0], "3 Tr"), page="/MediaBox[0 0 595 842]/Rotate 90")
    yield hidden("pdf.render_mode_3", "on a turned page", "pdf", turned, said[4][1])


def _layers() -> Iterator[Case]:
    said = secrets(12)
    group = "<</Type/OCG/Name(Plans)>>"
    off = "/OCProperties<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>"
    base = "/OCProperties<</OCGs[10 0 R]/D<</BaseState/OFF/ON[]>>>>"
    inside = "/Properties<</L {} 0 R>>"

    def marked(words: str) -> Callable[[float], str]:
        return lambda y: f"/OC /L BDC\n{show(words, y)}EMC\n"

    ways = (
        ("pdf.layer_off", "membership of a layer that is off", off, "<</Type/OCMD/OCGs 10 0 R/P/AllOn>>", OWN + 1),
        ("pdf.layer_off", "all layers off from the start", base, "null", OWN),
    )
    for (technique, variant, catalog, member, number), (words, evidence) in zip(ways, said[5:], strict=False):
        data = page_file(HOSTING, marked(words), catalog=catalog, own=[group, member], resources=inside.format(number))
        yield hidden(technique, variant, "pdf", data, evidence)
    whole = form(show(said[8][0], 500), "/BBox[0 0 595 842]/OC 10 0 R")
    data = page_file(SUPPLY, lambda _: "/X Do\n", catalog=off, own=[group, whole], resources="/XObject<</X 11 0 R>>")
    yield hidden("pdf.layer_off", "a form that belongs to a layer", "pdf", data, said[8][1])


def _covers() -> Iterator[Case]:
    said = secrets(12)
    white = stream(b"\xff" * 4, _IMAGE)
    picture = page_file(
        CONSEIL,
        lambda y: f"{show(said[6][0], y)}q 500 0 0 40 50 {y - 22} cm /I Do Q\n",
        own=[white],
        resources="/XObject<</I 10 0 R>>",
    )
    yield hidden("pdf.covered", "white picture", "pdf", picture, said[6][1])
    appearance = stream("1 g 0 0 500 40 re f", "/Type/XObject/Subtype/Form/BBox[0 0 500 40]")
    noted = page_file(
        HOSTING,
        more=lambda y: show(said[7][0], y),
        page="/MediaBox[0 0 595 842]/Annots[11 0 R]",
        own=[appearance, "<</Type/Annot/Subtype/Square/F 4/Rect[50 78 550 118]/AP<</N 10 0 R>>>>"],
    )
    yield hidden("pdf.covered", "white annotation", "pdf", noted, said[7][1])

    def rounded(y: float) -> str:
        low, high = y - 25, y + 14
        return f"1 g 40 {low} m 560 {low} l 575 {low} 575 {high} 560 {high} c 40 {high} l 25 {high} 25 {low} 40 {low} c f 0 g\n"

    yield hidden(
        "pdf.covered",
        "shape with round ends",
        "pdf",
        page_file(SUPPLY, lambda y: show(said[8][0], y) + rounded(y)),
        said[8][1],
    )
    fade = "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 0]/Function<</FunctionType 2/Domain[0 1]/C0[1]/C1[1]/N 1>>/Extend[true true]>>"
    yield hidden(
        "pdf.covered",
        "shading",
        "pdf",
        page_file(
            SUPPLY,
            lambda y: f"{show(said[9][0], y)}q 40 {y - 24} 530 40 re W n /S sh Q\n",
            resources=f"/Shading<</S {fade}>>",
        ),
        said[9][1],
    )
    bar = page_file(HOSTING, lambda y: f"0.12 g 50 {y - 20} 500 36 re f 0 g\n{show(said[10][0], y, state='0.12 g')}")
    yield hidden("pdf.colour", "dark on a dark bar", "pdf", bar, said[10][1])
    blue = page_file(
        HOSTING, lambda y: f"0 .2 .5 rg 50 {y - 20} 500 36 re f 0 g\n{show(said[11][0], y, state='0 .2 .5 rg')}"
    )
    yield hidden("pdf.colour", "blue on a blue bar", "pdf", blue, said[11][1])


def _forms() -> Iterator[Case]:
    said = secrets(12)
    inner = form(show(said[0][0], 520, state="3 Tr"))
    outer = stream(
        "q 1 0 0 1 0 0 cm /Y Do Q", "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</Y 10 0 R>>>>"
    )
    yield hidden(
        "pdf.render_mode_3",
        "two forms deep",
        "pdf",
        page_file(HOSTING, lambda _: "/X Do\n", own=[inner, outer], resources="/XObject<</X 11 0 R>>"),
        said[0][1],
    )
    letters = "".join(sorted(set(said[5][0])))
    codes = {letter: f"g{ord(letter)}" for letter in letters}
    differences = " ".join(f"{ord(letter)}/{name}" for letter, name in codes.items())
    empty = " ".join(f"/{name} 10 0 R" for name in codes.values())
    three = (
        f"<</Type/Font/Subtype/Type3/FontBBox[0 0 600 800]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<{empty}>>/FirstChar 0/LastChar 255"
        f"/Widths[{'500 ' * 256}]/Encoding<</Type/Encoding/Differences[{differences}]>>/Resources<<>>/ToUnicode 12 0 R>>"
    )
    rows = "".join(f"<{ord(letter):02X}> <{ord(letter):04X}>\n" for letter in letters)
    names = stream(
        f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {len(letters)} beginbfchar\n{rows}endbfchar endcmap"
    )
    data = page_file(
        SUPPLY, lambda y: show(said[5][0], y, font="T"), own=[stream("500 0 d0"), three, names], fonts="/T 11 0 R"
    )
    yield hidden("pdf.empty_glyphs", "a font that draws nothing", "pdf", data, said[5][1])


def _partly() -> Iterator[Case]:
    said = "The Customer shall not pay more than USD 900 in any month."
    at = 60 + 10 * 0.5 * len("The Customer shall")
    not_wide = f"1 g {at - 2} {{}} 17 12 re f 0 g\n"
    data = page_file(HOSTING, lambda y: show(said, y) + not_wide.format(y - 3))
    yield attack("pdf.covered", "one word of a sentence", "pdf", data, ("hidden_text", "not"))
