"""Hidden words that do nothing: anchors of electronic signatures, placeholders, single marks."""

import re
from typing import Final

_ANCHOR: Final = re.compile(
    r"""[\s/\\#{}<>\[\]|*_.~:;,-]*  # marks around
        (?:\w{0,24}(?:sig|sign|signature|signed|initials?|init|date|seal|stamp|es|docusign|adobe|hellosign)\w{0,24}
           [\s/\\#{}<>\[\]|*_.~:;,=-]*(?:\w{1,24}[\s/\\#{}<>\[\]|*_.~:;,=-]*){0,4}
          |[a-z]{1,4}[0-9]{1,3}[\s/\\#{}<>\[\]|*_-]*
          |[0-9a-f]{6,64}[\s/\\#{}<>\[\]|*_-]*
          |)""",
    re.VERBOSE,
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_OPERATIVE: Final = frozenset(
    {
        *("not", "no", "never", "nor", "neither", "none", "without", "except", "unless", "only", "unlimited", "waive"),
        *("waives", "perpetual", "irrevocable", "exclusive", "shall", "may", "must"),
    }
)
_FEW: Final = 3


def inert(text: str) -> bool:
    """Whether hidden words are too few to say anything, or the anchor that a signature service looks for."""
    plain = " ".join(text.casefold().split())
    words = _WORD.findall(plain)
    if _OPERATIVE.intersection(words):
        return False
    if len(plain) <= 80 and _ANCHOR.fullmatch(plain):
        return True
    return len(words) < _FEW and not any(character.isdecimal() for character in plain)
