"""A playbook to start from: the shipped rules of a side as TOML, without their examples."""

import json
from typing import Any, Final

from clausecheck import resources
from clausecheck.model import Side

_HEAD: Final = """\
# A playbook of your own, for a {side}. Change what you hold otherwise and take out what you do not need: where your
# playbook is silent, the shipped rules go on. Nothing of this file leaves your machine.
#
#   clausecheck playbook check FILE             says what is wrong, and each rule in plain words
#   clausecheck review CONTRACT --playbook FILE
#
# standard is what you ask for, fallback what you still sign, walk_away what you do not. Each is worse for you than the
# one before it. priority is must, should or nice. docs/playbooks.md explains every key.

side = "{side}"
"""
_LEFT_OUT: Final = frozenset({"fires", "quiet"})


def starter(side: Side) -> str:
    """The text of a playbook for `side` that passes every check."""
    data = resources.toml("playbooks", f"{side.value}.toml")
    parts = [_HEAD.format(side=side.value)]
    for kind in ("term", "clause"):
        for name, entry in data.get(kind, {}).items():
            lines = [f"{key} = {_written(value)}" for key, value in entry.items() if key not in _LEFT_OUT]
            parts.append("\n".join([f"[{kind}.{name}]", *lines]) + "\n")
    return "\n".join(parts)


def _written(value: Any) -> str:
    """A text, number or list as TOML writes it, which here is as JSON does."""
    return json.dumps(value, ensure_ascii=False)
