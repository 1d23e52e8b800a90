"""An open element of an HTML file: how its words look, and whether a person sees them."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from clausecheck.read.html.css import Sheet, declarations
from clausecheck.read.html.sight import Sight, sight

_VOID_WORDS = "area base br col embed hr img input link meta page param source track wbr"
VOID: Final = frozenset(_VOID_WORDS.split())
"""Elements without words."""
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_SILENT: Final = frozenset(
    {"script", "style", "head", "object", "iframe", "svg", "select", "annotation", "annotation-xml"}
)
"""What has no words of the text in it."""
_HEAVY: Final = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_SEEN: Final = Sight()


class Element:
    """An open element."""

    __slots__ = (
        "added", "attributes", "bold", "centered", "collapsed", "marked", "name", "sight", "silent", "start", "turned",
    )  # fmt: skip

    name: str
    attributes: Mapping[str, str]
    added: tuple[str, str]
    """Words that a style sheet puts before and after it."""
    start: int
    """How many runs there were before it."""
    bold: bool
    marked: bool
    centered: bool
    silent: bool
    """Its words are none of the text: a script, a list of choices."""
    sight: Sight
    collapsed: bool
    """Its words are shown after a click."""
    turned: str
    """The control character that its words run by; empty where they run as usual."""

    def __init__(self, name: str, above: Sequence["Element"], attributes: Mapping[str, str], sheet: Sheet) -> None:
        parent = above[-1] if above else None
        own = declarations(attributes.get("style", ""))
        path = [(element.name, element.attributes) for element in above[-_NEAR:]] if sheet else ()
        ruled, before, after = sheet.of(name, attributes, path)
        told = {**ruled, **own} if ruled else own
        self.name, self.attributes = name, attributes
        self.added = before, after
        self.start = 0
        bold = name in ("b", "strong", "th") or name in HEADINGS or told.get("font-weight") in _HEAVY
        self.bold = bold or (parent is not None and parent.bold)
        underlined = any("underline" in value for key, value in told.items() if key.startswith("text-decoration"))
        self.marked = self.bold or name == "u" or underlined or (parent is not None and parent.marked)
        aligned = told.get("text-align") or attributes.get("align", "").lower()
        inherited = parent is not None and parent.centered and not aligned
        self.centered = aligned == "center" or name == "center" or inherited
        drawn = name == "text" and any(element.name == "svg" for element in above)
        self.silent = not drawn and (name in _SILENT or (parent is not None and parent.silent))
        self.sight = sight(name, attributes, told, parent.sight if parent is not None else _SEEN)
        closed = name == "details" and "open" not in attributes
        self.collapsed = (closed or (parent is not None and parent.collapsed)) and name != "summary"
        self.turned = _turned(name, attributes, told)


_NEAR: Final = 40
"""Elements around that a selector is held against."""
_PAGE_BREAK = re.compile(r"page-break-(?:before|after)\s{0,3}:\s{0,3}always|break-(?:before|after)\s{0,3}:\s{0,3}page")


def breaks_page(attributes: Mapping[str, str]) -> bool:
    """Whether a page ends at an element."""
    return _PAGE_BREAK.search(attributes.get("style", "")[:2000].lower()) is not None


def _turned(name: str, attributes: Mapping[str, str], told: Mapping[str, str]) -> str:
    """The control character for an element whose characters run against their own direction."""
    direction = ""
    if name == "bdo":
        direction = attributes.get("dir", "").lower() or told.get("direction", "")
    elif "override" in told.get("unicode-bidi", ""):
        direction = told.get("direction", "") or attributes.get("dir", "").lower()
    return {"rtl": "\u202e", "ltr": "\u202d"}.get(direction, "")
