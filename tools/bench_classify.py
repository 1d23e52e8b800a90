#!/usr/bin/env python3
"""How long typing takes, in CPU time: bench_classify.py FILE [FILE …].

Prints what loading costs above numpy, in a fresh process, and the time a clause on each file.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from clausecheck import read, segment
from clausecheck.classify import classify

LOAD = """
import time
import numpy
from clausecheck.model import Clause, Part, Span
begun = time.process_time()
from clausecheck.classify import classify
classify([Clause(id="c1", number="1", path="1", heading="Fees", level=1, parent=None, span=Span(0, 4), text="Fees",
                 whole=Span(0, 4), part=Part.BODY, page=None, paragraph=1)])
print(time.process_time() - begun)
"""


def main() -> None:
    """Measure loading nine times, and each file five times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    args = parser.parse_args()
    loads = [
        float(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True).stdout)
        for _ in range(9)
    ]
    print(f"loading above numpy, with one clause: {1000 * statistics.median(loads):.1f} ms")
    for path in args.files:
        clauses = segment.segment(read.read(path))
        times = []
        for _ in range(5):
            begun = time.process_time()
            classify(clauses)
            times.append(time.process_time() - begun)
        each = min(times) / max(1, len(clauses))
        print(f"{path.name}: {len(clauses)} clauses, {each * 1e6:.0f} µs a clause, {1000 * min(times):.1f} ms in all")


if __name__ == "__main__":
    main()
