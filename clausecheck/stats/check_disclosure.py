"""The rules of disclosure, as far as published figures show whether they were kept.

What only the exact counts show, that no account counts twice and that small remainders are withheld, is kept by
`build.control`; here every row must be one that it could have made.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from clausecheck.stats.disclosure import MIDDLE, ROUNDS, DisclosureSettings, grid
from clausecheck.stats.figures import same

Row = Mapping[str, Any]
Rows = Mapping[str, list[tuple[int, Row]]]


def disclosed(data: Row, rows: Rows, public: Mapping[str, bool]) -> Iterator[tuple[str, int, str]]:
    """Every breach in a file of the right shape: table, row, and what is wrong."""
    private = sorted(source for source, open_to_all in public.items() if not open_to_all)
    if not private:
        return
    if data["disclosure"] is None:
        yield "", 0, f"disclosure is null, but the source {private[0]!r} is not public"
        return
    try:
        settings = DisclosureSettings(**data["disclosure"])
    except ValueError as fault:
        yield "", 0, f"disclosure: {fault}"
        return
    for table, entries in rows.items():
        for number, row in entries:
            if row["source"] in private:
                yield from ((table, number, fault) for fault in _breaches(table, row, settings))


def warnings(data: Row) -> Iterator[str]:
    """Where the settings of a release protect less than the usual ones."""
    if data["disclosure"] is not None and (weak := DisclosureSettings(**data["disclosure"]).weaker()):
        yield f"the release was made with weaker settings than usual: {'; '.join(weak)}"


def _breaches(table: str, row: Row, settings: DisclosureSettings) -> Iterator[str]:
    if table not in _RULES:
        yield "figures of this table are taken from public sources only"
        return
    least = max(settings.least_accounts // settings.steps, 1) * settings.steps
    if row["sampled"] < least:
        yield f"its sample {row['sampled']} is below the least of {least}"
    elif row["sampled"] % settings.steps:
        yield f"its sample {row['sampled']} is no multiple of {settings.steps}"
    else:
        yield from _RULES[table](row, row["sampled"] // settings.steps, settings)


def _presence(row: Row, step: int, settings: DisclosureSettings) -> Iterator[str]:
    yield from _shares({"count": row["count"], "the rest": row["sampled"] - row["count"]}, step, settings)


def _values(row: Row, step: int, settings: DisclosureSettings) -> Iterator[str]:
    counts = {f"{value:g}": count for value, count in row["values"]}
    yield from _shares(counts | {"beyond": row.get("beyond", 0)}, step, settings)
    try:
        steps = grid(row["unit"])
    except KeyError:
        return
    for value, _ in row["values"]:
        if not any(same(value, at) for at in steps):
            yield f"{value:g} is no step of {row['unit']}: exact values are not published"
    if row["quantiles"].keys() != set(MIDDLE):
        yield f"the quantiles are not {', '.join(MIDDLE)}"


def _names(row: Row, step: int, settings: DisclosureSettings) -> Iterator[str]:
    yield from _shares({**dict(row["names"]), "others": row.get("others", 0)}, step, settings)


def _directions(row: Row, step: int, settings: DisclosureSettings) -> Iterator[str]:
    yield from _shares({side: row[side] for side in ("mutual", "seller", "buyer")}, step, settings)


def _outcomes(row: Row, step: int, settings: DisclosureSettings) -> Iterator[str]:
    yield from _shares({became: row[became] for became in ("accepted", "changed", "removed")}, step, settings)
    for number, _ in row["rounds"]:
        if number not in ROUNDS:
            yield f"round {number} is no step of rounds"
    settled = sum(count for _, count in row["rounds"])
    if row["rounds"] and settled > row["sampled"] - step:
        yield "the rounds leave nobody out"


def _shares(counts: Mapping[str, int], step: int, settings: DisclosureSettings) -> Iterator[str]:
    """Shares are whole steps, and no part is nothing or everything."""
    for part, count in counts.items():
        if count % step:
            yield f"{part} {count} is no multiple of {settings.share_points} % of the sample"
        elif count < step:
            yield f"{part} {count} is below {settings.share_points} % of the sample: it tells what nobody has"


_RULES: Final[dict[str, Callable[[Row, int, DisclosureSettings], Iterator[str]]]] = {
    "presence": _presence,
    "values": _values,
    "names": _names,
    "directions": _directions,
    "outcomes": _outcomes,
}
