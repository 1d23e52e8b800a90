"""A sentence made to stand where other words stood: its first letter, its marks, its quotes, its number in a list."""

import re
from typing import Final

_NUMBER: Final = re.compile(
    r"^(?:\((?:[a-zA-Z]{1,2}|[ivx]{1,5}|\d{1,2})\)\s+(?=\S)|(?:\d{1,2}(?:\.\d{1,2})+\.?|[a-zA-Z]\.)\s+(?=[A-Z“\"]))"
)
"""A number in a list; one without brackets only before words that begin a sentence."""
_CLOSING: Final = re.compile(r"([.;,:]?)((?:\s+(?:and|or))?)\s*$")
_NEXT: Final = re.compile(r"\.\s+(?=[A-Z“\"])")
_SMALL: Final = re.compile(
    r"(?:The|This|That|These|If|On|In|No|Not|Nothing|Nobody|Neither|Either|Each|Any|All|After|During|Where|A|An|As|For"
    r"|It|Unless|Except|Within)\b"
)
"""Words that have a capital only because they begin a sentence."""


def fit(text: str, quote: str, document: str) -> str:
    """`text`, one or more sentences, in the place of `quote`, which stands in `document`."""
    number = _NUMBER.match(quote)
    lead, body = (number[0], quote[number.end() :]) if number else ("", quote)
    closing = _CLOSING.search(body)
    mark, joint = (closing[1], closing[2]) if closing else ("", "")
    words = text.rstrip(" .")
    if not mark.startswith("."):
        words = _one_sentence(words, document)
    if body[:1].islower():
        words = small(words, document)
    if loud(body):
        words = words.upper()
    return lead + _as_quoted(words, document) + mark.replace(":", ".") + joint


def added(text: str, quote: str, document: str) -> str:
    """`quote` with `text`, one or more sentences, as a proviso behind it."""
    closing = _CLOSING.search(quote)
    mark, joint = (closing[1], closing[2]) if closing else ("", "")
    body = quote[: closing.start()] if closing else quote
    words = f"provided that {small(_one_sentence(text.rstrip(' .'), document), document)}"
    return f"{body}, {_as_quoted(words.upper() if loud(quote) else words, document)}{mark}{joint}"


def loud(text: str) -> bool:
    """Whether `text` is written in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 20 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def small(text: str, document: str) -> str:
    """`text` as it goes on within a sentence; what has a capital there in the document too keeps it."""
    word = re.match(r"[A-Z][a-z]*\b", text)
    if word is None or not (_SMALL.match(text) or not re.search(rf"[a-z,] {word[0]}\b", document)):
        return text
    return text[:1].lower() + text[1:]


def _one_sentence(text: str, document: str) -> str:
    first, *others = _NEXT.split(text)
    return "; ".join([first, *(small(other, document) for other in others)])


def _as_quoted(text: str, document: str) -> str:
    """`text` with the quotes and apostrophes of the document."""
    if "“" not in document and '"' in document:
        text = text.replace("“", '"').replace("”", '"')
    return text.replace("'", "’") if document.count("’") > document.count("'") else text
