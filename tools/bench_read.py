"""Read PDFs beside pdfplumber and pdfium, parse them and CUAD's texts, read a PDF of 500 pages: all figures in one run.

    python tools/bench_read.py CORPORA [DOCUMENTS] [--pdfs N] [--rounds 3]

CORPORA is a folder with `cuad/contracts.jsonl.gz` and `cuad/pdf/*.pdf`. Over these PDFs and one of 100 pages joined
from them, CPU seconds, children included, of: pdfium's plain text by pypdfium2; our lines with box, text, font, size,
colour, alpha and rendering mode; `read_contract` with its JSON; pdfplumber's `extract_words`. The four take turns on
each file. Lines and plain text are compared by the fewest seconds of the rounds; with `extract_words`, which has one
round, by their mean. All modules are loaded beforehand. Wall clocks are left out because machines are shared. Then the
whole command on the 100 pages, CPU seconds of the texts, and the most memory that the reading process and the command
hold on 500 pages. With DOCUMENTS, Word files beside python-docx (`bench_docx.py`).
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import bench_docx
import pdfplumber
import pypdfium2

from clausecheck.errors import UnreadableError
from clausecheck.read.pdf.reader import read_pdf
from clausecheck.read.pdf.text import PageReader
from clausecheck.report.json import parse_json, to_json
from clausecheck.review import read_contract

_LONG = 500
"""Pages of the PDF whose memory is measured."""
_MEMORY = """
import resource, sys
from pathlib import Path
from clausecheck.review import read_contract
read_contract(Path(sys.argv[1]))
print(*(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)))
"""
_UNIT = 1 / 1024 if sys.platform != "darwin" else 1 / 1024 / 1024


def main(argv: Sequence[str] | None = None) -> None:
    """Print all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("documents", type=Path, nargs="?")
    parser.add_argument("--pdfs", type=int, default=0, help="only so many PDFs, evenly chosen")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args(argv)
    every = sorted((args.corpora / "cuad" / "pdf").glob("*.pdf"))
    pdfs = every[:: max(1, len(every) // args.pdfs)][: args.pdfs] if args.pdfs else every
    read_pdf(every[0].read_bytes(), every[0].name, "")
    with tempfile.TemporaryDirectory() as folder:
        compare(f"{len(pdfs)} PDFs", pdfs, args.rounds)
        hundred = join(every, 100, Path(folder) / "hundred.pdf")
        compare("one PDF of 100 pages", [hundred], args.rounds)
        show_command(hundred)
        show_memory(join(every, _LONG, Path(folder) / "long.pdf"))
    show_texts(args.corpora / "cuad" / "contracts.jsonl.gz")
    if args.documents:
        bench_docx.main([str(args.documents)])


def compare(what: str, pdfs: Sequence[Path], rounds: int) -> None:
    """Print CPU seconds of the four ways and the ratios."""
    ways: dict[str, Callable[[Path], object]] = {"plain": plain_text, "lines": lines, "parse": parse}
    spent, mean = dict.fromkeys(ways, 0.0), dict.fromkeys((*ways, "words"), 0.0)
    for path in pdfs:
        seconds = [{name: cpu(partial(way, path)) for name, way in ways.items()} for _ in range(rounds)]
        for name in ways:
            spent[name] += min(each[name] for each in seconds)
            mean[name] += sum(each[name] for each in seconds) / rounds
        mean["words"] += cpu(partial(extract_words, path))
    pages = sum(map(count_pages, pdfs))
    print(f"{what}, {pages:,} pages; CPU seconds, and milliseconds a page")
    for name, label in (
        ("words", "pdfplumber extract_words"),
        ("plain", "pypdfium2 plain text"),
        ("lines", "lines with attributes"),
        ("parse", "parse"),
    ):
        print(f"  {label:26} {mean[name]:8.2f} s {1000 * mean[name] / pages:8.2f} ms")
    print(f"  lines are {mean['words'] / mean['lines']:.1f} times as fast as extract_words")
    print(f"  lines cost {spent['lines'] / spent['plain']:.2f} times plain text")
    print(f"  parse costs {mean['parse'] / mean['words']:.3f} of extract_words")


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of `work`, of this process and its children."""
    before = _spent()
    work()
    return _spent() - before


def plain_text(path: Path) -> int:
    """Characters of pdfium's plain text."""
    document = pypdfium2.PdfDocument(path)
    characters = 0
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        characters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return characters


def lines(path: Path) -> int:
    """How many stretches of words with their attributes the program's reader finds."""
    document = pypdfium2.PdfDocument(path)
    reader = PageReader(path.name)
    found = 0
    for index in range(len(document)):
        page = document[index]
        found += len(reader.read(page, index + 1).words)
        page.close()
    document.close()
    return found


def parse(path: Path) -> int:
    """Length of what `clausecheck parse --format json` prints; 0 where the file cannot be read."""
    try:
        return len(to_json(parse_json(read_contract(path))))
    except UnreadableError:
        return 0


def extract_words(path: Path) -> int:
    """How many words pdfplumber finds; each page is closed, or its memory would grow."""
    words = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            words += len(page.extract_words())
            page.close()
    return words


def count_pages(path: Path) -> int:
    """Pages of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def join(pdfs: Iterable[Path], pages: int, target: Path) -> Path:
    """One PDF of so many pages, from the first pages of `pdfs`."""
    joined = pypdfium2.PdfDocument.new()
    for path in pdfs:
        source = pypdfium2.PdfDocument(path)
        room = pages - len(joined)
        if room <= 0:
            break
        joined.import_pages(source, pages=list(range(min(room, len(source)))))
    joined.save(target)
    return target


def show_command(path: Path) -> None:
    """Print the CPU seconds of the command, start-up and all."""
    command = [sys.executable, "-m", "clausecheck", "parse", str(path), "--format", "json"]
    seconds = min(cpu(lambda: subprocess.run(command, check=False, capture_output=True)) for _ in range(3))
    print(f"  the command `parse` on it   {seconds:8.2f} s, start-up included")


def show_memory(path: Path) -> None:
    """Print the most memory of the process that reads the file, of the one that asks it to, and of the command."""
    done = subprocess.run([sys.executable, "-c", _MEMORY, str(path)], check=True, capture_output=True, text=True)
    child, parent = (int(kilobytes) * _UNIT for kilobytes in done.stdout.split())
    process = subprocess.Popen(
        [sys.executable, "-m", "clausecheck", "parse", str(path), "--format", "json"], stdout=subprocess.DEVNULL
    )
    command = os.wait4(process.pid, 0)[2].ru_maxrss * _UNIT
    print(f"one PDF of {count_pages(path)} pages, most memory held")
    print(f"  reading process {child:.0f} MB, process that understands {parent:.0f} MB, command {command:.0f} MB")


def show_texts(path: Path) -> None:
    """Print the CPU seconds for CUAD's texts."""
    with gzip.open(path, "rt", encoding="utf-8") as contracts:
        texts = [(contract["text"].encode(), f"{contract['id']}.txt") for contract in map(json.loads, contracts)]
    seconds = cpu(lambda: [to_json(parse_json(read_contract(*text))) for text in texts])
    print(f"{len(texts)} texts parsed in {seconds:.1f} CPU seconds")


def _spent() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


if __name__ == "__main__":
    main()
