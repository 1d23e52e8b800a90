"""Text made simple for matching, with every character kept in its place."""

import re
from collections.abc import Callable, Iterable, Iterator
from sys import maxsize

_SIMPLE = {
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    **dict.fromkeys("‐‑‒–\xad", "-"),
    **dict.fromkeys("\u037e；", ";"),
    **dict.fromkeys("\x00\x01\x02\x03\x04", " "),
}
_ALL = tuple(_SIMPLE.items())
_ASCII = tuple((odd, simple) for odd, simple in _ALL if odd.isascii())


def plain(text: str) -> str:
    """The text with straight quotes, plain hyphens and single-width spaces; as long as before."""
    for odd, simple in _ASCII if text.isascii() else _ALL:  # `translate` takes ten times as long
        if odd in text:
            text = text.replace(odd, simple)
    return text


def lower(text: str) -> str:
    """`plain(text)` in lower case; as long as before, whatever letters it holds."""
    simple = plain(text)
    low = simple.lower()
    if len(low) == len(simple):
        return low
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in simple)


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text; many times faster than a pattern that names them all."""
    for word in words:  # noqa: SIM110 - `any` over a generator takes twice the time
        if word in text:
            return True
    return False


def collapse(text: str) -> str:
    """The text with each run of white space as one space, none at the ends."""
    return " ".join(text.split())


class Expression:
    """A pattern that is compiled when it is first asked for: most documents need few of those there are."""

    __slots__ = ("_compiled", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern as `re` uses it. Raises re.error where it is none."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch(text, start, end)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """As `re.Pattern.sub`."""
        return self.compiled.sub(new, text, count)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer(text, start, end)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; a space in a word matches any run of spaces."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " +") for word in ordered)
