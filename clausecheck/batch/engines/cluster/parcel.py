"""What holds for every file of a run, with the bytes of the files it names, for a machine that does not have them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from clausecheck.errors import UsageError
from clausecheck.model.batch import Reviewing
from clausecheck.stats.policy import FILE as POLICY

MOST_BYTES: Final = 200_000_000
"""Most that the named files may hold together; the shipped statistics hold a few megabytes."""
_MODEL: Final = "CLAUSECHECK_MODEL"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Settings, and every file that they name, as "statistics/own/statistics.json" and its bytes."""

    reviewing: Reviewing
    files: tuple[tuple[str, bytes], ...]


def pack(reviewing: Reviewing) -> Parcel:
    """Put everything in. Raises UsageError where the files cannot be read, or are too large."""
    asking = reviewing.asking
    if asking is not None:
        # the variable is that of the machine where the command was given
        asking = replace(asking, model=asking.model or os.environ.get(_MODEL))
        reviewing = replace(reviewing, asking=asking)
    files: list[tuple[str, bytes]] = []
    left = MOST_BYTES
    for field, path in _named(reviewing):
        for name, file in _files(path, beside=POLICY if field == "statistics" else ""):
            try:
                data = file.read_bytes()
            except OSError as fault:
                raise UsageError(f"{file.name} cannot be read: {fault.strerror or fault}") from fault
            left -= len(data)
            if left < 0:
                hint = "machines of a cluster are sent all of it; name a smaller file or folder"
                raise UsageError(f"{path.name} holds more than {MOST_BYTES // 1_000_000} MB", hint=hint)
            files.append((f"{field}/{name}", data))
    return Parcel(reviewing, tuple(files))


def unpack(parcel: Parcel, folder: Path) -> Reviewing:
    """The settings, naming files that have been laid in `folder`."""
    for name, data in parcel.files:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    how = parcel.reviewing
    laid = {field: folder / field / path.name for field, path in _named(how)}
    asking = how.asking
    if asking is not None:
        asking = replace(asking, prompts=laid.get("prompts"))
    return replace(
        how,
        statistics=laid.get("statistics"),
        policy=laid.get("policy"),
        playbook=laid.get("playbook"),
        asking=asking,
    )


def _named(how: Reviewing) -> Iterator[tuple[str, Path]]:
    """Every file or folder that is named, with the field that names it; absolute, so that each has a name."""
    prompts = how.asking.prompts if how.asking else None
    for field, path in (
        ("statistics", how.statistics),
        ("policy", how.policy),
        ("playbook", how.playbook),
        ("prompts", prompts),
    ):
        if path is not None:
            yield field, path.absolute()


def _files(path: Path, beside: str) -> Iterator[tuple[str, Path]]:
    """A file and the one that counts because it is `beside` it, or all files of a folder; with their names within."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file():
                yield f"{path.name}/{file.relative_to(path).as_posix()}", file
        return
    yield path.name, path
    other = path.with_name(beside) if beside else path
    if other != path and other.is_file():
        yield other.name, other
