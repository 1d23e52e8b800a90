"""On a full disk a batch ends in two lines, keeps what is done, and goes on when there is room."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.uploads import files, run, upload

COUNT = 40
UPLOADS = tuple(upload(f"{number:02}.txt", b"%04d " % number * 4000) for number in range(COUNT))

_IN_A_SMALL_DISK = """
import json, subprocess, sys
from pathlib import Path
from clausecheck.errors import ResultsError
from tests.batch.test_full_disk import UPLOADS
from tests.batch.uploads import files, run
def mount(options):
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", sys.argv[1]], check=True)
mount("size=400k")
out = Path(sys.argv[1], "out")
told = []
try:
    run(out, UPLOADS)
except ResultsError as fault:
    told = [fault.message, fault.hint]
kept = {name: data.decode("ascii") for name, data in files(out).items()}
mount("remount,size=10m")
rest = run(out, UPLOADS)
print(json.dumps({
    "told": told, "kept": kept, "redone": len(rest.hands.done), "outcomes": rest.outcomes,
    "files": {name: data.decode("ascii") for name, data in files(out).items()},
}))
"""
_ALONE = ("unshare", "--user", "--map-root-user", "--mount")


def _small_disks() -> bool:
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    tried = subprocess.run([*_ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    return tried.returncode == 0


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    if not _small_disks():
        pytest.skip("no disk of its own can be mounted here")
    (disk := tmp_path / "disk").mkdir()
    command = [*_ALONE, sys.executable, "-c", _IN_A_SMALL_DISK, str(disk)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=Path(__file__).parents[2])
    assert not ended.stderr
    heard = json.loads(ended.stdout)
    run(tmp_path / "whole", UPLOADS)
    whole = {name: data.decode("ascii") for name, data in files(tmp_path / "whole").items()}
    message, hint = heard["told"]
    assert "cannot be written" in message
    assert hint == "all that is done is kept: make room, and run the same command again to go on"
    assert 0 < len(heard["kept"]) < COUNT
    assert heard["kept"].items() <= whole.items()
    assert heard["redone"] <= COUNT - len(heard["kept"]) + 1
    assert heard["files"] == whole
    assert set(heard["outcomes"].values()) == {"reviewed"}
