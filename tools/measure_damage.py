"""Damage healthy PDF and Word files at random and count what is lost without being said.

    python tools/measure_damage.py FOLDER [FOLDER ...] [--seed N] [--files N] [--misses] [--save FOLDER]

Each file is damaged once in every way below, by a generator seeded with the seed, its name and the way, and then read.
A row says, of one way: files, errors (exit code 3), opened; of the opened, those that lost more than a tenth and more
than a fiftieth of the healthy file's words, and how many of these were *not* said to be partial ("silent"); last, those
that lost no word and were said to be partial all the same ("spoken"). Words count wherever they stand: in the text or
in the quote of a notice. A healthy file that is said to be partial is named and left out.
"""

import argparse
import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from clausecheck import read
from clausecheck.errors import UnreadableError
from clausecheck.model import Document

Damage = Callable[[bytes, random.Random], bytes]
_KEYS = re.compile(
    rb"/(?:Contents|Kids|Count|Type|Page|Pages|Filter|FlateDecode|Length|Font|Resources|Encoding|ToUnicode|Parent"
    rb"|DescendantFonts|XObject|Root|MediaBox)\b"
)


def change(count: int) -> Damage:
    """`count` bytes, anywhere, get another value."""

    def damage(data: bytes, chance: random.Random) -> bytes:
        out = bytearray(data)
        for _ in range(count):
            out[chance.randrange(len(out))] ^= chance.randrange(1, 256)
        return bytes(out)

    return damage


def block(share: float, least: int, make: Callable[[bytes], bytes]) -> Damage:
    """A block of `share` of the file, or `least` bytes, is replaced by what `make` makes of it."""

    def damage(data: bytes, chance: random.Random) -> bytes:
        size = min(len(data) // 2, max(least, int(share * len(data))))
        at = chance.randrange(len(data) - size)
        return data[:at] + make(data[at : at + size]) + data[at + size :]

    return damage


def cut(least: float, most: float) -> Damage:
    """The file ends somewhere between these shares of its length."""
    return lambda data, chance: data[: int(len(data) * chance.uniform(least, most))]


def found(pattern: re.Pattern[bytes], change_one: Callable[[bytes, random.Random], bytes]) -> Damage:
    """One place that `pattern` matches is changed; the file stays as it is where there is none."""

    def damage(data: bytes, chance: random.Random) -> bytes:
        places = [match.span() for match in pattern.finditer(data)]
        if not places:
            return data
        start, end = chance.choice(places)
        return data[:start] + change_one(data[start:end], chance) + data[end:]

    return damage


def _letter(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(1, len(text))
    return text[:at] + bytes([chance.choice(b"qxzQXZ")]) + text[at + 1 :]


def _digits(text: bytes, chance: random.Random) -> bytes:
    return re.sub(rb"[0-9]", lambda _: b"%d" % chance.randrange(10), text)


_ANY_FILE: dict[str, Damage] = {
    "1 byte changed": change(1),
    "20 bytes changed": change(20),
    "200 bytes changed": change(200),
    "1 KB zeroed": block(0, 1000, lambda old: bytes(len(old))),
    "5 % zeroed": block(0.05, 1000, lambda old: bytes(len(old))),
    "100 bytes removed": block(0, 100, lambda _: b""),
    "5 % removed": block(0.05, 1000, lambda _: b""),
    "5 % twice": block(0.05, 1000, lambda old: old + old),
    "cut off at 40 to 95 %": cut(0.4, 0.95),
    "cut off at 95 to 100 %": cut(0.95, 1.0),
}
_PDF: dict[str, Damage] = _ANY_FILE | {
    "startxref wrong": found(re.compile(rb"startxref\s+[0-9]+"), _digits),
    "an xref entry wrong": found(re.compile(rb"[0-9]{10} 00000 n"), _digits),
    "an object renumbered": found(re.compile(rb"[0-9]+ 0 obj"), _digits),
    "a reference wrong": found(re.compile(rb"[0-9]+ 0 R\b"), _digits),
    "a key misspelt": found(_KEYS, _letter),
    "line ends changed": lambda data, _: data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"),
}


def _rebuilt(change_part: Callable[[bytes, random.Random], bytes | None]) -> Damage:
    """One XML part of the archive is changed, or left out, and the archive is sound again."""

    def damage(data: bytes, chance: random.Random) -> bytes:
        store = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as new:
            names = old.namelist()
            chosen = chance.choice([name for name in names if name.endswith((".xml", ".rels"))] or names)
            for name in names:
                part = change_part(old.read(name), chance) if name == chosen else old.read(name)
                if part is not None:
                    new.writestr(name, part)
        return store.getvalue()

    return damage


_DOCX: dict[str, Damage] = _ANY_FILE | {
    "a part cut off": _rebuilt(lambda part, chance: part[: chance.randrange(1, len(part) + 1)]),
    "a part left out": _rebuilt(lambda *_: None),
    "a part with 5 bytes changed": _rebuilt(lambda part, chance: change(5)(part, chance) if part else part),
}
_WAYS = {".pdf": _PDF, ".docx": _DOCX}


def words(document: Document) -> Counter[str]:
    """Every word of the text and of the notices' quotes."""
    return Counter(word for text in (document.text, *(n.quote for n in document.notices)) for word in text.split())


class Row:
    """The counts of one way."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, healthy: Counter[str], data: bytes, name: str) -> bool:
        """Read the damaged file; True where words were lost silently."""
        self.counts["files"] += 1
        try:
            document = read.read_bytes(data, name)
        except UnreadableError:
            self.counts["errors"] += 1
            return False
        self.counts["opened"] += 1
        lost = sum((healthy - words(document)).values()) / max(1, healthy.total())
        self.counts["spoken"] += document.partial and not lost
        for what, share in (("tenth", 0.1), ("fiftieth", 0.02)):
            self.counts[what] += lost > share
            self.counts[f"{what} silent"] += lost > share and not document.partial
        if lost > 0.02 and not document.partial:
            self.misses.append(f"{name}: {lost:.1%} lost")
            return True
        return False

    def __str__(self) -> str:
        columns = ("files", "errors", "opened", "tenth", "tenth silent", "fiftieth", "fiftieth silent", "spoken")
        return "".join(f"{self.counts[column]:>9}" for column in columns)


def measure(paths: Sequence[Path], seed: int, save: Path | None) -> dict[str, Row]:
    """Damage and read every file in every way."""
    rows: dict[str, Row] = {}
    for path in paths:
        data = path.read_bytes()
        try:
            document = read.read_bytes(data, path.name)
        except UnreadableError as error:
            print(f"left out: {error.message}")
            continue
        if document.partial:
            print(f"left out, partial when healthy: {path.name}")
            continue
        healthy = words(document)
        for way, damage in _WAYS[path.suffix].items():
            damaged = damage(data, random.Random(f"{seed} {path.name} {way}"))
            row = rows.setdefault(f"{path.suffix} {way}", Row())
            if row.add(healthy, damaged, path.name) and save:
                (save / f"{path.stem} {way.replace(' ', '-').replace('%', 'percent')}{path.suffix}").write_bytes(
                    damaged
                )
    return rows


def show(rows: dict[str, Row], misses: bool) -> None:
    """Print the table, with a sum for each format."""
    print(f"{'':36}    files   errors   opened    > 10%   silent     > 2%   silent   spoken")
    for suffix in _WAYS:
        total = Row()
        for way, row in rows.items():
            if way.startswith(f"{suffix} "):
                print(f"{way:36}{row}")
                total.counts += row.counts
        if total.counts:
            print(f"{suffix + ' in all':36}{total}")
    for way, row in rows.items() if misses else ():
        for miss in row.misses:
            print(f"{way}: {miss}")


def files(folders: Iterable[Path], most: int) -> list[Path]:
    """The PDF and Word files of the folders, evenly thinned out to `most` (0: all)."""
    paths = sorted(path for folder in folders for path in folder.iterdir() if path.suffix in _WAYS)
    return paths[:: max(1, len(paths) // most)][:most] if most else paths


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=0, help="this many files only")
    parser.add_argument("--misses", action="store_true", help="name the files that lost words silently")
    parser.add_argument("--save", type=Path, help="keep those files in this folder")
    args = parser.parse_args(argv)
    show(measure(files(args.folders, args.files), args.seed, args.save), args.misses)


if __name__ == "__main__":
    main()
