"""Which model is asked, and what it costs: settings that are data, with a date and a source."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rtoml

from clausecheck import resources
from clausecheck.errors import UsageError
from clausecheck.model import Asking, Service
from clausecheck.reviewers.claude.prices import Price

FILE = "models.toml"
_FIELDS = ("input", "output", "cache_write", "cache_read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The models that are known, as `prompts/models.toml` lists them."""

    default: str
    """The model that is asked where nobody names one."""
    as_of: str
    """The date of the prices."""
    source: str
    batches: float
    """The share of the price that is charged for what is asked in batches."""
    services: Mapping[str, float]
    """By how much the price of a service exceeds the list at most."""
    prices: Mapping[str, Price]

    def model(self, asking: Asking) -> str:
        """The model to ask: the one of the options, else of `CLAUSECHECK_MODEL`, else the default."""
        return asking.model or os.environ.get("CLAUSECHECK_MODEL") or self.default

    def price(self, model: str, asking: Asking) -> Price | None:
        """What `model` costs when it is asked that way, or None where no price is known.

        Services write a model's name in ways of their own, `eu.anthropic.claude-opus-5-5-20261001-v1:0`; what stands
        around the name, and a date behind it, is left out.
        """
        listed = self.prices.get(model)
        if listed is None and (found := re.search(r"(claude-[a-z0-9-]+?)(?:[-@]20\d{6})?(?:-v\d+(?::\d+)?)?$", model)):
            listed = self.prices.get(found[1])
        if listed is None:
            return None
        return listed.times(self.services[asking.service] * (self.batches if asking.batches else 1.0))


def load_settings(folder: Path | None = None) -> Settings:
    """Read the settings in a folder of prompts of one's own, where it has any, or else the shipped ones.

    Raises UsageError where they cannot be used.
    """
    own = folder / FILE if folder else None
    try:
        if own and own.is_file():
            table = rtoml.loads(own.read_text(encoding="utf-8-sig"))
        else:
            table = resources.toml("prompts", FILE)
        return Settings(
            default=_name(table["default"]),
            as_of=str(table["as_of"]),
            source=str(table["source"]),
            batches=_number(table["batches"]),
            services={service: _number(table["services"][service]) for service in Service},
            prices={name: Price(**{field: _number(row[field]) for field in _FIELDS}) for name, row in _rows(table)},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        hint = "copy the shipped one and change the copy: each model needs " + ", ".join(_FIELDS)
        raise UsageError(f"{FILE} cannot be used", hint=hint) from fault


def _rows(table: Mapping[str, Mapping[str, Mapping[str, object]]]) -> list[tuple[str, Mapping[str, object]]]:
    return list(table["models"].items())


def _name(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(value)
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError(value)
    return float(value)
