"""Shapes, pictures and boxes of Word files, and a picture to put into them."""

import struct
import zlib

_HERE = '<wp:positionH relativeFrom="{frame}"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
_DOWN = '<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
LINE = 5_600_000
"""The width of a line of text, in English metric units (360 000 a centimetre)."""


def anchored(
    graphic: str,
    *,
    x: int = 0,
    y: int = 0,
    cx: int = LINE,
    cy: int = 700_000,
    behind: bool = False,
    frame: str = "column",
    **about: str,
) -> str:
    """A run with a drawing that floats at a place from its paragraph; `about` are attributes of `wp:docPr`."""
    named = "".join(f' {key}="{value}"' for key, value in ({"name": "Drawing 7"} | about).items())
    return (
        f'<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251660288" '
        f'behindDoc="{int(behind)}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f"{_HERE.format(frame=frame, x=x)}{_DOWN.format(y=y)}"
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:wrapNone/><wp:docPr id="7"{named}/>'
        f"{graphic}</wp:anchor></w:drawing></w:r>"
    )


def shape(fill: str, inside: str = "", *, cx: int = LINE, cy: int = 700_000) -> str:
    """A rectangle filled as said (`a:solidFill`, `a:noFill`), with paragraphs inside if given."""
    box = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>" if inside else ""
    return f'<a:graphic><a:graphicData uri="{_SHAPE}">{_rectangle(fill, box, cx, cy)}</a:graphicData></a:graphic>'


def group(fill: str, *, cx: int = LINE, cy: int = 700_000) -> str:
    """A group of one filled rectangle."""
    return (
        f'<a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{cx}" cy="{cy}"/><a:chOff x="0" y="0"/><a:chExt cx="{cx}" cy="{cy}"/></a:xfrm></wpg:grpSpPr>'
        f"{_rectangle(fill, '', cx, cy)}</wpg:wgp></a:graphicData></a:graphic>"
    )


def _rectangle(fill: str, box: str, cx: int, cy: int) -> str:
    return (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></wps:spPr>{box}<wps:bodyPr/></wps:wsp>'
    )


def picture(link: str, *, cx: int = LINE, cy: int = 700_000) -> str:
    """A picture by its relationship."""
    return (
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="image1.png"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic>"
    )


def inline(graphic: str, *, cx: int = 900_000, cy: int = 400_000, **about: str) -> str:
    """A run with a drawing that stands in the line."""
    named = "".join(f' {key}="{value}"' for key, value in ({"name": "Picture 3"} | about).items())
    return f'<w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="3"{named}/>{graphic}</wp:inline></w:drawing></w:r>'


def solid(colour: str) -> str:
    """A fill of one colour."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def themed(colour: str) -> str:
    """A fill of a theme colour."""
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def png(width: int = 8, height: int = 8, colour: tuple[int, int, int] = (255, 255, 255)) -> bytes:
    """A PNG of one colour."""
    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def theme(*, dark: str = "000000", light: str = "FFFFFF", accent: str = "2E74B5") -> str:
    """A theme part with these colours."""
    name = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    colours = {"dk1": dark, "lt1": light, "dk2": "44546A", "lt2": "E7E6E6", "accent1": accent, "accent2": "ED7D31"}
    colours |= {
        "accent3": "A5A5A5",
        "accent4": "FFC000",
        "accent5": "4472C4",
        "accent6": "70AD47",
        "hlink": "0563C1",
        "folHlink": "954F72",
    }
    inside = "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in colours.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<a:theme {name} name="Office"><a:themeElements><a:clrScheme name="Office">{inside}'
        "</a:clrScheme></a:themeElements></a:theme>"
    )
