"""What a PDF can do besides being read: scripts, programs started, data sent, media, forms of another kind."""

from collections.abc import Iterator
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.pdf.parts.file import Parts, dictionaries
from clausecheck.read.pdf.parts.values import Dictionary, Name, Ref, Value, text

_KEYS: Final = (
    *(b"/JS", b"/JavaScript", b"/Launch", b"/SubmitForm", b"/ImportData", b"/GoToR", b"/GoToE", b"/XFA", b"/URI"),
    *(b"/RichMedia", b"/Rendition", b"/Movie", b"/Sound", b"/3D"),
)
"""Keys and kinds of which every such part has one."""
_ACTIONS: Final = {"Launch": "pdf.launch", "SubmitForm": "pdf.submit", "ImportData": "pdf.submit",
                   "GoToR": "pdf.other_file", "GoToE": "pdf.other_file", "RichMediaExecute": "pdf.media",
                   "Rendition": "pdf.media", "Movie": "pdf.media", "Sound": "pdf.media"}  # fmt: skip
"""Kinds of action (ISO 32000-1, table 198)."""
_MEDIA: Final = frozenset({"RichMedia", "Movie", "Sound", "Screen", "3D"})
"""Kinds of annotation that play something."""
_ORDINARY: Final = ("http:", "https:", "mailto:", "tel:", "ftp:", "#")
"""Addresses that a click may lead to as in any document."""
_EVENTS: Final = {"OpenAction": "it runs when the file is opened", "AA": "it runs by itself on an event"}
_QUOTE: Final = 1_000


def active(parts: Parts) -> Iterator[Trace]:
    """A trace for each script, action and medium; none of them is run."""
    seen: set[tuple[str, str]] = set()
    for number, value in parts.holding(*_KEYS):
        for found in dictionaries(value):
            for trace in _of(parts, found, parts.page_of(number), _event(value)):
                if (trace.technique, trace.quote) not in seen:
                    seen.add((trace.technique, trace.quote))
                    yield trace


def _of(parts: Parts, found: Dictionary, page: int | None, event: str) -> Iterator[Trace]:
    if "JS" in found or found.get("S") == "JavaScript":
        yield Trace(technique="pdf.javascript", quote=_script(parts, found.get("JS")), page=page, detail=event)
    kind = found.get("S")
    if isinstance(kind, Name) and kind in _ACTIONS:
        yield Trace(technique=_ACTIONS[kind], quote=_target(parts, found) or f"/{kind}", page=page, detail=event)
    if found.get("Subtype") in _MEDIA and "Rect" in found:
        words = text(parts.resolve(found.get("Contents"))) or f"/{text(found['Subtype'])}"
        yield Trace(technique="pdf.media", quote=words, page=page)
    if "XFA" in found:
        yield Trace(technique="pdf.xfa", quote=_form(parts, found["XFA"]))
    address = text(parts.resolve(found.get("URI"))).strip() if kind == "URI" else ""
    if address and not address.casefold().startswith(_ORDINARY) and ":" in address[:24]:
        yield Trace(technique="pdf.odd_address", quote=address[:_QUOTE], page=page)


def _event(value: Value) -> str:
    return next((told for key, told in _EVENTS.items() if isinstance(value, dict) and key in value), "")


def _script(parts: Parts, value: Value) -> str:
    """The source of a script, which is a string or a stream."""
    source = text(parts.resolve(value)) or text(parts.content(value))
    return " ".join(source.split())[:_QUOTE] or "JavaScript"


def _target(parts: Parts, found: Dictionary) -> str:
    """The file, program or address that an action names."""
    for key in ("F", "Win", "Mac", "Unix", "NewWindow"):
        value = parts.resolve(found.get(key))
        if isinstance(value, dict):
            words = [text(parts.resolve(value.get(name))) for name in ("UF", "F", "P", "D")]
            told = " ".join(dict.fromkeys(word for word in words if word))
        else:
            told = text(value)
        if told:
            return told[:_QUOTE]
    return ""


def _form(parts: Parts, value: Value) -> str:
    """The first words in the XML of a form."""
    pieces = parts.array(value) or [value]
    told = b"".join(parts.content(piece) for piece in pieces[:40] if isinstance(piece, Ref))
    plain = " ".join(told[: 20 * _QUOTE].decode("utf-8", "replace").replace("<", " <").replace(">", "> ").split())
    words = [word for word in plain.split("> ") if word and not word.startswith("<")]
    return " ".join(word.partition("<")[0].strip() for word in words).strip()[:_QUOTE] or "XFA"
