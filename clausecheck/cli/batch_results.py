"""Where the results of a batch go: held by one run at a time, with the journal of what is done."""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clausecheck.batch.journal import Journal
from clausecheck.batch.lock import Lock
from clausecheck.batch.place import Folder, Place
from clausecheck.batch.remote import Remote, is_address, local_path
from clausecheck.cli import output
from clausecheck.errors import UsageError

JOURNAL = "journal.sqlite"


@dataclass(frozen=True, slots=True)
class Results:
    """A place for results that is held, and what is known of it."""

    place: Place
    journal: Journal
    checkpoint: Callable[[], None]
    """To be called after each file that is done."""


def folder(args: argparse.Namespace) -> Path | None:
    """The folder of the results, which need not be there; None for an address. Raises UsageError for what is none."""
    out = local_path(args.out) if is_address(args.out) else args.out
    if out is None:
        if args.offline:
            raise UsageError(f"--out {args.out} needs a network", hint="leave out --offline, or name a folder")
        return None
    path = Path(out)
    if os.path.lexists(path) and not path.is_dir():
        raise UsageError(f"--out: {path.name} is no folder", hint="give the name of a folder")
    return path


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Results]:
    """The results that `--out` names, held until the end. Raises ResultsError where they cannot be kept."""
    path = folder(args)
    if path is None:
        remote = Remote(args.out)
        with Lock(remote.folder):
            remote.fetch()
            with Journal(remote.folder / JOURNAL) as journal:
                output.warn([*journal.said])
                yield Results(remote.place, journal, remote.checkpoint(journal))
                remote.send(journal)
        return
    place = Folder(path)
    with Lock(path):
        place.tidy()
        with Journal(path / JOURNAL) as journal:
            output.warn([*journal.said])
            yield Results(place, journal, lambda: None)
