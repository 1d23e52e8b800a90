"""Sums in fields (`= 12 * 5`), worked out without running anything."""

import re
from typing import Final

_TOKEN: Final = re.compile(r"\s*(?:(\d+(?:\.\d+)?|\.\d+)|([-+*/^()%]))")
_MOST: Final = 200
"""Longest formula in characters."""


class Unknown(Exception):
    """It is no plain sum: it names a bookmark, a cell or a function."""


def value_of(formula: str) -> float:
    """The value of a sum of numbers. Raises Unknown."""
    tokens = _tokens(formula)
    try:
        value = _sum(tokens)
    except (ZeroDivisionError, OverflowError, RecursionError, TypeError) as fault:
        raise Unknown from fault
    if tokens or isinstance(value, complex) or value != value or abs(value) > 1e15:
        raise Unknown
    return value


def _tokens(formula: str) -> list[str]:
    """The tokens, the last first."""
    text = formula.strip().replace(",", "")
    if not text or len(text) > _MOST:
        raise Unknown
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Unknown
        found.append(match[1] or match[2])
        at = match.end()
    return found[::-1]


def _sum(tokens: list[str]) -> float:
    value = _product(tokens)
    while tokens and tokens[-1] in "+-":
        value = value + _product(tokens) if tokens.pop() == "+" else value - _product(tokens)
    return value


def _product(tokens: list[str]) -> float:
    value = _power(tokens)
    while tokens and tokens[-1] in "*/":
        value = value * _power(tokens) if tokens.pop() == "*" else value / _power(tokens)
    return value


def _power(tokens: list[str]) -> float:
    base = _single(tokens)
    if tokens and tokens[-1] == "^":
        tokens.pop()
        exponent = _power(tokens)
        if abs(exponent) > 100:
            raise Unknown
        return float(base**exponent)
    return base


def _single(tokens: list[str]) -> float:
    if not tokens:
        raise Unknown
    mark = tokens.pop()
    if mark in "+-":
        return -_single(tokens) if mark == "-" else _single(tokens)
    if mark == "(":
        value = _sum(tokens)
        if not tokens or tokens.pop() != ")":
            raise Unknown
    elif mark in "*/^)%":
        raise Unknown
    else:
        value = float(mark)
    if tokens and tokens[-1] == "%":
        tokens.pop()
        value /= 100
    return value
