"""Tracked changes of a Word file with the places in the text where their words stand, or would stand."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from clausecheck.model import Block, Change, ChangeKind, Document, Notice, Span, View
from clausecheck.read import limits
from clausecheck.read.docx.drafts import Draft
from clausecheck.read.docx.proposals import GONE, GoneNote, Proposal
from clausecheck.read.styled import Place, plain

Notes = Mapping[tuple[str, str], list[Draft]]
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_WORDLESS = frozenset({ChangeKind.PARAGRAPH_SPLIT, ChangeKind.PARAGRAPHS_JOINED, ChangeKind.RENUMBERED})
_SAID = {
    ChangeKind.INSERTED: "inserted",
    ChangeKind.DELETED: "deleted",
    ChangeKind.MOVED_FROM: "moved away",
    ChangeKind.MOVED_TO: "moved here",
}


def settle_places(places: Iterable[Place], notes: Notes) -> list[Proposal]:
    """Tell proposals where their words stand; those of footnotes whose reference is not shown stand at its place.

    Returns a proposal for each footnote that goes away with its reference and is not marked as changed itself.
    """
    more: list[Proposal] = []
    for place in places:
        if isinstance(place.note, GoneNote):
            more += _gone_note(place, place.note, notes.get(place.note.reference, []))
        elif isinstance(place.note, tuple):
            for proposal in place.note:
                proposal.stands(place.start, place.end)
    return more


def _gone_note(place: Place, gone: GoneNote, drafts: Iterable[Draft]) -> list[Proposal]:
    words = []
    for draft in drafts:
        words.append(draft.plain)
        for run in draft.runs:
            for proposal in run.note if isinstance(run.note, tuple) else ():
                proposal.stands(place.start, place.start)
    revision = gone.revision
    text = " ".join(words)
    found = Proposal(
        revision.kind, revision.author, revision.date, None, words=[text], start=place.start, end=place.start
    )
    return [found] if plain(text) else []


def with_changes(
    document: Document, proposals: Iterable[Proposal], outside: Iterable[Proposal], view: View
) -> tuple[tuple[Change, ...], tuple[Notice, ...]]:
    """The changes in reading order, and a notice for each whose words this view leaves out of the text.

    `outside` are those of page headers and feet, which have no place in the text.
    """
    told = [(proposal, _span(proposal, document)) for proposal in proposals if _says_something(proposal)]
    told.sort(key=lambda item: item[1].start)
    all_told: list[tuple[Proposal, Span | None]] = [*told, *((item, None) for item in outside if _says_something(item))]
    ids = {id(proposal): f"k{number}" for number, (proposal, _) in enumerate(all_told, 1)}
    blocks = Blocks(document.blocks)
    changes = tuple(_change(proposal, span, document, blocks, ids) for proposal, span in all_told)
    gone = (change for change in changes if change.kind in GONE[view])
    notices = (
        Notice(code="tracked_change", message=_message(change), page=change.page, quote=change.text) for change in gone
    )
    return changes, tuple(notice for notice, _ in zip(notices, range(limits.NOTICES), strict=False))


class Blocks:
    """Finds the block at a place of the text."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.span.start for block in blocks]

    def at(self, offset: int) -> Block:
        """The block that holds `offset`, or ends there."""
        return self._blocks[max(0, bisect_right(self._starts, offset) - 1)]


def trimmed(span: Span, text: str) -> Span:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def iso_date(moment: str) -> str:
    """The date if it is written in ISO 8601, as Word does; else empty."""
    return moment if _DATE.fullmatch(moment) else ""


def _says_something(proposal: Proposal) -> bool:
    if proposal.kind in _WORDLESS:
        return not proposal.absorbed
    return bool(plain("".join(proposal.words)))


def _span(proposal: Proposal, document: Document) -> Span:
    """Its place; the end of the text where no paragraph with words came after it."""
    length = len(document.text)
    start = length if proposal.start is None else proposal.start
    return trimmed(Span(start, length if proposal.end is None else proposal.end), document.text)


def _change(
    proposal: Proposal, span: Span | None, document: Document, blocks: Blocks, ids: Mapping[int, str]
) -> Change:
    block = blocks.at(span.start) if span is not None else None
    text = plain("".join(proposal.words))
    if proposal.kind is ChangeKind.RENUMBERED and block:
        span, text = block.span, document.slice(block.span)
    page = block.page if block and block.page is not None else proposal.page
    return Change(
        id=ids[id(proposal)],
        kind=proposal.kind,
        author=proposal.author,
        date=iso_date(proposal.date),
        text=text,
        span=span,
        paragraph=block.paragraph if block else None,
        page=page if block else None,
        pair=ids.get(id(proposal.pair)) if proposal.pair else None,
        whole_paragraph=proposal.whole_paragraph,
    )


def _message(change: Change) -> str:
    author = f" by {change.author}" if change.author else ""
    return f"{_SAID[change.kind]}{author}, not yet accepted"
