"""What the whole offline review of a long contract costs beyond imports, in CPU seconds, beside a peer in the same run.

    python tools/bench_review.py FILE [FILE…] [--rounds 5] [--check SECONDS]

Each round runs, in fresh processes and turn by turn, the command as a user runs it (`review FILE --offline --format
json`), the same command on a contract of one line, which loads every module that a review needs, and a peer that only
takes the words out of the file: pdfminer.six for a PDF, python-docx for a Word file, spaCy's tokenizer for text. CPU
time of a process with its children is counted, so a busy machine does not count; the middle of the rounds is told.
With --check the exit code is 1 where a review costs more than that beyond imports.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench_startup import ENVIRONMENT, PROGRAM

_SHORT = "CONSULTING AGREEMENT\n\n1. Payment. The Customer shall pay the Provider within thirty (30) days.\n"
_PEERS = {
    ".pdf": "from pdfminer.high_level import extract_text; extract_text(sys.argv[1])",
    ".docx": "import docx; [p.text for p in docx.Document(sys.argv[1]).paragraphs]",
    ".txt": "import spacy; nlp = spacy.blank('en'); nlp.max_length = 1 << 24; nlp(open(sys.argv[1]).read())",
}


def cpu(command: Sequence[str]) -> float:
    """CPU seconds of one run, with its children. Raises RuntimeError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def review(path: Path) -> list[str]:
    """The command that is measured."""
    return [PROGRAM, "review", str(path), "--offline", "--no-history", "--format", "json"]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", type=float, metavar="SECONDS")
    args = parser.parse_args()
    slow = False
    for path in args.files:
        beyond = show(path, args.rounds)
        slow |= args.check is not None and beyond > args.check
    return int(slow)


def show(path: Path, rounds: int) -> float:
    """Print what one file costs, and return the CPU seconds beyond imports."""
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder, f"short{path.suffix}")
        short.write_bytes(_short(path.suffix))
        peer = [sys.executable, "-c", f"import sys; {_PEERS.get(path.suffix, _PEERS['.txt'])}", str(path)]
        commands = {"whole": review(path), "imports": review(short), "peer": peer}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, command in commands.items():
                spent = cpu(command)
                if turn:
                    times[name].append(spent)
    middle = {name: statistics.median(values) for name, values in times.items()}
    beyond = middle["whole"] - middle["imports"]
    ratio = beyond / middle["peer"]
    print(f"{path.name}: {beyond:.2f} CPU s beyond imports, the middle of {rounds} rounds")
    print(f"  {middle['whole']:.2f} in all, {middle['imports']:.2f} on one line")
    print(f"  {ratio:.2f} times the peer's {middle['peer']:.2f} for the words alone")
    return beyond


def _short(suffix: str) -> bytes:
    """A contract of one line in the same format."""
    if suffix == ".docx":
        from bench_startup import one_page

        return one_page()
    if suffix == ".pdf":
        return _one_line_pdf()
    return _SHORT.encode()


def _one_line_pdf() -> bytes:
    lines = " ".join(f"({line}) Tj 0 -14 Td" for line in _SHORT.replace("(30) ", "").splitlines() if line)
    stream = f"BT /F1 11 Tf 60 760 Td {lines} ET".encode()
    fonts = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s >>" % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(made),
    )


if __name__ == "__main__":
    sys.exit(main())
