"""What holds for every test."""

import os
import tempfile

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """No test reads or writes the data of whoever runs it."""
    folder = tempfile.TemporaryDirectory(prefix="clausecheck-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ["CLAUSECHECK_DATA"] = folder.name
