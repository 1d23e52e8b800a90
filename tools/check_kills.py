"""Kill a batch again and again, let the same command go on, and compare what it has made in the end byte by byte.

    python tools/check_kills.py [--files 300] [--kills 100] [--each 20] [--jobs 2] [--seed 1]

So many small contracts are made and reviewed once undisturbed. Then the same is done in further folders, each of which
sees `--each` kills (SIGKILL) at random moments: of the command itself, of one of the processes that it started, or of
all at once; after some of the last kind the end of the journal's log is cut off as well, as a power cut may do. The
same command is given again until it ends by itself. Every file of the results must then be that of the undisturbed
run, no temporary file may be there, and no process may have outlived the command that started it.

Moments are spread over the whole run: some are counted in seconds from the start of the command, most in reviews that
are there, with a random pause after. Prints counts as JSON; the exit code is 1 where anything differs.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kills.contracts import make_contracts
from kills.processes import descendants, end_those_left

PROGRAM: Final = str(Path(sys.executable).with_name("clausecheck"))
MARK: Final = "CHECK_KILLS_RUN"
WRONG: Final = ("files_that_differ", "files_missing", "files_too_many", "processes_left", "rounds_without_end")
"""What must be counted 0 times."""
_OWN: Final = "journal"
"""What begins so is no result: the journal, its log, its lock."""
_ENDED: Final = {0, 3}
"""Exit codes of a run that is complete; some of the files cannot be read."""
_AT_START: Final = 0.2
"""Share of the kills that come in the first seconds of a command."""
_START: Final = 2.5
_PAUSE: Final = 0.2
_TORN: Final = 0.5
"""Share of the kills of all processes after which the log is cut off."""
_LOOK: Final = 0.005
_ATTEMPTS: Final = 10
_LONGEST: Final = 600.0


def main(argv: Sequence[str] | None = None) -> int:
    """Kill, compare and print."""
    args = _arguments(argv)
    counts = Counter(dict.fromkeys(WRONG, 0))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="check-kills-") as scratch:
        root = Path(scratch)
        make_contracts(root / "uploads", args.files, args.seed)
        chance, whole = random.Random(args.seed), root / "undisturbed"
        first = _command(root, whole, args.jobs)
        if first.wait(_LONGEST) not in _ENDED:
            print("error: the undisturbed run failed", file=sys.stderr)
            return 1
        while counts["kills"] < args.kills:
            counts["rounds"] += 1
            out = root / f"killed-{counts['rounds']}"
            wanted = min(args.each, args.kills - counts["kills"])
            _Round(root, out, args.jobs, _reviews(whole), chance, counts).run(wanted)
            _compare(whole, out, counts)
    counts["seconds"] = round(time.monotonic() - began)
    print(json.dumps(dict(sorted(counts.items())), indent=1))
    return 1 if any(counts[name] for name in WRONG) or not counts["files_equal"] else 0


@dataclass
class _Round:
    """One folder of results, and the kills until it is complete."""

    root: Path
    out: Path
    jobs: int
    expected: int
    """How many reviews there are in the end."""
    chance: random.Random
    counts: Counter[str]
    process: subprocess.Popen[bytes] = field(init=False)
    before: int = 0
    """Reviews that were there when the command was started last."""

    def run(self, kills: int) -> None:
        """Kill so many times, fewer where the work is done before, then let it end."""
        self._start()
        while kills:
            if self._reached(kills):
                self._kill()
                kills -= 1
            elif self.process.returncode in _ENDED:
                return
            else:
                self._start()
        for _ in range(_ATTEMPTS):
            if self.process.wait(_LONGEST) in _ENDED:
                return
            self._start()
        self.counts["rounds_without_end"] += 1

    def _reached(self, left: int) -> bool:
        """Wait for the next moment; False where the command ended before it came."""
        if self.chance.random() < _AT_START:
            return self._waited(self.chance.uniform(0, _START))
        reviews = _reviews(self.out)
        wanted = min(self.expected, reviews + self.chance.uniform(0, 2 * (self.expected - reviews) / left))
        while _reviews(self.out) < wanted:
            if not self._waited(_LOOK):
                return False
        return self._waited(self.chance.uniform(0, _PAUSE))

    def _waited(self, seconds: float) -> bool:
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return True
        return False

    def _kill(self) -> None:
        """Kill one process or all of them; where the command itself is gone, start it again."""
        victims, reviews = descendants(self.process.pid), _reviews(self.out)
        stage = "at_the_end" if reviews == self.expected else "at_the_start" if reviews == self.before else "at_work"
        kind = self.chance.choice(("command", "worker", "all"))
        if kind == "worker" and victims:
            _end(self.chance.choice(victims))
        else:
            self._end_command(victims if kind == "all" else [])
        self.counts["kills"] += 1
        self.counts[f"kills_{stage}"] += 1
        self.counts[f"kills_of_{kind if kind != 'worker' or victims else 'command'}"] += 1
        if self.process.poll() is not None or kind != "worker" or not victims:
            self._start()

    def _start(self) -> None:
        self.before = _reviews(self.out)
        self.process = _command(self.root, self.out, self.jobs)

    def _end_command(self, others: list[int]) -> None:
        _end(self.process.pid)
        for pid in others:
            _end(pid)
        self.process.wait()
        self.counts["processes_left"] += end_those_left(f"{MARK}={self.out}")
        log = self.out / "journal.sqlite-wal"
        if others and self.chance.random() < _TORN and log.exists():
            os.truncate(log, self.chance.randrange(log.stat().st_size + 1))
            self.counts["logs_cut_off"] += 1


def _reviews(out: Path) -> int:
    return sum(1 for _ in (out / "reviews").glob("*.json"))


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _command(root: Path, out: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [PROGRAM, "batch", "uploads", "--out", str(out), "--side", "both", "--jobs", str(jobs), "--offline"]
    (temporary := root / "temporary").mkdir(exist_ok=True)
    env = {**os.environ, MARK: str(out), "CLAUSECHECK_DATA": str(root / "data"), "TMPDIR": str(temporary)}
    return subprocess.Popen(
        [*command, "--quiet"], cwd=root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _compare(whole: Path, out: Path, counts: Counter[str]) -> None:
    """Count the files of the results that are equal, that differ, that are missing, that are too many."""
    expected, found = _results(whole), _results(out)
    for name, data in expected.items():
        equal = found.get(name) == data
        counts["files_equal" if equal else "files_that_differ" if name in found else "files_missing"] += 1
        if not equal:
            print(f"{out.name}: {name}", file=sys.stderr)
    counts["files_too_many"] += len(found.keys() - expected.keys())


def _results(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(_OWN)
    }


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--each", type=int, default=20, help="kills before a folder of results is completed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
