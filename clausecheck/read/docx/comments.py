"""Comments of a Word file: who says what, about which words, in answer to whom."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from clausecheck.errors import DamagedFile
from clausecheck.model import Comment, Document, Span
from clausecheck.read.docx.changes import Blocks, iso_date, trimmed
from clausecheck.read.docx.package import Attributes, Package
from clausecheck.read.docx.proposals import CommentMark
from clausecheck.read.docx.walk import Walk
from clausecheck.read.styled import Place, plain

QUOTE = 2000
"""Most characters of the words that a comment is anchored to."""
_NEARBY = 200
"""How many notes of the text are looked at for anchored words that the view does not show."""


@dataclass(slots=True)
class Remark:
    """A comment as its part has it, without its anchor."""

    author: str
    date: str
    text: str = ""
    paragraph: str = ""
    """The id of its last paragraph, by which answers name it (MS-DOCX 2.5.4.5)."""
    parent: str = ""
    done: bool = False


def read_remarks(package: Package, part: str, extended: str, new_walk: Callable[[], Walk]) -> dict[str, Remark]:
    """The comments by id, in the order of the file. Raises DamagedFile."""
    remarks: dict[str, Remark] = {}
    last = Remark("", "")
    walk = new_walk()

    def start(name: str, attributes: Attributes) -> None:
        nonlocal last
        if name == "w:comment":
            last = Remark(attributes.get("w:author", ""), attributes.get("w:date", ""))
            remarks.setdefault(attributes.get("w:id", ""), last)
        elif name == "w:p":
            last.paragraph = attributes.get("w14:paraId", last.paragraph)
        walk.start(name, attributes)

    package.parse(package.read(part), start, walk.end, walk.words, watched=True)
    for key, drafts in walk.notes.items():
        remarks.setdefault(key, Remark("", "")).text = plain(" ".join(draft.plain for draft in drafts))
    with suppress(DamagedFile):
        _read_answers(package, extended, remarks)
    return {key: remark for key, remark in remarks.items() if remark.text}


def _read_answers(package: Package, part: str, remarks: dict[str, Remark]) -> None:
    by_paragraph = {remark.paragraph: remark for remark in remarks.values() if remark.paragraph}

    def start(name: str, attributes: Attributes) -> None:
        remark = by_paragraph.get(attributes.get("w15:paraId", "")) if name == "w15:commentEx" else None
        if remark is not None:
            remark.parent = attributes.get("w15:paraIdParent", "")
            remark.done = attributes.get("w15:done", "0") in ("1", "true", "on")

    data = package.read(part) if part else b""
    if data:
        package.parse(data, start)


def anchored(remarks: dict[str, Remark], places: Sequence[Place], document: Document) -> tuple[Comment, ...]:
    """The comments with the words that they are anchored to."""
    ids = {key: f"m{number}" for number, key in enumerate(remarks, 1)}
    by_paragraph = {remark.paragraph: ids[key] for key, remark in remarks.items() if remark.paragraph}
    anchors = _anchors(places)
    blocks = Blocks(document.blocks)
    comments = []
    for key, remark in remarks.items():
        anchor = anchors.get(key)
        span = trimmed(Span(places[anchor[0]].start, places[anchor[1]].start), document.text) if anchor else None
        block = blocks.at(span.start) if span is not None else None
        comments.append(
            Comment(
                id=ids[key],
                author=remark.author,
                date=iso_date(remark.date),
                text=remark.text,
                quote=_quote(span, document, places[slice(*anchor)]) if anchor and span is not None else "",
                span=span,
                paragraph=block.paragraph if block else None,
                page=block.page if block else None,
                resolved=remark.done,
                reply_to=by_paragraph.get(remark.parent) if remark.parent else None,
            )
        )
    return tuple(comments)


def _anchors(places: Sequence[Place]) -> dict[str, tuple[int, int]]:
    """For each comment which places begin and end its anchor; the same one where it stands between two letters."""
    begins: dict[str, int] = {}
    found: dict[str, tuple[int, int]] = {}
    for index, place in enumerate(places):
        mark = place.note
        if isinstance(mark, CommentMark):
            if not mark.ends:
                begins.setdefault(mark.comment, index)
            elif mark.comment not in found:
                found[mark.comment] = (begins.get(mark.comment, index), index)
    return found


def _quote(span: Span, document: Document, between: Iterable[Place]) -> str:
    words = " ".join(document.text[span.start : min(span.end, span.start + QUOTE + 1)].split())
    if not words:
        seen: dict[int, str] = {}
        for place, _ in zip(between, range(_NEARBY), strict=False):
            for proposal in place.note if isinstance(place.note, tuple) else ():
                seen.setdefault(id(proposal), "".join(proposal.words[:_NEARBY]))
        words = plain(" ".join(seen.values()))
    return words if len(words) <= QUOTE else words[:QUOTE].rstrip() + " …"
