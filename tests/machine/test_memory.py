"""How much memory this process holds."""

import sys
from pathlib import Path

import pytest

from clausecheck.machine import memory


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells")
def test_what_is_taken_is_counted() -> None:
    before, addressed = memory.held(), memory.addressed()
    assert addressed is not None
    assert addressed > before > 1_000_000
    taken = bytearray(b"x") * 60_000_000
    assert memory.held() > before + 40_000_000
    assert (memory.addressed() or 0) > addressed + 40_000_000
    del taken


def test_a_system_that_does_not_tell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(memory, "_TABLE", tmp_path / "none")
    assert memory.held() == 0
    assert memory.addressed() is None
