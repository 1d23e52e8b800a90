"""The ways in which Word writes the numbers of its lists (ECMA-376 part 1, 17.18.59), some of them by language."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from clausecheck.read.numbers import cardinal_words, ordinal, ordinal_words, repeated_letter, roman

_FRENCH = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_FRENCH_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt")
_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_CHICAGO = "*†‡§"
_SUFFIXES = {"de": ".", "nl": "e", "es": "º", "it": "º", "pt": "º", "sv": ":a", "ru": "-й"}


def formatted(form: str, number: int, language: str = "en", picture: str = "") -> str:
    """`number` in the form `form`; `picture` is what a "custom" form is like: "001, 002, …", "α, β, γ, …".

    In words in English and French; of other languages the digits, rather than words of the wrong one.
    """
    tongue = language[:2].lower() or "en"
    if form in ("ordinal", "cardinalText", "ordinalText") and tongue != "en":
        return _foreign(form, number, tongue)
    if form == "custom":
        return _custom(number, picture)
    return _FORMATS.get(form, str)(number)


def _foreign(form: str, number: int, tongue: str) -> str:
    if tongue == "fr" and form != "ordinal" and 0 < number < 1_000_000:
        words = _french(number)
        return (words if form == "cardinalText" else _french_place(words)).capitalize()
    if tongue == "fr" and form != "cardinalText":
        return f"{number}{'er' if number == 1 else 'e'}"
    return str(number) if form == "cardinalText" else f"{number}{_SUFFIXES.get(tongue, '.')}"


def _custom(number: int, picture: str) -> str:
    items = [item.strip() for item in picture.split(",") if item.strip(" .…")]
    if not items:
        return str(number)
    if items[0].isdecimal():
        return str(number).zfill(len(items[0]))
    lower = items[0].lower()
    if lower in ("α", "а"):
        text = _cycle(_GREEK if lower == "α" else _RUSSIAN)(number)
        return text if items[0] == lower else text.upper()
    return items[number - 1] if 0 < number <= len(items) else str(number)


def _cycle(letters: str) -> Callable[[int], str]:
    """Letters one after the other, then doubled, as Word counts."""

    def write(number: int) -> str:
        if number < 1:
            return str(number)
        return letters[(number - 1) % len(letters)] * min(150, (number - 1) // len(letters) + 1)

    return write


def _once(letters: str) -> Callable[[int], str]:
    """Letters one after the other, then digits."""
    return lambda number: letters[number - 1] if 0 < number <= len(letters) else str(number)


def _french(number: int) -> str:
    if number < 20:
        return _FRENCH[number]
    if number < 100:
        ten, one = divmod(number, 10)
        if ten in (7, 9):
            ten, one = ten - 1, one + 10
        join = " et " if one in (1, 11) and ten < 8 else "-"
        return f"{_FRENCH_TENS[ten]}{join}{_FRENCH[one]}" if one else f"{_FRENCH_TENS[ten]}{'s' * (ten == 8)}"
    unit, name = (100, "cent") if number < 1000 else (1000, "mille")
    count, rest = divmod(number, unit)
    before = "" if count == 1 else f"{_without_plural(_french(count))} "
    plural = "s" if unit == 100 and count > 1 and not rest else ""
    return f"{before}{name}{plural}" + (f" {_french(rest)}" if rest else "")


def _french_place(words: str) -> str:
    if words == "un":
        return "premier"
    stem = _without_plural(words)
    if stem.endswith("cinq"):
        stem += "u"
    elif stem.endswith("neuf"):
        stem = stem[:-1] + "v"
    return f"{stem.removesuffix('e')}ième"


def _without_plural(words: str) -> str:
    return words[:-1] if words.endswith(("cents", "vingts")) else words


def _chinese(digits: str, units: str, *, bare_ten: bool) -> Callable[[int], str]:
    """A number in Chinese, below 10 000; `bare_ten`: 10 to 19 begin with the ten itself."""

    def write(number: int) -> str:
        if not 0 < number < 10_000:
            return str(number)
        text, gap = "", False
        for place, digit in enumerate(f"{number:04d}"):
            if digit != "0":
                text += (digits[0].replace("〇", "零") if gap and text else "") + digits[int(digit)]
                text += units[3 - place] if place < 3 else ""
            gap = digit == "0"
        return text[1:] if bare_ten and number < 20 and number > 9 else text

    return write


def _enclosed(number: int) -> str:
    return chr(0x245F + number) if 0 < number < 21 else str(number)


def _digits_of(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] if digit.isdecimal() else digit for digit in str(number))


_THOUSANDS = _chinese(_DIGITS, "一十百千", bare_ten=True)
_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "upperRoman": roman,
        "lowerRoman": lambda number: roman(number).lower(),
        "upperLetter": lambda number: repeated_letter(number, upper=True),
        "lowerLetter": repeated_letter,
        "ordinal": ordinal,
        "cardinalText": cardinal_words,
        "ordinalText": ordinal_words,
        "decimalZero": lambda number: f"{number:02d}",
        "numberInDash": lambda number: f"- {number} -",
        "hex": lambda number: f"{number:X}",
        "chicago": _cycle(_CHICAGO),
        "decimalEnclosedParen": lambda number: f"({number})",
        "decimalEnclosedFullstop": lambda number: f"{number}.",
        "decimalEnclosedCircle": _enclosed,
        "decimalEnclosedCircleChinese": _enclosed,
        "decimalFullWidth": _digits_of("０１２３４５６７８９"),
        "chineseCounting": lambda number: _THOUSANDS(number) if number < 100 else _digits_of(_DIGITS)(number),
        "chineseCountingThousand": _THOUSANDS,
        "japaneseCounting": _THOUSANDS,
        "taiwaneseCountingThousand": _THOUSANDS,
        "chineseLegalSimplified": _chinese(_LEGAL_DIGITS, "壹拾佰仟", bare_ten=False),
        "ideographDigital": _digits_of(_DIGITS),
        "japaneseDigitalTenThousand": _digits_of(_DIGITS),
        "ideographTraditional": _once(_STEMS),
        "ideographZodiac": _once(_BRANCHES),
        "russianLower": _cycle(_RUSSIAN),
        "russianUpper": _cycle(_RUSSIAN.upper()),
        "none": lambda _: "",
    }
)
