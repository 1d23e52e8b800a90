"""What holds for every test."""

import os
import sys
import tempfile
from collections.abc import Iterator

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """No test reads or writes the data of whoever runs it."""
    folder = tempfile.TemporaryDirectory(prefix="clausecheck-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ["CLAUSECHECK_DATA"] = folder.name


@pytest.fixture(autouse=True)
def _free_to_connect() -> Iterator[None]:
    """No test fences the process that it shares with others; what is fenced once is so for good."""
    yield
    offline = sys.modules.get("clausecheck.machine.fence")
    assert offline is None or not offline._fenced, "run the command with fences=False, or in a process of its own"
