"""Parse every CUAD text and PDF, and one 100-page PDF, beside pdfplumber's `extract_words` on the same PDFs.

    python tools/bench_parse.py CORPORA [--pdfs N]

CORPORA is a folder with `cuad/contracts.jsonl.gz` and `cuad/pdf/*.pdf`. Prints CPU seconds (children included) of one
run, and the ratio between the two; wall clocks are left out because machines are shared.
"""

import argparse
import gzip
import json
import resource
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2

from clausecheck.errors import UnreadableError
from clausecheck.review import read_contract


def main(argv: Sequence[str] | None = None) -> None:
    """Print the three comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--pdfs", type=int, default=0, help="the first N PDFs only")
    args = parser.parse_args(argv)
    pdfs = sorted((args.corpora / "cuad" / "pdf").glob("*.pdf"))[: args.pdfs or None]
    with gzip.open(args.corpora / "cuad" / "contracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [(contract["text"].encode(), f"{contract['id']}.txt") for contract in map(json.loads, lines)]
    read_contract(*texts[0])
    show(f"{len(texts)} texts parsed", cpu(lambda: count(_parse_bytes(data, name) for data, name in texts)))
    compare(f"{len(pdfs)} PDFs", pdfs)
    with tempfile.TemporaryDirectory() as folder:
        compare("one 100-page PDF", [hundred_pages(pdfs, Path(folder) / "hundred.pdf")])


def compare(what: str, pdfs: Sequence[Path]) -> None:
    """Print our CPU seconds, pdfplumber's, and the ratio."""
    ours, read = cpu(lambda: count(map(_parse, pdfs)))
    theirs, _ = cpu(lambda: sum(map(extract_words, pdfs)))
    show(f"{what} parsed", (ours, read))
    print(f"{what}, pdfplumber extract_words      {theirs:8.2f} CPU s   parse costs {ours / theirs:.3f} of it")


def cpu(work: Callable[[], int]) -> tuple[float, int]:
    """CPU seconds of `work`, of this process and its children, and what it returned."""
    before = _spent()
    result = work()
    return _spent() - before, result


def count(outcomes: Iterable[bool]) -> int:
    """How many are true."""
    return sum(outcomes)


def show(what: str, measured: tuple[float, int]) -> None:
    """One line."""
    seconds, good = measured
    print(f"{what:40} {seconds:8.2f} CPU s   {good} without an error")


def extract_words(path: Path) -> int:
    """How many words pdfplumber finds; each page is closed, or its memory would grow."""
    words = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            words += len(page.extract_words())
            page.close()
    return words


def hundred_pages(pdfs: Sequence[Path], target: Path) -> Path:
    """One PDF of 100 pages, from the first pages of `pdfs`."""
    joined = pypdfium2.PdfDocument.new()
    for path in pdfs:
        source = pypdfium2.PdfDocument(path)
        room = 100 - len(joined)
        if room <= 0:
            break
        joined.import_pages(source, pages=list(range(min(room, len(source)))))
    joined.save(target)
    return target


def _parse(path: Path) -> bool:
    try:
        return bool(read_contract(path).clauses)
    except UnreadableError as error:
        print(f"  {error.message}")
        return False


def _parse_bytes(data: bytes, name: str) -> bool:
    return bool(read_contract(data, name).clauses)


def _spent() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


if __name__ == "__main__":
    main()
