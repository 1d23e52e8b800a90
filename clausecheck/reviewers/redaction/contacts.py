"""E-mail addresses, telephone numbers and addresses on the web."""

import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Redaction
from clausecheck.reviewers.redaction.forms import Found, folded

_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}\s?@\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![\w-])")
_URL: Final = re.compile(
    r"\b(?:https?|ftp)://[^\s<>\"“”()\[\]]{3,300}|\bwww\.[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?:/[^\s<>\"“”)\]]{0,200})?"
    r"|(?<![\w@.-])[A-Za-z0-9-]{2,63}(?:\.[a-z0-9-]{1,63}){0,2}\.(?:com|net|org|edu|gov|info|biz|io|ai|eu|de|fr|it|es|nl|ch|at|se|ca|cn|jp|in"
    r"|co\.uk|org\.uk|com\.au|co\.jp|com\.br|com\.cn)\b(?:/[^\s<>\"“”)\]]{0,200})?",
)
_LABELLED: Final = re.compile(
    r"\b(?:tel|telephone|phone|ph|telefon|fax|facsimile|telefax|telecopier|telecopy|telex|mobile|cell|cellular|hotline)\b"
    r"(?:\s?(?:no|nos|number|numbers|and|or|fax|facsimile|phone|telephone|\(fax\)|#|[.:/&])\s?){0,5}[:.#\s]{0,6}"
    r"(\+?\(?\d[\d\s().\u2010-\u2013/-]{4,22}\d)(?!\d)",
    re.IGNORECASE,
)
_FORMED: Final = re.compile(
    r"(?<![\d$€£.,/-])(?:"
    r"(?:\+?1[\s.-]{1,2})?(?:\(\d{3}\)\s{0,2}|\d{3}[.\u2010-\u2013-]\s?)\d{3}\s?[.\s\u2010-\u2013-]\s?\d{4}"
    r"|\+\d{1,3}[\s.\u2010-\u2013-]?(?:\(\d{1,4}\)[\s.\u2010-\u2013-]?)?\d{1,5}(?:[\s.\u2010-\u2013-]\d{2,8}){1,4}"
    r"|\+\d{9,14}"
    r")(?![\d-])"
)
_FEWEST, _MOST = 6, 15
"""Digits of a telephone number; E.164 allows fifteen."""


def find_contacts(text: str) -> Iterator[Found]:
    """Every one, from its own form or from the word before it."""
    for match in _EMAIL.finditer(text):
        yield _found(match.start(), match.end(), "EMAIL", text)
    for match in _URL.finditer(text):
        end = match.end() - (len(match[0]) - len(match[0].rstrip(".,;:'’")))
        yield _found(match.start(), end, "URL", text)
    for pattern, group in ((_LABELLED, 1), (_FORMED, 0)):
        for match in pattern.finditer(text):
            if _FEWEST <= sum(map(str.isdigit, match[group])) <= _MOST:
                yield _found(match.start(group), match.end(group), "PHONE", text)


def _found(start: int, end: int, label: str, text: str) -> Found:
    return Found(start, end, Redaction.CONTACTS, label, f"{label} {' '.join(folded(text[start:end]))}")
