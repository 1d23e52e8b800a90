"""Leaves out of a part's XML what no reader listens to, before it is parsed: two thirds of a usual Word file.

Only whole empty elements, and what parts two runs of one look, are cut; a part with comments, sections of plain
characters or declarations inside is left as it is, so that in what remains every "<" begins markup.
"""

import re
from itertools import groupby

_NAMES = (
    *("rFonts", "szCs", "sz", "color", "spacing", "proofErr", "bookmarkStart", "bookmarkEnd", "noProof", "bCs", "iCs"),
    *(
        "i",
        "kern",
        "highlight",
        "shd",
        "tcW",
        "top",
        "left",
        "bottom",
        "right",
        "insideH",
        "insideV",
        "between",
        "rsid",
    ),
    *("vAlign", "gridCol", "gridSpan", "tblW", "tblLook", "tblStyle", "cnfStyle", "trHeight", "keepNext", "keepLines"),
    *("widowControl", "contextualSpacing", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid", "rtl", "cs"),
    *("suppressAutoHyphens", "textAlignment", "position", "w", "bdr", "webHidden", "lsdException", "nsid", "tmpl"),
    *("multiLevelType", "lvlJc", "uiPriority", "qFormat", "semiHidden", "unhideWhenUsed", "cantSplit", "enabled"),
    *("calcOnExit", "lang"),
)
"""Elements that only say how words look, or serve the writer's program; but for `lang` in the defaults of styles."""


def _either(names: tuple[str, ...]) -> str:
    """A pattern for these names that looks at each letter once where it can."""
    groups = groupby(sorted(names, key=lambda name: (name[0], -len(name))), key=lambda name: name[0])
    return "|".join(f"{first}(?:{'|'.join(name[1:] for name in group)})" for first, group in groups)


NOISE = rf'<w:(?:{_either(_NAMES)})(?: [a-zA-Z0-9:]+="[^"<>]*")*+ ?/>'.encode()
"""A pattern for one of these elements, empty."""
_NOISE = re.compile(NOISE)
_NUMBERS = re.compile(rb' w:rsid[A-Za-z]*="[0-9A-F]{8}"')
"""Of editing sessions."""
_EMPTY = tuple(
    f"<w:{name}></w:{name}>".encode()
    for name in ("pBdr", "tcBorders", "tcMar", "tabs", "rPr", "pPr", "tcPr", "tblBorders", "tblGrid", "trPr")
)
_SPLIT = re.compile(
    rb'<w:r>((?:<w:rPr>(?:<w:[a-zA-Z]+(?: w:[a-zA-Z]+="[^"<>]*")?/>)++</w:rPr>)?)<w:t>[^<]*+'
    rb"(?:</w:t></w:r><w:r>\1<w:t>[^<]*+)++"
)

CELLS = frozenset({b"w:tbl", b"w:tr", b"w:tc"})
OF_TABLES = CELLS | {
    b"w:%b" % name
    for name in (
        *b"tblPr tblStyle tblpPr tblOverlap tblW tblCellSpacing tblInd tblLayout tblLook tblGrid tblBorders".split(),
        *b"tblCellMar tblPrEx gridCol trPr trHeight tblHeader cantSplit cnfStyle jc tcPr tcW tcBorders tcMar".split(),
        *b"gridSpan vMerge hMerge shd noWrap vAlign hideMark textDirection top left bottom right start end".split(),
        *b"insideH insideV".split(),
    )
}
"""Elements of tables and their properties; only `CELLS` say something to readers."""


def only_markup(data: bytes) -> bool:
    """Whether every "<" begins or ends an element."""
    return b"<!" not in data and data.count(b"<?") == data[:10].count(b"<?xml ")


def without_noise(data: bytes) -> bytes:
    """The part of a story in the usual prefixes, shorter, with the same meaning for the readers."""
    if not only_markup(data):
        return data
    data = _NUMBERS.sub(b"", _NOISE.sub(b"", data)).replace(b'<w:t xml:space="preserve">', b"<w:t>")
    for pair in _EMPTY:
        data = data.replace(pair, b"")
    return _SPLIT.sub(_joined, data)


def _joined(match: re.Match[bytes]) -> bytes:
    """Runs of one look as one run."""
    return match[0].replace(b"</w:t></w:r><w:r>%s<w:t>" % match[1], b"")
