"""Old Word files: the folders that macros and embedded objects lie in ([MS-DOC] 2.1, [MS-CFB] 2.6)."""

from typing import Final

from clausecheck.model import Trace

_FOLDERS: Final = {
    "_VBA_PROJECT": "office.macro",
    "\x01Ole10Native": "office.embedded",
    "\x01CompObj_": "office.embedded",
    "Package": "office.embedded",
}
"""Entries of the directory, by their whole names, and what they are a sign of."""


def look_at_doc(data: bytes) -> tuple[Trace, ...]:
    """A trace for macros and for embedded files."""
    found: dict[str, Trace] = {}
    for name, technique in _FOLDERS.items():
        entry = (name + "\0").encode("utf-16-le")
        if entry in data and technique not in found:
            found[technique] = Trace(technique=technique, quote=name.lstrip("\x01"))
    return tuple(found.values())
