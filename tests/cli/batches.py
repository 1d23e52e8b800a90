"""Folders of uploads, and the installed command at work on them while a test looks on."""

import csv
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.conftest import CONTRACT

QUICK = ("--offline", "--no-audit")
PARTS = 6
"""Copies of the clauses in a contract that takes a while."""


def contract(number: int, parts: int = 1) -> str:
    """A contract like no other; more parts take longer."""
    head, *clauses = CONTRACT.split("\n\n")
    body = [
        f"{part + 1}.{place} {text.partition('. ')[2]}"
        for part in range(parts)
        for place, text in enumerate(clauses[1:], 1)
    ]
    return "\n\n".join([head, f"Reference {number}.", clauses[0], *body])


def folder_of(count: int, folder: Path, *, parts: int = 1) -> Path:
    """A folder with so many contracts."""
    folder.mkdir()
    for number in range(count):
        (folder / f"contract-{number:03}.txt").write_text(contract(number, parts), encoding="utf-8")
    return folder


def rows(out: Path) -> list[dict[str, str]]:
    """The rows of the results."""
    with (out / "results.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def results(out: Path) -> dict[str, bytes]:
    """Every file that a run must give again, whatever happened meanwhile."""
    tables = [*out.glob("results.*"), out / "index.html", out / "summary.json"]
    return {str(path.relative_to(out)): path.read_bytes() for path in (*tables, *(out / "reviews").iterdir())}


@contextmanager
def started(*arguments: str | Path, **env: str) -> Iterator[subprocess.Popen[str]]:
    """The command, running; it does not outlive the test."""
    command = [str(Path(sys.executable).with_name("clausecheck")), "batch", *map(str, arguments)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC")}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=kept | env, stdout=pipe, stderr=pipe, text=True, encoding="utf-8") as running:
        try:
            yield running
        finally:
            running.kill()


def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def reviewed(out: Path) -> int:
    """How many reviews there are by now."""
    return len(list(out.glob("reviews/*.json")))
