"""The command as a user runs it, with its time and the memory of all its processes."""

import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench_startup import ENVIRONMENT, PROGRAM

_LOOK: Final = 0.5
"""Seconds between two looks at the memory."""
_PROC: Final = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run cost: seconds, and the most memory in MB."""

    wall: float
    cpu: float
    memory: float
    code: int


def review(uploads: Path, out: Path, jobs: int) -> Run:
    """Review a folder of uploads into a new folder. Raises RuntimeError where the command does not end as it should."""
    shutil.rmtree(out, ignore_errors=True)
    command = [PROGRAM, "batch", str(uploads), "--out", str(out), "--jobs", str(jobs), "--offline", "--quiet"]
    run = watched(command, out.with_suffix(".log"))
    if run.code not in {0, 1, 3}:
        raise RuntimeError(f"{command} ended with {run.code}: {out.with_suffix('.log').read_text()[-2000:]}")
    return run


def watched(command: list[str], log: Path) -> Run:
    """Run a command and look at its processes now and then; what it prints goes to a file."""
    log.parent.mkdir(parents=True, exist_ok=True)
    before, began, most = _cpu(), time.monotonic(), 0.0
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=ENVIRONMENT)
        while process.poll() is None:
            most = max(most, sum(map(_memory, family(process.pid))))
            try:
                process.wait(_LOOK)
            except subprocess.TimeoutExpired:
                continue
    return Run(wall=time.monotonic() - began, cpu=_cpu() - before, memory=most, code=process.returncode)


def family(root: int) -> list[int]:
    """A process and all that descend from it."""
    below: dict[int, list[int]] = {}
    for child, parent in _processes():
        below.setdefault(parent, []).append(child)
    found = [root]
    for one in found:
        found += below.get(one, [])
    return found


def _processes() -> Iterator[tuple[int, int]]:
    """Every process with its parent."""
    for path in _PROC.iterdir():
        if path.name.isdigit():
            try:
                fields = (path / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            yield int(path.name), int(fields[1])


def _memory(process: int) -> float:
    """Proportional set size in MB: what is shared is divided among those who share it."""
    try:
        lines = (_PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
