"""Where the tables and keys of a TOML file stand, for messages that name a line: the parser does not tell."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import rtoml

Path = tuple[str, ...]
"""The names of the tables that lead to a key, and the key: ("term", "payment_days", "standard")."""

_TOKEN: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n', re.DOTALL
)
_KEY: Final = re.compile(r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^=#"'\n])+(?==)""")


@cache
def line_numbers(text: str) -> Mapping[Path, int]:
    """The line, from 1, of every table and key of `text`, which must be valid TOML."""
    found: dict[Path, int] = {}
    table: Path = ()
    for line, statement in _statements(text):
        if statement.startswith("["):
            table = _path(rtoml.loads(statement))
            found.setdefault(table, line)
        elif key := _KEY.match(statement):
            found.setdefault(table + _path(rtoml.loads(f"{key[0]} = 0")), line)
    return MappingProxyType(found)


def line_of(text: str, path: Path) -> int:
    """The line of `path`, or of the nearest table around it; 1 where there is none."""
    numbers = line_numbers(text)
    for length in range(len(path), 0, -1):
        within = [line for place, line in numbers.items() if place[:length] == path[:length]]
        if within:
            return numbers.get(path[:length], min(within))
    return 1


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each table's head and each key with its value, with the line that it begins on."""
    start, line, depth = 0, 1, 0
    for token in _TOKEN.finditer(f"{text}\n"):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if token[0] != "\n" or depth:
            continue
        statement = text[start : token.start()]
        if stripped := statement.strip():
            before = statement[: len(statement) - len(statement.lstrip())].count("\n")
            yield line + before, stripped
        line += statement.count("\n") + 1
        start = token.end()


def _path(table: Any) -> Path:
    """The names down to the only leaf of a table."""
    names: list[str] = []
    while table:
        table = table[0] if isinstance(table, list) else table
        if not table:
            break
        name, table = next(iter(table.items()))
        names.append(name)
    return tuple(names)
