"""The techniques by which a file hides something, as `signs/` describes them."""

from dataclasses import dataclass
from functools import cache

from clausecheck import resources
from clausecheck.model import ObservationCategory, Severity

FOLDER = "signs"


@dataclass(frozen=True, slots=True)
class Technique:
    """One way to hide something."""

    category: ObservationCategory
    severity: Severity
    """Of words that could matter; what is short and inert, or usual, is less."""
    title: str
    """What it is, in plain words, without a full stop."""
    why: str
    """Why it matters, a sentence."""


@cache
def technique(name: str) -> Technique:
    """The technique called `name`: "docx.vanish" is `[vanish]` in `signs/docx.toml`.

    Raises KeyError for a name that is not described there.
    """
    family, _, key = name.partition(".")
    told = _family(family)[key]
    return Technique(ObservationCategory(told["category"]), Severity(told["severity"]), told["title"], told["why"])


@cache
def _family(name: str) -> dict[str, dict[str, str]]:
    return resources.toml(FOLDER, f"{name}.toml")
