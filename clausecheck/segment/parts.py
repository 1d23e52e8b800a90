"""Where a document's parts begin: tables of contents, signatures, exhibits and schedules."""

import re
from functools import cache

from clausecheck.model import BlockKind
from clausecheck.segment.headings import is_title_case
from clausecheck.segment.units import Unit
from clausecheck.segment.vocabulary import vocabulary

_LONGEST_TITLE = 160
_LONGEST_LABEL = 120
_LONGEST_SIGNATURE = 600
_LONGEST_SIGNATURE_TITLE = 24
_SIGNED = ("by:", "by ", "name:", "title:", "its:", "signature:", "/s/")


@cache
def _annex() -> re.Pattern[str]:
    return re.compile(
        r"[\[(]?(?:EXHIBIT|Exhibit|SCHEDULE|Schedule|ANNEX|Annex|ANNEXURE|Annexure|APPENDIX|Appendix|ATTACHMENT|Attachment"
        r"|ADDENDUM|Addendum|ADDENDA|STATEMENT OF WORK|Statement of Work)"
        r"(?:\s{0,6}(?:No\.?\s?|#\s?)?[\"“']?(?:[A-Z]{1,2}|[IVX]{1,5}|\d{1,3})(?:[-.]?[A-Z0-9]{1,3}){0,3}[\"”']?)?"
        r"(?P<rest>\s{0,6}(?:[-–—:.\])]|\(|\n|\s[A-Z\"“]|\s{0,3}$).*)?$",
        re.DOTALL,
    )


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(r"\bby:\s{0,4}_{3}|_{8,}\s{0,4}(?:by|name|title)\b")


@cache
def _by_line() -> re.Pattern[str]:
    return re.compile(r"(?:by|name|title|its|signed|signature|date|print name)\s{0,3}:")


def is_annex_heading(text: str, unit: Unit) -> bool:
    """Whether the unit is the title of an exhibit, schedule or the like, rather than a sentence on one.

    A number without a stop before it is that of its page.
    """
    if unit.end - unit.start > _LONGEST_TITLE or unit.block.kind in (
        BlockKind.TABLE_ROW,
        BlockKind.CONTENTS,
        BlockKind.FOOTNOTE,
    ):
        return False
    bare = unit.mark is not None and unit.mark.bare
    words = text[unit.body if bare else unit.start : unit.end]
    match = _annex().match(words)
    if match is None or words.endswith((";", ",")):
        return False
    small = [word for word in words.split() if word[0].islower()]
    return len(small) <= 4 and not (words.endswith(".") and len(small) > 2)


def is_witness(text: str, unit: Unit) -> bool:
    """Whether the unit opens the signatures, or is the first of them."""
    low = text[unit.start : min(unit.end, unit.start + _LONGEST_TITLE)].lower()
    if low.startswith(vocabulary().signatures) or is_signature_title(text, unit):
        return True
    if unit.mark is not None or unit.end - unit.start > _LONGEST_SIGNATURE:
        return False
    return "/s/" in low or _signed().search(low) is not None


def is_signature_title(text: str, unit: Unit) -> bool:
    """Whether the unit is the word "Signatures" and no more."""
    if unit.mark is not None or unit.end - unit.start > _LONGEST_SIGNATURE_TITLE:
        return False
    return text[unit.start : unit.end].lower().strip(" .:") in vocabulary().signed


def is_signature_line(text: str, unit: Unit) -> bool:
    """Whether the unit is a line of a signature block."""
    low = text[unit.start : min(unit.end, unit.start + 80)].lower()
    return low.startswith(("/s/", "____", "by: ", "by:_", "by:/")) or (
        unit.end - unit.start < 80 and _by_line().match(low) is not None
    )


def opens_recitals(text: str, unit: Unit) -> bool:
    """Whether the unit is the title of the recitals."""
    return unit.end - unit.start < 60 and text[unit.start : unit.end].strip(" .:_-").lower() in vocabulary().recitals


def is_outside_body(text: str, unit: Unit) -> bool:
    """Whether a heading is one of the cover or the signatures, and begins no clause of the body."""
    low = " ".join(text[unit.start : min(unit.end, unit.start + 80)].lower().split()).strip(" .:_-")
    return (
        low in vocabulary().recitals
        or low in vocabulary().cover
        or low.startswith(vocabulary().signatures)
        or low in vocabulary().signed
        or is_signature_line(text, unit)
    )


def agrees(text: str, unit: Unit) -> bool:
    """Whether the unit ends the recitals: "NOW, THEREFORE, the parties agree as follows:"."""
    low = " ".join(text[unit.start : min(unit.end, unit.start + 1500)].lower().split())
    return low.startswith(vocabulary().agreed) or "agree as follows" in low


def is_recital(text: str, unit: Unit) -> bool:
    """Whether the unit is a recital that says so: "WHEREAS, the customer …"."""
    return unit.mark is None and text[unit.start : unit.start + 8].lower() in ("whereas,", "whereas ", "whereas:")


def names_parties(text: str, unit: Unit) -> bool:
    """Whether the unit is the preamble: "This Agreement is made … between …"."""
    low = " ".join(text[unit.start : min(unit.end, unit.start + 1500)].lower().split())
    made = any(words in low for words in vocabulary().made)
    return made and any(words in low for words in vocabulary().between)


def is_key_term(text: str, unit: Unit) -> bool:
    """Whether the unit is a table row of a label and its value, and no sentence that was torn into cells."""
    cells = [cell for cell in unit.block.cells if len(cell)]
    if unit.mark is not None or unit.block.kind is not BlockKind.TABLE_ROW or len(cells) != 2:
        return False
    label, value = text[cells[0].start : cells[0].end], text[cells[1].start : cells[1].end]
    if len(label) > _LONGEST_LABEL or label[0].islower() or label[-1] in ",;-":
        return False
    if label.lower().startswith(_SIGNED) or not any(letter.isalpha() for letter in label):
        return False
    return not value[0].islower() or is_title_case(label.split())


def ends_in_reference(text: str, unit: Unit) -> bool:
    """Whether the words before would have the number be a cross-reference: "… as set out in Section"."""
    words = text[max(unit.start, unit.end - 24) : unit.end].split()
    cited = bool(words) and words[-1].lower() in vocabulary().references and words[-1] != "SEC"
    return cited and unit.end - unit.start > 24
