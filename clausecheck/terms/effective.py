"""From when a contract holds: as it defines it, as its preamble or title page is dated, or as it was signed."""

import re
from collections.abc import Sequence
from itertools import islice

from clausecheck.model import Clause, Document, Part
from clausecheck.terms.dates import dates_in, find_date
from clausecheck.terms.words import Expression, lower

_REACH = 30_000
_PAPERS = (
    r"(?:agreement|contract|lease|deed|amendment|addendum|license|terms|letter|memorandum|statement of work|plan"
    r"|undertaking|venture|guaranty)"
)
_LABEL = re.compile(r"\([a-z ,]{0,24}\"(?:effective|commencement) date\"")
_STATES = re.compile(
    rf"\b(?:effective|commencement) date\b|\bthis (?:[a-z]+ ){{0,3}}{_PAPERS} (?:will|shall) (?:be|become) effective\b"
)
_MEANS = Expression(
    r"\"?(?: of this [a-z ]{1,40})?\"? {0,2}(?:(?:shall |will )?(?:means?|be|is)\b|:|as of|on|from)[^.\d]{0,40}"
)
"""Between these words and a date."""
_NEAR = 60
_LABEL_REACH = 160
_OPENS = re.compile(
    rf"\bthis [^.;]{{0,120}}?\b{_PAPERS}\b"
    rf"|\b{_PAPERS},? (?:\([^()]{{1,60}}\),? )?(?:is |was )?(?:made|dated|entered|effective)\b"
)
"""What a preamble begins with."""
_STOP = re.compile(
    r"\bwhereas\b|\brecitals?\b|witnesseth|w i t n e s s|\bbackground\b|now,? therefore|agrees? as follows"
    r"|table of contents|\bin witness\b|/s/"
)
_CUE = re.compile(
    r"\b(?:made|entered|entered into|dated|effective|executed|signed|concluded|as of|on|this|the|date|date:|day|from"
    r"|between)\b[^.;\d]{0,30}$"
)
"""Before the date of a preamble."""
_BLANK = re.compile(
    r"\b(?:as of|dated|on|this|effective|made)[ ,]{1,3}(?:the |this )?"
    r"(?:_{2,}|\[[^\]a-z]{0,12}\]|-{3,}|day of\b|[a-z]{3,9} (?:_{1,}|\[)|, (?:19|20))"
)
"""A place for a date that nobody has filled in."""
_OTHER = re.compile(
    r"\b(?:that certain|certain|prior|previous|original|existing|act of|incorporated|organi[sz]ed|expir\w+|until"
    r"|ending|ends?|terminat\w+|born|filed)\b"
)
"""Before a date that is of something else, or of the end."""
_BEGINS = r"\b(?:commenc\w+|begin\w*|starts?|starting|takes? effect|comes? into (?:force|effect))\b[^.;\d]{0,30}$"
_TERM = Expression(
    rf"\b(?:term|duration|contract period|joint venture|venture)\b[^.;]{{0,80}}?{_BEGINS}"
    rf"|\bthis (?:\w+ ){{0,3}}{_PAPERS}\b[^.;]{{0,60}}?{_BEGINS}"
)
"""Before the date on which the term begins."""
_BEGUN = re.compile(r"(?:commenc|begin|start|into force|effect)\w*")
"""A word of each of these."""
_WITNESS = Expression(r"\b(?:in witness|executed|signed|duly|as of|this)\b[^.;\d]{0,40}$")
_SIGNED = Expression(r"\bdated?\b[^a-z\d]{0,12}$|\bon\b[^a-z\d]{0,3}$")
_SIGNS = ("by:", "/s/", "in witness", "signed")
_TITLED = re.compile(rf"\b{_PAPERS}\W{{1,6}}$")
_TOP = 1000
_MOST_OPENINGS = 4
_LONGEST_PREAMBLE = 2000
_LONGEST_LINE = 70
_FIRST_BLOCKS = 14
_FIRST_CLAUSES = 60
_ENTRY = 200
"""Characters of a clause that gives the date under its heading."""
_TAIL = 2500


def effective_date(document: Document, clauses: Sequence[Clause]) -> str:
    """The date in ISO 8601 form; empty where it is not told or left blank."""
    for clause in clauses[:_FIRST_CLAUSES]:
        if "effective date" in clause.heading.lower() and (found := find_date(lower(clause.text[:_ENTRY]))):
            return found[2]
    head = lower(document.text[:_REACH])
    for told in (_defined(head), _of_term(head), _of_preamble(head), _of_title_page(document)):
        if told is not None:
            return told
    return _of_signatures(document, clauses)


def _defined(head: str) -> str | None:
    """The date beside the words "Effective Date", in quotes or with a colon."""
    for label in _LABEL.finditer(head):
        before = dates_in(head, max(0, label.start() - _LABEL_REACH), label.start())
        if before and label.start() - before[-1][1] <= _NEAR:
            return before[-1][2]
        if _BLANK.search(head, max(0, label.start() - _NEAR), label.start()):
            return ""
    for match in _STATES.finditer(head):
        found = find_date(head[match.end() : match.end() + 2 * _NEAR], near=_NEAR)
        between = head[match.end() : match.end() + found[0]] if found else ""
        if found and (len(between) < 4 or _MEANS.fullmatch(between)):
            return found[2]
    return None


def _of_preamble(head: str) -> str | None:
    """The date of "This Agreement is made as of …"; empty where the place for it is left blank."""
    blank = None
    for opens in islice(_OPENS.finditer(head), _MOST_OPENINGS):
        start = max(0, opens.start() - 20)
        stop = _STOP.search(head, opens.end(), opens.end() + _LONGEST_PREAMBLE)
        end = stop.start() if stop else min(len(head), opens.end() + _LONGEST_PREAMBLE)
        unfilled = _BLANK.search(head, start, end)
        for at, _, iso in dates_in(head, start, unfilled.start() if unfilled else end):
            lead = head[max(start, at - 80) : at].rpartition(". ")[2]
            if _CUE.search(lead) and not _OTHER.search(lead):
                return iso
        blank = "" if unfilled else blank
        if stop is None:
            break
    return blank


def _of_title_page(document: Document) -> str | None:
    """A date that stands alone in one of the first lines, or behind "Dated"."""
    for block in document.blocks[:_FIRST_BLOCKS]:
        line = lower(document.text[block.span.start : min(block.span.end, block.span.start + 2 * _LONGEST_LINE)])
        if line.startswith(_SIGNS):
            break
        if len(line) <= _LONGEST_LINE:
            found = dates_in(line)
            if len(found) == 1:
                return found[0][2]
    top = lower(document.text[:_TOP])
    for at, _, iso in dates_in(top):
        if _TITLED.search(top[max(0, at - _NEAR) : at]):
            return iso
    return None


def _of_term(head: str) -> str | None:
    """The date on which the term begins; dates are looked for behind words that may say so alone."""
    for cue in _BEGUN.finditer(head):
        for at, _, iso in dates_in(head, cue.end(), cue.end() + 2 * _NEAR):
            lead = head[max(0, at - 160) : at].rpartition(". ")[2]
            if at <= cue.end() + _NEAR and _TERM.search(lead) and not _OTHER.search(lead):
                return iso
    return None


def _of_signatures(document: Document, clauses: Sequence[Clause]) -> str:
    """The date on which it was signed, by the last of the parties where each gives one."""
    signed = [clause for clause in clauses if clause.part is Part.SIGNATURES]
    text = lower("\n".join(clause.text for clause in signed)[:_REACH] or document.text[-_TAIL:])
    dated: list[str] = []
    for at, _, iso in dates_in(text):
        lead = text[max(0, at - 80) : at]
        if _WITNESS.search(lead) and "in witness" in text[:at]:
            return iso
        if _SIGNED.search(lead):
            dated.append(iso)
    return max(dated or ([iso for *_, iso in dates_in(text)] if signed else []), default="")
