"""Words of strangers in cells: what a spreadsheet would calculate is turned into text."""

import re
import unicodedata
from typing import Final

from clausecheck.report.visible import trimmed

CELL: Final = 32_000
"""Characters of a cell; a spreadsheet holds 32,767."""
_GUARD: Final = "'"
"""What spreadsheets take as "this is text"."""
_ACTS: Final = frozenset("=+-@\u2212\t\r\n")
"""What a formula may begin with, after white space and quotes, once full-width forms are made plain."""
_BEGINS: Final = re.compile(r"""(^|;)([\s"']*)(?=(.))""", re.DOTALL)
"""Where a cell begins; also after a semicolon, at which many countries' spreadsheets split a line."""


def inert(text: str) -> str:
    """Return `text` with an apostrophe before whatever a spreadsheet would take for a formula, cut to fit a cell.

    As OWASP advises on CSV injection, and a little further: full-width signs, signs after spaces or quotes, and after a
    semicolon.
    """
    return _BEGINS.sub(_guarded, trimmed(text, CELL))


def _guarded(found: re.Match[str]) -> str:
    before, spaces, first = found.groups()
    acts = not _ACTS.isdisjoint(unicodedata.normalize("NFKC", first)) or not _ACTS.isdisjoint(spaces)
    return f"{before}{_GUARD}{spaces}" if acts else found.group()
