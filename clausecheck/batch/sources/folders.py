"""Files of folders."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from clausecheck.model import Side
from clausecheck.model.batch import Upload


def uploads(
    paths: Sequence[str], sides: tuple[Side, ...], category: str | None, region: str | None
) -> Iterator[Upload]:
    """Every file that `paths` name."""
    for path in paths:
        root = Path(path)
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.is_file():
                yield Upload(
                    name=str(file), file=file.name, sides=sides, category=category, region=region, read=file.read_bytes
                )
