"""Dates as contracts write them."""

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"\b{_MONTH} {{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {{1,3}}{_YEAR}\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}}) ?(?:st|nd|rd|th)? {{0,3}}(?:day {{1,3}})?(?:of {{1,3}})?{_MONTH}"
        rf",? {{0,3}}(?:of {{1,3}})?{_YEAR}\b"
    ),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<m>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)?\d\d)\b"),
)
_CUES = (
    re.compile(r"effective date\b[^a-z0-9]{1,12}(?:is |means |as of )?"),
    re.compile(
        r"(?:effective|dated|made|entered(?: into)?|executed|commenc\w+|date of)\b[^.]{0,60}?"
        r"(?:as of|on|this|effective)?[ ,:]"
    ),
)
_REACH = 30_000
_NEAR = 160


def find_date(text: str, *, near: int | None = None) -> tuple[int, int, str] | None:
    """Start, end and ISO form of the first date in the text, which must be in lower case; None where there is none.

    With `near`, the date must begin within so many characters. Numbers with slashes are read as month/day/year unless
    only day/month is possible.
    """
    best: tuple[int, int, str] | None = None
    for form in _FORMS:
        match = form.search(text)
        if match and near is not None and match.start() > near:
            continue
        if match and (best is None or match.start() < best[0]):
            iso = _iso(match.groupdict())
            if iso:
                best = (match.start(), match.end(), iso)
    return best


def effective_date(text: str) -> str:
    """The date from which the contract holds, of its first pages in lower case; empty where it is not told."""
    head = text[:_REACH]
    label = head.find('"effective date"')
    if label > 0:
        before = head[max(0, label - _NEAR) : label]
        dates = _all_dates(before)
        if dates:
            return dates[-1]
    for cue in _CUES:
        for match in cue.finditer(head[: _REACH // 2]):
            found = find_date(head[match.end() - 1 : match.end() + 60])
            if found and found[0] < 30:
                return found[2]
    return ""


def months_between(start: str, end: str) -> float | None:
    """Months from one ISO date to another; None where one is empty or they stand the wrong way round."""
    if not start or not end or end <= start:
        return None
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end) + dt.timedelta(days=1)
    return round((last.year - first.year) * 12 + last.month - first.month + (last.day - first.day) / 30, 1)


def _all_dates(text: str) -> list[str]:
    found = []
    position = 0
    while (date := find_date(text[position:])) is not None:
        found.append(date[2])
        position += date[1]
    return found


def _iso(parts: dict[str, str | None]) -> str:
    year, day = int(parts["year"] or 0), int(parts["day"] or 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    name = parts.get("month")
    month = int(parts["m"] or 0) if name is None else 1 + _MONTHS.index(name[:3])
    if name is None and month > 12 >= day:
        month, day = day, month
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
