"""Make a folder of uploads as a platform receives them, with a list that says what each of them is.

    python tools/make_uploads.py SHARED OUT [--count 10000] [--seed 1]

SHARED holds `documents/` and `corpora/cuad/`. OUT/uploads gets the files in folders of regions and days, OUT/list.csv
a line for each: its name below OUT/uploads, what it is (contract, duplicate, stress, link, pipe, empty), the SHA-256 of
its bytes, and the base that it was made from. Contracts are real ones with a reference number of their own, so that no
two have the same bytes; duplicates have the bytes of an earlier upload; 2 % are stress files, links and pipes. The same
seed and count make the same uploads.
"""

import argparse
import csv
import hashlib
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path, PurePath
from typing import Final

from uploads.editing import edited
from uploads.stock import Stock, stock

_STRESS_EVERY: Final = 50
_DUPLICATE_EVERY: Final = 100
_REGIONS: Final = ("north", "south/desk 1", "south/desk 2", "west")
_DAYS: Final = 28
_SPECIAL: Final = ("link", "link_to_nothing", "link_to_folder", "pipe", "empty")
"""What is made beside the stress files, every so often."""
_SPECIAL_EVERY: Final = 4
UPLOADS: Final = "uploads"
LIST: Final = "list.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One upload, as the list tells of it."""

    name: str
    kind: str
    sha256: str
    base: str


def main(argv: Sequence[str] | None = None) -> None:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    made = make(args.shared, args.out, args.count, args.seed)
    kinds = {kind: sum(one.kind == kind for one in made) for kind in sorted({one.kind for one in made})}
    print(f"{len(made):,} uploads in {args.out / UPLOADS}: " + ", ".join(f"{n:,} {kind}" for kind, n in kinds.items()))


def make(shared: Path, out: Path, count: int, seed: int = 1) -> list[Made]:
    """Write uploads and their list. Raises FileExistsError where the folder holds some already."""
    (out / UPLOADS).mkdir(parents=True)
    made = list(_made(stock(shared), out / UPLOADS, count, random.Random(seed)))
    with (out / LIST).open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(field.name for field in fields(Made))
        writer.writerows(map(astuple, made))
    return made


def read_list(out: Path) -> list[Made]:
    """The list of uploads that were made before."""
    with (out / LIST).open(newline="", encoding="utf-8") as stream:
        return [Made(**row) for row in csv.DictReader(stream)]


def _made(base: Stock, root: Path, count: int, chance: random.Random) -> Iterator[Made]:
    contracts: list[Made] = []
    for number in range(count):
        if number % _STRESS_EVERY == _STRESS_EVERY // 2:
            yield _stress(base, root, number, number // _STRESS_EVERY)
        elif number % _DUPLICATE_EVERY == _DUPLICATE_EVERY - 1:
            first = chance.choice(contracts)
            yield _written(root, _name(number, first.base), "duplicate", (root / first.name).read_bytes(), first.base)
        else:
            kind = chance.choices(base.kinds, base.shares)[0]
            one = chance.choice(kind)
            contracts.append(
                _written(root, _name(number, one.name), "contract", edited(one.read(), one.name, number), one.name)
            )
            yield contracts[-1]


def _stress(base: Stock, root: Path, number: int, turn: int) -> Made:
    """The stress files in their order, and between them what is no file at all."""
    if turn % _SPECIAL_EVERY:
        one = base.stress[(turn - turn // _SPECIAL_EVERY - 1) * 7 % len(base.stress)]
        return _written(root, _name(number, one.name), "stress", one.read(), one.name)
    kind = _SPECIAL[turn // _SPECIAL_EVERY % len(_SPECIAL)]
    name = _name(number, f"{kind}.pdf")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "empty":
            path.touch()
        case "link":
            path.symlink_to(os.devnull)
        case "link_to_folder":
            path.symlink_to(os.path.relpath(root, path.parent), target_is_directory=True)
        case _:
            path.symlink_to("nothing.pdf")
    return Made(name=name, kind=kind, sha256="", base="")


def _written(root: Path, name: str, kind: str, data: bytes, base: str) -> Made:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Made(name=name, kind=kind, sha256=hashlib.sha256(data).hexdigest(), base=base)


def _name(number: int, base: str) -> str:
    day = number // len(_REGIONS) % _DAYS + 1
    return f"{_REGIONS[number % len(_REGIONS)]}/2026-02-{day:02d}/{number:06d}-{PurePath(base).name}"


if __name__ == "__main__":
    main()
