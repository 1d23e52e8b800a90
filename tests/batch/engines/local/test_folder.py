"""The folder for files in passing: one that was left behind is taken away, and no other is."""

import os
import tempfile
from pathlib import Path

import pytest

from clausecheck.batch.engines.local import why_not
from clausecheck.batch.engines.local.folder import PassingFolder

pytestmark = pytest.mark.skipif(bool(why_not()), reason="no workers on this system")


def old(path: Path) -> Path:
    os.utime(path, (1, 1))
    return path


def test_only_what_was_left_behind_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    in_use = PassingFolder()
    (Path(in_use.path) / "file").touch()
    old(Path(in_use.path))
    (left := tmp_path / "clausecheck-workers-left").mkdir()
    (left / "file").touch()
    old(left)
    (new := tmp_path / "clausecheck-workers-new").mkdir()
    (others := tmp_path / "somebody-else").mkdir()
    old(others)
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (elsewhere / "file").touch()
    (tmp_path / "clausecheck-workers-link").symlink_to(old(elsewhere))
    PassingFolder().close()
    assert not left.exists()
    assert (Path(in_use.path) / "file").exists()
    assert new.exists()
    assert others.exists()
    assert (elsewhere / "file").exists()
    in_use.close()
    assert not Path(in_use.path).exists()
