"""From drafts to clauses: headings, spans and citations."""

from clausecheck.model import BlockKind, Clause, Document, Span
from clausecheck.segment.headings import Heading
from clausecheck.segment.parts import is_key_term
from clausecheck.segment.tree import Draft
from clausecheck.segment.units import Unit

_LONGEST_HEADING = 160
_LONGEST_LINE = 80


def finish(document: Document, drafts: list[Draft]) -> tuple[Clause, ...]:
    """The clauses of a document from the drafts that hold its units."""
    clauses: list[Clause] = []
    for index, draft in enumerate(drafts):
        clauses.append(_clause(document, drafts, draft, index, clauses))
    return tuple(clauses)


def _clause(document: Document, drafts: list[Draft], draft: Draft, index: int, done: list[Clause]) -> Clause:
    text = document.text
    first, last = draft.units[0], draft.units[-1]
    start, body, heading = _head(text, draft)
    end = last.end
    while body < end and text[body].isspace():
        body += 1
    while end > body and text[end - 1].isspace():
        end -= 1
    number = draft.mark.shown if draft.mark else ""
    parent = done[draft.parent] if draft.parent is not None else None
    above = (drafts[draft.parent].title or parent.path) if parent is not None and draft.parent is not None else ""
    return Clause(
        id=f"c{index + 1}",
        number=number,
        path=_path(number, above, annex=bool(parent and draft.parent is not None and drafts[draft.parent].title)),
        heading=heading,
        level=draft.level,
        parent=parent.id if parent else None,
        span=Span(body, end),
        text=text[body:end],
        whole=Span(start, max(end, last.end)),
        part=draft.part,
        page=first.block.page,
        paragraph=first.block.paragraph,
    )


def _head(text: str, draft: Draft) -> tuple[int, int, str]:
    """Where the clause begins, where its own words begin, and its heading."""
    unit = draft.units[0]
    start, body = unit.start, unit.body
    if draft.heading_above:
        heading = unit.heading
        assert heading is not None
        under = draft.units[1]
        return start, under.body if draft.mark is not None else under.start, _words(text, start, heading.end)
    if draft.mark is None and is_key_term(text, unit):
        label, value = (cell for cell in unit.block.cells if len(cell))
        return start, value.start, _words(text, label.start, label.end)
    if draft.mark is None and (unit.mark is not None or (unit.heading is not None and unit.heading.start > start)):
        return _head_with_label(text, draft, unit)
    if unit.alone and len(draft.units) > 1:
        heading = draft.units[1].heading or _line_as_heading(text, draft)
        if heading is None or heading.start > draft.units[1].start or (heading.alone and not _followed(draft, 2)):
            return start, body, ""
        return start, *_joined(text, draft, heading, 2)
    heading = unit.heading
    if heading is None or (heading.alone and not _stands(draft, heading, unit)):
        return start, body, ""
    return start, *_joined(text, draft, heading, 1)


def _head_with_label(text: str, draft: Draft, unit: Unit) -> tuple[int, int, str]:
    """As `_head`, for a number that is none of a list: it stays with the words."""
    heading, bare = unit.heading, unit.mark is not None and unit.mark.bare and not unit.mark.automatic
    if bare or heading is None or (heading.alone and not _stands(draft, heading, unit)):
        return unit.start, unit.start, ""
    body, words = _joined(text, draft, heading, 1)
    return unit.start, body, f"{' '.join(text[unit.start : heading.start].split())} {words}"


def _line_as_heading(text: str, draft: Draft) -> Heading | None:
    """The short line below a number that stands alone: "Article 9." above "Indication of the right"."""
    line = draft.units[1]
    if draft.level > 1 or line.mark is not None or line.size > _LONGEST_LINE or not _followed(draft, 2):
        return None
    if not text[line.start].isupper() or text[line.end - 1] in ".,;:":
        return None
    return Heading(line.start, line.end, line.end, alone=True, certain=False, capitals=False)


def _joined(text: str, draft: Draft, heading: Heading, after: int) -> tuple[int, str]:
    """The end of a heading and its words, with the lines in capitals that carry it on."""
    words, body = _words(text, heading.start, heading.end), heading.body
    while heading.alone and heading.capitals and after < len(draft.units):
        unit = draft.units[after]
        more = unit.heading
        if (
            more is None
            or more.start > unit.start
            or not more.alone
            or not more.capitals
            or not _followed(draft, after + 1)
        ):
            break
        if (
            words.endswith(".")
            or len(words) + more.end - more.start > _LONGEST_HEADING
            or text[heading.end : heading.end + 1] in ".:"
        ):
            break
        words, body = f"{words} {_words(text, more.start, more.end)}", more.body
        heading, after = more, after + 1
    return body, words


def _followed(draft: Draft, after: int) -> bool:
    return len(draft.units) > after or draft.has_children


def _stands(draft: Draft, heading: Heading, unit: Unit) -> bool:
    """Whether a line that could be a heading is one: something stands under it, or the file says so."""
    return _followed(draft, 1) or unit.block.kind is BlockKind.HEADING or (heading.certain and draft.level == 1)


def _words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split()).strip(" .:;,-–—")


def _path(number: str, above: str, *, annex: bool) -> str:
    """As a lawyer cites it: "7.2(a)", "Article IV", "Exhibit A, 2.1"."""
    if not number:
        return above
    if not above or (number[0].isalpha() and len(number.split()) > 1):
        return number
    if annex:
        return f"{above}, {number}"
    if number[0].isdecimal() and "." in number:
        head, _, tail = above.rpartition(", ")
        return f"{head}, {number}" if head and tail else number
    if number.startswith("("):
        return above + number
    if number[0].isdecimal() and above[-1].isdecimal():
        return f"{above}.{number.rstrip(')')}"
    return f"{above}({number.rstrip(')')})"
