"""The values that a PDF's objects are written with: dictionaries, arrays, names, strings and references."""

import re
from dataclasses import dataclass
from typing import Final

DEPTH: Final = 40
"""Deepest nesting of arrays and dictionaries that is followed."""
_TOKENS: Final = 200_000
"""Most tokens of one object; the rest is not read."""
_STRING: Final = 1_000_000
"""Most bytes of one string."""

_TOKEN = re.compile(
    rb"(?P<space>[\s\0]+|%[^\r\n]*)|(?P<open><<|\[)|(?P<close>>>|\])|/(?P<name>[^\s\0()<>\[\]{}/%]{0,1000})"
    rb"|(?P<string>\()|<(?P<hex>[0-9A-Fa-f\s\0]*)>|(?P<number>[+-]?[0-9]{1,30}(?:\.[0-9]{0,30})?|[+-]?\.[0-9]{1,30})"
    rb"|(?P<word>[A-Za-z]{1,40})|(?P<other>.)",
    re.DOTALL,
)
_HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_PART = re.compile(rb"[()]|\\(?:[0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_HIGH = dict(
    zip(
        (*range(0x18, 0x20), *range(0x80, 0x9F), 0xA0),
        "˘ˇˆ˙˝˛˚˜•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž€",
        strict=True,
    )
)
"""Where the encoding of strings outside pages differs from Latin 1 (ISO 32000-1, annex D.2)."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object."""

    number: int


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


Value = dict[str, "Value"] | list["Value"] | bytes | Name | Ref | float | bool | None
"""A value; strings are bytes."""
Dictionary = dict[str, Value]


def parse(data: bytes) -> Value:
    """The first value in `data`; what is missing or malformed is None."""
    stack: list[list[Value]] = [[]]
    kinds: list[bytes] = []
    at = 0
    for _ in range(_TOKENS):
        token = _TOKEN.match(data, at)
        whole = stack[0] and not kinds and not isinstance(stack[0][0], float)
        if token is None or whole or len(kinds) > DEPTH:
            break
        at = token.end()
        match token.lastgroup:
            case "open":
                kinds.append(token.group())
                stack.append([])
            case "close" if kinds:
                _close(stack, kinds.pop())
            case "string":
                value, at = _literal(data, at)
                stack[-1].append(value)
            case "name" | "hex" | "number" | "word" as kind:
                _take(stack[-1], kind, token)
    while kinds:
        _close(stack, kinds.pop())
    return stack[0][0] if stack[0] else None


def _close(stack: list[list[Value]], kind: bytes) -> None:
    items = stack.pop()
    if kind == b"[":
        stack[-1].append(items)
        return
    found: Dictionary = {}
    at = 0
    while at + 1 < len(items):
        key = items[at]
        if isinstance(key, Name):
            found.setdefault(str(key), items[at + 1])
            at += 2
        else:
            at += 1
    stack[-1].append(found)


def _take(items: list[Value], kind: str, token: re.Match[bytes]) -> None:
    text = token.group(kind)
    if kind == "name":
        items.append(Name(_HEX_NAME.sub(lambda found: bytes([int(found.group(1), 16)]), text).decode("latin-1")))
    elif kind == "hex":
        digits = re.sub(rb"[\s\0]", b"", text)[: 2 * _STRING]
        items.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
    elif kind == "number":
        items.append(float(text))
    elif text == b"R" and len(items) > 1 and isinstance(items[-2], float):
        number = int(items[-2])
        del items[-2:]
        items.append(Ref(number))
    else:
        items.append({b"true": True, b"false": False}.get(text))


def _literal(data: bytes, at: int) -> tuple[bytes, int]:
    """The string whose opening bracket ends at `at`, and where it ends; brackets inside it may be paired."""
    parts: list[bytes] = []
    depth, last = 1, at
    for found in _PART.finditer(data, at, min(len(data), at + _STRING)):
        mark = found.group()
        if mark == b"(":
            depth += 1
        elif mark == b")":
            depth -= 1
            if not depth:
                parts.append(data[last : found.start()])
                return b"".join(parts), found.end()
        else:
            parts += data[last : found.start()], _escape(mark[1:])
            last = found.end()
    return b"".join(parts), min(len(data), at + _STRING)


def _escape(mark: bytes) -> bytes:
    return bytes([int(mark, 8) & 255]) if mark[:1].isdigit() and mark < b"8" else _ESCAPES.get(mark, mark)


def text(value: object) -> str:
    """The words of a string (ISO 32000-1, 7.9.2.2); a name's own; empty for what is neither."""
    if isinstance(value, Name):
        return str(value)
    if not isinstance(value, bytes):
        return ""
    if value[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return value.decode("utf-16", "replace")
    if value[:3] == b"\xef\xbb\xbf":
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1").translate(_HIGH)
