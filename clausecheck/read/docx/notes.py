"""The numbers of footnotes and endnotes, as Word counts them (ECMA-376 part 1, 17.11)."""

from collections import Counter
from collections.abc import Mapping

from clausecheck.read.docx.number_formats import formatted
from clausecheck.read.docx.package import whole

Reference = tuple[str, str]
"""The kind of a note, "footnote" or "endnote", and its id."""
_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}


class NoteNumbers:
    """Numbers in the order in which notes are referred to."""

    def __init__(self) -> None:
        self.custom: set[Reference] = set()
        """Notes with a mark of the writer's own, which are not counted."""
        self._numbers: dict[Reference, str] = {}
        self._counts: Counter[str] = Counter()
        self._formats = dict(_FORMATS)
        self._starts = dict.fromkeys(_FORMATS, 1)

    def __contains__(self, reference: Reference) -> bool:
        return reference in self._numbers

    def set(self, properties: Mapping[tuple[str, str], str]) -> None:
        """Take in the properties of notes, such as ("w:footnotePr", "w:numFmt"): "lowerLetter"."""
        for kind in _FORMATS:
            self._formats[kind] = properties.get((f"w:{kind}Pr", "w:numFmt"), self._formats[kind])
            start = whole(properties.get((f"w:{kind}Pr", "w:numStart")))
            self._starts[kind] = self._starts[kind] if start is None else start

    def number(self, reference: Reference) -> str:
        """The number of a note, counted when it is first asked for; empty for one with a mark of its own."""
        if reference not in self._numbers:
            kind = reference[0]
            self._numbers[reference] = ""
            if reference not in self.custom:
                self._numbers[reference] = formatted(self._formats[kind], self._starts[kind] + self._counts[kind])
                self._counts[kind] += 1
        return self._numbers[reference]
