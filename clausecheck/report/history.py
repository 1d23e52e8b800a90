"""The page of a whole history: what is usual in it, and the list of deals."""

from collections.abc import Iterator, Sequence
from typing import Final

from clausecheck.model import Binds
from clausecheck.model.history import PRESENT, OwnDeal, Owner, OwnSummary, OwnUsual
from clausecheck.report import wording
from clausecheck.report.own import counted, deals_words, said, when
from clausecheck.report.page import Line, Page, Section

_FORMAL: Final = frozenset(
    {
        "agreement_date",
        "definitions",
        "document_name",
        "effective_date",
        "expiration_date",
        "headings",
        "parties",
        "recitals",
        "signatures",
    }
)
"""Kinds that tell nothing of what was agreed."""


def history_page(owner: Owner, deals: Sequence[OwnDeal], rows: Sequence[OwnSummary]) -> Page:
    """A whole history: what is usual in it, and the list of deals."""
    usual = [
        Line(f"{_name(row, owner)}: {counted(row.usual, len(deals))}; {_last(row.usual)}") for row in rows if row.term
    ]
    sections = (
        Section("What you usually have", lines=tuple(usual)),
        Section("Kinds of clause in your deals", lines=tuple(_kinds(rows))),
        Section("Your deals", lines=tuple(Line(_deal(deal)) for deal in deals)),
    )
    return Page(
        title=f"Own deals of a {owner.side} (private)",
        header=(Line(owner.account, "Account"), Line(owner.side, "Side"), Line(deals_words(len(deals)), "Deals")),
        alarms=(),
        summary=("What your own signed deals say. No reviewer, no other side and no statistics are shown any of it.",),
        sections=tuple(section for section in sections if section.lines),
        closing=("Kept on this machine alone. clausecheck history forget removes deals for good.",),
    )


def _name(row: OwnSummary, owner: Owner) -> str:
    name = row.term.replace("_", " ").capitalize()
    if row.binds not in {Binds.SELLER, Binds.BUYER}:
        return name
    return f"{name} ({'yours' if row.binds.value == owner.side.value else f'of the {row.binds}'})"


def _last(usual: OwnUsual) -> str:
    if usual.last.value == usual.value:
        return f"last on {usual.last.date}" if usual.last.date else when(usual.last)
    return f"{said(usual.last.value, usual.unit)} {when(usual.last)}"


def _kinds(rows: Sequence[OwnSummary]) -> Iterator[Line]:
    """Kinds of clause, those that as many deals have together."""
    grouped: dict[tuple[int, int], list[str]] = {}
    for row in rows:
        if not row.term and row.clause_type not in _FORMAL:
            usual = row.usual
            having = usual.count if usual.value == PRESENT else usual.sampled - usual.count
            grouped.setdefault((having, usual.sampled), []).append(wording.type_name(row.clause_type))
    for having, sampled in sorted(grouped, reverse=True):
        yield Line(f"in {having} of {sampled}: {', '.join(grouped[having, sampled])}")


def _deal(deal: OwnDeal) -> str:
    parts = (
        deal.date or "no date",
        "" if deal.category == "all" else wording.category_name(deal.category),
        deal.region,
        deal.other and f"with {wording.heading(deal.other)}",
        "1 value" if len(deal.terms) == 1 else f"{len(deal.terms)} values",
        "read in part" if deal.partial else "",
    )
    return f"deal {deal.id}: {', '.join(part for part in parts if part)}; {deal.name}"
