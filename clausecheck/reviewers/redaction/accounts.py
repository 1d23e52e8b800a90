"""Numbers that money, people and companies are known by: accounts, cards, taxes, registers."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Redaction
from clausecheck.reviewers.redaction.forms import Found, folded

_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){2,8}(?:[ -]?[A-Z0-9]{1,4})?\b")
_DIGITS: Final = re.compile(r"(?<![\w.,$€£-])\d(?:[ -]?\d){8,18}(?![\w-]|[.,]\d)")
_PLAIN: Final = re.compile(
    r"(?<![\w-])(?:\d{3}-\d{2}-\d{4}|\d{2}-\d{7})(?![\w-])"  # US social security and employer numbers
    r"|(?<!\w)(?:ATU\d{8}|BE0\d{9}|CHE-?\d{3}\.?\d{3}\.?\d{3}|DE\d{9}|DK\d{8}|ESX?\d{7,8}[A-Z]|FI\d{8}|FR[A-Z0-9]{2}\d{9}"
    r"|GB\d{9}|IE\d{7}[A-Z]{1,2}|IT\d{11}|LU\d{8}|NL\d{9}B\d{2}|PL\d{10}|PT\d{9}|SE\d{12})(?!\w)"
    r"|\bHR[AB]\s?\d{3,7}(?:\s?[A-Z])?\b"
)
_LABEL: Final = re.compile(
    r"""\b(?:accounts?|acct|a/c|iban|routing|transit|aba|sort\s+code|clearing|bank\s+code|card|tax|taxpayer|tin|e\.?i\.?n|fein
    |fiscal\s+code|vat|gst|abn|acn|employer\s+identification|social\s+security|ssn|national\s+insurance|passport
    |regist(?:ration|ered|er|ry)|company|licen[cs]e|d-?u-?n-?s|siren|siret|kvk|nif|cif|cnpj|crn|uen|lei)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER: Final = re.compile(
    r"""(?:\s{0,2}(?:[Nn](?:umbers?|UMBERS?|[or]s?|OS?|R)?\b|[Ii][Dd]\b|[Cc]odes?|CODES?|[A-Z]{2,4}\b(?=\s?[#:/)])|(?:und|aft|in|with|of|the|and|for|by|or)(?:er)?\b
        |[A-Z][a-z]+\b|identification|registration|register|domestic|transfers|[#№°º:.,()/-])){0,14}?
    \s{0,3}((?:[A-Z]{1,4}[ ]?)?\d[\dA-Z]*(?:(?:[ ./-]|[ ]-[ ])\d[\dA-Z]*){0,8})(?![\w%])""",
    re.VERBOSE,
)
"""Behind a label: small words, then a number that may have letters before and separators within."""
_SWIFT: Final = re.compile(r"\b(?i:swift|bic)\b[^\n]{0,20}?\b([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")
_MARKER: Final = re.compile(r"[:#№º°]|\b(?:[Nn](?:umbers?|UMBERS?|[or]s?|OS?|R)|[Ii][Dd]|[Uu]nder|[Cc]ode)\b")
"""What says that a number follows; without it the number is that of a year, a section or a page."""
_PLAIN_LABELS: Final = frozenset(
    {"aba", "routing", "iban", "ein", "fein", "ssn", "abn", "acn", "siren", "siret", "cnpj", "lei"}
)
_PAGE: Final = re.compile(r"(?<=\d{6}) \d{1,2}$")
"""The number of the next section, or of the page."""
_CARDS: Final = frozenset({13, 14, 15, 16, 19})
"""How many digits cards have."""
_LEAST: Final = 5
"""Digits of a number that is known only by the word before it."""


def find_accounts(text: str) -> Iterator[Found]:
    """Every one, by its check digits, by its form, or by the word before it."""
    for match in _IBAN.finditer(text):
        if end := _iban_end(match[0]):
            yield _found(match.start(), match.start() + end, text)
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) in _CARDS and luhn(digits):
            yield _found(match.start(), match.end(), text)
    for match in _PLAIN.finditer(text):
        yield _found(match.start(), match.end(), text)
    for match in _SWIFT.finditer(text):
        yield _found(match.start(1), match.end(1), text)
    for label in _LABEL.finditer(text):
        number = _NUMBER.match(text, label.end())
        if number is None or sum(map(str.isdigit, number[1])) < _LEAST:
            continue
        if _MARKER.search(text, label.end(), number.start(1)) or label[0].lower() in _PLAIN_LABELS:
            words = _PAGE.sub("", number[1])
            yield _found(number.start(1), number.start(1) + len(words), text)


def _iban_end(words: str) -> int:
    """Where the International Bank Account Number at the start of `words` ends; 0 where none has right check digits."""
    ends = [at for at in range(len(words), 14, -1) if at == len(words) or not words[at].isalnum()]
    return next((end for end in ends if iban(re.sub(r"[ -]", "", words[:end]))), 0)


def iban(number: str) -> bool:
    """Whether the check digits of an IBAN are right: ISO 13616, modulo 97."""
    if not 15 <= len(number) <= 34 or not number.isascii():
        return False
    moved = number[4:] + number[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def luhn(digits: str) -> bool:
    """Whether the last digit of a card number is right: ISO/IEC 7812, modulo 10."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0 and len(set(digits)) > 1


def _found(start: int, end: int, text: str) -> Found:
    return Found(start, end, Redaction.ACCOUNTS, "ACCOUNT", f"account {''.join(folded(text[start:end]))}")
