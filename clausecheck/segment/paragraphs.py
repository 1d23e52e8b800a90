"""Long clauses without numbers inside: each heading and each long paragraph becomes a clause under them."""

from clausecheck.model import BlockKind, Part
from clausecheck.segment.tree import Draft
from clausecheck.segment.units import Unit

_LONG_CLAUSE = 700
_LONG_PARAGRAPH = 150
_SHORT_TITLE = 12
_SENTENCE_END = '.;!?"”)]'


def split_paragraphs(text: str, drafts: list[Draft], most: int) -> list[Draft]:
    """The drafts with those of several paragraphs split; parents keep their first, and no more than `most` come out."""
    out: list[Draft] = []
    places: list[int] = []
    room = most - len(drafts)
    for draft in drafts:
        if draft.parent is not None:
            draft.parent = places[draft.parent]
        places.append(len(out))
        out.append(draft)
        if draft.part in (Part.BODY, Part.ANNEX) and len(draft.units) > 1 and room > 0:
            pieces = _pieces(text, draft)[: room + 1]
            room -= len(pieces) - 1
            out.extend(_children(draft, len(out) - 1, pieces))
    return out


def _children(draft: Draft, place: int, pieces: list[list[Unit]]) -> list[Draft]:
    kept = sum(len(piece) for piece in pieces)
    pieces[-1].extend(draft.units[kept:])
    draft.units = pieces[0]
    draft.has_children = draft.has_children or len(pieces) > 1
    return [Draft(piece, draft.level + 1, place, draft.part) for piece in pieces[1:]]


def _pieces(text: str, draft: Draft) -> list[list[Unit]]:
    units = draft.units
    long = units[-1].end - units[0].start >= _LONG_CLAUSE
    own = _own(draft)
    pieces = [units[:own]]
    size = sum(unit.size for unit in units[:own])
    for index in range(own, len(units)):
        unit, behind = units[index], units[index + 1] if index + 1 < len(units) else None
        titled = _is_title(unit, behind) or _is_run_in(unit)
        if titled or (long and size >= _LONG_PARAGRAPH and _is_paragraph(text, unit, units[index - 1])):
            pieces.append([unit])
            size = 0
        else:
            pieces[-1].append(unit)
        size += unit.size
    return pieces


def _own(draft: Draft) -> int:
    """How many units are the clause's own in any case: its number, its heading, and the first words under it."""
    own = 1 + draft.heading_above
    while own < len(draft.units):
        last, unit = draft.units[own - 1], draft.units[own]
        carried_on = _is_capital_line(last) and _is_capital_line(unit)
        first_words = own == 1 and last.heading is not None and last.heading.alone and unit.heading is None
        if not (last.alone or carried_on or first_words):
            break
        own += 1
    return own


def _is_capital_line(unit: Unit) -> bool:
    return unit.heading is not None and unit.heading.alone and unit.heading.capitals


def _is_title(unit: Unit, behind: Unit | None) -> bool:
    heading = unit.heading
    if unit.mark is not None or heading is None or not heading.alone or not heading.certain or behind is None:
        return False
    looks = unit.block.kind is BlockKind.HEADING or unit.block.bold or unit.block.heading_end is not None
    return looks and unit.size <= 8 * _SHORT_TITLE and behind.size >= _LONG_PARAGRAPH // 2


def _is_run_in(unit: Unit) -> bool:
    heading = unit.heading
    return (
        heading is not None
        and not heading.alone
        and unit.block.heading_end is not None
        and unit.size >= _LONG_PARAGRAPH // 2
    )


def _is_paragraph(text: str, unit: Unit, before: Unit) -> bool:
    if unit.inner or unit.block.kind is not BlockKind.PARAGRAPH or unit.size < _LONG_PARAGRAPH:
        return False
    return not text[unit.start].islower() and text[before.end - 1] in _SENTENCE_END
