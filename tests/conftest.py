"""What holds for every test."""

import os
import tempfile


def pytest_configure() -> None:
    """No test reads or writes the data of whoever runs it."""
    os.environ["CLAUSECHECK_DATA"] = tempfile.mkdtemp(prefix="clausecheck-tests-")
