"""What makes work the same work: the file's bytes, what is asked of it, and who does it with which data."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePath
from typing import Any, Final

from clausecheck import __version__
from clausecheck.errors import UsageError
from clausecheck.model import Asking
from clausecheck.model.batch import Reviewing, Upload
from clausecheck.resources import folder

_DATA: Final = ("clause_stats", "playbooks", "signs")
"""Shipped folders that every review is made with; prompts count where a reviewer is asked."""
_STATISTICS: Final = "statistics.json"
_POLICY: Final = "policy.toml"


class Identity:
    """Names work by all that its result depends on, and by nothing else.

    How many work at a time, where results go and what they may cost changes no name; neither does where a file of the
    user's own lies, only what stands in it.
    """

    def __init__(self, how: Reviewing) -> None:
        """Reads everything that the reviews are made with. Raises UsageError for what cannot be read."""
        self.settings = _digest(json.dumps(_settings(how), sort_keys=True).encode("ascii"))
        """Of the program, its data and all settings that hold for every file."""
        self._deals_of = how.deals_of if how.deals is not None else None

    def key(self, data: bytes, upload: Upload) -> str:
        """Names the work on one file: 64 hexadecimal digits."""
        asked = {
            "settings": self.settings,
            "bytes": _digest(data),
            "kind": PurePath(upload.file).suffix.lower(),
            "sides": upload.sides,
            "category": upload.category,
            "region": upload.region or None,
            "deals": [side for side in upload.sides if self._deals_of == (side, upload.account)],
        }
        return _digest(json.dumps(asked, sort_keys=True).encode("ascii"))


def _settings(how: Reviewing) -> dict[str, Any]:
    return {
        "program": __version__,
        "data": {name: _shipped(folder(name)) for name in _DATA},
        "view": how.view,
        "deal_size": how.deal_size,
        "least": how.least,
        "statistics": _statistics(how.statistics),
        "policy": _content(how.policy),
        "playbook": _content(how.playbook),
        "deals": None if how.deals is None else _digest(repr(how.deals).encode("utf-8", "surrogatepass")),
        "asking": _asking(how.asking),
    }


def _statistics(place: Path | None) -> dict[str, str | None] | None:
    """The user's own statistics, with the policy that lies beside them."""
    if place is None:
        return None
    file = place / _STATISTICS if place.is_dir() else place
    beside = file.with_name(_POLICY)
    return {"figures": _content(file), "policy": _content(beside) if beside.exists() else None}


def _asking(asking: Asking | None) -> dict[str, Any] | None:
    """What of the asking changes an answer: neither its price nor its time does."""
    if asking is None or asking.reviewer == "rules":
        return None
    from clausecheck.reviewers.claude.settings import load_settings

    return {
        "reviewer": asking.reviewer,
        "model": load_settings(asking.prompts).model(asking),
        "service": asking.service,
        "prompts": _content(asking.prompts or folder("prompts")),
        "scope": asking.scope,
        "runs": asking.runs,
        "redact": sorted(asking.redact),
        "private": asking.private,
    }


@cache
def _shipped(place: Path) -> str | None:
    """A digest of a shipped folder, which stays as it is while the program runs."""
    return _content(place)


def _content(place: Path | None) -> str | None:
    """A digest of what a file holds, or of all files of a folder with their names."""
    if place is None:
        return None
    try:
        if not place.is_dir():
            return _digest(place.read_bytes())
        return _digest("".join(f"{name}\0{content}\0" for name, content in _files(place)).encode("utf-8", "replace"))
    except OSError as fault:
        raise UsageError(f"{place.name} cannot be read: {fault.strerror or fault}", hint="check the path") from fault


def _files(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(root).as_posix(), _digest(path.read_bytes())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
