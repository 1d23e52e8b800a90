"""What a Word file takes in from outside, carries along or runs: every link between its parts is looked at."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from clausecheck.errors import UnreadableError
from clausecheck.model import Trace
from clausecheck.read.docx.package import Package, Relation
from clausecheck.read.docx.parts.links import odd_link

_LOCAL: Final = re.compile(
    r"(?:file:/{0,6})?(?:[a-z]:|/?(?:users|home|volumes|private)/|/(?!/))|[\w .%-]+\.dot[xm]?\Z", re.IGNORECASE
)
"""A place on the writer's own machine."""
_SHARE: Final = re.compile(
    r"(?:file:)?(?:/{4,5}|//(?!/)|/{0,3}\\\\)(?!(?:users|home|volumes|private)/)[\w.-]", re.IGNORECASE
)
_FAR: Final = re.compile(r"\A(?:file:)?[/\\]{2,5}[^/\\]{0,200}\.[a-z0-9]{1,20}[/\\@]", re.IGNORECASE)
"""A computer that is named by its address, as those elsewhere are."""
_EMBEDDED: Final = frozenset({"package", "oleobject", "embeddedpackage"})
_MACROS: Final = frozenset({"extensibility", "vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"})
_CONTROLS: Final = frozenset({"control", "activexcontrolbinary"})
_MOST_PARTS: Final = 400
_HEAD: Final = 4_000
_CHARTS: Final = "/charts/"


def odd_relations(package: Package) -> Iterator[Trace]:
    """A trace for each link that is more than a part of the text."""
    for name in package.names[:_MOST_PARTS]:
        folder, file = posixpath.split(name)
        if not file.endswith(".rels") or posixpath.basename(folder) != "_rels":
            continue
        owner = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
        try:
            items = package.relations(owner if file != ".rels" else "").values()
        except UnreadableError:
            yield Trace(technique="docx.broken_part", quote=name, part=name)
            continue
        for item in items:
            found = _external(item, name) if item.external else _inside(item, package, name)
            if found is not None:
                yield found


def _external(item: Relation, part: str) -> Trace | None:
    kind, target = item.kind.casefold(), item.target
    if kind == "hyperlink" or not target:
        return odd_link("", target)
    if kind == "attachedtemplate":
        local = _LOCAL.match(target) and not _SHARE.match(target)
        usual = "Word notes the place of the writer's own template" if local else ""
        if not local and _SHARE.match(target) and not _FAR.search(target):
            usual = "Word notes the place of the template on the writer's network"
        return Trace(technique="docx.external_template", quote=target, part=part, usual=usual)
    detail = f"it is linked as {_named(item.kind)}"
    if kind == "image" and _LOCAL.match(target) and not _SHARE.match(target):
        return Trace(
            technique="docx.external", quote=target, part=part, detail=detail, usual="a picture on the writer's machine"
        )
    return Trace(technique="docx.external", quote=target, part=part, detail=detail)


def _inside(item: Relation, package: Package, part: str) -> Trace | None:
    kind, target = item.kind.casefold(), item.target
    if kind in _MACROS:
        return Trace(technique="docx.macro", quote=target, part=target)
    if kind in _CONTROLS:
        return Trace(technique="docx.activex", quote=target, part=target)
    if kind in _EMBEDDED:
        what = _content(package, target)
        usual = "the figures behind a chart" if _CHARTS in part else ""
        return Trace(technique="docx.embedded", quote=target, part=target, detail=what, usual=usual)
    if kind == "font":
        return Trace(technique="docx.font", quote=target, part=target, usual="Word can put the fonts of a file into it")
    if kind in ("subdocument", "frame", "recipientdata", "attachedtemplate"):
        return Trace(technique="docx.external", quote=target, part=part, detail=f"it is linked as {_named(item.kind)}")
    if kind == "webextensiontaskpanes":
        usual = "add-ins of Word leave their names"
        return Trace(technique="docx.add_in", quote=target, part=target, usual=usual)
    return None


def _named(kind: str) -> str:
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", kind).lower()
    return f"a {words}" if words else "something unnamed"


def _content(package: Package, part: str) -> str:
    """What a part is, by its first bytes."""
    data = package.head(part, _HEAD)
    if not data:
        return "it is not in the file, or cannot be unpacked"
    if data.startswith(b"PK\x03\x04"):
        names = {"word/": "a Word file", "xl/": "a spreadsheet", "ppt/": "a presentation"}
        return f"it is {next((what for name, what in names.items() if name.encode() in data), 'an archive')}"
    for magic, what in (
        (b"%PDF", "a PDF"),
        (b"\xd0\xcf\x11\xe0", "an object of another program"),
        (b"MZ", "a program"),
    ):
        if data.startswith(magic):
            return f"it is {what}"
    return "it is of another kind"
