"""Words that a reviewer outside this program writes: what of them may be shown, and how."""

import re
from typing import Final

from clausecheck.reviewers.figures import Given, invented
from clausecheck.reviewers.grounding import fold, visible

LONGEST_TITLE: Final = 160
LONGEST_TEXT: Final = 1_500
"""Characters of a text field that are shown; wording to paste may have twice as many."""
LONGEST_COPY: Final = 12
"""Words in a row that an explanation may share with the contract; for more there is the quote."""

_LINK: Final = re.compile(
    r"://|www\.|\b(?:mailto|tel|javascript|data|file|ftp):\S|\]\(|<\s*/?\s*[a-z!]|[\w.+-]@[\w-]|"
    r"\b[a-z0-9][a-z0-9-]+\.(?:com|net|org|io|ai|ly|co|info|biz|dev|app|xyz|example|invalid|test|ru|cn|de|uk|fr|eu|us)"
    r"(?:\.[a-z]{2})?(?=$|[\s/:?#,;.!)\]'\"])"
)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n")
_COMPARES: Final = re.compile(
    r"\b(?:un)?(?:usual|common|typical|normal)(?:ly)?\b|\bnorms?\b|\bstandard\b|\bmedian\b|\baverage\b|(?<!at )\bmost\b"
    r"|\bmarket\b|\bpractice\b|\bothers\b|\belsewhere\b|\bcontracts\b|\bagreements\b|\bdeals\b|\bclauses\b"
    r"|\bstatistics\b|\bsampled?\b|\bcompar|\bcustomary\b|\bpercentile\b|\brare(?:ly)?\b|\bfrequent|\bdefin"
    r"|\b(?:sections?|clauses?|articles?|paragraphs?|schedules?|annex|exhibits?|appendix) (?:\d|[a-z]\b)"
    r"|\d (?:out )?of (?:the |all |every )?\d|% (?:of|do|have|state|say|give|allow)\b"
)


def shown(words: str, longest: int = LONGEST_TEXT) -> str:
    """Single-spaced visible words, ended with "…" where they are too long."""
    single = " ".join(visible(words).split())
    return single if len(single) <= longest else single[: longest - 1].rsplit(" ", 1)[0] + "…"


def links(words: str) -> bool:
    """Whether words lead somewhere: an address of a page, a mailbox, a script, or markup that could hold one."""
    return bool(_LINK.search(visible(words).lower()))


def unfounded(words: str, own: Given, other: Given) -> bool:
    """Whether words state a figure that was not given, or one of elsewhere as if it stood in this clause.

    `own` are the figures of the clause that is spoken of; those of `other` clauses and of statistics count only in a
    sentence that speaks of such: "30 days is the median", "section 4 says 30 days".
    """
    every = own | other
    return any(
        invented(sentence, every if _COMPARES.search(sentence.lower()) else own) for sentence in _SENTENCE.split(words)
    )


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of `LONGEST_COPY` words of a text."""
    words = re.findall(r"\w+", fold(text).text)
    return frozenset(tuple(words[at : at + LONGEST_COPY]) for at in range(len(words) - LONGEST_COPY + 1))


def copies(words: str, clause: frozenset[tuple[str, ...]]) -> bool:
    """Whether words of a reviewer's own repeat a run of the clause's: what is to be quoted stands in the quote."""
    return not clause.isdisjoint(runs(words))
