"""OpenDocument texts: sections, paragraphs and fields that are not shown, and what is taken in from outside.

OpenDocument 1.3 part 3: 19.861 (text:display), 7.7 (hidden text and paragraphs), 5.4.2 (sources of sections).
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from clausecheck.model import Trace
from clausecheck.read import limits

_TRUE: Final = re.compile(r"(?:\w{1,20}:)?\s*(?:true|(\d{1,9})\s*(?:==?|eq)\s*(\d{1,9}))\s*", re.IGNORECASE)
_PARAGRAPHS: Final = frozenset({"p", "h"})
_TAKEN_IN: Final = frozenset(
    {"section-source", "image", "object", "object-ole", "floating-frame", "plugin", "dde-source"}
)
_FOLDERS: Final = {"Basic/": "office.macro", "Scripts/": "office.macro", "Object ": "office.embedded"}
_DEPTH: Final = 300
_MOST: Final = 500
"""Stretches of words that are left out of the text one by one."""


@dataclass(slots=True)
class _Open:
    """An element that is open."""

    name: str
    why: str = ""
    """Why nobody sees what is in it; empty where it is seen."""
    certain: bool = True
    """Not only under a condition that cannot be told."""
    words: list[str] = field(default_factory=list)


class _Stop(Exception):
    pass


def look_at_odt(data: bytes) -> tuple[tuple[Trace, ...], frozenset[str]]:
    """The traces, and the words that nobody sees."""
    reader = _Reader()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist()[: limits.ZIP_ENTRIES]:
                _see_part(name, reader)
            with archive.open("content.xml") as stream:
                content = stream.read(limits.ZIP_MEMBER_BYTES // 2)
        reader.parse(content)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, RuntimeError, expat.ExpatError, _Stop):
        return tuple(reader.traces), frozenset(reader.unseen)
    return tuple(reader.traces), frozenset(reader.unseen)


def _see_part(name: str, reader: "_Reader") -> None:
    for start, technique in _FOLDERS.items():
        plain = name.endswith((".xlc", ".xlb")) and "script" in name
        if name.startswith(start) and not name.endswith("/") and not plain:
            reader.traces.append(Trace(technique=technique, quote=name, part=name))


class _Reader:
    """Takes the parser's events."""

    def __init__(self) -> None:
        self.traces: list[Trace] = []
        self.unseen: set[str] = set()
        self._open: list[_Open] = []

    def parse(self, data: bytes) -> None:
        """Take in a part. Raises ExpatError for one that is damaged."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._stop
        parser.Parse(data, True)

    def _stop(self, *_: object) -> None:
        raise _Stop

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEPTH:
            raise _Stop
        name = name.rpartition(" ")[2]
        told = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        item = _Open(name)
        if name == "section":
            item.why, item.certain = _section(told)
        elif name == "hidden-text" and _hides(told):
            item.why = "a field hides them"
        elif name == "hidden-paragraph" and _hides(told):
            for above in reversed(self._open):
                if above.name in _PARAGRAPHS:
                    above.why = "a field hides the paragraph"
                    break
        elif name == "conditional-text":
            self._choice(told)
        elif name in _TAKEN_IN and "://" in told.get("href", told.get("dde-application", "") and "://"):
            self.traces.append(Trace(technique="office.external", quote=told.get("href") or told["dde-application"]))
        elif name in ("tab", "s", "line-break"):
            self._words(" ")
        self._open.append(item)

    def _choice(self, told: dict[str, str]) -> None:
        gives = told.get("string-value-if-true" if _holds(told.get("condition", "")) else "string-value-if-false", "")
        other = told.get("string-value-if-true", "")
        if gives.split() != other.split() or told.get("current-value") == "false":
            quote = f'{told.get("condition", "")} "{other}" "{told.get("string-value-if-false", "")}"'
            self.traces.append(Trace(technique="docx.field_choice", quote=quote, detail="it depends on a condition"))

    def _words(self, text: str) -> None:
        for item in reversed(self._open):
            if item.name in _PARAGRAPHS or item.why:
                item.words.append(text)
                if item.name in _PARAGRAPHS:
                    return

    def _end(self, _: str) -> None:
        item = self._open.pop()
        words = " ".join("".join(item.words).split())
        if item.name not in _PARAGRAPHS and not item.why:
            return
        if item.why and words:
            self._tell(item, words)
        hidden = next((above for above in reversed(self._open) if above.why), None)
        if item.name in _PARAGRAPHS and hidden is not None and words:
            hidden.words += [" ", words]
            if hidden.certain and len(self.unseen) < _MOST:
                self.unseen.add(words)

    def _tell(self, item: _Open, words: str) -> None:
        technique = "office.hidden" if item.certain else "office.hidden_if"
        self.traces.append(Trace(technique=technique, quote=words, part="content.xml", detail=item.why))
        if item.certain and len(self.unseen) < _MOST:
            self.unseen.add(words)


def _section(told: dict[str, str]) -> tuple[str, bool]:
    display = told.get("display", "true")
    if display == "none" or told.get("is-hidden") == "true":
        return "they stand in a hidden section", True
    if display == "condition":
        return "they stand in a section that a condition hides", _holds(told.get("condition", ""))
    return "", True


def _hides(told: dict[str, str]) -> bool:
    return told.get("is-hidden") == "true" or _holds(told.get("condition", ""))


def _holds(condition: str) -> bool:
    """Whether a condition is always true."""
    match = _TRUE.fullmatch(condition)
    return match is not None and (match[1] is None or int(match[1]) == int(match[2]))
