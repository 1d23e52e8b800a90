"""A review in full: every finding with all that a negotiation needs."""

from clausecheck.model import Finding, Review, Severity
from clausecheck.report import changes, own, wording
from clausecheck.report.asked import opinion_words
from clausecheck.report.page import Item, Line, Look, Page, Section, name_of
from clausecheck.report.review.parts import (
    gift_line,
    is_missing,
    mirror_section,
    notice_lines,
    review_alarms,
    trade_line,
    with_proposals,
)

QUOTE_AT_MOST = 6000
"""Characters of a quote. JSON has quotes of any length."""


def whole_page(review: Review, *, least: Severity = Severity.INFO) -> Page:
    """Lay out a review with every finding from `least` up; those below are counted, not shown."""
    shown = [finding for finding in review.findings if finding.severity.rank >= least.rank]
    figures = [evidence for finding in shown for evidence in finding.evidence]
    items = {finding.id: finding_item(finding, review) for finding in shown}
    contract = review.contract
    sections = [
        Section("Findings", items=tuple(items[f.id] for f in shown if not is_missing(f))),
        Section("Missing from the contract", items=tuple(items[f.id] for f in shown if is_missing(f))),
        Section(own.SECTION, lines=tuple(map(Line, own.worse(review.private, contract)))),
        Section("What you can give", lines=tuple(gift_line(gift, contract) for gift in review.can_give)),
        Section("What you could trade", lines=tuple(trade_line(trade, review) for trade in review.trades)),
        *mirror_section(review, None),
        *with_proposals(contract, None),
        Section("About the reading", lines=notice_lines(contract, short=False)),
    ]
    return Page(
        title=f"Review for the {review.side}",
        header=_header(review),
        alarms=review_alarms(review),
        summary=_summary(review, len(review.findings) - len(shown), least),
        sections=tuple(section for section in sections if section.items or section.lines),
        closing=(*wording.closing_lines(review, figures), *((own.CLOSING,) if review.private else ())),
    )


def finding_item(finding: Finding, review: Review) -> Item:
    """A finding with everything that is known of it."""
    private = tuple(Line(words, label) for label, words in own.labelled(review.private, finding.id))
    lines = [
        Line(wording.quoted_part(finding.quote, QUOTE_AT_MOST), look=Look.QUOTE),
        Line(changes.pending_words(finding.span, review.contract.document), "Pending"),
        Line(finding.explanation),
        *(Line(wording.figure(evidence), "Market" if private else "Figure") for evidence in finding.evidence),
        *private,
        *(Line(words, "In money") for words in finding.money),
        *_advice(finding),
        Line(wording.playbook_line(finding.playbook) if finding.playbook else "", "Playbook"),
        Line(opinion_words(finding), "Model"),
        Line(wording.made_line(finding), "Basis"),
    ]
    place = wording.place_of_finding(finding, review.contract)
    return Item(finding.severity, finding.title, place, tuple(line for line in lines if line.text))


def _advice(finding: Finding) -> list[Line]:
    advice = finding.negotiation
    if advice is None:
        return []
    return [
        Line(advice.ask, wording.ASK_LABELS[advice.priority]),
        Line(advice.fallback, "Settle for"),
        Line(advice.walk_away, "Walk away"),
        *(Line(f"{place.words}: {wording.figure(place.evidence)}", "Market") for place in advice.placed),
        Line(advice.reason, "Say why"),
        Line(advice.proposed_text, "Paste", Look.PASTE),
    ]


def _header(review: Review) -> tuple[Line, ...]:
    document, facts = review.contract.document, review.contract.facts
    pages = f", {document.pages} pages" if document.pages and document.pages > 1 else ""
    lines = [
        Line(f"{name_of(document)} ({document.words} words{pages})", "File"),
        Line(changes.view_words(document), "View"),
        Line(wording.heading(facts.title), "Title"),
        Line(wording.parties_line(facts), "Parties"),
        Line(wording.heading(facts.governing_law), "Law"),
        Line(review.side, "Side"),
        Line(wording.category_line(review), "Category"),
        Line(review.region or "", "Region"),
        Line(wording.reviewer_line(review), "Reviewer"),
        Line(wording.statistics_line(review), "Figures"),
        Line(wording.digest_line(review), "Context"),
        Line(own.header_words(review.private) if review.private else "", "History"),
    ]
    return tuple(line for line in lines if line.text)


def _summary(review: Review, left_out: int, least: Severity) -> tuple[str, ...]:
    counts = wording.counts_line(review.findings)
    hidden = f" {left_out} below {least} not shown." if left_out else ""
    said = tuple(text for text in (review.summary, *review.notes) if text)
    return (f"{counts[0].upper()}{counts[1:]}.{hidden}", *said)
