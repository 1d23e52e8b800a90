"""Words that a file keeps where no reader looks: whether they are what such places usually hold."""

import re
from typing import Final

from clausecheck.model import Trace

_CONTRACT: Final = re.compile(
    r"\b(?:shall|must|may not|will not|agrees?|waives?|liable|payable|entitled|terminat(?:e|es|ed)|indemnif\w{1,5}|"
    r"notwithstanding|hereby|instructions?|ignore|disregard|reviewers?|assistant|prompt|you|your|approve[ds]?)\b",
    re.IGNORECASE,
)
_FEW: Final = 6
"""Words: what is shorter is a name or a title."""
_USUAL: Final = {
    "docx.alt_text": "pictures are described for people who cannot see them",
    "docx.tooltip": "links and form fields say so what they are for",
    "docx.properties": "every Word file has a title, an author and the like",
}


def described(technique: str, words: str, detail: str, part: str = "", usual: str = "") -> Trace:
    """A trace of such words; it is usual where they are few, or speak of nothing that a contract would."""
    ordinary = len(words.split()) < _FEW or not _CONTRACT.search(words[:20_000])
    told = (usual or _USUAL.get(technique, "Word and its add-ins keep such data")) if ordinary else ""
    return Trace(technique=technique, quote=words, detail=detail, part=part, usual=told)
