"""What must hold in one row of a statistics file: known words, and counts that add up."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, Final

from clausecheck.model.sample import size_band, year_windows
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES
from clausecheck.stats.disclosure import quantiles
from clausecheck.stats.figures import same
from clausecheck.stats.regions import is_region, region_codes
from clausecheck.stats.terms import NAMED, is_unit

Row = Mapping[str, Any]


def words(value: object) -> str:
    """A value of a file as it is quoted in a message: never more than 60 characters."""
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def described(table: str, row: Row, data: Row) -> Iterator[str]:
    """What a row names that is not known: a figure is about a known type or term, and about a known kind of cell."""
    kinds = row.get("types", [row["type"]] if "type" in row else [])
    yield from (f"unknown clause type {words(kind)!r}" for kind in kinds if kind not in CLAUSE_TYPES)
    categories = row.get("categories", [row["category"]] if "category" in row else [])
    yield from (f"unknown category {words(item)!r}" for item in categories if item not in CATEGORY_PARENT)
    if table == "values" and not is_unit(row["term"], row["unit"]):
        yield f"unknown term {row['term']!r} in {row['unit']!r}"
    if table == "names" and row["term"] not in NAMED:
        yield f"unknown term {row['term']!r}"
    if "region" in row and not is_region(row["region"]):
        yield f"unknown region {row['region']!r}"
    if "size" in row and row["size"] not in _bands(tuple(data["size_bounds"])):
        yield f"{row['size']} is no band of the size_bounds"
    if "years" in row and (row["years"] not in year_windows(data["window_cut"]) or {"region", "size"} & row.keys()):
        yield f"years {row['years']} are no window of the file, or of a cell that is narrowed in another way too"


@cache
def _bands(bounds: tuple[int, ...]) -> frozenset[str]:
    ascending = bounds[:1] == (0,) and all(one < other for one, other in pairwise(bounds))
    return frozenset(size_band(bound, bounds) for bound in bounds) if ascending else frozenset()


def arithmetic(table: str, row: Row, *, public: bool) -> Iterator[str]:
    """What does not add up in a row."""
    if table != "published" and row["sampled"] == 0:
        yield "it counts nothing: sampled is 0"
    if table in _ARITHMETIC:
        yield from _ARITHMETIC[table](row, public)


def _presence(row: Row, _: bool) -> Iterator[str]:
    if row["count"] > row["sampled"]:
        yield f"count {row['count']} is above its sample {row['sampled']}"


def _values(row: Row, public: bool) -> Iterator[str]:
    values, beyond = row["values"], row.get("beyond", 0)
    if any(one[0] >= other[0] or same(one[0], other[0]) for one, other in pairwise(values)):
        yield "the values do not ascend"
    yield from _listed(row, values, beyond)
    if public and beyond:
        yield "beyond belongs to rounded figures; a public source has every value"
    for name, told in row["quantiles"].items():
        if row["sampled"] and sum(count for _, count in values) + beyond:
            true = quantiles(tuple((value, count) for value, count in values), beyond, (name,))[name]
            if (told is None) != (true is None) or (told is not None and true is not None and not same(told, true)):
                yield f"{name} is {told}, but of these values it is {true}"


def _names(row: Row, _: bool) -> Iterator[str]:
    names = [name for name, _ in row["names"]]
    yield from (f"{words(name)!r} is no known place" for name in names if name not in region_codes())
    yield from (f"{words(name)!r} is there twice" for name in {name for name in names if names.count(name) > 1})
    if any(one[1] < other[1] for one, other in pairwise(row["names"])):
        yield "the names do not stand with the most frequent first"
    yield from _listed(row, row["names"], row.get("others", 0))


def _listed(row: Row, pairs: list[Any], left: int) -> Iterator[str]:
    told = sum(count for _, count in pairs) + left
    if told != row["sampled"]:
        yield f"the counts add up to {told}, not to the sample {row['sampled']}"
    if any(count == 0 for _, count in pairs):
        yield "a listed count is 0"


def _directions(row: Row, _: bool) -> Iterator[str]:
    yield from _sum(row, ("mutual", "seller", "buyer"))


def _outcomes(row: Row, _: bool) -> Iterator[str]:
    yield from _sum(row, ("accepted", "changed", "removed"))
    if any(one[0] >= other[0] for one, other in pairwise(row["rounds"])):
        yield "the rounds do not ascend"
    if (settled := sum(count for _, count in row["rounds"])) > row["sampled"]:
        yield f"{settled} were settled in the rounds, more than the sample {row['sampled']}"


def _statements(row: Row, _: bool) -> Iterator[str]:
    if (told := row["count"] + row["contradicted"]) > row["sampled"]:
        yield f"count and contradicted are {told}, above the sample {row['sampled']}"


def _sum(row: Row, fields: tuple[str, ...]) -> Iterator[str]:
    if (told := sum(row[field] for field in fields)) != row["sampled"]:
        yield f"{', '.join(fields)} add up to {told}, not to the sample {row['sampled']}"


def _published(row: Row, _: bool) -> Iterator[str]:
    yield from (f"{field} is empty" for field in ("measure", "population", "date") if not row[field].strip())


_ARITHMETIC: Final[dict[str, Callable[[Row, bool], Iterator[str]]]] = {
    "presence": _presence,
    "values": _values,
    "names": _names,
    "directions": _directions,
    "outcomes": _outcomes,
    "statements": _statements,
    "published": _published,
}
