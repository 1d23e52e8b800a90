"""Read every DOCX of a folder beside python-docx listing paragraphs with their styles, and one long DOCX.

    python tools/bench_docx.py DOCUMENTS [--long NAME] [--runs 3]

Speed: CPU seconds of this process for `read_docx` on the bytes of a file (numbering, notes, tables, tracked changes and
all) and for python-docx's `[(p.text, p.style.name) for p in Document(file).paragraphs]`; the best of some runs. Files
that either of the two refuses are left out of both sums. The long file is the one with most paragraphs, or NAME.
Memory (Linux): for each file a new process imports the reader, reads the smallest file, notes the most memory it has
held (VmHWM), reads the file and notes it again; the difference is what reading it took, its unpacked parts and the
Document included, and the second figure is the whole process. The worst of each folder is printed.
"""

import argparse
import hashlib
import io
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import docx

from clausecheck.errors import UnreadableError
from clausecheck.read.docx.reader import read_docx

_MEMORY = """
import sys
from pathlib import Path
from clausecheck.read.docx.reader import read_docx
def most():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmHWM"))
data = Path(sys.argv[1]).read_bytes()
read_docx(Path(sys.argv[2]).read_bytes(), "warm.docx", "")
before = most()
document = read_docx(data, "a.docx", "")
print(before, most())
"""


def main(argv: Sequence[str] | None = None) -> None:
    """Print the comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--long", help="name of the long file")
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args(argv)
    paths = sorted(path for path in args.documents.rglob("*") if path.suffix.lower() in (".docx", ".docm", ".dotx"))
    files = {path: path.read_bytes() for path in paths}
    lengths = {path: length for path, data in files.items() if (length := _both_read(data, path.name))}
    seconds = {path: _best(files[path], path.name, args.runs) for path in lengths}
    _show(f"{len(lengths)} files", list(seconds.values()))
    for folder in sorted({path.parent for path in lengths}):
        inside = [seconds[path] for path in lengths if path.parent == folder]
        _show(f"  {folder.name}, {len(inside)} files", inside)
    longest = max(lengths, key=lambda path: (path.name == args.long, lengths[path]))
    _show(f"{longest.name}, {lengths[longest]:,} paragraphs", [seconds[longest]])
    _show_memory(list(lengths))


def _both_read(data: bytes, name: str) -> int:
    """How many paragraphs python-docx lists; 0 where one of the two cannot read the file."""
    try:
        _ours(data, name)
        return _theirs(data)
    except UnreadableError:
        return 0
    except Exception as fault:  # noqa: BLE001  (python-docx raises whatever its libraries do)
        print(f"  {name}: python-docx: {type(fault).__name__}")
        return 0


def _ours(data: bytes, name: str) -> int:
    return len(read_docx(data, name, hashlib.sha256(data).hexdigest()).blocks)


def _theirs(data: bytes) -> int:
    return len([(paragraph.text, paragraph.style.name) for paragraph in docx.Document(io.BytesIO(data)).paragraphs])


def _best(data: bytes, name: str, runs: int) -> tuple[float, float]:
    """The fewest CPU seconds of our reader and of python-docx, in turns."""
    pairs = [(_cpu(_ours, data, name), _cpu(_theirs, data)) for _ in range(runs)]
    ours, theirs = zip(*pairs, strict=True)
    return min(ours), min(theirs)


def _cpu(work: Callable[..., int], *arguments: object) -> float:
    before = time.process_time()
    work(*arguments)
    return time.process_time() - before


def _show(what: str, seconds: Sequence[tuple[float, float]]) -> None:
    ours, theirs = (sum(column) for column in zip(*seconds, strict=True))
    print(f"{what:48} {ours:8.3f} CPU s   python-docx {theirs:8.3f} CPU s   {theirs / ours:5.1f} times as fast")


def _show_memory(paths: Sequence[Path]) -> None:
    smallest = min(paths, key=lambda path: path.stat().st_size)
    peaks: dict[Path, tuple[float, float]] = {}
    for path in paths:
        command = [sys.executable, "-c", _MEMORY, str(path), str(smallest)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode == 0:
            before, after = map(int, done.stdout.split())
            peaks[path] = ((after - before) / 1024, after / 1024)
    for folder in sorted({path.parent for path in peaks}):
        worst = max((path for path in peaks if path.parent == folder), key=lambda path: peaks[path][0])
        reader, total = peaks[worst]
        print(f"peak memory, {folder.name:20} {reader:6.1f} MB for the reader, {total:6.1f} MB in all ({worst.name})")


if __name__ == "__main__":
    main()
