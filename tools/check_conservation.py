"""Check that every word of a file is in exactly one place of `clausecheck parse FILE --format json`.

    python tools/check_conservation.py FOLDER [--only docx pdf] [--worst 30] [--words 8]

Words of clauses (number, heading, text), of notices and of whatever else the JSON quotes are compared, as counts, with
an independent extraction: all text nodes of a Word file's parts, poppler's text of a PDF, the text between the tags of
HTML, the characters of Markdown and text. LibreOffice's text tells which words of a Word file are automatic numbers.
Prints for each file the share of its words that are lost and that stand twice, worst first, and the shares over all
files. What stands twice on purpose is not counted: words of the text that a notice quotes, and heads that many pages
repeat and one notice tells.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import independent_text as source

from clausecheck.errors import UnreadableError
from clausecheck.report.json import parse_json
from clausecheck.review import read_contract

Words = Counter[str]
KINDS = ("docx", "docm", "dotx", "dotm", "pdf", "html", "htm", "md", "txt")


@dataclass(frozen=True, slots=True)
class Result:
    """The comparison of one file."""

    path: Path
    total: int
    lost: Words
    doubled: Words

    @property
    def worst(self) -> float:
        """The share of words not in exactly one place."""
        return (self.lost.total() + self.doubled.total()) / max(1, self.total)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--worst", type=int, default=30, help="how many files to list")
    parser.add_argument("--words", type=int, default=8, help="how many of a file's words to list")
    args = parser.parse_args(argv)
    files = sorted(path for path in args.folder.rglob("*") if path.suffix.lower().lstrip(".") in args.only)
    shown = source.as_libreoffice_shows([path for path in files if _is_word(path)])
    results = [result for path in files if (result := compare(path, shown.get(path, "")))]
    for result in sorted(results, key=lambda item: -item.worst)[: args.worst]:
        print(_line(result, args.folder, args.words))
    total = sum(result.total for result in results)
    lost = sum(result.lost.total() for result in results)
    doubled = sum(result.doubled.total() for result in results)
    good = sum(result.worst <= 0.01 for result in results)
    print(f"{len(results)} files, {total:,} words: lost {lost / total:.3%}, doubled {doubled / total:.3%}; "
          f"{good} files with 99 % or more in exactly one place")  # fmt: skip


def compare(path: Path, shown: str) -> Result | None:
    """One file; None where it is not read or has no words."""
    try:
        told: Any = parse_json(read_contract(path))
    except UnreadableError:
        return None
    clauses, others = found(told)
    kind = told["document"]["format"]
    expected = _expected(path, kind)
    if not expected:
        return None
    lost = expected - (clauses + others)
    if kind != "docx":
        lost = Words({word: count for word, count in lost.items() if word not in others})
    known = expected | source.words(shown)
    more = (clauses + others) - known
    _reconcile(lost, more)
    _reconcile(more, lost)
    return Result(path, expected.total(), +lost, more & (clauses - known))


def found(told: Mapping[str, Any]) -> tuple[Words, Words]:
    """The words of clauses, and those quoted elsewhere."""
    clauses = " ".join(f"{c['number']} {c['heading']} {c['text']}" for c in told["clauses"])
    others = {key: value for key, value in told.items() if key not in ("schema", "document", "clauses")}
    return source.words(clauses), source.words(" ".join(_quotes(others)))


def _quotes(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inside in value.items():
            if key in ("quote", "text"):
                yield str(inside)
            else:
                yield from _quotes(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _quotes(inside)


def _expected(path: Path, kind: str) -> Words:
    """By the format that the program tells: names may lie. Nothing for what LibreOffice had to convert."""
    extract = {"docx": source.word_nodes, "pdf": source.pdf_text, "html": source.html_text}
    extract |= dict.fromkeys(("text", "markdown"), source.plain_text)
    return source.words(extract[kind](path)) if kind in extract else Words()


def _reconcile(parts: Words, wholes: Words) -> None:
    """Take away words that only stand in two pieces on the other side: a hyphen, or runs without a space."""
    for word in list(wholes):
        for cut in range(1, min(len(word), 40)):
            first, second = word[:cut], word[cut:]
            while wholes[word] > 0 and parts[first] > 0 and parts[second] > (first == second):
                wholes[word] -= 1
                parts[first] -= 1
                parts[second] -= 1


def _is_word(path: Path) -> bool:
    return path.suffix.lower() in (".docx", ".docm", ".dotx", ".dotm")


def _line(result: Result, folder: Path, most: int) -> str:
    def some(words: Words) -> str:
        return " ".join(f"{word}×{count}" if count > 1 else word for word, count in words.most_common(most))

    share = (result.lost.total() / result.total, result.doubled.total() / result.total)
    return (
        f"lost {share[0]:7.2%}  doubled {share[1]:7.2%}  of {result.total:7,}  {result.path.relative_to(folder)}"
        f"\n      lost: {some(result.lost)}\n      doubled: {some(result.doubled)}"
    )


if __name__ == "__main__":
    main()
