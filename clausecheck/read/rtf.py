"""The words of Rich Text, for pieces of it inside other files (RTF specification 1.9.1); no look, lists or tables."""

import re
from typing import Final

_TOKEN: Final = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_ASIDE: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict header footer headerl headerr headerf footerl footerr footerf object "
    b"listtable listoverridetable themedata generator fldinst bkmkstart bkmkend annotation deleted v".split()
)
"""Groups, and properties of words, that hold nothing a person reads in the text."""
_MARKS: Final = {
    b"par": "\n", b"line": "\n", b"row": "\n", b"page": "\n",
    b"sect": "\n", b"cell": "\t", b"tab": "\t",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•",
}  # fmt: skip
_SIGNS: Final = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_DEPTH: Final = 200


def rtf_words(data: bytes) -> str:
    """The words, a line for each paragraph; those of hidden runs, headers and properties are left out."""
    reader = _Reader()
    for match in _TOKEN.finditer(data):
        reader.take(*match.groups())
    return "".join(reader.out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Reader:
    """Keeps which groups are open, and the words so far."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.aside = [False]
        """For each open group, whether its words are left out."""
        self.skips = False
        """The next character stands in for one of Unicode that was told before it."""

    def take(self, word: bytes, number: bytes, code: bytes, sign: bytes, brace: bytes, text: bytes) -> None:
        """Take in one token, of which only one kind is there."""
        if brace == b"{" and len(self.aside) < _DEPTH:
            self.aside.append(self.aside[-1])
        elif brace == b"}" and len(self.aside) > 1:
            self.aside.pop()
        elif word:
            self._word(word, number)
        elif sign == b"*":
            self.aside[-1] = True
        elif not self.aside[-1]:
            self._letters(_SIGNS.get(sign, "") if sign else (bytes.fromhex(code.decode()) if code else text or b""))

    def _word(self, word: bytes, number: bytes) -> None:
        if word in _ASIDE:
            self.aside[-1] = number != b"0" or self.aside[-2:-1] == [True]
        elif word == b"plain" and len(self.aside) > 1:
            self.aside[-1] = self.aside[-2]
        elif not self.aside[-1] and word == b"u" and number:
            self.out.append(chr(int(number) % 0x10000))
            self.skips = True
        elif not self.aside[-1]:
            self.out.append(_MARKS.get(word, ""))

    def _letters(self, told: str | bytes) -> None:
        letters = told if isinstance(told, str) else told.decode("cp1252", "replace")
        if letters:
            self.out.append(letters[1:] if self.skips else letters)
            self.skips = False
