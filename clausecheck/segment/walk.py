"""The walk through a document's units: what begins a clause, and what belongs to the one before."""

from clausecheck.model import BlockKind, Document, Part
from clausecheck.segment import parts
from clausecheck.segment.chains import Scheme, Sequence, top_scheme
from clausecheck.segment.headings import is_capitals
from clausecheck.segment.tree import Draft, Lists
from clausecheck.segment.units import Unit, units_of

_MOST_CLAUSES = 5000
_LONG = 120


class Walk:
    """Turns units into drafts of clauses, in one pass."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.units = units_of(document)
        self.contents = [parts.is_contents_line(self.text, unit.block) for unit in self.units]
        for unit, listed in zip(self.units, self.contents, strict=True):
            if listed:
                unit.mark = None
        self.sequence = Sequence(self.units)
        self.scheme: Scheme = top_scheme(self.units, self.sequence)
        self.lists = Lists(self.sequence, self.scheme.style)
        self.drafts: list[Draft] = []
        self.part = Part.COVER
        self.pending: Unit | None = None

    def run(self) -> list[Draft]:
        """The drafts in reading order; together they hold every unit once."""
        for index, unit in enumerate(self.units):
            self._take(index, unit)
        return self.drafts

    def _take(self, index: int, unit: Unit) -> None:
        if len(self.drafts) >= _MOST_CLAUSES:
            self.drafts[-1].units.append(unit)
            return
        if self.part is not Part.COVER and self._annex(index, unit):
            return
        if self.part is Part.BODY and parts.is_witness(self.text, unit) and not self._goes_on(index):
            self._root(unit, Part.SIGNATURES)
            return
        if index == self.scheme.first:
            self.part = Part.BODY
            self.lists.reset(None)
        if unit.mark and self._numbered(index, unit):
            return
        if self.part is Part.COVER or (self.part is Part.ANNEX and self._key_term(unit)):
            self._cover(unit)
        elif self.part is Part.BODY and self._unnumbered(index, unit):
            return
        else:
            self.drafts[-1].units.append(unit)

    def _goes_on(self, index: int) -> bool:
        """Whether the top-level numbers go on behind this unit, so that no part ends here."""
        last = self.lists.last_top
        if last is None:
            return False
        following = self.sequence.following(last.style, index, 1)
        return bool(following) and 0 < following[0][-1] - last.last <= 2

    def _annex(self, index: int, unit: Unit) -> bool:
        named = parts.is_annex_heading(self.text, unit)
        if not named and self.part is Part.SIGNATURES:
            named = unit.block.kind is BlockKind.HEADING or (
                is_capitals(self.text[unit.start : unit.end])
                and index + 1 < len(self.units)
                and self.units[index + 1].size > _LONG
                and unit.size < _LONG
            )
        if not named or self._goes_on(index):
            return False
        draft = self._root(unit, Part.ANNEX)
        draft.title = " ".join(self.text[unit.start : unit.end].split()[:2]).rstrip(".:-–—,")
        return True

    def _root(self, unit: Unit, part: Part) -> Draft:
        self.part = part
        draft = Draft([unit], 1, None, part)
        self.drafts.append(draft)
        self.lists.reset(len(self.drafts) - 1)
        return draft

    def _numbered(self, index: int, unit: Unit) -> bool:
        mark = unit.mark
        assert mark is not None
        if self.part is Part.SIGNATURES:
            return False
        if not mark.automatic and index and parts.ends_in_reference(self.text, self.units[index - 1]):
            return False
        if self.part is Part.COVER and (mark.lower or mark.bare or not self.drafts):
            return False
        if self.part is Part.COVER and len(self.lists.open) == 1:
            self.lists.reset(len(self.drafts) - 1)
        place = self.lists.find(index, unit, mark)
        if place is None:
            return False
        parent = self.lists.open[place.depth].draft
        level = 1 if parent is None else self.drafts[parent].level + 1
        if parent is not None:
            self.drafts[parent].has_children = True
        self.drafts.append(Draft([unit], level, parent, self.part, mark))
        self.lists.enter(place, len(self.drafts) - 1, unit, mark)
        return True

    def _key_term(self, unit: Unit) -> bool:
        return len([cell for cell in unit.block.cells if len(cell)]) == 2

    def _cover(self, unit: Unit) -> None:
        """On a cover each paragraph and each key term is a clause of its own; rows of other tables stay together."""
        row = unit.block.kind is BlockKind.TABLE_ROW and not self._key_term(unit)
        last = self.drafts[-1] if self.drafts else None
        same = last is not None and last.units[-1].block.kind is unit.block.kind and not self._key_term(last.units[-1])
        if last is not None and same and (row or unit.block.kind in (BlockKind.CONTENTS, BlockKind.FOOTNOTE)):
            last.units.append(unit)
            return
        self.drafts.append(Draft([unit], 1, None, self.part))
        self.lists.reset(None)

    def _unnumbered(self, index: int, unit: Unit) -> bool:
        del index
        return self.scheme.style == "" and not self.drafts and unit is not None
