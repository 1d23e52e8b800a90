"""Terms of money and of work the other way round: the sides exchanged, where the seller pays or the buyer warrants.

A reading on a time to pay is written for the buyer as the one that pays. A rebate, a royalty or a commission is paid by
the other, and then a long time to pay favours that one.
"""

import re
from functools import cache, lru_cache
from typing import Final

DOES: Final = {
    "pays": (
        "BUYER",
        r"(?:pays?|remits?|settles?|owes?|may (?:defer|postpone|delay))\b",
        r"(?:paid|payable|owed|payment) by",
    ),
    "warrants": (
        "SELLER",
        r"(?:warrants?|guarantees?|gives? no|disclaims?|makes? no|does not)\b",
        r"(?:warranted|given) by",
    ),
}
"""By what is done: who usually does it, the verb behind whoever does it, and the words before."""
_ASIDE: Final = r"(?: (?:shall|hereby|always|only|still|[a-z]+ly)){0,3} "


@lru_cache(maxsize=4096)
def turned(does: str, text: str) -> bool:
    """Whether in `text`, a view, the other side is said to do what one side usually `does`, and that one is not."""
    usual = DOES[does][0]
    return not _said(does, usual).search(text) and bool(_said(does, exchanged(usual)).search(text))


def exchanged(text: str) -> str:
    """`text` with SELLER for BUYER, and BUYER for SELLER."""
    return text.replace("SELLER", "\0").replace("BUYER", "SELLER").replace("\0", "BUYER")


@cache
def _said(does: str, role: str) -> re.Pattern[str]:
    _, behind, before = DOES[does]
    return re.compile(rf"\b{role}{_ASIDE}{behind}|\b{before} {role}\b")
