"""Reviewers that other packages bring: objects under an entry-point group, each run in a process of its own."""

import json
import sys
from collections import Counter
from dataclasses import dataclass, replace
from importlib import metadata
from typing import Final

from clausecheck.reviewers.bots.environment import environment
from clausecheck.reviewers.bots.limits import Limits
from clausecheck.reviewers.bots.program import LONGEST_WORDS, run
from clausecheck.reviewers.grounding import visible

GROUP: Final = "clausecheck.reviewers"
"""The entry-point group. Each name in it is that of an object with `name`, `version` and `review(request)`."""

_GLANCE: Final = Limits(seconds=20.0, answer_bytes=100_000)
"""Of a look at what an installed reviewer says of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A reviewer that a package brings."""

    name: str
    """The name of its entry point, which `--reviewer` chooses it by."""
    maker: str
    """The package."""
    version: str
    """Of the object; of the package as long as the object was not asked."""
    needs: str = ""
    """What it says it needs, in its own words."""
    fault: str = ""
    """Why it cannot be used; empty where it can."""


def installed() -> tuple[Installed, ...]:
    """Every reviewer that a package brings, by name. None of them is loaded."""
    points = sorted(metadata.entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    counts = Counter(point.name for point in points)
    found: dict[str, Installed] = {}
    for point in points:
        distribution = point.dist
        found.setdefault(
            point.name,
            Installed(
                name=point.name,
                maker=distribution.name if distribution else "",
                version=distribution.version if distribution else "",
                fault="" if counts[point.name] == 1 else "several packages bring a reviewer of this name",
            ),
        )
    return tuple(found.values())


def command(name: str) -> tuple[str, ...]:
    """The program that hosts an installed reviewer. Nothing of the folder it is run in is imported."""
    return (sys.executable, "-P", "-m", "clausecheck.reviewers.bots", name)


def described(one: Installed) -> Installed:
    """With what the object says of itself, or with its fault. It is loaded in a process of its own."""
    if one.fault:
        return one
    ran = run((*command(one.name), "--about"), b"", _GLANCE, environment())
    if ran.trouble:
        return replace(one, fault=f"{ran.trouble}: {ran.last_words}" if ran.last_words else ran.trouble)
    try:
        about = json.loads(ran.output)
        return replace(one, version=_short(about["version"]), needs=_short(about["needs"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return replace(one, fault="it says nothing of itself that can be read")


def _short(words: object) -> str:
    return " ".join(visible(str(words)).split())[:LONGEST_WORDS]
