"""A folder of contracts as observations: each file read as `clausecheck parse` reads it, on all cores, in one order."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from clausecheck.build.contract import SUFFIXES, LeftOut, Reading, read_file
from clausecheck.build.deals import FIELDS, Deal, by_file, read_deals
from clausecheck.build.observations import COLUMNS, Rows
from clausecheck.build.workers import in_order
from clausecheck.errors import UnreadableError, UsageError

_LISTED: Final = 20
"""Files left out that a report names."""
_READY: Final = tuple(f"clausecheck.{part}" for part in ("classify", "compare", "review", "segment", "terms"))
"""What every reading process needs."""
_LOST: Final = "ended the process that read it"
_LONGEST: Final = 200
"""Characters of the name of a deal."""
Cell = str | float | bool | None
Row = tuple[Cell, ...]


def is_contract(path: Path) -> bool:
    """Whether a file is of a kind that is read as a contract, by its suffix."""
    return path.suffix.lower() in SUFFIXES


class Folder:
    """Contracts in folders, or single files, that are to be counted.

    A contract that stands there twice, word by word, counts once, unless `deals` names a deal for it; what does not
    read like one counts where `deals` names it. Links are not followed. What cannot be read in full is left out.
    """

    def __init__(
        self,
        places: Sequence[Path],
        *,
        deals: Path | None = None,
        source: str | None = None,
        processes: int = 0,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """`deals` is a CSV file, `source` the id of the source, `progress` is told how many files of how many are done.

        Raises UsageError where there is no contract, and for a `deals` file that does not fit.
        """
        self._source, self._processes, self._progress = source, processes, progress
        self.left_out: list[LeftOut] = []
        """Complete once the rows were read."""
        self.counted = 0
        """Contracts whose rows were given."""
        self._files = self._listed(places, deals)
        if not self._files:
            raise UsageError("there is no contract to count", hint="give a folder with DOCX, PDF, text or HTML files")
        told = read_deals(deals) if deals else {}
        self._deals = by_file(told, list(self._files), deals.name) if deals else {}

    def rows(self) -> Rows:
        """The observations, read from the files as they are asked for, once.

        Reading them raises UnreadableError where there is none in the end.
        """
        return Rows(name="the contracts", columns=COLUMNS, rows=self._rows())

    def report(self, *, full: bool = False) -> list[str]:
        """How many contracts were counted, and which files were not, with the reason; all of many only if `full`."""
        lines = [f"{self.counted} contracts counted, {len(self.left_out)} files left out"]
        listed = self.left_out if full else self.left_out[:_LISTED]
        lines += [f"  {left.file} {left.reason}" for left in listed]
        if len(self.left_out) > len(listed):
            lines.append(f"  and {len(self.left_out) - len(listed)} more, which --verbose lists")
        return lines

    def _rows(self) -> Iterator[Row]:
        names, seen, first = list(self._files), dict[str, str](), dict[str, Deal]()
        readings = in_order(read_file, [self._files[name] for name in names], _LOST, self._processes, _READY)
        for done, (name, reading) in enumerate(zip(names, readings, strict=True), start=1):
            deal = self._deals.get(name, Deal())
            if isinstance(reading, str):
                self.left_out.append(LeftOut(name, reading))
            elif name not in self._deals and not reading.plausible:
                self.left_out.append(LeftOut(name, "does not read like a contract, and no deal is told for it"))
            elif deal.deal is None and (other := seen.setdefault(reading.words, name)) != name:
                self.left_out.append(LeftOut(name, f"says the same as {other}"))
            else:
                self.counted += 1
                told = _joined(name, deal, reading)
                yield from self._observed(reading, first.setdefault(deal.deal, told) if deal.deal else told, deal)
            if self._progress:
                self._progress(done, len(names))
        self.left_out.sort(key=lambda left: left.file)
        if not self.counted:
            one, *others = self.left_out
            more = f", and {len(others)} more" if others else ""
            raise UnreadableError(f"no contract could be counted: {one.file} {one.reason}{more}")

    def _observed(self, reading: Reading, told: Deal, own: Deal) -> Iterator[Row]:
        from clausecheck.compare.presence import looked_for

        row = partial(_row, told, self._source)
        for kind in looked_for():
            yield row(clause_type=kind, present=kind in reading.present, direction=reading.directions.get(kind))
        for value in reading.values:
            yield row(
                clause_type=value.clause_type, term=value.term, value=value.value, unit=value.unit, name=value.name
            )
        for out in own.outcomes:
            yield row(clause_type=out.clause_type, proposed_by=out.proposed_by, outcome=out.outcome, round=out.round)

    def _listed(self, places: Sequence[Path], deals: Path | None) -> dict[str, Path]:
        """The files to read by their names below the folders, sorted; others are noted as left out.

        Of several folders, the name of the folder is part of the name.
        """
        found: dict[str, Path] = {}
        for place in places:
            above = Path(place.resolve().name if place.is_dir() and len(places) > 1 else "")
            for below, path in self._below(place) if place.is_dir() else [(Path(place.name), place)]:
                name = _plain(above / below)
                if name in found:
                    raise UsageError(f"there are two contracts called {name}", hint="give the folder above them")
                if not (deals and path.exists() and path.samefile(deals)):
                    found[name] = path
        files = {}
        for name, path in sorted(found.items()):
            if reason := _unfit(path):
                self.left_out.append(LeftOut(name, reason))
            else:
                files[name] = path
        return files

    def _below(self, folder: Path) -> Iterator[tuple[Path, Path]]:
        def fault(error: OSError) -> None:
            self.left_out.append(LeftOut(_plain(Path(error.filename).relative_to(folder)), "cannot be opened"))

        for at, folders, files in os.walk(folder, onerror=fault):
            folders[:] = [name for name in folders if not name.startswith(".")]
            links = [name for name in folders if (Path(at) / name).is_symlink()]
            for name in (*files, *links):
                if not name.startswith((".", "~$")):
                    path = Path(at) / name
                    yield path.relative_to(folder), path


def _joined(name: str, told: Deal, reading: Reading) -> Deal:
    """What is told of the deal, and where nothing is what its first contract says."""
    read = {field: getattr(reading, field) for field in ("seller", "buyer", "category", "region", "date")}
    blank = {field: value for field, value in read.items() if getattr(told, field) is None}
    return replace(told, deal=told.deal or _deal_name(name), **blank)


def _deal_name(file: str) -> str:
    """A deal by its file; where that is no name for one, with a mark that no other file has."""
    if len(file) <= _LONGEST and file == file.strip():
        return file
    return f"{file[:100].strip()} {hashlib.sha256(file.encode()).hexdigest()[:16]}"


def _row(told: Deal, source: str | None, **cells: Cell) -> Row:
    """A row of `COLUMNS`."""
    known: dict[str, Cell] = {field: getattr(told, field) for field in FIELDS} | {"source": source} | cells
    return tuple(known.get(column) for column in COLUMNS)


def _unfit(path: Path) -> str:
    """Why a file is not read; empty for one that is."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return "cannot be opened"
    if stat.S_ISLNK(mode):
        return "is a link, which is not followed"
    if not stat.S_ISREG(mode):
        return "is not a regular file"
    return "" if is_contract(path) else "is not a kind of file that contracts are read from"


def _plain(path: Path) -> str:
    """A name as text, also where the file system holds bytes that are none."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
