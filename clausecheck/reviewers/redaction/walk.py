"""Walks through JSON values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from clausecheck.reviewers.redaction.amounts import CURRENCIES

_DEEPEST: Final = 64
"""Levels within a JSON value; no request and no answer in its form has as many."""


def changed(value: Any, text: Callable[[str], str], number: Callable[[float, bool], Any] | None = None) -> Any:
    """A copy of a JSON value with every text changed, and every number where that is wanted; keys stay.

    `number` is told whether a currency stands beside. What is nested too deeply becomes null.
    """

    def of(part: Any, near: bool, depth: int) -> Any:
        if isinstance(part, str):
            return text(part)
        if isinstance(part, Mapping) and depth < _DEEPEST:
            beside = _in_money(part.values())
            return {key: of(held, beside, depth + 1) for key, held in part.items()}
        if isinstance(part, list | tuple) and depth < _DEEPEST:
            beside = _in_money(part)
            return [of(held, beside, depth + 1) for held in part]
        if number and isinstance(part, int | float) and not isinstance(part, bool):
            return number(part, near)
        return None if isinstance(part, Mapping | list | tuple) else part

    return of(value, False, 0)


def _in_money(values: Iterable[Any]) -> bool:
    return any(isinstance(value, str) and value in CURRENCIES for value in values)


def texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys too, in no order."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, Mapping):
            waiting.extend((*part.keys(), *part.values()))
        elif isinstance(part, list | tuple):
            waiting.extend(part)
