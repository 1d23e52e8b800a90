"""A review on about one screen: the gravest finding in full, others with what to ask, the rest as a count."""

from clausecheck.model import Confidence, Finding, Review, Severity
from clausecheck.report import changes, own, wording
from clausecheck.report.asked import opinion_words
from clausecheck.report.page import Item, Line, Look, Page, Section, name_of
from clausecheck.report.review.parts import (
    CHANGES_AT_MOST,
    gift_line,
    mirror_section,
    notice_lines,
    review_alarms,
    trade_line,
    with_proposals,
)

FULL_AT_MOST = 1
"""How many findings are told in full."""
ITEMS_AT_MOST = 8
"""How many findings are told at all; the others are counted."""
GIFTS_AT_MOST = 3
TRADES_AT_MOST = 2
MIRRORED_AT_MOST = 6
FULL_QUOTE = 320
"""Characters of the quote of a finding that is told in full."""
SHORT_QUOTE = 66
"""Characters of the quote of any other."""


def folded(finding: Finding) -> bool:
    """Whether a short page only counts it: what is small, and what the program is not sure of."""
    return finding.severity.rank < Severity.MEDIUM.rank or finding.confidence is Confidence.LOW


def brief_page(review: Review, *, least: Severity = Severity.INFO) -> Page:
    """Lay out a review on about one screen. Findings below `least` are not shown, but counted."""
    worth = [f for f in review.findings if not folded(f) and f.severity.rank >= least.rank]
    shown = worth[:ITEMS_AT_MOST]
    items = tuple(_item(finding, review, full=n < FULL_AT_MOST) for n, finding in enumerate(shown))
    contract = review.contract
    gifts = [gift_line(gift, contract) for gift in review.can_give[:GIFTS_AT_MOST]]
    trades = [trade_line(trade, review) for trade in review.trades[:TRADES_AT_MOST]]
    sections = [
        Section("Findings", items=items),
        Section(own.SECTION, lines=tuple(map(Line, own.worse(review.private, contract)))),
        Section("What you can give", lines=tuple(gifts)),
        Section("What you could trade", lines=tuple(trades)),
        *mirror_section(review, MIRRORED_AT_MOST),
        *with_proposals(contract, CHANGES_AT_MOST),
        Section("About the reading", lines=notice_lines(contract, short=True)),
    ]
    return Page(
        title=f"Review for the {review.side}",
        header=_header(review),
        alarms=review_alarms(review),
        summary=_summary(review, len(worth)),
        sections=tuple(section for section in sections if section.items or section.lines),
        closing=(
            *_more(review, shown),
            *wording.brief_closing_lines(review, [e for f in shown for e in f.evidence]),
            *((own.CLOSING,) if review.private else ()),
        ),
    )


def _header(review: Review) -> tuple[Line, ...]:
    document, facts = review.contract.document, review.contract.facts
    title, law = wording.heading(facts.title), wording.heading(facts.governing_law)
    kind = wording.category_line(review)
    lines = [
        Line(f"{name_of(document)}{f', {title}' if title else ''} ({document.words} words)", "File"),
        Line(changes.view_words(document), "View"),
        Line(wording.parties_line(facts), "Parties"),
        Line(f"{kind}, law of {law}" if law else kind, "Category"),
        Line(review.region or "", "Region"),
        Line(wording.brief_statistics_line(review), "Figures"),
        Line(wording.reviewer_line(review) if review.reviewer.model else "", "Reviewer"),
        Line(own.header_words(review.private) if review.private else "", "History"),
    ]
    return tuple(line for line in lines if line.text)


def _summary(review: Review, worth: int) -> tuple[str, ...]:
    grave = sum(f.severity.rank >= Severity.HIGH.rank and not folded(f) for f in review.findings)
    if worth:
        points = f"{worth} point{'s' if worth > 1 else ''} to raise, {grave or 'none'} of them serious."
    else:
        points = f"Nothing of weight stands against the {review.side}."
    return (f"{points} {wording.usual_line(review)}", *review.notes)


def _item(finding: Finding, review: Review, *, full: bool) -> Item:
    clause = review.contract.by_id.get(finding.clause_id) if finding.clause_id else None
    place = finding.location or (wording.place_of(clause) if clause else "not in the contract")
    place += wording.by_model(finding)
    pending = changes.pending_words(finding.span, review.contract.document)
    quote = wording.quoted_part(finding.quote, FULL_QUOTE if full else SHORT_QUOTE)
    private = tuple(Line(words, label) for label, words in own.labelled(review.private, finding.id))
    figure = "Market" if private else "Figure"
    lines = [
        Line(quote, look=Look.QUOTE),
        Line(pending, "Pending"),
        Line(finding.explanation if full else ""),
        *(Line(wording.brief_figure(evidence), figure) for evidence in finding.evidence),
        *private,
        *(Line(words, "In money") for words in finding.money[: None if full else 1]),
        *_advice(finding, full),
        Line(_own_line(finding), "Playbook"),
        Line(opinion_words(finding) if full or _differs(finding) else "", "Model"),
    ]
    told = tuple(line for line in lines if line.text)
    return Item(finding.severity, finding.title, f"{place} [{finding.id}]", told, tight=not full)


def _differs(finding: Finding) -> bool:
    """Whether a model rates it otherwise than the rules."""
    return finding.opinion is not None and finding.opinion.severity is not finding.severity


def _own_line(finding: Finding) -> str:
    """The line of the user's own playbook that fired; empty for a shipped one, which is named with its folder."""
    fired = finding.playbook
    return wording.playbook_line(fired) if fired and "/" not in fired.file else ""


def _advice(finding: Finding, full: bool) -> list[Line]:
    advice = finding.negotiation
    if advice is None:
        return []
    lines = [Line(advice.ask, wording.ASK_LABELS[advice.priority])]
    if full:
        lines += [Line(advice.fallback, "Settle for"), Line(advice.proposed_text, "Paste", Look.PASTE)]
    return lines


def _more(review: Review, shown: list[Finding]) -> tuple[str, ...]:
    """What a short page leaves out, and where it is told."""
    rest = [finding for finding in review.findings if finding not in shown]
    unsure = sum(f.severity.rank >= Severity.MEDIUM.rank and f.confidence is Confidence.LOW for f in rest)
    graver = sum(f.severity.rank >= Severity.MEDIUM.rank for f in rest) - unsure
    small = len(rest) - graver - unsure
    counts = ((graver, "more to raise"), (unsure, "uncertain"), (small, "small or in your favour"))
    told = [f"{count} {words}" for count, words in counts if count]
    left = f"Not shown: {', '.join(told)}. " if told else ""
    name = shown[0].id if shown else ""
    one = f"--explain {name} tells one finding in full, " if name else ""
    how = f"{one}--verbose all; --message drafts a message to the other side."
    return (f"{left}{how[0].upper() if not how.startswith('-') else how[0]}{how[1:]}",)
