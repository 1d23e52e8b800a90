"""What a scan costs beside a parse of the same file, in CPU seconds, children included.

    python tools/bench_scan.py PATH… [--rounds 3] [--worst 10] [--before FOLDER]

PATH is a file or a folder whose files are read, folders in it too. Scan and parse take turns on each file; of the
rounds the one with the fewest seconds counts, and a first file is read beforehand so that all modules are loaded. Both
write their JSON. Files that cannot be read are left out. With --before, an earlier version of the package lies in
FOLDER and its parse of the same files is measured too: a reader that looks for hidden words does so for either command,
so the figures beside that version tell what it costs in all.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Self

Way = Callable[[Path], float | None]
_SUFFIXES = frozenset((".docx", ".pdf", ".txt", ".html", ".htm", ".md"))


def main(argv: Sequence[str] | None = None) -> None:
    """Print the sums, the share of files where a scan costs more, and the worst of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.answer:
        answer()
        return
    files = [path for each in args.paths for path in found(each)]
    with Earlier(args.before) if args.before else nullcontext() as earlier:
        ways: dict[str, Way] = {"scan": partial(cpu, scan), "parse": partial(cpu, parse)}
        if earlier:
            ways["before"] = earlier.cpu
        show(measured(files, args.rounds, ways), args.worst)


def found(path: Path) -> list[Path]:
    """The file, or the files in the folder that may be contracts."""
    if path.is_file():
        return [path]
    return sorted(each for each in path.rglob("*") if each.suffix.lower() in _SUFFIXES and each.is_file())


def measured(files: Sequence[Path], rounds: int, ways: dict[str, Way]) -> dict[Path, dict[str, float]]:
    """The fewest seconds of each way on each file that can be read."""
    spent: dict[Path, dict[str, float]] = {}
    for way in ways.values():
        way(files[0])
    for path in files:
        turns = [{name: way(path) for name, way in ways.items()} for _ in range(rounds)]
        least = {name: min((turn[name] for turn in turns), key=lambda each: each or 0.0) for name in ways}
        if None not in least.values():
            spent[path] = {name: each for name, each in least.items() if each is not None}
    return spent


def cpu(work: Callable[[Path], object], path: Path) -> float | None:
    """CPU seconds of `work` on the file; None where it cannot be read."""
    from clausecheck.errors import UnreadableError

    before = _spent()
    try:
        work(path)
    except UnreadableError:
        return None
    return _spent() - before


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def scan(path: Path) -> int:
    """Length of what `clausecheck scan --format json` prints."""
    from clausecheck.report.json import to_json
    from clausecheck.report.json_scan import scan_json
    from clausecheck.review import scan_file

    return len(to_json(scan_json(*scan_file(path))))


def parse(path: Path) -> int:
    """Length of what `clausecheck parse --format json` prints."""
    from clausecheck.report.json import parse_json, to_json
    from clausecheck.review import read_contract

    return len(to_json(parse_json(read_contract(path))))


class Earlier:
    """A process with the version of the package in a folder, which says what its parse of a file costs."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, __file__, "-", "--answer"]
        env = os.environ | {"PYTHONPATH": str(folder.resolve())}
        self._process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def cpu(self, path: Path) -> float | None:
        """CPU seconds of its parse; None where it cannot read the file."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path.resolve()}\n")
        self._process.stdin.flush()
        seconds: float | None = json.loads(self._process.stdout.readline())
        return seconds


def answer() -> None:
    """Write for each path read from standard input what its parse costs."""
    for line in sys.stdin:
        print(json.dumps(cpu(parse, Path(line.rstrip("\n")))), flush=True)


def show(spent: dict[Path, dict[str, float]], worst: int) -> None:
    """Print the figures."""
    for suffix in ("", *sorted({path.suffix.lower() for path in spent})):
        some = [each for path, each in spent.items() if path.suffix.lower().startswith(suffix)]
        _sums(suffix or "all", some)
    print("\nscan in parts of parse, the most costly files")
    by_share = sorted(spent.items(), key=lambda each: each[1]["scan"] / max(each[1]["parse"], 0.001), reverse=True)
    for path, each in by_share[:worst]:
        share = each["scan"] / max(each["parse"], 0.001)
        print(f"  {share:6.2f}  {each['scan']:7.3f} s  {each['parse']:7.3f} s  {path.name}")


def _sums(what: str, some: Sequence[dict[str, float]]) -> None:
    scanned, parsed = (sum(each[way] for each in some) for way in ("scan", "parse"))
    more = sum(each["scan"] > each["parse"] for each in some)
    share = f"{scanned / parsed:5.2f} of parse; more on {more}"
    print(f"{what:6} {len(some):4} files: scan {scanned:7.2f} s, parse {parsed:7.2f} s, {share}")
    if "before" in some[0]:
        before = sum(each["before"] for each in some)
        dearer = sum(each["scan"] > each["before"] for each in some)
        shares = f"scan {scanned / before:5.2f} of it, parse {parsed / before:5.2f}"
        print(f"{'':6} earlier parse {before:7.2f} s: {shares}; scan more on {dearer}")


if __name__ == "__main__":
    main()
