"""Numbers in letters and words, as browsers and Word count."""

from clausecheck.model.number_words import ONES, TENS

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def roman(number: int) -> str:
    """Capital Roman numeral; from 4 000 on, the digits."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def alphabetic(number: int, *, upper: bool = False) -> str:
    """A letter as browsers count: aa and ab follow z."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text.upper() if upper else text


def repeated_letter(number: int, *, upper: bool = False) -> str:
    """A letter as Word counts: aa and bb follow z."""
    if number < 1:
        return str(number)
    text = chr(ord("a") + (number - 1) % 26) * min(150, (number - 1) // 26 + 1)
    return text.upper() if upper else text


def ordinal(number: int) -> str:
    """The digits with their ending: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    if 10 < number % 100 < 14:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def cardinal_words(number: int) -> str:
    """The number in words, as Word writes `cardinalText`: One, Two, Twenty-one."""
    return _words(number).capitalize() if 0 <= number < 1_000_000 else str(number)


def ordinal_words(number: int) -> str:
    """The place in words, as Word writes `ordinalText`: First, Second, Twenty-first."""
    if not 0 <= number < 1_000_000:
        return str(number)
    words = _words(number)
    cut = max(words.rfind("-"), words.rfind(" ")) + 1
    head, last = words[:cut], words[cut:]
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return (head + last).capitalize()


def _words(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{ONES[hundreds]} hundred" + (f" {_words(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    return f"{_words(thousands)} thousand" + (f" {_words(rest)}" if rest else "")
