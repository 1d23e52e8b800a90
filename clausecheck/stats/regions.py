"""Regions by their ISO 3166 codes, however a person or a contract writes them."""

import re
from functools import cache
from typing import Final

from clausecheck import resources

_SAME: Final = {"GB-ENG": "GB-EAW", "GB-WLS": "GB-EAW"}
"""England and Wales are one jurisdiction."""
_COUNTRY: Final = {"UK": "GB"}
_CODE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def region_codes() -> dict[str, str]:
    """Each place that is known by name, with its code; England and Wales are one."""
    return {name: _SAME.get(code, code) for name, code in _places().items()}


def region_code(words: str) -> str:
    """The code of a region: "US-NY" for "us-ny", "New York" and "US-New York"; empty for one that is not known."""
    text = " ".join(words.split())
    upper = text.upper()
    country, dash, part = upper.partition("-")
    code = f"{_COUNTRY.get(country, country)}{dash}{part}"
    if _CODE.fullmatch(code) and {code, country, _COUNTRY.get(country)} & _codes():
        return _SAME.get(code, code)
    named = _folded()
    return named.get(text.casefold()) or named.get(text.partition("-")[2].strip().casefold(), "")


def is_region(code: str) -> bool:
    """Whether a code is that of a place known by name, or of the country of one."""
    return code in _known()


@cache
def _known() -> frozenset[str]:
    codes = frozenset(region_codes().values())
    return codes | {code[:2] for code in codes}


@cache
def _places() -> dict[str, str]:
    places: dict[str, str] = resources.toml("clause_stats", "places.toml")["places"]
    return places


@cache
def _codes() -> set[str]:
    codes = set(_places().values())
    return codes | {code[:2] for code in codes}


@cache
def _folded() -> dict[str, str]:
    return {name.casefold(): code for name, code in region_codes().items()}
