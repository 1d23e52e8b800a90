"""Dates as contracts write them."""

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TH = r" ?(?:s ?t|n ?d|r ?d|t ?h)?"
"""Behind a day; a raised "th" often comes out of a file torn: "15t h"."""
_FORMS = (  # those that begin with a digit say so first and look back then: the search goes from digit to digit
    re.compile(rf"\b{_MONTH} {{0,3}}(?P<day>\d{{1,2}}){_TH}(?: ?, {{0,3}}| {{1,3}}){_YEAR}\b"),
    re.compile(
        rf"(?P<day>\d(?<=\b\d)\d?){_TH} {{0,3}}(?:day {{1,3}})?(?:of {{1,3}})?{_MONTH}"
        rf" ?,? {{0,3}}(?:of {{1,3}})?{_YEAR}\b"
    ),
    re.compile(r"(?P<year>(?:19|20)(?<=\b\d\d)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"(?P<m>\d(?<=\b\d)\d?)/(?P<day>\d{1,2})/(?P<year>(?:19|20)?\d\d)\b"),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\d.]?\d)"),
)


def find_date(text: str, *, near: int | None = None) -> tuple[int, int, str] | None:
    """Start, end and ISO form of the first date in the text, which must be in lower case; None where there is none.

    With `near`, the date must begin within so many characters. Numbers with slashes are read as month/day/year unless
    only day/month is possible; with full stops, as day.month.year.
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


def dates_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Start, end and ISO form of each date in that part of the text, which must be in lower case, as they stand."""
    stop = len(text) if end is None else end
    found = [
        (match.start(), match.end(), iso)
        for form in _FORMS
        for match in form.finditer(text, start, stop)
        if (iso := _iso(match.groupdict()))
    ]
    return sorted(found)


def months_between(start: str, end: str) -> float | None:
    """Months from one ISO date to another; None where one is empty or they stand the wrong way round."""
    if not start or not end or end <= start:
        return None
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end) + dt.timedelta(days=1)
    return round((last.year - first.year) * 12 + last.month - first.month + (last.day - first.day) / 30, 1)


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
