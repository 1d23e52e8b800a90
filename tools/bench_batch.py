"""Review many uploads with several numbers of workers, count what is lost or doubled, and do the same as a plain loop.

    python tools/bench_batch.py SHARED [--count 200] [--seed 1] [--jobs 1 2] [--peer 100]
    python tools/bench_batch.py SHARED --uploads FOLDER [--out FOLDER] …

The uploads are made by `make_uploads.py` from the shared documents, or were before (--uploads). Each number of workers
reviews them into a folder of its own: wall clock, files a second, CPU seconds, and the most memory that all processes
of the command held together (proportional set sizes, twice a second). Tables and reviews are then compared with the
list of uploads: each must have one row and, where it was reviewed, the review of its own bytes. Last, so many uploads,
evenly chosen, are reviewed by one worker and read by a plain loop of pdfplumber or python-docx and spaCy's tokenizer,
which judges nothing. The loop gets 60 seconds a file, or it would not end on some stress files.

Wall clocks are worth something on a quiet machine alone. The exit code is 1 where an upload is lost, doubled or told
wrongly.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from make_uploads import UPLOADS, make, read_list
from uploads.checking import check
from uploads.peer import loop
from uploads.running import Run, review
from uploads.sampling import sample


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, compare and print."""
    args = _arguments(argv)
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as scratch:
        root = args.uploads or Path(scratch, "made")
        if not args.uploads:
            make(args.shared, root, args.count, args.seed)
        uploads, out = read_list(root), args.out or Path(scratch, "out")
        wrong, runs = 0, []
        for jobs in args.jobs:
            runs.append(review(root / UPLOADS, out / f"jobs-{jobs}", jobs))
            _show(f"{jobs} worker{'s' * (jobs > 1)}", runs[-1], len(uploads))
            wrong += check(uploads, out / f"jobs-{jobs}")
        if len(runs) > 1:
            _compare(runs[0], runs[-1])
        if args.peer:
            _beside(root, Path(scratch), args.peer)
    return int(wrong > 0)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--peer", type=int, default=100, help="uploads for the plain loop; 0 leaves it out")
    parser.add_argument("--uploads", type=Path, help="uploads that make_uploads.py has made")
    parser.add_argument("--out", type=Path, help="where the results are kept")
    return parser.parse_args(argv)


def _show(what: str, run: Run, files: int) -> None:
    print(f"{what}: {files:,} files in {run.wall:.1f} s, {files / run.wall:.2f} files a second, exit code {run.code}")
    print(f"  {run.cpu:.1f} CPU s, {run.cpu / files:.3f} a file; most memory of all processes {run.memory:.0f} MB")


def _compare(one: Run, more: Run) -> None:
    print(f"throughput {one.wall / more.wall:.2f} times that of the first; CPU seconds {more.cpu / one.cpu:.2f} times")


def _beside(root: Path, scratch: Path, count: int) -> None:
    """The same few uploads, by one worker and by a plain loop."""
    paths = sample(root / UPLOADS, scratch / "sample", count)
    ours, peer, count = review(scratch / "sample", scratch / "beside", 1), loop(paths), len(paths)
    _show("one worker, the sample", ours, count)
    print(f"plain loop, the sample: {count:,} files in {peer.wall:.1f} s, {count / peer.wall:.2f} files a second")
    print(
        f"  {peer.cpu:.1f} CPU s; most memory {peer.memory:.0f} MB; {peer.failed} raised, {peer.late} cut off at 60 s"
    )
    print(f"a whole review takes {ours.wall / peer.wall:.2f} times the plain loop's time for the words alone")


if __name__ == "__main__":
    sys.exit(main())
