"""The grammar of clause numbers: what can stand at the start of a paragraph, and how it may be read."""

import re
from dataclasses import dataclass, replace
from functools import cache

from clausecheck.segment.vocabulary import vocabulary

_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LONGEST_LABEL = 64
_PLACES = {"st", "nd", "rd", "th"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a number: its style and its values, "2.1" being (2, 1)."""

    style: str
    """"article", "dec1", "dec2", "lower()", "roman.", …: lists of one style count on."""
    values: tuple[int, ...]

    @property
    def last(self) -> int:
        """The value that counts on in its list."""
        return self.values[-1]


@dataclass(frozen=True, slots=True)
class Mark:
    """What looks like a clause number at the start of a paragraph."""

    shown: str
    """As displayed, without closing punctuation."""
    end: int
    """Offset of the first character behind the number and its blanks."""
    readings: tuple[Reading, ...]
    """More than one where a letter may be a roman numeral."""
    automatic: bool = False
    """Set by the word processor, so it cannot be anything but a number."""
    bare: bool = False
    """Without any punctuation: "5 Term"."""
    lower: bool = False
    """The words behind it begin with a small letter."""
    padded: bool = False
    """Written with leading zeros, so that values may count in tens ("18.33.010")."""
    prefix: tuple[int, ...] = ()
    """(2, 1) of "2.1(a)"."""

    def at_depth(self, depth: int | None) -> "Mark":
        """The same number in a list of this depth, which no list of another depth carries on."""
        readings = tuple(Reading(f"{r.style}@{depth}", r.values) if len(r.values) == 1 else r for r in self.readings)
        return replace(self, readings=readings)


def roman_value(word: str) -> int | None:
    """The value of a well-formed roman numeral in small letters, None for any other word."""
    if not word or len(word) > 9 or any(letter not in _ROMAN_DIGITS for letter in word):
        return None
    values = [_ROMAN_DIGITS[letter] for letter in word]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if 0 < total < 400 and _as_roman(total) == word else None


@cache
def _as_roman(number: int) -> str:
    pairs = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    out = ""
    for value, letters in pairs:
        out += letters * (number // value)
        number %= value
    return out


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "keyword": re.compile(
            r"(?P<word>Article|ARTICLE|Art|ART|Section|SECTION|Sec|SEC|§|Clause|CLAUSE|Paragraph|PARAGRAPH"
            r"|Part|PART|Chapter|CHAPTER|Title|TITLE|Item|ITEM|No(?=\.)|NO(?=\.))\.?\s{0,8}(?:[-–—]\s{1,4})?"
            r"(?:No\.?\s{0,4})?"
            r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]{1,11})"
            r"(?P<sub>\([A-Za-z0-9]{1,4}\))?"
            r"(?P<close>\s{0,3}[.:)\]]{1,2}|\s{0,3}[-–—]{1,2}(?=\s|$|[A-Z]))?(?P<gap>\s{0,60})"
        ),
        "decimal": re.compile(
            r"(?P<number>\d{1,2}(?:\.\s\d{1,2}){1,4}(?=\.\s)|\d{1,3}\.l(?=\.?\s)|\d{1,3}(?:\.\d{1,3}){0,5})"
            r"(?P<sub>\.[A-Za-z](?=[.)]\s)|(?:\s?\([A-Za-z0-9]{1,4}\)){0,3})"
            r"(?P<close>[.):]{1,2}|\s\.(?=\s)|\s{0,2}[-–—]{1,2}(?=\s)|)(?P<gap>\s{0,60})"
        ),
        "bracket": re.compile(r"(?P<open>[(\[])\s?(?P<number>[A-Za-z]{1,7}|\d{1,3})\s?[)\]][.:]?(?P<gap>\s{0,60})"),
        "ordinal": re.compile(r"(?P<number>\d{1,2}(?:st|nd|rd|th)|[A-Z][A-Za-z]{4,10})[.:]\s{1,8}(?=[A-Z\"“])"),
        "letter": re.compile(r"(?P<number>[A-Za-z]{1,6})(?P<close>[.)])(?P<gap>\s{0,60})"),
    }


def read_mark(text: str, start: int, end: int) -> Mark | None:
    """Read a typed number at the start of `text[start:end]`; None where there is none.

    Whether it is the number of a clause is for the sequence to say.
    """
    head = text[start : min(end, start + _LONGEST_LABEL + 60)]
    if not head:
        return None
    first = head[0]
    if first.isdecimal():
        return _read_decimal(head, start, end) or _read_ordinal(head, start)
    if first in "([":
        return _read_bracket(head, start)
    if first == "§" or (first.isalpha() and first.isascii()):
        return _read_keyword(head, start, end) or _read_letter(head, start) or _read_ordinal(head, start)
    return None


def read_label(label: str, text: str, start: int, end: int) -> Mark | None:
    """Read an automatic number, which `text[start:end]` begins with; None for bullets and words."""
    mark = read_mark(label, 0, len(label))
    if mark is None or mark.end < len(label):
        mark = _read_odd_label(label)
    if mark is None:
        return None
    after = start + len(label)
    while after < end and text[after].isspace():
        after += 1
    return Mark(
        mark.shown,
        after,
        mark.readings,
        automatic=True,
        lower=text[after : after + 1].islower(),
        padded=mark.padded,
        prefix=mark.prefix,
    )


def _read_odd_label(label: str) -> Mark | None:
    written = vocabulary().numbers.get(label.strip(" .:)").lower())
    if written is not None:
        return Mark(_shown(label), len(label), (Reading("written", (written,)),))
    digits = [int(piece) for piece in re.findall(r"\d{1,3}", label)[:6]]
    if not digits or len(label) > _LONGEST_LABEL:
        return None
    word = re.match(r"[A-Za-z]{2,}", label)
    style = f"word:{word.group().lower()}" if word else f"odd{len(digits)}"
    return Mark(_shown(label), len(label), (Reading(style, tuple(digits)),))


def _shown(label: str) -> str:
    return " ".join(label.split()).rstrip(".:-–—, ")


def _read_keyword(head: str, start: int, end: int) -> Mark | None:
    match = _patterns()["keyword"].match(head)
    if match is None or not (match["close"] or match["gap"] or match.end() == len(head)):
        return None
    number = match["number"]
    values = _keyword_values(number)
    if values is None or (number.isalpha() and head[len(match["word"])].isalpha()):
        return None
    after = head[match.end() : match.end() + 1]
    if not match["close"] and after and not (after.isupper() or after in "\"“‘'[("):
        return None
    word = vocabulary().keywords[match["word"].lower()]
    stop = match.start("close") if match["close"] else match.start("gap")
    mark_end = min(end, start + match.end())
    shown = _shown(head[:stop])
    if match["sub"]:
        readings = _letter_readings(match["sub"][1:-1], "()")
        return Mark(shown, mark_end, readings, prefix=values) if readings else None
    if len(values) == 1:
        return Mark(shown, mark_end, (Reading(word, values),))
    return Mark(shown, mark_end, (_decimal_reading(values),), padded=_padded(number))


def _keyword_values(number: str) -> tuple[int, ...] | None:
    if number[0].isdecimal():
        return _values(number)
    low = number.lower()
    if low in vocabulary().numbers:
        return (vocabulary().numbers[low],)
    value = roman_value(low)
    if number == "l":
        return (1,)
    if value is not None and number in (low, low.upper()):
        return (value,)
    return (ord(low) - 96,) if len(number) == 1 and number.isupper() else None


def _values(number: str) -> tuple[int, ...]:
    values = tuple(int(piece) if piece != "l" else 1 for piece in number.split("."))
    return values[:-1] if _is_whole(number) else values


def _is_whole(number: str) -> bool:
    """Whether a number is that of a clause whose children are "1.1" or "1.01": "1.0", "1.00"."""
    whole, _, rest = number.partition(".")
    return rest in ("0", "00") and whole != "0"


def _padded(number: str) -> bool:
    return "." in number and number.rsplit(".", 1)[1].startswith("0") and len(number.rsplit(".", 1)[1]) > 2


def _decimal_reading(values: tuple[int, ...]) -> Reading:
    return Reading(f"dec{len(values)}", values)


def _read_decimal(head: str, start: int, end: int) -> Mark | None:
    match = _patterns()["decimal"].match(head)
    if match is None:
        return None
    number, close, gap, sub = match["number"].replace(" ", ""), match["close"].strip(), match["gap"], match["sub"]
    after = head[match.end() : match.end() + 1]
    if (
        after
        and not gap
        and not (after.isalpha() and after.isupper() and (close or "." in number))
        and after not in '"“'
    ):
        return None
    if sub and not gap and not close and after:
        return None
    lower = after.islower()
    bare = not close and "." not in number
    if bare and (lower or (after and not (after.isalpha() or after in '"“'))):
        return None
    shown = number + sub.replace(" ", "")
    if close.startswith(")"):
        shown += ")"
    values = _values(number)
    mark_end = min(end, start + match.end())
    if sub:
        dotted = sub[0] == "."
        last = sub[1:] if dotted else sub.replace(" ", "").rstrip(")").rsplit("(", 1)[1]
        readings = _letter_readings(last, close[:1] if dotted else "()")
        return Mark(shown, mark_end, readings, lower=lower, prefix=values) if readings else None
    if len(values) > 1:
        reading = _decimal_reading(values)
    elif _is_whole(number):
        reading = Reading("dec0", values)
    else:
        reading = Reading("bare1" if bare else "dec1" + _closing(close), values)
    return Mark(shown, mark_end, (reading,), bare=bare, lower=lower, padded=_padded(number))


def _closing(close: str) -> str:
    return ")" if close.startswith(")") else "-" if close.startswith(("-", "–", "—")) else ""


def _read_bracket(head: str, start: int) -> Mark | None:
    match = _patterns()["bracket"].match(head)
    if match is None or (match["open"] == "[" and not match["number"].isdecimal()):
        return None
    readings = _letter_readings(match["number"], "()")
    if not readings:
        return None
    after = head[match.end() : match.end() + 1]
    return Mark(_shown(head[: match.start("gap")]), start + match.end(), readings, lower=after.islower())


def _read_letter(head: str, start: int) -> Mark | None:
    match = _patterns()["letter"].match(head)
    if match is None or not (match["gap"] or match.end() == len(head)):
        return None
    readings = _letter_readings(match["number"], match["close"])
    if not readings:
        return None
    after = head[match.end() : match.end() + 1]
    shown = match["number"] + (")" if match["close"] == ")" else "")
    return Mark(shown, start + match.end(), readings, lower=after.islower())


def _read_ordinal(head: str, start: int) -> Mark | None:
    """A place in a list: "1st. ", "FIRST: "."""
    match = _patterns()["ordinal"].match(head)
    if match is None:
        return None
    word = match["number"].lower()
    value = int(word[:-2]) if word[0].isdecimal() else vocabulary().numbers.get(word) if word[-2:] in _PLACES else None
    return Mark(match["number"], start + match.end(), (Reading("place", (value,)),)) if value else None


def _letter_readings(number: str, closing: str) -> tuple[Reading, ...]:
    if number.isdecimal():
        return (Reading(f"dec1{closing}", (int(number),)),)
    low = number.lower()
    if number not in (low, low.upper()):
        return ()
    readings = []
    if len(set(low)) == 1 and len(low) <= 3:
        readings.append(
            Reading(f"{'lower' if number == low else 'upper'}{closing}", (ord(low[0]) - 96 + 26 * (len(low) - 1),))
        )
    value = roman_value(low)
    if value is not None:
        readings.append(Reading(f"{'roman' if number == low else 'ROMAN'}{closing}", (value,)))
    return tuple(readings)
