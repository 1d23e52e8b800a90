"""System packages that some tests use: skipped without them, except in CI, where they must be there."""

import os
import shutil

import pytest


def require(command: str) -> str:
    """The path of a command, or a skip that says how to install it."""
    found = shutil.which(command)
    if not found and os.environ.get("CLAUSECHECK_REQUIRE_SYSTEM_PACKAGES"):
        pytest.fail(f"{command} is missing; .ci/system-packages installs it")
    if not found:
        pytest.skip(f"{command} is missing; .ci/system-packages installs it")
    return found
