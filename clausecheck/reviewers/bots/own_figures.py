"""The figures of what is private, in words, so that a bot that was given them may name them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

_UNITS: Final = ("days", "months", "years")


def own_figures(private: Mapping[str, Any]) -> tuple[str, ...]:
    """Every number with its unit, each as a text of its own: "45 days", "1.5%"."""
    return tuple(dict.fromkeys(_figures(private, "")))


def _figures(value: Any, unit: str) -> Iterator[str]:
    """`unit` is the one stated nearest above, or the name that stands above."""
    if isinstance(value, Mapping):
        stated = value.get("unit")
        for name, item in value.items():
            yield from _figures(item, stated if isinstance(stated, str) and stated else f"{unit} {name}")
    elif isinstance(value, list):
        for item in value:
            yield from _figures(item, unit)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield _said(value, unit)


def _said(value: float, unit: str) -> str:
    if "percent" in unit:
        return f"{value:g}%"
    period = next((word for word in _UNITS if word in unit), "")
    return f"{value:g} {period}".rstrip()
