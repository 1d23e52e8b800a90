"""What uploads are made of: real contracts of several kinds, and files that break readers."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_GROUPS: Final = (
    ("contracts-docx", 24),
    ("docx-tracked", 20),
    ("docx-features", 10),
    ("docx-numbering", 5),
    ("contracts-pdf", 5),
    ("pdf-layout", 1),
    ("contracts-txt", 6),
    ("contracts-html", 2),
    ("contracts-md", 7),
)
"""Folders of the shared documents, each with its share in a hundred files."""
_CUAD_TEXTS: Final = 14
_CUAD_PDFS: Final = 6
_STRESS: Final = ("stress-docx", "stress-pdf", "stress-other")
_LONGEST: Final = 60_000
"""Characters of a CUAD text; a platform's contracts for services are seldom longer."""


@dataclass(frozen=True, slots=True)
class Base:
    """A file from which uploads are made."""

    name: str
    read: Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Stock:
    """Kinds of base files with their shares, and the stress files."""

    kinds: tuple[tuple[Base, ...], ...]
    shares: tuple[int, ...]
    stress: tuple[Base, ...]


def stock(shared: Path) -> Stock:
    """Everything below the shared folder that uploads are made of."""
    documents, cuad = shared / "documents", shared / "corpora" / "cuad"
    kinds = [(_files(documents / group), share) for group, share in _GROUPS]
    kinds += [(_texts(cuad / "contracts.jsonl.gz"), _CUAD_TEXTS), (_files(cuad / "pdf"), _CUAD_PDFS)]
    return Stock(
        kinds=tuple(kind for kind, _ in kinds),
        shares=tuple(share for _, share in kinds),
        stress=tuple(base for group in _STRESS for base in _files(documents / group)),
    )


def _files(folder: Path) -> tuple[Base, ...]:
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix not in {".json", ".csv"})
    return tuple(Base(path.name, path.read_bytes) for path in paths)


def _texts(path: Path) -> tuple[Base, ...]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        contracts = [json.loads(line) for line in lines]
    return tuple(Base(f"{one['id']}.txt", one["text"].encode) for one in contracts if len(one["text"]) <= _LONGEST)
