"""What both JSON outputs say of the file: what it is, its notices, tracked changes and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.report.changes import ClauseFinder
from clausecheck.report.visible import visible

if TYPE_CHECKING:
    from clausecheck.model import Contract, Document, Span
    from clausecheck.report import schema_file as shapes


def document(contract: Contract) -> shapes.DocumentJson:
    """The file and what it says of itself."""
    document, facts = contract.document, contract.facts
    return {
        **file(document),
        "title": facts.title,
        "parties": [{"name": party.name, "alias": party.alias, "role": party.role} for party in facts.parties],
        "governing_law": facts.governing_law,
        "effective_date": facts.effective_date,
        "category": {
            "id": contract.category.id,
            "probability": rounded(contract.category.probability),
            "likely": list(contract.category.likely),
        },
    }


def file(document: Document) -> shapes.FileJson:
    """The file itself."""
    return {
        "name": document.name,
        "format": document.format,
        "sha256": document.sha256,
        "pages": document.pages,
        "view": document.view,
        "words": document.words,
        "partial": document.partial,
    }


def notices(contract: Contract) -> list[shapes.NoticeJson]:
    """What to know about the reading, and about the contract's own order."""
    return [
        {
            "code": notice.code,
            "page": notice.page,
            "message": visible(notice.message),
            "quote": notice.quote,
            "clause": notice.clause_id or None,
            "partial": notice.partial,
        }
        for notice in (*contract.document.notices, *contract.notices)
    ]


def changes(contract: Contract) -> list[shapes.ChangeJson]:
    """Tracked changes with the clauses they stand in."""
    finder = ClauseFinder(contract.clauses)
    return [
        {
            "id": change.id,
            "kind": change.kind,
            "author": visible(change.author),
            "date": change.date,
            "text": change.text,
            "span": span(change.span) if change.span is not None else None,
            "clause": clause.id if (clause := finder.at(change.span)) else None,
            "page": change.page,
            "paragraph": change.paragraph,
            "pair": change.pair,
            "whole_paragraph": change.whole_paragraph,
        }
        for change in contract.document.changes
    ]


def comments(contract: Contract) -> list[shapes.CommentJson]:
    """Comments with the clauses they stand in."""
    finder = ClauseFinder(contract.clauses)
    return [
        {
            "id": comment.id,
            "author": visible(comment.author),
            "date": comment.date,
            "text": comment.text,
            "quote": comment.quote,
            "span": span(comment.span) if comment.span is not None else None,
            "clause": clause.id if (clause := finder.at(comment.span)) else None,
            "page": comment.page,
            "paragraph": comment.paragraph,
            "resolved": comment.resolved,
            "reply_to": comment.reply_to,
        }
        for comment in contract.document.comments
    ]


def span(span: Span) -> tuple[int, int]:
    """A span as a pair of offsets."""
    return span.start, span.end


def rounded(share: float) -> float:
    """A share with four digits."""
    return round(float(share), 4)
