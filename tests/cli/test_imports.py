"""Start-up is a promise: which modules a command may load."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "anthropic", "docx", "duckdb", "httpx", "markdown_it", "pdfplumber", "pydantic", "sklearn", "spacy", "typer",
    "typing_extensions",
}  # fmt: skip
LISTED = """\
import sys
from clausecheck.cli import run
try:
    run(sys.argv[1:])
except SystemExit:
    pass
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", LISTED, *arguments], capture_output=True, text=True, timeout=60)
    assert done.stdout
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["review", "--help"]])
def test_help_loads_almost_nothing(arguments: list[str]) -> None:
    assert not loaded(*arguments) & (HEAVY | {"dataclasses", "difflib", "numpy", "pypdfium2", "rich"})


@pytest.mark.parametrize("form", ["terminal", "json", "markdown"])
def test_a_review_offline_loads_what_it_needs(text_file: Path, form: str) -> None:
    modules = loaded("review", str(text_file), "--offline", "--format", form)
    assert "numpy" in modules
    assert not modules & (HEAVY | {"pypdfium2", "difflib"})
    assert ("rich" in modules) is (form == "terminal")
