"""Tracked changes that nobody has accepted, and comments: visible to who looks for them, gone in print."""

from collections.abc import Iterator

from clausecheck.model import ChangeKind, Document, Trace

_TECHNIQUES = {
    ChangeKind.INSERTED: "docx.tracked_insert",
    ChangeKind.DELETED: "docx.tracked_delete",
    ChangeKind.MOVED_FROM: "docx.tracked_move",
    ChangeKind.MOVED_TO: "docx.tracked_move",
}


def pending(document: Document) -> Iterator[Trace]:
    """A trace for each change with words, and for each comment."""
    for change in document.changes:
        at = change.span.start if change.span else None
        technique = _TECHNIQUES.get(change.kind, "docx.tracked_format")
        by = f"by {change.author}" if change.author else "by somebody who is not named"
        detail = f"{by}, {change.date}" if change.date else by
        yield Trace(technique=technique, quote=change.text, at=at, page=change.page, detail=detail)
    for comment in document.comments:
        at = comment.span.start if comment.span else None
        by = f"by {comment.author}" if comment.author else ""
        yield Trace(technique="docx.comment", quote=comment.text, at=at, page=comment.page, detail=by)
