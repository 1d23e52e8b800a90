"""What reading needs can be loaded before there is a file."""

import subprocess
import sys

import pytest

from clausecheck import read
from clausecheck.read.samples import samples

_LOADED = """
import sys
from clausecheck import read
read.warm()
before = set(sys.modules)
from clausecheck.read.samples import samples
from clausecheck.read.sniff import sniff
from clausecheck.model import View
for name, data in samples():
    read._read(sniff(data, name), View.FINAL, data, name)
print(sorted(set(sys.modules) - before))
"""


@pytest.mark.parametrize(("name", "data"), tuple(samples()))
def test_every_sample_is_read_whole(name: str, data: bytes) -> None:
    document = read.read_bytes(data, name)

    assert document.format == {"txt": "text", "md": "markdown"}.get(name.partition(".")[2], name.partition(".")[2])
    assert "1. Fees. Customer shall pay each invoice within 30 days." in document.text
    assert not document.partial


def test_a_reader_loads_nothing_more_once_all_are_warm() -> None:
    told = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
