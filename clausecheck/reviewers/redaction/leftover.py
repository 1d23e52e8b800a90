"""What was sent and still looks like a name or a number: for a person to look at."""

import re
from collections.abc import Iterable
from typing import Final

from clausecheck.model import Redaction
from clausecheck.reviewers.redaction.forms import WORD
from clausecheck.reviewers.redaction.lexicon import lexicon
from clausecheck.reviewers.redaction.plainness import Plainness

_NAME: Final = re.compile(
    r"(?<![\w.])[A-ZÀ-Þ][\w'’&-]+(?:[ \t](?:[A-ZÀ-Þ][\w'’&.-]*|of|de|van|von|&)){0,4}[ \t][A-ZÀ-Þ][\w'’-]+"
    r"|(?<=[a-z,] )[A-Z][a-z]*[A-Z]\w+\b"
)
_NUMBER: Final = re.compile(
    r"(?<![\w.,$€£\[_/])(?!\d{1,4}/\d{1,4}(?:/\d{2,4})?\b)\+?\(?\d(?:[\d /()-]{0,2}\d){5,20}(?![\w%]|[.,]\d)"
)
_NAMES: Final = frozenset({Redaction.PARTIES, Redaction.PEOPLE, Redaction.ADDRESSES})
_NUMBERS: Final = frozenset({Redaction.ACCOUNTS, Redaction.CONTACTS})


def left_over(texts: Iterable[str], document: str, kinds: frozenset[Redaction], words: Plainness) -> tuple[str, ...]:
    """Words with capitals that are no plain words, and long numbers; each once, in the order of the alphabet.

    Only what stands in the document counts; what the program has written itself is none of it.
    """
    found: set[str] = set()
    for text in texts:
        if kinds & _NAMES:
            found |= {name for name in _NAME.findall(text) if _tells(name, words) and name in document}
        if kinds & _NUMBERS:
            found |= {number for number in _NUMBER.findall(text) if number in document}
    return tuple(sorted(found))


def _tells(name: str, words: Plainness) -> bool:
    """Whether some of these words may name somebody: no plain words, no office or department, no place with a law."""
    known = lexicon("no_part_of_a_person") | lexicon("company_endings")
    parts = WORD.findall(name)
    telling = [word for word in parts if word.lower() not in known and not words.plain(word)]
    heading = name.isupper() and len(parts) > 2 and len(telling) < len(parts)
    return bool(telling) and not heading and not words.names_nobody(telling)
