"""The installed command, run as people run it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CONTRACT = """\
SERVICES AGREEMENT

This Services Agreement is entered into as of January 5, 2026 between Acme Tools Inc., a Delaware corporation
("Customer"), and Bright Ideas LLC, a New York limited liability company ("Supplier").

1. Services. Supplier shall provide the consulting services described in Exhibit A to Customer.

2. Payment. Customer shall pay each undisputed invoice within ninety (90) days after receipt.

3. Liability. Supplier's liability under this Agreement shall be unlimited. In no event shall Customer be liable to
Supplier for any damages of any kind.

4. Termination. Customer may terminate this Agreement at any time without cause and without notice.

5. Governing Law. This Agreement is governed by the laws of the State of New York.
"""
Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def program() -> Program:
    """Run `clausecheck` with arguments and return what it wrote and its exit code."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC")}
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PYTHONIOENCODING"):
        kept.pop(name, None)

    def run(*arguments: str | Path, stdin: str | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("clausecheck")), *map(str, arguments)]
        return subprocess.run(
            command,
            input=stdin,
            env=kept | {"PYTHONUTF8": "1"} | env,
            capture_output=True,
            encoding=env.get("PYTHONIOENCODING", "utf-8"),
            timeout=60,
        )

    return run


@pytest.fixture(scope="session")
def text_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("contracts") / "agreement.txt"
    path.write_text(CONTRACT, encoding="utf-8")
    return path
