"""A draft of a message to the other side: questions first, then what would suit, why, and words to use.

It tells nothing that the other side should not read: no fallback, no walk-away, no own deal, no line of a playbook.
"""

import re
from typing import Final

from clausecheck.model import Finding, FindingKind, Priority, Review, Severity
from clausecheck.report import wording
from clausecheck.report.page import name_of
from clausecheck.report.review.brief import folded
from clausecheck.report.visible import visible

POINTS_AT_MOST: Final = 7
"""A longer list is not answered; the gravest points come first."""
QUOTE_AT_MOST: Final = 240
_OPEN: Final = (
    "What does this need to do for you?",
    "Which case do you have in mind here?",
    "What are you worried about here?",
)
"""Asked in turn before the question that fits the kind of finding."""
_FORM: Final = re.compile(r",? (?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|PLC|LLP|GmbH|S\.A|B\.V)\b\.?$")
"""The legal form at the end of a company's name, which nobody says in a greeting."""
_QUESTIONS: Final = {
    FindingKind.UNUSUAL_VALUE: "Is there room to move on this?",
    FindingKind.UNUSUAL_WORDING: "What is this meant to cover?",
    FindingKind.ONE_SIDED: "Could this work for both of us?",
    FindingKind.RARE_CLAUSE: "We seldom see such a clause. What is the concern behind it?",
    FindingKind.MISSING_CLAUSE: "We did not find anything on this in the draft. Could we add it?",
    FindingKind.INCONSISTENT: "We could not tell which reading is meant. Could you tell us?",
    FindingKind.HIDDEN_CONTENT: "We did not expect these words there. Are they meant to be in the draft?",
}


def message(review: Review) -> str:
    """The draft, in plain text, ending in a line break."""
    points = _points(review)
    title = wording.heading(review.contract.facts.title) or name_of(review.contract.document)
    who = next((party.name for party in review.contract.facts.parties if party.role is review.side.other), "")
    lines = [
        f"Subject: {title}: {_subject(len(points))}",
        "",
        f"Hello {_FORM.sub('', wording.heading(who)) or 'all'},",
        "",
    ]
    lines += [_opening(review, title, len(points)), ""]
    for number, finding in enumerate(points, 1):
        lines += [*_point(number, finding, review), ""]
    if offers := _offers(review, points):
        lines += ["We would also like to offer something:", *(f"- {offer}" for offer in offers), ""]
    lines += ["Happy to talk any of this through. If something here does not work for you, tell us what would.", ""]
    lines += ["Kind regards,", "[your name]"]
    if figures := [e for finding in points for e in finding.evidence]:
        lines += ["", "Figures named above are served to both sides alike:"]
        lines += [f"- {words}" for words in dict.fromkeys(wording.source_lines(review, figures))]
    return "\n".join(map(visible, lines)) + "\n"


def _points(review: Review) -> list[Finding]:
    worth = [f for f in review.findings if not folded(f) and f.negotiation]
    hard = [f for f in worth if f.negotiation and f.negotiation.priority is not Priority.NICE]
    return (hard or worth)[:POINTS_AT_MOST]


def _subject(points: int) -> str:
    if not points:
        return "ready to go ahead"
    return "one question before we sign" if points == 1 else "a few questions before we sign"


def _opening(review: Review, title: str, points: int) -> str:
    thanks = f"thank you for the draft of the {title}. We look forward to working together."
    if not points:
        return f"{thanks} We have no points to raise on it."
    fine = f"{review.usual_clauses} of its {review.compared_clauses} clauses are fine for us as they are."
    ask = "On one point we have a question." if points == 1 else f"On {points} points we have a question."
    return f"{thanks} {fine} {ask}"


def _point(number: int, finding: Finding, review: Review) -> list[str]:
    advice = finding.negotiation
    clause = review.contract.by_id.get(finding.clause_id) if finding.clause_id else None
    name = (clause and wording.heading(clause.heading)) or wording.type_name(finding.clause_type)
    lines = [f"{number}. {name}{f' ({wording.place_of(clause)})' if clause else ''}"]
    if finding.quote:
        lines.append(f"The draft says: “{wording.quoted_part(finding.quote, QUOTE_AT_MOST)}”")
    open_question = f"{_OPEN[number % len(_OPEN)]} " if finding.kind is FindingKind.ONE_SIDED else ""
    lines.append(f"{open_question}{_QUESTIONS[finding.kind]}")
    lines += [f"What others agree: {wording.figure(evidence)}." for evidence in finding.evidence]
    if advice:
        lines.append(f"What would suit us: {advice.ask} {advice.reason}".rstrip())
        lines.append(f"Possible words: “{advice.proposed_text}”")
    return lines


def _offers(review: Review, points: list[Finding]) -> list[str]:
    told = {finding.id for finding in points if finding.severity.rank >= Severity.MEDIUM.rank}
    return [trade.offer for trade in review.trades if trade.finding_id in told][:3]
