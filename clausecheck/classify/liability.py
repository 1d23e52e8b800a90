"""What a clause on liability is: a ceiling on an amount, an exclusion of kinds of damage, or both.

The lawyers who labelled the training data put ceilings, exclusions and time limits for claims under one label, "Cap On
Liability". The model finds such clauses; the rules of `type_rules.toml` tell which of them a clause is.
"""

import re
from collections.abc import Container
from typing import Final

from clausecheck.classify.rules import plain

LABEL: Final = "cap_on_liability"
"""The model's class, which stands for all of them."""
KINDS: Final = ("cap_on_liability", "exclusion_of_consequential_damages")
GENERAL: Final = "limitation_of_liability"
_TIME_LIMIT: Final = (
    r"\b(?:actions?|claims?|suits?|proceedings?|causes? of action)\b[^.]{0,160}"
    r"\b(?:brought|commenced|instituted|asserted|filed|made|barred|waived)\b[^.]{0,120}\b(?:years?|months?|days)\b"
)


def told_apart(likely: float, hits: Container[str], text: str) -> dict[str, float]:
    """The types of a clause that is, with probability `likely`, one of the label's kinds; `hits` are the rules' types.

    Where neither rule hits, it is a limitation of liability of another kind, unless it only limits the time for claims.
    """
    found = dict.fromkeys((kind for kind in KINDS if kind in hits), likely)
    if found or re.search(_TIME_LIMIT, plain(text)) is None:
        found[GENERAL] = likely
    return found
