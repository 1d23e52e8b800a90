"""Whether each upload has one row and, where it was reviewed, the review of its own bytes."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from make_uploads import Made

_REVIEWED: Final = frozenset({"reviewed", "partial"})
_SHOWN: Final = 20


def check(uploads: "Sequence[Made]", out: Path) -> int:
    """Print what was found, and return how many uploads are lost, doubled or told wrongly."""
    with (out / "results.csv").open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    wanted = Counter(one.name for one in uploads)
    told = Counter(row["file"] for row in rows)
    lost, doubled = list((wanted - told).elements()), list((told - wanted).elements())
    wrong = [*_wrong(uploads, rows, out), *_reviews(rows, out)]
    outcomes = Counter(row["outcome"] for row in rows)
    print(f"  {len(rows):,} rows: " + ", ".join(f"{count:,} {name}" for name, count in outcomes.most_common()))
    print(f"  {len(lost)} lost, {len(doubled)} doubled, {len(wrong)} wrong")
    for what in (*(f"lost {name}" for name in lost), *(f"doubled {name}" for name in doubled), *wrong)[:_SHOWN]:
        print(f"    {what}")
    return len(lost) + len(doubled) + len(wrong)


def _wrong(uploads: "Sequence[Made]", rows: Sequence[Mapping[str, str]], out: Path) -> Iterator[str]:
    """Rows that tell of other bytes, name the wrong first file, or whose review is not of these bytes."""
    made = {one.name: one for one in uploads if one.sha256}
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        if (one := made.get(row["file"])) is None:
            continue
        same = first.setdefault((one.sha256, Path(one.name).suffix.lower()), row["file"])
        if row["sha256"] != one.sha256:
            yield f"{one.name}: the row has other bytes"
        if row["same_as"] != ("" if same == row["file"] else same):
            yield f"{one.name}: the row says same_as {row['same_as']!r}, and it is {same!r}"
        if row["outcome"] in _REVIEWED:
            yield from _wrong_review(one, out / row["seller_review"])


def _wrong_review(one: "Made", path: Path) -> Iterator[str]:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError) as fault:
        yield f"{one.name}: its review cannot be read: {fault}"
        return
    if told["document"]["sha256"] != one.sha256:
        yield f"{one.name}: its review is of another file"


def _reviews(rows: list[dict[str, str]], out: Path) -> Iterator[str]:
    """Reviews that no row names, and what was left behind."""
    named = {row["seller_review"] for row in rows}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.name.startswith(".clausecheck-") or (path.parent.name == "reviews" and name not in named):
            yield f"{name} is left over"
