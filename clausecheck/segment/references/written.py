"""Numbers and titles in the text that became no clauses, so that a mention of them is not called wrong."""

import re
from bisect import bisect_right
from functools import cache, cached_property

from clausecheck.segment.references.citations import ATTACHMENTS, Citation
from clausecheck.segment.references.targets import attachment_key

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}(?!\d)")
_CAPITALS = re.compile(r"\.?\s{1,4}[A-Z]{2,}[A-Z &,;/-]{3,}")
"""Behind a number: a heading in capitals."""
_SENTENCE_END = ".;:)"


@cache
def _cites() -> re.Pattern[str]:
    return re.compile(
        r"(?:section|clause|article|paragraph|schedule|exhibit|annex|appendix|attachment|part|item|subsection)s?\s{1,3}$"
        r"|(?:\band|\bor|\bto|,|\bthrough|&|\$)\s{1,2}$"
    )


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<=\n)|(?<=\t))[\s\[(\"“*_]{0,6}(?:exhibit|schedule|annex|annexure|appendix|attachment)\b[^\n\t]{0,120}"
    )


class Written:
    """Looks only where a number was not found among the clauses."""

    def __init__(self, text: str, low: str, starts: list[int]) -> None:
        self.text, self.low, self.starts = text, low, starts
        self._added: dict[tuple[str, ...], int] = {}

    def add(self, label: Citation) -> None:
        """Note a label such as "Section 4.2. Termination" that stands inside a clause."""
        tokens = label.items[0].tokens
        key = (label.word, *tokens) if label.word in ATTACHMENTS else tokens
        self._added.setdefault(key, max(0, bisect_right(self.starts, label.start) - 1))

    def clause(self, tokens: tuple[str, ...]) -> int | None:
        """The clause whose words have this number as if it were one of a clause."""
        for length in range(len(tokens), 0, -1):
            if tokens[:length] in self._added:
                return self._added[tokens[:length]]
            if all(token.isdecimal() for token in tokens[:length]):
                return self._labels.get(tokens[:length])
        return None

    def attachment(self, key: tuple[str, ...]) -> int | None:
        """The clause that has the title of this exhibit or schedule in its words."""
        return self._added.get(key, self._attachments.get(key))

    @cached_property
    def _labels(self) -> dict[tuple[str, ...], int]:
        found: dict[tuple[str, ...], int] = {}
        for match in _NUMBER.finditer(self.low):
            if self._is_label(match.start(), match.end(), decimal="." in match.group()):
                key = tuple(token.lstrip("0") or "0" for token in match.group().split("."))
                found.setdefault(key, max(0, bisect_right(self.starts, match.start()) - 1))
        return found

    def _is_label(self, start: int, end: int, *, decimal: bool) -> bool:
        """Whether a number may be that of a clause: a decimal one, or one that begins a line or a sentence."""
        before = self.low[max(0, start - 14) : start]
        if before[-1:].isalnum() or before[-1:] in tuple("_.$§-"):
            return False
        opens = not before or before[-1] in "\n\t" or (before[-1] == " " and before.rstrip(" ")[-1:] in _SENTENCE_END)
        stopped = self.low[end : end + 2].lstrip()[:1] in tuple(".):")
        if not decimal and not (opens and stopped) and not _CAPITALS.match(self.text, end):
            return False
        return _cites().search(before) is None

    @cached_property
    def _attachments(self) -> dict[tuple[str, ...], int]:
        found: dict[tuple[str, ...], int] = {}
        for match in _titles().finditer(self.low):
            key = attachment_key(match.group().lstrip(' \t\n[("“*_'))
            if len(key) > 1:
                found.setdefault(key, max(0, bisect_right(self.starts, match.start()) - 1))
        return found
