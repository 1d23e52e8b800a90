"""One exact tally of private deals as the row that may be published of it."""

from collections.abc import Callable, Container, Sequence
from itertools import accumulate
from math import ceil, floor
from typing import Any, Final

from clausecheck.build.tally import Table, Tally
from clausecheck.stats.disclosure import (
    MIDDLE,
    ROUNDS,
    DisclosureSettings,
    apportion,
    cumulate,
    enough,
    grid,
    quantiles,
    rounded_sample,
)
from clausecheck.stats.keys import CELL

Row = dict[str, Any]
"""A row as `stats.schema` has it."""

_TINY: Final = 1e-6

BOUND: Final = ("mutual", "seller", "buyer")
BECAME: Final = ("accepted", "changed", "removed")


def rounded_row(tally: Tally, settings: DisclosureSettings, places: Container[str]) -> Row:
    """The row of a tally that is large enough; names that are not `places` are counted as others."""
    row: Row = {field: getattr(tally.cell, field) for field in CELL if getattr(tally.cell, field)}
    row["source"] = tally.source
    sampled = rounded_sample(tally.sampled, settings)
    return row | _FIGURES[tally.table](tally, settings, sampled, places) | {"sampled": sampled}


def rounded_rounds(tally: Tally, settings: DisclosureSettings, sampled: int) -> list[list[float]]:
    """The rounds in which proposals were settled, of at most `sampled`; late ones are not listed."""
    each = min(sampled, rounded_sample(tally.sampled, settings)) // settings.steps
    pairs, _ = cumulate(_numbers(tally), ROUNDS, settings.steps)
    return [[int(value), steps * each] for value, steps in pairs]


def told(row: Row, tally: Tally, settings: DisclosureSettings) -> dict[object, tuple[float, float]]:
    """The least and the most weight of each statement, for a reader who knows the exact sample and how it was rounded.

    `row` is the tally's rounded row; the statements of a value are that it is not above a step.
    """
    each = row["sampled"] // settings.steps
    if tally.table is Table.PRESENCE:
        return {"present": _between(row["count"] // each, tally, settings, 0.5)}
    if tally.table is Table.VALUES:
        counts = {value: count // each for value, count in row["values"]}
        upto = accumulate(counts.get(step, 0) for step in grid(row["unit"]))
        pairs = zip(grid(row["unit"]), upto, strict=True)
        return {step: _between(max(1, steps), tally, settings, 0.5) for step, steps in pairs}
    split = [(field, row[field]) for field in (*BOUND, *BECAME) if field in row]
    parts = row["names"] if tally.table is Table.NAMES else split
    return {part: _between(count // each, tally, settings, 1.0) for part, count in parts}


def _between(steps: int, tally: Tally, settings: DisclosureSettings, error: float) -> tuple[float, float]:
    """What was rounded to so many steps, with less than `error` of one; the outer steps stand for all beyond.

    Where every contract weighs 1, only whole numbers are possible.
    """
    low = 0.0 if steps <= 1 else (steps - error) / settings.steps * tally.sampled
    high = tally.sampled if steps >= settings.steps - 1 else (steps + error) / settings.steps * tally.sampled - _TINY
    if all(abs(weight - round(weight)) < _TINY for weight in (tally.sampled, *(weight for _, weight in tally.parts))):
        return float(ceil(low - _TINY)), float(floor(high + _TINY / 2))
    return low, high


def _presence(tally: Tally, settings: DisclosureSettings, sampled: int, _: Container[str]) -> Row:
    have = _weights(tally, ("present",))[0]
    steps = apportion((have, tally.sampled - have), settings.steps)[0]
    return {"type": tally.key[0], "count": steps * (sampled // settings.steps)}


def _values(tally: Tally, settings: DisclosureSettings, sampled: int, _: Container[str]) -> Row:
    term, unit = tally.key
    pairs, beyond = cumulate(_numbers(tally), grid(unit), settings.steps)
    each = sampled // settings.steps
    values = [[value, steps * each] for value, steps in pairs]
    middle = quantiles(tuple((value, steps) for value, steps in pairs), beyond, MIDDLE)
    return {"term": term, "unit": unit, "values": values, "beyond": beyond * each, "quantiles": middle}


def _names(tally: Tally, settings: DisclosureSettings, sampled: int, places: Container[str]) -> Row:
    least = max(settings.least_accounts, tally.sampled * settings.share_points / 100)
    frequent = [(str(name), weight) for name, weight in tally.parts if name in places and enough(weight, least)]
    frequent.sort(key=lambda pair: (-round(pair[1], 6), pair[0]))
    weights = [weight for _, weight in frequent[: settings.steps - 1]]
    *steps, others = apportion((*weights, tally.sampled - sum(weights)), settings.steps)
    each = sampled // settings.steps
    names = sorted(([name, n * each] for (name, _), n in zip(frequent, steps, strict=False)), key=_by_count)
    return {"term": tally.key[0], "names": names, "others": others * each}


def _directions(tally: Tally, settings: DisclosureSettings, sampled: int, _: Container[str]) -> Row:
    return _split(tally, settings, sampled, BOUND)


def _outcomes(tally: Tally, settings: DisclosureSettings, sampled: int, _: Container[str]) -> Row:
    return _split(tally, settings, sampled, BECAME) | {"proposed_by": tally.key[1], "rounds": []}


def _split(tally: Tally, settings: DisclosureSettings, sampled: int, fields: Sequence[str]) -> Row:
    steps = apportion(_weights(tally, fields), settings.steps)
    each = sampled // settings.steps
    return {"type": tally.key[0], **{field: n * each for field, n in zip(fields, steps, strict=True)}}


def _weights(tally: Tally, fields: Sequence[str]) -> tuple[float, ...]:
    parts = dict(tally.parts)
    return tuple(parts.get(field, 0.0) for field in fields)


def _numbers(tally: Tally) -> list[tuple[float, float]]:
    return [(float(value), weight) for value, weight in tally.parts]


def _by_count(pair: list[Any]) -> tuple[int, str]:
    return -pair[1], pair[0]


_FIGURES: Final[dict[Table, Callable[[Tally, DisclosureSettings, int, Container[str]], Row]]] = {
    Table.PRESENCE: _presence,
    Table.VALUES: _values,
    Table.NAMES: _names,
    Table.DIRECTIONS: _directions,
    Table.OUTCOMES: _outcomes,
}
