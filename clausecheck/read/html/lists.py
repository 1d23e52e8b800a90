"""Lists of an HTML file, counted as a browser counts them."""

from collections.abc import Mapping
from typing import Final

from clausecheck.read.numbers import alphabetic, roman

_KINDS: Final = (("lower-alpha", "a"), ("upper-alpha", "A"), ("lower-roman", "i"), ("upper-roman", "I"))


class OpenList:
    """A list that is open: its numbers, or none for bullets."""

    __slots__ = ("_kind", "_number", "identity")

    def __init__(self, tag: str, attributes: Mapping[str, str], identity: str) -> None:
        self._number = _integer(attributes.get("start"), 1)
        self._kind = attributes.get("type", "1") if tag == "ol" else ""
        style = attributes.get("style", "").lower()
        for name, code in _KINDS:
            if name in style:
                self._kind = code
        self.identity = identity

    def label(self, attributes: Mapping[str, str]) -> str:
        """The label of the next item; empty for a bullet."""
        if not self._kind:
            return ""
        number = _integer(attributes.get("value"), self._number)
        self._number = number + 1
        return f"{_count(self._kind, number)}."


def _integer(value: str | None, default: int) -> int:
    try:
        return max(-9999, min(99999, int(value))) if value else default
    except ValueError:
        return default


def _count(kind: str, number: int) -> str:
    if number < 1:
        return str(number)
    if kind in ("a", "A"):
        return alphabetic(number, upper=kind == "A")
    if kind in ("i", "I"):
        return roman(number) if kind == "I" else roman(number).lower()
    return str(number)
