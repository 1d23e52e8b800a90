"""System packages that some tests use: skipped without them, except in CI, where they must be there."""

import os
import shutil
from pathlib import Path

import pytest


def require(command: str, *folders: Path) -> str:
    """The path of a command, on the PATH or in one of the folders, or a skip that says how to install it."""
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, folders)])
    found = shutil.which(command, path=places)
    if not found and os.environ.get("CLAUSECHECK_REQUIRE_SYSTEM_PACKAGES"):
        pytest.fail(f"{command} is missing; .ci/system-packages installs it")
    if not found:
        pytest.skip(f"{command} is missing; .ci/system-packages installs it")
    return found
