"""The lists of a Word file as `numbering.xml` defines them (ECMA-376 part 1, 17.9)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from clausecheck.read.docx.package import Attributes, Package, points, switch, whole
from clausecheck.read.docx.tags import Piece, only, pieces, tell


@dataclass(slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    legal: bool = False
    """Numbers of the levels above are shown in digits too."""
    restart: int | None = None
    style: str = ""
    hidden: bool = False
    indent: float | None = None
    picture: str = ""
    """The pattern of a custom format, "001, 002, …"."""


@dataclass(slots=True)
class Abstract:
    """A definition that lists share; lists of one definition count on from each other."""

    identity: str
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str = ""
    name: str = ""
    """What LISTNUM fields call it."""


@dataclass(slots=True)
class List:
    """A list: a definition, with starts and levels of its own."""

    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Lists:
    """The definitions by their ids, and the lists by theirs."""

    def __init__(self, package: Package, part: str) -> None:
        self._abstracts: dict[str, Abstract] = {}
        self._lists: dict[str, List] = {}
        self._data = package.read(part) if part else b""
        self._attributes: dict[bytes, Attributes] = {}
        self._waiting_abstracts: dict[str, Piece] = {}
        self._waiting_lists: dict[str, Piece] = {}
        """Those that nobody has asked for."""
        if self._data and not self._cut(package):
            reader = _Reader(self._abstracts, self._lists)
            package.parse(self._data, reader.start, reader.end)

    def _cut(self, package: Package) -> bool:
        """Find definitions and lists without looking into them; whether the part allows it."""
        data = package.plain(self._data)
        if data is None or b"<mc:Fallback" in data:
            return False
        abstracts, lists = pieces(data, "w:abstractNum", "w:abstractNumId"), pieces(data, "w:num", "w:numId")
        if abstracts is None or lists is None or len({piece.identity for piece in lists}) < len(lists):
            return False
        self._data = data
        self._waiting_abstracts = {piece.identity: piece for piece in abstracts}
        self._waiting_lists = {piece.identity: piece for piece in lists}
        return True

    def abstract(self, identity: str) -> Abstract | None:
        """A definition."""
        self._read(self._waiting_abstracts.pop(identity, None))
        return self._abstracts.get(identity)

    def list(self, identity: str) -> List | None:
        """A list."""
        self._read(self._waiting_lists.pop(identity, None))
        return self._lists.get(identity)

    def ids(self) -> Iterable[str]:
        """The ids of all lists."""
        return (*self._lists, *self._waiting_lists)

    def _read(self, piece: Piece | None) -> None:
        if piece is not None:
            reader = _Reader(self._abstracts, self._lists)
            tell(self._data[piece.start : piece.end], _LISTENED, reader.start, reader.end, self._attributes)


_LISTENED = only(
    "w:abstractNum w:num w:lvlOverride w:lvl w:numStyleLink w:name w:abstractNumId w:startOverride w:start w:numFmt"
    " w:lvlText w:isLgl w:lvlRestart w:pStyle w:vanish w:ind"
)


_LISTS = frozenset({"w:abstractNum", "w:num", "w:lvlOverride", "w:lvl"})


class _Reader:
    """Takes the parser's events."""

    def __init__(self, abstracts: dict[str, Abstract], lists: dict[str, List]) -> None:
        self.abstracts, self.lists = abstracts, lists
        self.abstract: Abstract | None = None
        self.list: List | None = None
        self.override = 0
        self.level: Level | None = None
        self.fallback = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        self.fallback += name == "mc:Fallback"
        if self.fallback:
            return
        if self.level is not None and name not in _LISTS:
            _read_level(self.level, name, attributes)
        else:
            self._read(name, attributes, attributes.get("w:val"))

    def _read(self, name: str, attributes: Attributes, value: str | None) -> None:
        if name == "w:abstractNum":
            self.abstract = Abstract(attributes.get("w:abstractNumId", ""))
            self.abstracts[self.abstract.identity] = self.abstract
        elif name == "w:num":
            self.list = self.lists.setdefault(attributes.get("w:numId", ""), List())
        elif name == "w:lvlOverride":
            self.override = whole(attributes.get("w:ilvl"), 0) or 0
        elif name == "w:lvl":
            self._open_level(whole(attributes.get("w:ilvl"), 0) or 0)
        elif self.list is not None:
            self._read_list(self.list, name, value)
        elif self.abstract is not None and name == "w:numStyleLink":
            self.abstract.style_link = value or ""
        elif self.abstract is not None and name == "w:name":
            self.abstract.name = (value or "").lower()

    def _read_list(self, item: List, name: str, value: str | None) -> None:
        if name == "w:abstractNumId":
            item.abstract = value or ""
        elif name == "w:startOverride":
            item.starts[self.override] = whole(value, 1) or 0

    def _open_level(self, index: int) -> None:
        self.level = Level()
        if self.list is not None:
            self.list.levels[index] = self.level
        elif self.abstract is not None:
            self.abstract.levels[index] = self.level

    def end(self, name: str) -> None:
        """An element ends."""
        self.fallback -= name == "mc:Fallback"
        if name == "w:abstractNum":
            self.abstract = None
        elif name == "w:num":
            self.list = None
        elif name == "w:lvl":
            self.level = None


def _read_level(level: Level, name: str, attributes: Attributes) -> None:
    if name in _OF_LEVEL:
        field_name, convert = _OF_LEVEL[name]
        setattr(level, field_name, convert(attributes))
    elif name == "w:numFmt":
        level.format = attributes.get("w:val") or "decimal"
        level.picture = attributes.get("w:format", "") if level.format == "custom" else ""


_OF_LEVEL: Mapping[str, tuple[str, Callable[[Attributes], object]]] = MappingProxyType(
    {
        "w:start": ("start", lambda attributes: whole(attributes.get("w:val"), 1) or 0),
        "w:lvlText": ("pattern", lambda attributes: attributes.get("w:val", "")),
        "w:isLgl": ("legal", switch),
        "w:lvlRestart": ("restart", lambda attributes: whole(attributes.get("w:val"))),
        "w:pStyle": ("style", lambda attributes: attributes.get("w:val", "")),
        "w:vanish": ("hidden", switch),
        "w:ind": ("indent", lambda attributes: points(attributes.get("w:left") or attributes.get("w:start"))),
    }
)
"""Which elements say what of a level."""
