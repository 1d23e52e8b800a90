"""Words that are kept without the contract's own: what stands in the document too is a pair of offsets into it.

A part is a literal, `(start, end)` for the document's words as they are, or `(start, end, form)` where they are written
as in a JSON text: "json" with the escapes that JSON needs, "ascii" with every other character escaped as well.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from clausecheck.errors import AuditError

Part = str | tuple[int, int] | tuple[int, int, Literal["json", "ascii"]]

LEAST: Final = 12
"""Characters in common from which on the document is pointed at."""
_GRAM: Final = 8
_STRIDE: Final = LEAST - _GRAM + 1
"""Every run of `LEAST` characters holds a whole gram that begins at a multiple of it."""
_PLACES: Final = 16
"""Places of one gram that are looked at; boilerplate has more."""
_MOST: Final = 50_000_000
"""Characters of one answer; none that is read is as long."""
_ESCAPE: Final = re.compile(r'\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])')


class Source:
    """A document's text, in which the runs of other texts are found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = {}
        for start in range(0, len(text) - _GRAM + 1, _STRIDE):
            places = self._places.setdefault(text[start : start + _GRAM], [])
            if len(places) < _PLACES:
                places.append(start)

    def parts(self, text: str) -> list[Part]:
        """The parts that `joined` makes `text` of again; runs of `LEAST` characters in common are not among them."""
        parts: list[Part] = []
        for part in self._unescaped(text) if "\\" in text else self._plain(text):
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            else:
                parts.append(part)
        return [part for part in parts if part]

    def _plain(self, text: str) -> Iterator[Part]:
        done = 0
        for at, start, length in self._runs(text):
            yield text[done:at]
            yield start, start + length
            done = at + length
        yield text[done:]

    def _unescaped(self, text: str) -> Iterator[Part]:
        """As `_plain`, where each escape of a JSON text counts as the character that it stands for."""
        meant, places = _meant(text)
        done = 0
        for at, start, length in self._runs(meant):
            first, end = places[at], places[at + length]
            yield from self._plain(text[done:first])
            yield from self._written(text[first:end], start, start + length)
            done = end
        yield from self._plain(text[done:])

    def _written(self, raw: str, start: int, end: int) -> Iterator[Part]:
        words = self._text[start:end]
        if raw == words:
            yield start, end
        elif raw == _form(words, ascii_only=False):
            yield start, end, "json"
        elif raw == _form(words, ascii_only=True):
            yield start, end, "ascii"
        else:
            yield from self._plain(raw)

    def _runs(self, text: str) -> Iterator[tuple[int, int, int]]:
        """The longest runs in common, from left to right: where in `text`, where in the document, how long."""
        done = at = 0
        while at <= len(text) - _GRAM:
            found = max(
                (self._run(text, at, place, done) for place in self._places.get(text[at : at + _GRAM], ())),
                default=None,
            )
            if found and found[0] >= LEAST:
                length, back, start = found[0], found[1], -found[2]
                yield at - back, start, length
                done = at = at - back + length
            else:
                at += 1

    def _run(self, text: str, at: int, place: int, done: int) -> tuple[int, int, int]:
        """The run around a common gram: its length, how far it begins before `at`, minus its start in the document."""
        back = 0
        while at - back > done and place - back > 0 and text[at - back - 1] == self._text[place - back - 1]:
            back += 1
        end, most = _GRAM, min(len(text) - at, len(self._text) - place)
        while end < most and text[at + end] == self._text[place + end]:
            end += 1
        return back + end, back, back - place


def joined(parts: Iterable[Part], text: str) -> str:
    """The words that `parts` were made of, with the document's text. Raises AuditError where they do not fit it."""
    words, length = [], 0
    for part in parts:
        words.append(_joined(part, text))
        length += len(words[-1])
        if length > _MOST:
            raise AuditError("an answer in the record is longer than any that is read")
    return "".join(words)


def literal(parts: Sequence[Part]) -> str:
    """The words without those of the document, for a reader who does not have it."""
    return "".join(part if isinstance(part, str) else f"[{part[0]}–{part[1]}]" for part in parts)


def _joined(part: Part, text: str) -> str:
    if isinstance(part, str):
        return part
    match part:
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            return text[start:end]
        case [int(start), int(end), ("json" | "ascii") as form] if 0 <= start < end <= len(text):
            return _form(text[start:end], ascii_only=form == "ascii")
    raise AuditError("an answer in the record points at words that the file does not have")


def _form(words: str, *, ascii_only: bool) -> str:
    return json.dumps(words, ensure_ascii=ascii_only)[1:-1]


def _meant(text: str) -> tuple[str, list[int]]:
    """A JSON text with its escapes resolved, and where each character of that begins in `text`; the end too."""
    meant: list[str] = []
    places: list[int] = []
    done = 0
    for escape in _ESCAPE.finditer(text):
        places += range(done, escape.start() + 1)
        meant += (text[done : escape.start()], _character(escape[0]))
        done = escape.end()
    places += range(done, len(text) + 1)
    return "".join((*meant, text[done:])), places


def _character(escape: str) -> str:
    return str(json.loads(f'"{escape}"'))
