"""Drawings of a Word file: where they lie, whether they hide what is under them, and the text boxes among them.

DrawingML anchors: ECMA-376 part 1, 20.4; VML: part 4, 19.1.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from clausecheck.read.docx.package import whole
from clausecheck.read.docx.veils import Veil
from clausecheck.read.docx.visibility.colours import WHITE, Colour, Theme, coloured
from clausecheck.read.docx.visibility.pages import Page, placed_veil
from clausecheck.read.docx.visibility.tree import Node

_EMU: Final = 12_700
"""English metric units of a point."""
_SEEN_THROUGH: Final = 0.5
"""A fill less opaque than this covers nothing."""
_VML: Final = frozenset({"rect", "shape", "roundrect", "oval", "group", "polyline", "image"})
_LENGTH: Final = re.compile(r"(-?\d{0,7}(?:\.\d{1,6})?)(pt|in|cm|mm|px|emu|pc)?\Z")
_UNITS: Final = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0, "emu": 1 / _EMU}
_WRAPS: Final = ("wrapSquare", "wrapTight", "wrapThrough", "wrapTopAndBottom")


@dataclass(slots=True, eq=False)
class Shape:
    """A drawing; measures in points."""

    width: float | None = None
    height: float | None = None
    x: float | None = None
    """From the left edge of the page, as far as that is known."""
    y: float | None = None
    """From what `below` says; None where nothing says it."""
    below: str = "paragraph"
    """What `y` is measured from: "page", "paragraph"; "" where that is not known."""
    floats: bool = False
    """It lies in front of the words or behind them: they do not make way."""
    front: bool = True
    order: int = 0
    """Of two that overlap, the one with the larger order is in front."""
    hidden: bool = False
    fill: Colour | None = None
    opaque: bool = False
    """It hides what it covers."""
    picture: str = ""
    """The relationship of the picture that it is."""
    solid: bool = False
    """It is a picture that is known not to be seen through anywhere."""
    unclear: bool = False
    """What it is filled with is a picture or a gradient."""
    boxes: list[Node] = field(default_factory=list)
    """Its words."""
    paragraph: int = 0
    """The number of the paragraph that it is anchored in."""
    grows: bool = False
    """Its box grows with its words."""

    @property
    def area(self) -> float:
        """In square points."""
        return (self.width or 0.0) * (self.height or 0.0)


def shapes_of(node: Node, page: Page, theme: Theme) -> list[Shape]:
    """The drawings in a `w:drawing`, `w:pict` or `w:object`; each text box stands in one of them."""
    if node.name == "w:drawing":
        return [shape for kid in node.kids if kid.local in ("anchor", "inline") for shape in _drawn(kid, page, theme)]
    return [_vml(kid, page) for kid in node.kids if kid.name.startswith("v:") and kid.local in _VML]


def _drawn(node: Node, page: Page, theme: Theme) -> list[Shape]:
    whole_one = Shape(floats=node.local == "anchor" and not any(kid.local in _WRAPS for kid in node.kids))
    extent = next((kid for kid in node.kids if kid.local == "extent"), None)
    if extent is not None:
        whole_one.width, whole_one.height = _emu(extent.value("cx")), _emu(extent.value("cy"))
    about = next((kid for kid in node.kids if kid.local == "docPr"), None)
    whole_one.hidden = about is not None and about.value("hidden") in ("1", "true")
    whole_one.front = node.value("behindDoc", "0") not in ("1", "true", "on")
    whole_one.order = (whole(node.value("relativeHeight"), 0) or 0) - (0 if whole_one.front else 1 << 40)
    if node.local == "anchor":
        _place(whole_one, node, page)
    else:
        whole_one.below = "inline"
    parts = [part for part in node.every("wsp", "pic") if part.kids]
    return [_part(whole_one, part, theme, alone=len(parts) == 1) for part in parts] or [whole_one]


def _place(shape: Shape, node: Node, page: Page) -> None:
    simple = node.value("simplePos") in ("1", "true")
    for kid in node.kids:
        if simple and kid.local == "simplePos":
            shape.x, shape.y, shape.below = _emu(kid.value("x")), _emu(kid.value("y")), "page"
        elif not simple and kid.local == "positionH":
            shape.x = _across(kid, page, shape.width or 0.0)
        elif not simple and kid.local == "positionV":
            shape.y, shape.below = _down(kid, page)


def _offset(node: Node, extent: float) -> float | None:
    for kid in node.every("posOffset", "pctPosHOffset", "pctPosVOffset"):
        value = whole(kid.text.strip())
        if value is not None:
            return value / _EMU if kid.local == "posOffset" else value / 100_000 * extent
    return None


def _across(node: Node, page: Page, width: float) -> float | None:
    offset = _offset(node, page.width)
    start = node.value("relativeFrom", "column")
    if offset is None:
        aligned = node.first("align")
        room = page.width if start == "page" else page.column
        share = {"left": 0.0, "center": 0.5, "right": 1.0}.get(aligned.text.strip() if aligned is not None else "")
        return None if share is None else (0.0 if start == "page" else page.left) + share * (room - width)
    if start in ("rightMargin", "outsideMargin"):
        return page.width - page.right + offset
    return offset if start in ("page", "leftMargin", "insideMargin") else page.left + offset


def _down(node: Node, page: Page) -> tuple[float | None, str]:
    offset = _offset(node, page.height)
    start = node.value("relativeFrom", "paragraph")
    if start in ("paragraph", "line"):
        return offset, "paragraph" if offset is not None else ""
    if offset is None:
        return None, "page"
    if start == "margin":
        return page.top + offset, "page"
    return (page.height - page.bottom + offset if start == "bottomMargin" else offset), "page"


def _part(whole_one: Shape, part: Node, theme: Theme, *, alone: bool) -> Shape:
    """One of the shapes of a drawing; in a group only its own measures are known, not its place."""
    shape = Shape(
        whole_one.width, whole_one.height, whole_one.x, whole_one.y, whole_one.below, whole_one.floats, whole_one.front
    )
    shape.order, shape.hidden = whole_one.order, whole_one.hidden
    own = part.first("cNvPr")
    shape.hidden = shape.hidden or (own is not None and own.value("hidden") in ("1", "true"))
    shape.boxes = list(part.every("txbxContent"))
    shape.grows = part.first("spAutoFit") is not None
    if part.local == "pic":
        shape.opaque = not _faded(part)
        shape.unclear = True
        blip = part.first("blip")
        shape.picture = blip.value("embed") if blip is not None else ""
    else:
        _fill(shape, part, theme)
    if not alone:
        shape.below = "group"
        extent = part.first("ext")
        if extent is not None and shape.width and "0" in (extent.value("cx"), extent.value("cy")):
            shape.width = shape.height = 0.0
    return shape


def _faded(part: Node) -> bool:
    amount = part.first("alphaModFix")
    found = whole(amount.value("amt").removesuffix("%")) if amount is not None else None
    if found is None:
        return False
    return found < (_SEEN_THROUGH * 100 if amount is not None and amount.value("amt").endswith("%") else 50_000)


def _fill(shape: Shape, part: Node, theme: Theme) -> None:
    properties = next((kid for kid in part.kids if kid.local == "spPr"), None)
    for kid in properties.kids if properties is not None else ():
        if kid.local == "noFill":
            return
        if kid.local == "solidFill":
            shape.fill, opaque = theme.drawn(kid)
            shape.opaque = opaque >= _SEEN_THROUGH
            shape.fill = shape.fill if shape.opaque else None
            return
        if kid.local in ("gradFill", "blipFill", "pattFill", "grpFill"):
            shape.opaque = kid.local != "grpFill" and not _faded(kid)
            shape.unclear = True
            return
    style = next((kid for kid in part.kids if kid.local == "style"), None)
    reference = next((kid for kid in style.kids if kid.local == "fillRef"), None) if style is not None else None
    if reference is not None and reference.value("idx", "0") not in ("0", "1000"):
        shape.fill, _ = theme.drawn(reference)
        shape.opaque = True


def off_page(shape: Shape, page: Page) -> Veil | None:
    """The veil over the words of a text box that lies beyond the page."""
    return placed_veil(
        (shape.x, shape.y),
        ("page", "page" if shape.below == "page" else "text"),
        (shape.width or 0.0, shape.height or 0.0),
        page,
    )


def _emu(value: str) -> float | None:
    found = whole(value or None)
    return None if found is None else found / _EMU


def _vml(node: Node, page: Page) -> Shape:
    style = {
        name.strip().lower(): value.strip().lower()
        for name, _, value in (one.partition(":") for one in node.value("style")[:2000].split(";"))
    }
    shape = Shape(_length(style.get("width")), _length(style.get("height")), below="inline")
    shape.hidden = style.get("visibility") == "hidden" or style.get("display") == "none"
    shape.boxes = list(node.every("txbxContent"))
    box = node.first("textbox")
    shape.grows = box is not None and "fit-shape-to-text:t" in box.value("style").replace(" ", "")
    if style.get("position") in ("absolute", "relative"):
        shape.order = whole(style.get("z-index"), 0) or 0
        shape.front = shape.order >= 0
        shape.floats = not any(wrap.value("type") not in ("", "none") for wrap in node.every("wrap"))
        left, top = (_length(style.get(f"margin-{side}") or style.get(side)) or 0.0 for side in ("left", "top"))
        across, down = style.get("mso-position-horizontal-relative"), style.get("mso-position-vertical-relative")
        shape.x = None if _aligned(style, "horizontal") else left + (0.0 if across == "page" else page.left)
        shape.y = None if _aligned(style, "vertical") else top + (page.top if down == "margin" else 0.0)
        shape.below = "page" if down in ("page", "margin") else "paragraph"
    _vml_fill(shape, node)
    return shape


def _aligned(style: dict[str, str], way: str) -> bool:
    return style.get(f"mso-position-{way}", "absolute") != "absolute"


def _vml_fill(shape: Shape, node: Node) -> None:
    fill = node.first("fill")
    image = node.first("imagedata")
    if image is not None or node.local == "image":
        shape.unclear = shape.opaque = True
        shape.picture = image.value("id") if image is not None else ""
        return
    if node.local == "group" or node.value("filled", "t").lower() in ("f", "false", "0"):
        return
    if node.first("textpath") is not None:
        return
    if fill is not None and fill.value("on", "t").lower() in ("f", "false", "0"):
        return
    shape.opaque = fill is None or _opacity(fill.value("opacity", "1")) >= _SEEN_THROUGH
    shape.unclear = fill is not None and fill.value("type", "solid") != "solid"
    if shape.opaque and not shape.unclear:
        shape.fill = coloured(node.value("fillcolor", "white")) or WHITE


def _opacity(value: str) -> float:
    """As a fraction, "50%", or in parts of 65 536 ("32768f")."""
    try:
        if value[-1:] == "f":
            return int(value[:-1]) / 65_536
        return float(value[:-1]) / 100 if value[-1:] == "%" else float(value)
    except ValueError:
        return 1.0


def _length(value: str | None) -> float | None:
    match = _LENGTH.match(value or "")
    if match is None or not match[1].strip("-."):
        return None
    return float(match[1]) * _UNITS[match[2] or "px"]
