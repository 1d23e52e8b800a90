"""A report as plain values, the same for every format: what is said, in which order, and what is said in brief.

Texts in a page are as they come, also from the contract: whoever draws a page makes them safe for its format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from clausecheck.model import CanGive, Contract, Document, Finding, FindingKind, Notice, Review, Severity
from clausecheck.report import changes, own, wording

FULL_AT_MOST = 3
"""How many findings a short page tells in full, if so many are of medium severity or more."""
NOTICES_AT_MOST = 4
CHANGES_AT_MOST = 8
"""How many changes, and how many comments, a short page tells."""
NOTICE_QUOTE = 160
"""Characters of a notice's quote."""


class Detail(Enum):
    """How much of a finding is told; the value is how many characters of its quote."""

    LINE = 0
    """Severity, title and place."""
    SHORT = 200
    """Its quote, figures and what to ask as well."""
    FULL = 320
    """Everything that a negotiation needs."""
    WHOLE = 6000
    """Also who made it. JSON has quotes of any length."""


class Look(Enum):
    """How a text is drawn."""

    PLAIN = auto()
    QUOTE = auto()
    """Words of the contract."""
    PASTE = auto()
    """Words to put into the contract."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text with a label; without one it stands alone."""

    text: str
    label: str = ""
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Item:
    """A finding. In brief it has no lines."""

    severity: Severity
    title: str
    place: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: a figure in numbers, with a bar beside it."""

    label: str
    words: str
    """The figure in numbers: "42 of 118"."""
    more: str = ""
    """What stands beside it: "27–44%"."""
    length: float | None = None
    """Of the chart's width, 0 to 1; None draws no bar, because too little is known."""
    interval: tuple[float, float] | None = None
    """What the length may really be, 0 to 1."""
    note: str = ""
    strong: bool = False
    """Whether this is the row to look at."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with findings, a chart or lines under it."""

    title: str
    items: tuple[Item, ...] = ()
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    title: str
    header: tuple[Line, ...]
    alarms: tuple[str, ...]
    """What a reader must not miss: words of the file that were not read."""
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]


def review_page(review: Review, *, least: Severity = Severity.INFO, short: bool = True) -> Page:
    """Lay out a review.

    Findings below `least` are counted, not shown. A short page tells the gravest findings in full, others of medium
    severity or more in a few lines, and the rest on one line each.
    """
    shown = [finding for finding in review.findings if finding.severity.rank >= least.rank]
    details = _short(shown) if short else [Detail.WHOLE] * len(shown)
    told = [(f, _item(f, review, detail)) for f, detail in zip(shown, details, strict=True)]
    figures = [e for f, item in told for e in f.evidence if item.lines]
    sections = [
        Section("Findings", items=tuple(item for f, item in told if not _is_missing(f))),
        Section("Missing from the contract", items=tuple(item for f, item in told if _is_missing(f))),
    ]
    sections.append(Section(own.SECTION, lines=tuple(map(Line, own.worse(review.private, review.contract)))))
    sections.append(Section("What you can give", lines=tuple(_gift(gift, review.contract) for gift in review.can_give)))
    sections += _proposals(review.contract, CHANGES_AT_MOST if short else None)
    sections.append(Section("About the reading", lines=_notice_lines(review.contract, short)))
    return Page(
        title=f"Review for the {review.side}",
        header=_header(review),
        alarms=alarms(review.contract.document),
        summary=_summary(review, len(review.findings) - len(shown), least),
        sections=tuple(section for section in sections if section.items or section.lines),
        closing=(
            *_how_to_see_all(sum(detail in {Detail.LINE, Detail.SHORT} for detail in details)),
            *wording.closing_lines(review, figures),
            *((own.CLOSING,) if review.private else ()),
        ),
    )


def alarms(document: Document) -> tuple[str, ...]:
    """What says that the file was read in part, or that nobody has checked the words of its pages."""
    missing = [notice for notice in document.notices if notice.partial]
    part = "Only part of this file could be read. What follows is not about the whole contract."
    return (*((part, *map(said, missing)) if missing else ()), *_unverified(document))


def _unverified(document: Document) -> Iterator[str]:
    pages = sum(notice.code == "page_read_by_ocr" and not notice.partial for notice in document.notices)
    if pages:
        were = "pages were" if pages > 1 else "page was"
        yield f"{pages} {were} read by OCR: nobody has checked that these are the words of the picture."
    yield from (f"{said(notice)}." for notice in document.notices if notice.code == "text_unverified")


def _header(review: Review) -> tuple[Line, ...]:
    document, facts = review.contract.document, review.contract.facts
    pages = f", {document.pages} pages" if document.pages and document.pages > 1 else ""
    parties = " and ".join(f"{party.name} ({party.role})" if party.role else party.name for party in facts.parties)
    lines = [
        Line(f"{name_of(document)} ({document.words} words{pages})", "File"),
        Line(changes.view_words(document), "View"),
        Line(wording.heading(facts.title), "Title"),
        Line(wording.heading(parties), "Parties"),
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


def name_of(document: Document) -> str:
    """The file's name as people say it."""
    return "standard input" if document.name == "-" else document.name


def _short(findings: list[Finding]) -> list[Detail]:
    """The details of a short page. Findings come with the gravest first."""
    room = [Detail.FULL] * FULL_AT_MOST + [Detail.SHORT] * len(findings)
    return [room[n] if f.severity.rank >= Severity.MEDIUM.rank else Detail.LINE for n, f in enumerate(findings)]


def _is_missing(finding: Finding) -> bool:
    return finding.kind is FindingKind.MISSING_CLAUSE


def _item(finding: Finding, review: Review, detail: Detail) -> Item:
    place = wording.place_of_finding(finding, review.contract)
    if detail is Detail.LINE:
        return Item(finding.severity, finding.title, place)
    pending = changes.pending_words(finding.span, review.contract.document)
    private = tuple(Line(words, label) for label, words in own.labelled(review.private, finding.id))
    lines = tuple(line for line in _lines(finding, detail, pending, private) if line.text)
    return Item(finding.severity, finding.title, place, lines)


def _lines(finding: Finding, detail: Detail, pending: str, private: tuple[Line, ...]) -> list[Line]:
    full = detail is not Detail.SHORT
    lines = [Line(wording.quoted_part(finding.quote, detail.value), look=Look.QUOTE), Line(pending, "Pending")]
    lines += [Line(finding.explanation)] if full else []
    lines += [Line(wording.figure(evidence), "Market" if private else "Figure") for evidence in finding.evidence]
    lines += private
    if advice := finding.negotiation:
        lines.append(Line(advice.ask, wording.ASK_LABELS[advice.priority]))
        lines.append(Line(advice.fallback, "Settle for"))
        lines += [Line(advice.walk_away, "Walk away"), Line(advice.reason, "Say why")] if full else []
        lines += [Line(advice.proposed_text, "Paste", Look.PASTE)] if full else []
    return [*lines, Line(wording.made_line(finding), "Basis")] if detail is Detail.WHOLE else lines


def _gift(gift: CanGive, contract: Contract) -> Line:
    clause = contract.by_id.get(gift.clause_id)
    place = f" ({wording.place_of(clause)})" if clause else ""
    return Line(f"{wording.type_name(gift.clause_type)}{place}: {gift.reason}")


def _summary(review: Review, left_out: int, least: Severity) -> tuple[str, ...]:
    counts = wording.counts_line(review.findings)
    hidden = f" {left_out} below {least} not shown." if left_out else ""
    said = tuple(text for text in (review.summary, *review.notes) if text)
    return (f"{counts[0].upper()}{counts[1:]}.{hidden}", *said)


def _proposals(contract: Contract, most: int | None) -> list[Section]:
    """What others propose or remark in the file itself."""
    told = (
        ("Proposed changes that are not accepted yet", changes.change_lines(contract, most)),
        ("Comments in the file", changes.comment_lines(contract, most)),
    )
    return [Section(title, lines=tuple(map(Line, lines))) for title, lines in told]


_ROLES = "unclear_roles"
"""The code of the notice that is shown in full on a short page too: it says what the review could not do."""


def _notice_lines(contract: Contract, short: bool) -> tuple[Line, ...]:
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


def said(notice: Notice) -> str:
    """A notice in one line: its page, its words, and the quote."""
    page = f"Page {notice.page}: " if notice.page is not None else ""
    quote = f" “{wording.quoted_part(notice.quote, NOTICE_QUOTE)}”" if notice.quote else ""
    return f"{page}{notice.message}{quote}"


def _how_to_see_all(brief: int) -> tuple[str, ...]:
    if brief < 1:
        return ()
    told = "1 finding is" if brief == 1 else f"{brief} findings are"
    return (f"{told} told in brief: --verbose gives reasons and words to paste for all of them.",)
