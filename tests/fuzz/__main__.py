"""Fuzz the readers with spoiled files.

    python -m tests.fuzz [--seconds 75] [--seed N] [--target docx|pdf|html|markdown|text] [--keep FOLDER]
    python -m tests.fuzz --replay FILE

The time is shared by the targets. Every case is told by target, seed and number alone. A case that raises what it must
not, breaks an invariant, kills its process or takes longer than the deadline is kept in FOLDER with the words to replay
it, and the exit code is 1. A few cases of each target also go through the limited child process.
"""

import argparse
import logging
import secrets
import sys
import time
from collections import Counter
from pathlib import Path

from clausecheck import read
from clausecheck.errors import UnreadableError
from tests.fuzz.cases import TARGETS, Target, case
from tests.fuzz.invariants import check
from tests.fuzz.worker import outcomes

THROUGH_CHILD = 12
"""Cases of each target that are read as the program reads them."""
SHOWN = 3
"""Failures of a target that are printed whole."""


def main() -> int:
    """Run, and print a row for each target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=75.0, help="for all targets together (default 75)")
    parser.add_argument("--seed", type=int, default=None, help="a number; without it one is drawn and printed")
    parser.add_argument("--target", choices=[target.name for target in TARGETS], action="append")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"), help="where failing files are kept")
    parser.add_argument("--deadline", type=float, default=30.0, help="seconds that one case may take (default 30)")
    parser.add_argument("--replay", type=Path, help="check one kept file, with a traceback where it fails")
    args = parser.parse_args()
    if args.replay:
        print(check(args.replay.read_bytes(), args.replay.name, thorough=True))
        return 0
    logging.disable()
    seed = secrets.randbelow(10**9) if args.seed is None else args.seed
    chosen = [target for target in TARGETS if not args.target or target.name in args.target]
    print(f"seed {seed}, {args.seconds:.0f} seconds", flush=True)
    failures = sum([fuzz(target, seed, args.seconds / len(chosen), args.deadline, args.keep) for target in chosen])
    return int(failures > 0)


def fuzz(target: Target, seed: int, seconds: float, deadline: float, keep: Path) -> int:
    """Run one target for some seconds; the answer counts its failures."""
    end = time.monotonic() + seconds
    told: Counter[str] = Counter()
    failures, slowest, count = 0, 0.0, 0
    for data in set(target.files()):  # what is loaded here need not be loaded by every worker
        check(data, f"seed{target.suffix}", thorough=True)
    for number in range(THROUGH_CHILD):
        try:
            read.read_bytes(case(target, seed, number), f"fuzz{target.suffix}")
        except UnreadableError:
            continue
    for outcome in outcomes(target, seed, 0, deadline):
        count += 1
        slowest = max(slowest, outcome.seconds)
        if outcome.failed:
            failures += 1
            kept(target, seed, outcome.number, keep, outcome.told if failures <= SHOWN else outcome.told[-200:])
        else:
            told[outcome.told] += 1
        if time.monotonic() > end:
            break
    ways = ", ".join(f"{how} {often}" for how, often in told.most_common())
    print(f"{target.name:9} {count:6} cases, {failures} failures, slowest {slowest:.1f} s of work: {ways}", flush=True)
    return failures


def kept(target: Target, seed: int, number: int, keep: Path, told: str) -> None:
    """Write the failing file and say how to see it again."""
    keep.mkdir(parents=True, exist_ok=True)
    path = keep / f"{target.name}-{seed}-{number}{target.suffix}"
    path.write_bytes(case(target, seed, number))
    print(f"FAILED {target.name} case {number}\n{told}\nreplay: python -m tests.fuzz --replay {path}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
