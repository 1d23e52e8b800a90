"""The words of a report, written once for every format: places, figures, labels and the lines at the end."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from clausecheck.model import (
    CategoryGuess,
    Clause,
    Contract,
    Evidence,
    Facts,
    Finding,
    Notice,
    Origin,
    PlaybookLine,
    Priority,
    Review,
    Severity,
)
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.report.asked import agreement_words, asked_lines
from clausecheck.report.disclosure import disclosure_line
from clausecheck.report.visible import trimmed

ASK_LABELS = {Priority.MUST: "Must ask", Priority.SHOULD: "Ask", Priority.NICE: "Could ask"}
ORIGIN_WORDS = {
    Origin.STATISTICS: "counted",
    Origin.RULES: "found by a rule",
    Origin.MODEL: "suggested by a model; check it against the quote",
}
_ORDER = {
    "dangling_reference": ("mention of a clause that is not there", "mentions of clauses that are not there"),
    "circular_reference": ("circle of references", "circles of references"),
    "defined_twice": ("term defined twice", "terms defined twice"),
    "missing_attachment": (
        "exhibit or schedule that is not in the file",
        "exhibits or schedules that are not in the file",
    ),
}
"""A kind of remark on a contract's order, for one and for several."""
HEADING_AT_MOST = 120
"""Characters of a heading; some files style whole paragraphs as headings."""
NUMBER_AT_MOST = 24


def place_of(clause: Clause, heading: str = "") -> str:
    """Where a person finds the clause: "7.2(a), page 6"; "paragraph 31" where it has neither number nor page."""
    name = f"{trimmed(clause.path or clause.number, NUMBER_AT_MOST)} {heading}".strip()
    where = f"page {clause.page}" if clause.page is not None else f"paragraph {clause.paragraph}"
    return f"{name}, {where}" if name else where


def place_of_finding(finding: Finding, contract: Contract) -> str:
    """The place of a finding with its clause's heading: "7.2(a) Cap, page 6". Empty for what is missing.

    A clause without a heading is told by the heading above it, and hidden content by its location.
    """
    if finding.location:
        return finding.location
    clause = contract.by_id.get(finding.clause_id) if finding.clause_id else None
    above = contract.by_id.get(clause.parent) if clause and clause.parent and not clause.heading else None
    place = place_of(clause, heading((above or clause).heading)) if clause else ""
    return f"{place}{by_model(finding)}".strip()


def by_model(finding: Finding) -> str:
    """What marks a model's finding, wherever it is told; empty for any other."""
    if finding.origin is not Origin.MODEL:
        return ""
    runs = agreement_words(finding)
    return f" (a model's finding{f', {runs}' if runs else ''})"


def heading(text: str) -> str:
    """A heading, title or name on one line, cut where it is too long to be one."""
    return trimmed(" ".join(text.split()), HEADING_AT_MOST)


def type_name(clause_type: str) -> str:
    """The plain name of a clause type; the id's words for one that the taxonomy lacks."""
    return CLAUSE_TYPES.get(clause_type, clause_type.replace("_", " ").capitalize())


def category_name(category: str) -> str:
    """The words of a category's id."""
    return category.replace("_", " ")


def figure(evidence: Evidence) -> str:
    """A figure with its count, sample, interval, source and year; never a bare percentage."""
    counted = f"{evidence.count} of {evidence.sampled}"
    parts = [evidence.statement if counted in evidence.statement else f"{evidence.statement}: {counted}"]
    if evidence.sampled:
        parts.append(f"95% interval {100 * evidence.low:.0f}–{100 * evidence.high:.0f}%")
    parts.append(f"{evidence.source}, {evidence.as_of}" if evidence.as_of else evidence.source)
    return "; ".join(parts)


def brief_figure(evidence: Evidence) -> str:
    """A figure without what stands beside it in its statement, but with sample, interval, source and year."""
    return figure(replace(evidence, statement=evidence.statement.partition("; ")[0]))


def playbook_line(fired: PlaybookLine) -> str:
    """The line of the user's own playbook that fired."""
    return f"{fired.file}, line {fired.line} ({fired.rule}): {fired.text}"


def parties_line(facts: Facts) -> str:
    """The parties with their roles, on one line."""
    return heading(" and ".join(f"{one.name} ({one.role})" if one.role else one.name for one in facts.parties))


def quoted_part(quote: str, limit: int) -> str:
    """The quote on one line, cut in its middle at whole words where it is longer than `limit` characters."""
    words = quote.split()
    if len(" ".join(words)) <= limit:
        return " ".join(words)
    head, tail = trimmed(" ".join(words), limit * 2 // 3), ""
    for word in reversed(words):
        if len(word) + len(tail) > limit // 3:
            break
        tail = f" {word}{tail}"
    return head + tail


def made_line(finding: Finding) -> str:
    """Who made a finding, how sure it is, and its id."""
    rule = f" ({finding.rule})" if finding.rule else ""
    runs = f", {words}" if (words := agreement_words(finding)) else ""
    return f"{ORIGIN_WORDS[finding.origin]}{rule}{runs}; confidence {finding.confidence}; id {finding.id}"


def category_line(review: Review) -> str:
    """The category and how it came about."""
    if not review.category_detected:
        return f"{category_name(review.category)} (chosen)"
    return guessed(review.contract.category, "; --category sets it")


def guessed(guess: CategoryGuess, hint: str = "") -> str:
    """A detected category with how sure it is, and a hint."""
    name = category_name(guess.id)
    if not guess.likely:
        return f"{name} (detected, probability {guess.probability:.2f}{hint})"
    perhaps = [category_name(other) for other in guess.likely if other != guess.id]
    figures = "figures of all kinds are used" if guess.id == "all" else f"figures of {name} are used"
    return f"{name} (uncertain: perhaps {', '.join(perhaps)}; {figures}{hint})"


def digest_line(review: Review) -> str:
    """The shared context's digest, short enough to compare by eye."""
    kind, _, digits = review.shared.digest.partition(":")
    return f"{kind}:{digits[:12]} (the same for either side, by policy {review.shared.policy})"


def statistics_line(review: Review) -> str:
    """Which statistics were used, from when, and who supplied them."""
    shared = review.shared
    suppliers = dict.fromkeys(title.partition(":")[0] for title in shared.sources)
    supplied = f", from {heading(', '.join(suppliers))}" if suppliers else ""
    return f"{shared.statistics}, as of {shared.as_of}{supplied}"


def brief_statistics_line(review: Review) -> str:
    """Which statistics were used, from when, who supplied them, and the digest that shows both sides got the same."""
    kind, _, digits = review.shared.digest.partition(":")
    return f"{statistics_line(review)}; the same for either side: {kind}:{digits[:12]}"


def reviewer_line(review: Review) -> str:
    """Who reviewed, and who made that reviewer."""
    info = review.reviewer
    model = f" ({info.model})" if info.model else ""
    return f"{info.name} {info.version}{model}, made by {info.maker}"


def usual_line(review: Review) -> str:
    """How much of the contract is ordinary."""
    return f"{review.usual_clauses} of {review.compared_clauses} clauses are in the usual range."


def counts_line(findings: tuple[Finding, ...]) -> str:
    """How many findings there are of each severity, the gravest first."""
    counts = [(sum(f.severity is severity for f in findings), severity) for severity in reversed(Severity)]
    return ", ".join(f"{count} {severity}" for count, severity in counts if count) or "no findings"


def order_line(notices: tuple[Notice, ...]) -> str:
    """How many remarks there are on the contract's own order, by kind; empty where there are none."""
    counts = Counter(notice.code for notice in notices)
    said = [f"{count} {words[count > 1]}" for code, words in _ORDER.items() if (count := counts[code])]
    return f"In the contract itself: {', '.join(said)}. --verbose lists them." if said else ""


def closing_lines(review: Review, shown: Iterable[Evidence]) -> tuple[str, ...]:
    """What a reader must know to judge the report: how much is usual, the sources of the shown figures, who made it."""
    lines = [usual_line(review), *source_lines(review, shown)]
    return (*lines, *asked_lines(review, brief=False), disclosure_line(review))


def brief_closing_lines(review: Review, shown: Iterable[Evidence]) -> tuple[str, ...]:
    """Whose contracts the shown figures count, in one line each, and who made the report."""
    used = {evidence.source for evidence in shown}
    told: dict[str, list[str]] = {}
    for source in json.loads(review.shared.canonical).get("sources", []):
        if source["id"] in used:
            note = source["note"].partition(". ")[0].rstrip(".")
            told.setdefault(f"{source['years']}. {note}.", []).append(source["id"])
    lines = [f"{', '.join(names)}: {words}" for words, names in told.items()]
    return (*lines, *asked_lines(review, brief=True), disclosure_line(review))


def source_lines(review: Review, shown: Iterable[Evidence]) -> tuple[str, ...]:
    """What a reader must know of the sources of the figures: whose contracts, from which years, how to take them."""
    used = {evidence.source for evidence in shown}
    sources = json.loads(review.shared.canonical).get("sources", [])
    return tuple(
        f"{source['id']}: {source['title']}, {source['years']}. {source['note']}"
        for source in sources
        if source["id"] in used
    )
