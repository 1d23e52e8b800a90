"""Where the shipped data lies, inside a wheel or in a checkout, and where the user's own is kept."""

import os
from pathlib import Path
from typing import Any, Final

import rtoml

_PACKAGE = Path(__file__).parent
DATA: Final = "CLAUSECHECK_DATA"
"""The environment variable that names another data folder."""


def folder(name: str) -> Path:
    """The folder of shipped data called `name`: `prompts`, `clause_stats`, `playbooks` or `signs`.

    Raises FileNotFoundError when the installation is incomplete.
    """
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the shipped folder {name!r} is missing; reinstall clausecheck")


def data_folder() -> Path:
    """The folder of the user's own data on this machine; it need not be there."""
    if named := os.environ.get(DATA):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("clausecheck", appauthor=False)


def toml(name: str, file: str) -> dict[str, Any]:
    """What `file` in the folder of shipped data called `name` holds.

    Raises FileNotFoundError when the installation is incomplete, ValueError for a file that is no TOML.
    """
    return rtoml.loads((folder(name) / file).read_text(encoding="utf-8"))
