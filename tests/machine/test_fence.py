"""Where the kernel cannot fence programs in, none is started, but where the caller says that they may be."""

import subprocess
import sys

import pytest

_UNFENCED = """\
import os, socket, subprocess, sys
from clausecheck.machine import fence, kernel
kernel.fence = lambda: False
{enforced}
print(fence.starts_programs())
try:
    print(subprocess.run([sys.executable, "-c", ""]).returncode)
except OSError as fault:
    print(fault.strerror)
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError as fault:
    print(fault.strerror)
"""
_REFUSED = "no connection is allowed here"


@pytest.mark.parametrize(
    ("enforced", "said"),
    [
        ("fence.enforce()", ["False", _REFUSED, _REFUSED]),
        ("fence.enforce(programs=True)", ["True", "0", _REFUSED]),
        ("", ["True", "0"]),
    ],
)
def test_programs_where_the_kernel_cannot_help(enforced: str, said: list[str]) -> None:
    code = _UNFENCED.format(enforced=enforced)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[: len(said)] == said, done.stderr
