"""Some of the uploads, evenly chosen, in a folder of their own."""

import os
import shutil
import stat
from pathlib import Path


def sample(uploads: Path, target: Path, count: int) -> list[Path]:
    """Copy so many, with the links and pipes among them."""
    paths = sorted(path for path in uploads.rglob("*") if path.is_symlink() or not path.is_dir())
    chosen = paths[:: max(1, len(paths) // count)][:count]
    return [_copied(path, target / path.relative_to(uploads)) for path in chosen]


def _copied(path: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    if stat.S_ISFIFO(path.lstat().st_mode):
        os.mkfifo(target)
    else:
        shutil.copy2(path, target, follow_symlinks=False)
    return target
