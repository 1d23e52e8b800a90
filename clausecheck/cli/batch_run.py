"""One run of `clausecheck batch`: what is asked for, the work, the tables, and the exit code."""

import argparse
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from clausecheck.batch.engines.here import Here
from clausecheck.batch.journal import Journal
from clausecheck.batch.lock import Lock
from clausecheck.batch.place import Folder
from clausecheck.batch.running import Again, Batch
from clausecheck.batch.sources import uploads
from clausecheck.cli import batch_asked, output, review, scan
from clausecheck.cli.batch_progress import Display, display
from clausecheck.cli.batch_record import Record
from clausecheck.cli.batch_signals import Signals
from clausecheck.cli.batch_tally import Tally
from clausecheck.cli.options import HIDDEN
from clausecheck.model import Severity, Verdict
from clausecheck.model.batch import Outcome, Result, Reviewing, Row
from clausecheck.report.batch.csv import to_csv

_UNFINISHED = frozenset({Outcome.FAILED, Outcome.PENDING})
_UNREAD = frozenset({Outcome.UNREADABLE, Outcome.LIMIT, Outcome.PARTIAL})


def run(args: argparse.Namespace) -> int:
    """Review the files, write the results and return the exit code."""
    batch_asked.check(args)
    how, out = batch_asked.reviewing(args), batch_asked.folder(args)
    total = sum(1 for _ in uploads(args.paths, batch_asked.sides(args), args.category, args.region))
    shown = display(Tally(total), quiet=args.quiet, verbose=args.verbose)
    with closing(Here(how)) as engine, Signals(engine, shown.signalled) as signals:
        try:
            code = _work(args, how, engine, out, shown)
        except KeyboardInterrupt:
            shown.end()
            output.fault("stopped at once", "the same command goes on; what is done is kept")
            return signals.code
        finally:
            shown.end()
    return signals.code or code


def _work(args: argparse.Namespace, how: Reviewing, engine: Here, out: Path, shown: Display) -> int:
    sides, record = batch_asked.sides(args), Record(args)
    with Lock(out), Journal(out / "journal.sqlite") as journal:
        place = Folder(out)
        place.tidy()
        output.warn([*journal.said])
        batch = Batch(
            how=how,
            engine=engine,
            journal=journal,
            place=place,
            told=shown.told,
            record=record.keep,
            again=Again.ALL if args.force else Again.UNREAD if args.retry else Again.FAILED,
        )
        shown.begin()
        batch.run(uploads(args.paths, sides, args.category, args.region))
        shown.end()
        place.write("results.csv", to_csv(batch.rows(), sides).encode())
        output.warn(record.warnings())
        return _exit_code(batch.rows(), args.fail_on)


def _exit_code(rows: Iterable[Row], fail_on: str | None) -> int:
    """What hides words comes first, then what is not done, what was not read, and last what was found."""
    codes = {_code_of(row.result, fail_on) for row in rows}
    return next((code for code in (scan.HIDDEN, 1, output.PARTIAL, review.FINDINGS) if code in codes), 0)


def _code_of(result: Result, fail_on: str | None) -> int:
    if fail_on == HIDDEN and result.scan is Verdict.HOSTILE:
        return scan.HIDDEN
    if result.outcome in _UNFINISHED:
        return 1
    if result.outcome in _UNREAD:
        return output.PARTIAL
    if fail_on in {None, HIDDEN}:
        return 0
    least = Severity(fail_on).rank
    return review.FINDINGS if any(one.worst and one.worst.rank >= least for one in result.judged) else 0
