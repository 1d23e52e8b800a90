"""Tables of a playbook, read key by key; what is wrong is noted with its place, and reading goes on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf, isfinite
from typing import Any, Final

from clausecheck.reviewers.playbook.lines import Path
from clausecheck.reviewers.playbook.units import ENDLESS

_MOST_TEXT: Final = 4000
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong in a playbook, at a table or key."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table, where it stands, and the list that takes what is wrong with it."""

    entries: Mapping[str, Any]
    path: Path
    wrong: list[Wrong] = field(repr=False)

    def note(self, message: str, *path: str) -> None:
        """Note that something is wrong at a key of this table, or with the table."""
        self.wrong.append(Wrong(self.path + path, message))

    def only(self, known: Iterable[str], what: str = "key") -> None:
        """Note every key that is not among `known`."""
        names = [*known]
        for name in self.entries:
            if name not in names:
                self.note(f"unknown {what} {shown(name)}{meant(name, names)}", name)

    def table(self, name: str) -> "Table":
        """The table called `name`; an empty one where it is not there."""
        value = self.entries.get(name, {})
        if not isinstance(value, dict):
            self.note(f"{name} must be a table", name)
            value = {}
        return Table(value, (*self.path, name), self.wrong)

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self.entries.get(name, default)
        if isinstance(value, str) and len(value) <= _MOST_TEXT:
            return value
        self.note(f"{name} must be a text of at most {_MOST_TEXT} characters, not {shown(value)}", name)
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        """One text or a list of them."""
        value = self.entries.get(name, [])
        found = [value] if isinstance(value, str) else value
        if isinstance(found, list) and all(isinstance(one, str) and one.strip() for one in found):
            return tuple(found)
        self.note(f"{name} must be a text, or a list of texts, not {shown(value)}", name)
        return ()

    def choice(self, name: str, valid: Iterable[str], default: str) -> str:
        """One of a few words."""
        value, words = self.entries.get(name, default), [*valid]
        if value in words or value == default:
            return str(value)
        self.note(f"{name} must be one of {', '.join(words)}, not {shown(value)}{meant(value, words)}", name)
        return default

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self.entries.get(name, False)
        if isinstance(value, bool):
            return value
        self.note(f"{name} must be true or false, not {shown(value)}", name)
        return False

    def amount(self, name: str) -> float | None:
        """A number, or a word that is more than any number; None where it is not there."""
        value = self.entries.get(name)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and _sound(value)):
            return None if value is None else float(value)
        if isinstance(value, str) and value in ENDLESS:
            return inf
        self.note(
            f"{name} must be a number of at least 0, or one of {', '.join(sorted(ENDLESS))}, not {shown(value)}", name
        )
        return None


def _sound(value: float) -> bool:
    return isfinite(value) and 0 <= value < 1e15


def shown(value: object) -> str:
    """A value as a message shows it."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def meant(word: object, valid: Iterable[str]) -> str:
    """What may have been meant: "; did you mean payment_days?"; empty where nothing comes near."""
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), [*valid], n=2) if isinstance(word, str) else []
    return f"; did you mean {' or '.join(close)}?" if close else ""
