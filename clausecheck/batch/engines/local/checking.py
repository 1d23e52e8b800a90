"""Whether what a worker gave back is what it was asked for: whoever reads hostile files may have been taken over."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from clausecheck.model.batch import Done, Task

_LARGEST = 2**53
"""Numbers from here on are no count of anything, and not every table can hold them; nor is infinity one."""


def answers(task: Task, done: Done) -> bool:
    """Whether it is about this task and nothing else, with values of the right kinds throughout."""
    if not _fits(done, Done) or done.key != task.key:
        return False
    reported = [side for side, _ in done.reports]
    judged = [one.side for one in done.result.judged]
    return all(len(set(sides)) == len(sides) and set(sides) <= set(task.sides) for sides in (reported, judged)) and all(
        text.isascii() for _, text in done.reports
    )


def _fits(value: object, kind: Any) -> bool:
    """Whether a value is of a kind, and all within it of theirs."""
    if kind is Any:
        return True
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return type(value) is kind and all(_fits(getattr(value, name), hint) for name, hint in hints)
    parts = get_args(kind)
    match get_origin(kind):
        case origin if origin in (Union, UnionType):
            return any(_fits(value, part) for part in parts)
        case origin if origin is tuple:
            return isinstance(value, tuple) and _all_fit(value, parts)
        case origin if origin is Mapping:
            return isinstance(value, dict)
    if kind in (int, float):
        return type(value) in {kind, int} and abs(value) < _LARGEST  # type: ignore[arg-type]
    return type(value) is kind


def _all_fit(values: tuple[object, ...], kinds: tuple[Any, ...]) -> bool:
    if kinds[-1] is Ellipsis:
        return all(_fits(value, kinds[0]) for value in values)
    return len(values) == len(kinds) and all(map(_fits, values, kinds))


@lru_cache(maxsize=32)
def _hints(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((one.name, hints[one.name]) for one in fields(kind))
