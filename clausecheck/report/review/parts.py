"""What the layouts of a review have in common: proposals, remarks, gifts and trades."""

from clausecheck.model import CanGive, Contract, Finding, FindingKind, Review, Trade, Verdict
from clausecheck.report import changes, wording
from clausecheck.report.page import Line, Section, alarms, said

NOTICES_AT_MOST = 4
"""How many remarks on the reading a short page tells."""
CHANGES_AT_MOST = 8
"""How many changes, and how many comments, a short page tells."""
HIDES = (
    "This file hides words from you, or gives orders to whoever reviews it. What cannot be seen was left out of the "
    "review: the findings below and clausecheck scan show it."
)
_ROLES = "unclear_roles"
"""The code of the notice that is shown in full on a short page too: it says what the review could not do."""


def is_missing(finding: Finding) -> bool:
    """Whether it is about what does not stand in the contract."""
    return finding.kind is FindingKind.MISSING_CLAUSE


def review_alarms(review: Review) -> tuple[str, ...]:
    """What a reader of a review must not miss: what the file hides, and what of it was not read."""
    hides = (HIDES,) if review.scan.verdict is Verdict.HOSTILE else ()
    return (*hides, *alarms(review.contract.document))


def with_proposals(contract: Contract, most: int | None) -> list[Section]:
    """What others propose or remark in the file itself; at most `most` of each kind."""
    told = (
        ("Proposed changes that are not accepted yet", changes.change_lines(contract, most)),
        ("Comments in the file", changes.comment_lines(contract, most)),
    )
    return [Section(title, lines=tuple(map(Line, lines))) for title, lines in told]


def notice_lines(contract: Contract, short: bool) -> tuple[Line, ...]:
    """Remarks on the reading, and on the contract's own order; those on its order are only counted on a short page."""
    document = contract.document
    told_above = {"tracked_change"} | ({"comment"} if document.comments else set())
    notices = [notice for notice in document.notices if not notice.partial and notice.code not in told_above]
    notices += [notice for notice in contract.notices if notice.code == _ROLES]
    of_order = tuple(notice for notice in contract.notices if notice.code != _ROLES)
    if not short:
        return tuple(Line(said(notice)) for notice in (*notices, *of_order))
    shown = notices[:NOTICES_AT_MOST]
    rest = len(notices) - len(shown)
    more = (Line(f"{rest} more such remarks: --verbose shows them."),) if rest else ()
    order = wording.order_line(of_order)
    return (*(Line(said(notice)) for notice in shown), *more, *((Line(order),) if order else ()))


def gift_line(gift: CanGive, contract: Contract) -> Line:
    """A clause that may be traded, with its place."""
    return Line(f"{wording.type_name(gift.clause_type)}{_at(gift.clause_id, contract)}: {gift.reason}")


def trade_line(trade: Trade, review: Review) -> Line:
    """What to offer, for what, and why."""
    asked = next((finding.title for finding in review.findings if finding.id == trade.finding_id), "")
    offer = f"{trade.offer.rstrip('.')}{_at(trade.clause_id, review.contract)}."
    return Line(f"For “{asked}” you could offer: {offer} {trade.reason}")


def mirror_section(review: Review, most: int | None) -> list[Section]:
    """What a reviewer for the other side would raise, where that was asked for; at most `most` findings."""
    if review.mirror is None:
        return []
    title = f"What the {review.side.other} would raise (from the same shared figures)"
    shown = review.mirror[:most]
    lines = [Line(_raised(finding, review.contract)) for finding in shown]
    if rest := len(review.mirror) - len(shown):
        lines.append(Line(f"{rest} more: --verbose tells them."))
    return [Section(title, lines=tuple(lines) or (Line("Nothing."),))]


def _raised(finding: Finding, contract: Contract) -> str:
    place = wording.place_of_finding(finding, contract)
    ask = f" They would ask: {finding.negotiation.ask}" if finding.negotiation else ""
    return f"{finding.severity.upper()} {finding.title}{f' ({place})' if place else ''}.{ask}"


def _at(clause_id: str | None, contract: Contract) -> str:
    clause = contract.by_id.get(clause_id) if clause_id else None
    return f" ({wording.place_of(clause)})" if clause else ""
