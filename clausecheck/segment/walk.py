"""The walk through a document's units: what begins a clause, and what belongs to the one before."""

from clausecheck.model import BlockKind, Document, Format, Part
from clausecheck.segment import parts
from clausecheck.segment.chains import Sequence, top_scheme
from clausecheck.segment.contents import contents_lines
from clausecheck.segment.numbers import Mark
from clausecheck.segment.outline import Ground, Outline, end_of_body, outline_of, side_headings
from clausecheck.segment.places import Places
from clausecheck.segment.tree import Draft, Tree
from clausecheck.segment.units import Unit, units_of

_LONG = 120
_LEAST_FLUSH = 60
_MOST_NAMES = 3
_LEAST_INDENT = 9.0
_INDENTS_STATED = frozenset(Format) - {Format.PDF, Format.TEXT}
"""Where indents are the author's, not measured from lines."""
_UNDER_ANNEX = 2
"""How many clauses are open right below an exhibit's title, the root counted."""


class Walk:
    """Turns units into drafts of clauses, in one pass."""

    def __init__(self, document: Document, most: int) -> None:
        self.most = most
        self.indents = document.format in _INDENTS_STATED
        self.text = document.text
        self.units = units_of(document)
        self.contents = contents_lines(self.text, self.units)
        for index in self.contents:
            self.units[index].mark = None
        self.sequence = Sequence(self.units)
        end = end_of_body(self.text, self.units, self.contents)
        scheme = top_scheme(self.units, self.sequence, end)
        self.sides = side_headings(self.text, self.units)
        self.outline: Outline = outline_of(Ground(self.text, self.units, self.contents | self.sides, end), scheme)
        self.tree = Tree(self.outline.style)
        self.places = Places(self.tree, self.sequence, self.outline.first)
        self.drafts: list[Draft] = []
        self.part = Part.COVER
        self.above: Unit | None = None
        self.agreed = False
        """"The parties agree as follows" has been read: what comes is the body, even before its first number."""

    def run(self) -> list[Draft]:
        """The drafts in reading order; together they hold every unit once."""
        for index, unit in enumerate(self.units):
            if len(self.drafts) >= self.most:
                self._add(unit)
            elif index in self.sides and self.part is not Part.SIGNATURES and self._fits_next(index):
                self.above = unit
            elif unit.block.kind is BlockKind.EDGE:
                self._new(unit, None, Part.BODY)
            else:
                self._take(index, unit)
        return self.drafts

    def _take(self, index: int, unit: Unit) -> None:
        if self.part is not Part.COVER and self._annex(index, unit):
            return
        begun = self.part is Part.BODY and index >= self.outline.first
        if begun and parts.is_witness(self.text, unit) and not self._goes_on(index):
            self._sign(unit)
            return
        if index == self.outline.first or (self.agreed and self.part is Part.COVER):
            self.part = Part.BODY
            self.tree.reset(None)
            self.tree.recitals = None
        self.agreed = self.agreed or (index < self.outline.first and parts.agrees(self.text, unit))
        if index in self.outline.headings and self.part in (Part.BODY, Part.ANNEX):
            self._titled(unit, self.outline.headings[index] + (self.part is Part.ANNEX))
        elif unit.mark and self._numbered(index, unit):
            pass
        elif self.part is Part.COVER or (self.part is Part.BODY and index < self.outline.first):
            self._apart(index, unit)
        elif self.part is Part.BODY and self._divides(index, unit):
            self._root(unit, Part.BODY)
            self.tree.reset(None)
        elif self._unnumbered() and parts.is_key_term(self.text, unit):
            self._new(unit, self.tree.open[-1].draft, self.part)
        elif (parent := self._flush_with(unit)) is not None:
            self._new(unit, parent, self.part)
            self.tree.close_below(parent)
        else:
            self._add(unit)

    def _add(self, unit: Unit) -> None:
        if self.drafts:
            above, self.above = self.above, None
            self.drafts[-1].units.extend([above, unit] if above else [unit])
        else:
            self._new(unit, None, self.part)

    def _unnumbered(self) -> bool:
        """Whether key terms may stand here: right below the title of an exhibit, or where clauses have no numbers."""
        if self.part is Part.ANNEX:
            return len(self.tree.open) == _UNDER_ANNEX
        return self.part is Part.BODY and not self.outline.style and self.drafts[-1].mark is None

    def _flush_with(self, unit: Unit) -> int | None:
        """The clause whose items are over, where a paragraph behind them stands further left than they do."""
        indent, item = unit.block.indent, self.drafts[-1] if self.drafts else None
        if not self.indents or indent is None or item is None or item.mark is None or unit.size < _LEAST_FLUSH:
            return None
        own = item.units[0].block.indent
        if own is None or indent + _LEAST_INDENT > own or self.text[unit.start].islower():
            return None
        place = item.parent
        while place is not None:
            left = self.drafts[place].units[0].block.indent
            if left is None or left < indent + _LEAST_INDENT:
                break
            place = self.drafts[place].parent
        return place

    def _new(self, unit: Unit, parent: int | None, part: Part) -> Draft:
        level = 1
        if parent is not None:
            level = self.drafts[parent].level + 1
            self.drafts[parent].has_children = True
        draft = Draft([unit], level, parent, part)
        if self.above is not None:
            draft.units.insert(0, self.above)
            draft.heading_above = True
            self.above = None
        self.drafts.append(draft)
        return draft

    def _root(self, unit: Unit, part: Part) -> Draft:
        self.part = part
        draft = self._new(unit, None, part)
        self.tree.reset(len(self.drafts) - 1)
        return draft

    def _sign(self, unit: Unit) -> None:
        """Begin the signatures, with the names that stand above the first of them."""
        last = self.drafts[-1].units
        names = 0
        while names < min(_MOST_NAMES, len(last) - 1) and _is_title_line(last[-1 - names]):
            names += 1
        above = last[len(last) - names :]
        del last[len(last) - names :]
        units = [*above, unit]
        self._root(units[0], Part.SIGNATURES).units.extend(units[1:])

    def _titled(self, unit: Unit, level: int) -> None:
        """A clause that begins with a heading and has no number."""
        parent = self.tree.ancestor(level)
        self._new(unit, parent, self.part)
        self.tree.enter_titled(level, len(self.drafts) - 1)

    def _goes_on(self, index: int) -> bool:
        """Whether the top-level numbers or headings go on behind this unit, so that no part ends here."""
        last = self.tree.last_top
        if last is None:
            return False
        following = self.sequence.following(last.style, index, 1)
        return bool(following) and 0 < following[0][-1] - last.last <= 2

    def _annex(self, index: int, unit: Unit) -> bool:
        named = parts.is_annex_heading(self.text, unit)
        if not named and self.part is Part.SIGNATURES and unit.heading is not None and unit.heading.certain:
            behind = self.units[index + 1] if index + 1 < len(self.units) else None
            named = unit.heading.alone and behind is not None and behind.size > _LONG
        if not named or self._goes_on(index):
            return False
        draft = self._root(unit, Part.ANNEX)
        draft.title = " ".join(self.text[unit.start : unit.end].split()[:2]).rstrip(".:-–—,")
        return True

    def _numbered(self, index: int, unit: Unit) -> bool:
        mark = unit.mark
        assert mark is not None
        if self.part is Part.SIGNATURES and not self._opens_appendix(index, unit):
            return False
        if not mark.automatic and index and parts.ends_in_reference(self.text, self.units[index - 1]):
            return False
        if self.part is Part.COVER:
            typed = not mark.automatic and (mark.lower or mark.bare or len(mark.readings[0].values) > 1)
            if not self.drafts or typed:
                return False
            if len(self.tree.open) == 1:
                self.tree.reset(len(self.drafts) - 1)
        if self.part is Part.BODY:
            self._restore_parent(mark)
        place = self.places.find(index, unit)
        if place is None:
            return False
        self._new(unit, self.tree.open[place.depth].draft, self.part).mark = mark
        self.tree.enter(place, len(self.drafts) - 1, unit, mark)
        return True

    def _opens_appendix(self, index: int, unit: Unit) -> bool:
        """Whether numbered terms begin anew behind the signatures, under a title that does not say "Exhibit".

        What stands between the last line of the signatures and the first number becomes the title of that part.
        """
        assert unit.mark is not None
        first = any(r.last == 1 and self.sequence.successor_follows(r, index) for r in unit.mark.readings)
        if not first or not (unit.headed or unit.size > _LONG):
            return False
        signed = self.drafts[-1].units
        lines = [at for at, line in enumerate(signed) if parts.is_signature_line(self.text, line)]
        title = signed[max(lines, default=0) + 1 :]
        if title:
            del signed[-len(title) :]
            self._root(title[0], Part.ANNEX).units.extend(title[1:])
        else:
            self.part = Part.ANNEX
            self.tree.reset(None)
        return True

    def _restore_parent(self, mark: Mark) -> None:
        """Where "3.1" comes and "3" could not be read, the title lines before it are clause 3, without a number."""
        missing = self.tree.missing_parent(mark)
        if not missing:
            return
        last = self.drafts[-1].units
        titles = 0
        while titles < len(last) - 1 and _is_title_line(last[-1 - titles]):
            titles += 1
        if not titles:
            return
        above, self.above = self.above, None
        units = last[-titles:]
        del last[-titles:]
        self._new(units[0], None, Part.BODY).units.extend(units[1:])
        self.tree.enter_missing(missing, len(self.drafts) - 1)
        self.above = above

    def _fits_next(self, index: int) -> bool:
        behind = self.units[index + 1]
        return self.places.find(index + 1, behind) is not None

    def _divides(self, index: int, unit: Unit) -> bool:
        """Whether the unit is the title of a second part, whose numbers begin anew."""
        heading, last = unit.heading, self.tree.last_top
        behind = self.units[index + 1] if index + 1 < len(self.units) else None
        if heading is None or not heading.alone or last is None or behind is None or behind.mark is None:
            return False
        reading = next((r for r in behind.mark.readings if r.style == last.style and r.last <= 1 < last.last), None)
        return reading is not None and not self.sequence.returns(reading, last.last, index + 1)

    def _apart(self, index: int, unit: Unit) -> None:
        """Before the first number each paragraph and key term is a clause of its own; other tables stay together."""
        last = self.drafts[-1] if self.drafts else None
        if last is not None and self._continues(index, unit, last.units[-1]):
            last.units.append(unit)
            return
        opens = parts.opens_recitals(self.text, unit)
        parent = self.tree.recitals if unit.heading is None or not unit.heading.alone else None
        self._new(unit, parent, self.part)
        self.tree.reset(len(self.drafts) - 1 if parent is None else parent)
        self.tree.recitals = len(self.drafts) - 1 if opens else parent

    def _continues(self, index: int, unit: Unit, before: Unit) -> bool:
        if index in self.contents and index - 1 in self.contents:
            return True
        if before.mark is not None and before.heading is not None and before.heading.alone and before.headed:
            return True
        rows = unit.block.kind is BlockKind.TABLE_ROW and before.block.kind is BlockKind.TABLE_ROW
        return unit.block.kind is BlockKind.FOOTNOTE or (
            rows and not parts.is_key_term(self.text, unit) and not parts.is_key_term(self.text, before)
        )


def _is_title_line(unit: Unit) -> bool:
    return unit.mark is None and unit.heading is not None and unit.heading.alone and unit.heading.certain
