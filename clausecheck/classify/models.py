"""The shipped models: what scores clauses, what they are about, and the nets that weigh it all."""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from clausecheck.classify import linear, net
from clausecheck.classify.linear import Linear
from clausecheck.classify.net import Cuts, Net
from clausecheck.resources import folder

MODELS: Final = ("types", "services")
"""What lawyers labelled, and what headings name."""
LABELLED: Final = MODELS.index("types")
"""Which of `Models.stages` knows what lawyers labelled."""
TOPICS: Final = "topics"


class Stages(NamedTuple):
    """Both stages of one model."""

    linear: Linear
    net: Net
    cuts: Cuts


class Models(NamedTuple):
    """All that types are told by, beside rules and headings."""

    topics: Linear
    """What a clause is about, in a few numbers."""
    stages: tuple[Stages, ...]


@cache
def load() -> Models:
    """The shipped models."""
    return read(folder("clause_stats"))


def read(place: Path) -> Models:
    """The models of a folder."""
    return Models(
        linear.read(place, TOPICS), tuple(Stages(linear.read(place, name), *net.read(place, name)) for name in MODELS)
    )
