"""No process outlives what it was started for."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ties processes together")

_CHILD = """\
import os, sys, time
from clausecheck.machine import lineage
here = os.getpid()
if os.fork() == 0:
    lineage.end_with_parent(here)
    print(os.getpid(), flush=True)
time.sleep(60)
"""
_READER = """\
import os, sys, time
from clausecheck.read import child
def reader(data, name):
    os.write(told, str(os.getpid()).encode())
    time.sleep(60)
told = os.dup2(1, 2000)
child.run(reader, b"", "a.txt")
"""
_ADOPTED = """\
import os, time
from clausecheck.machine import lineage
print(lineage.adopt())
if os.fork() == 0:
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)
os.wait()
(orphan,) = lineage.children()
os.kill(orphan, 9)
print(os.wait()[0] == orphan, lineage.children())
"""


def gone(pid: int) -> bool:
    """Whether a process has ended, given a moment; one that nobody has waited for yet has ended too."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("code", [_CHILD, _READER])
def test_a_process_ends_with_its_parent_however_that_ends(code: str) -> None:
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = int(os.read(parent.stdout.fileno(), 20))
        assert Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        os.kill(parent.pid, signal.SIGKILL)
        assert gone(child)


def test_orphans_are_adopted() -> None:
    done = subprocess.run([sys.executable, "-c", _ADOPTED], capture_output=True, text=True, timeout=60)
    assert done.stdout.split("\n")[:2] == ["True", "True []"], done.stderr
