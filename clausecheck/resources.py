"""Where the shipped data lies: inside a wheel, or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder of shipped data called `name`: `prompts`, `clause_stats` or `playbooks`.

    Raises FileNotFoundError when the installation is incomplete.
    """
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the shipped folder {name!r} is missing; reinstall clausecheck")
