"""What of this program's environment a bot is given: enough to run, and no key that it was not meant to have."""

import os
from typing import Final

PASSED: Final = "CLAUSECHECK_BOT_ENV"
"""The environment variable with the names, parted by commas, of further ones that a bot is given."""

_USUAL: Final = frozenset({
    "APPDATA", "COMSPEC", "HOME", "LANG", "LANGUAGE", "LOCALAPPDATA", "LOGNAME", "PATH", "PATHEXT", "PYTHONPATH",
    "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "USER", "USERPROFILE", "VIRTUAL_ENV", "WINDIR",
})  # fmt: skip


def environment() -> dict[str, str]:
    """The variables that a bot is given: where things are, its languages, and those that the user names.

    A bot reads the other side's words, and may be somebody else's package: credentials that were set for something
    else are none of its business unless its user says so.
    """
    named = _named()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _USUAL or name.startswith("LC_") or name in named
    }
    return kept | {"PYTHONUTF8": "1"}


def without_keys(words: str) -> str:
    """Words of a bot, with the names of variables in place of the values that the user passed on by name."""
    for name in sorted(_named()):
        if value := os.environ.get(name):
            words = words.replace(value, name)
    return words


def _named() -> frozenset[str]:
    return frozenset(name.strip() for name in os.environ.get(PASSED, "").split(","))
