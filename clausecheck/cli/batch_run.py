"""One run of `clausecheck batch`: what is asked for, the work, the tables, and the exit code."""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from clausecheck.batch.running import Again, Batch
from clausecheck.batch.sources import Asked, Sources
from clausecheck.cli import batch_asked, batch_ending, batch_engine, batch_results, output
from clausecheck.cli.batch import INTERVAL
from clausecheck.cli.batch_asking import Asking
from clausecheck.cli.batch_progress import Display, display
from clausecheck.cli.batch_record import Record
from clausecheck.cli.batch_results import Results
from clausecheck.cli.batch_signals import Signals
from clausecheck.cli.batch_tally import Tally
from clausecheck.model import Side
from clausecheck.model.batch import Upload
from clausecheck.report.batch.tables import write_tables
from clausecheck.report.batch.totals import Totals

_SHARE = 10
"""How many times as long as writing the tables took they are left alone, while more files come."""


def run(args: argparse.Namespace) -> int:
    """Review the files, write the results and return the exit code."""
    batch_asked.check(args)
    how, sides = batch_asked.reviewing(args), batch_asked.sides(args)
    asked = Asked(sides=sides, category=args.category, region=args.region, account=batch_asked.account(args))
    found = Sources(args.paths, asked, out=batch_results.folder(args) or args.out, standard_input=sys.stdin.buffer)
    uploads: Iterator[Upload | None] = iter(()) if args.watch else found.uploads()
    shown = display(Tally(None if args.watch else found.total()), quiet=args.quiet, verbose=args.verbose)
    asking, record = Asking(args, shown), Record(args)
    with closing(batch_engine.engine(args, how)) as engine, Signals(engine, shown.signalled) as signals:
        try:
            with batch_results.opened(args) as results, asking.questions(how, results.journal) as questions:
                tables = _Tables(results, shown, set(sides), wanted=not args.dry_run)
                batch = Batch(
                    how=how,
                    engine=engine,
                    journal=results.journal,
                    place=results.place,
                    told=shown.told,
                    record=record.keep,
                    questions=questions,
                    again=Again.ALL if args.force else Again.UNREAD if args.retry else Again.FAILED,
                    quiet=lambda: tables.idle(batch),
                    checkpoint=results.checkpoint,
                )
                if args.watch:
                    uploads = found.watch(args.interval or INTERVAL, lambda: bool(signals.code))
                shown.begin()
                batch.run(tables.seen(uploads, batch))
                totals = tables.write(batch)
        except KeyboardInterrupt:
            shown.end()
            output.fault("stopped at once", batch_ending.AGAIN)
            return signals.code
        finally:
            shown.end()
    output.warn([*record.warnings(), *batch_engine.notices(engine)])
    if totals is None:
        asking.write_estimate(args.format)
        return signals.code
    batch_ending.write_summary(totals, args)
    batch_ending.remark(totals, args, signals.code)
    return signals.code or batch_ending.exit_code(totals, args.fail_on)


@dataclass(slots=True)
class _Tables:
    """The tables of a batch: written in the end, and whenever it has caught up with what came in."""

    results: Results
    shown: Display
    sides: set[Side]
    """Those that any file is reviewed for."""
    wanted: bool
    """Whether they are written at all."""
    _due: bool = field(default=False, init=False)
    _next: float = field(default=0.0, init=False)

    def seen(self, uploads: Iterable[Upload | None], batch: Batch) -> Iterator[Upload | None]:
        """The uploads; where none comes, tables that were put off are written."""
        for upload in uploads:
            if upload is not None:
                self.sides.update(upload.sides)
            elif self._due:
                self.idle(batch)
            yield upload

    def idle(self, batch: Batch) -> None:
        """All is done so far: write the tables, if they have not been written just now."""
        self._due = time.monotonic() < self._next
        if not self._due:
            began = time.monotonic()
            self.write(batch)
            self._next = time.monotonic() + _SHARE * (time.monotonic() - began)
            self.shown.idle()

    def write(self, batch: Batch) -> Totals | None:
        """Write all tables, if they are wanted."""
        if not self.wanted:
            return None
        return write_tables(batch.rows(), [side for side in Side if side in self.sides], self.results.place.writing)
