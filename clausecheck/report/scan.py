"""A scan as a page: the verdict, what was observed, and what to do."""

from collections.abc import Sequence

from clausecheck.model import Document, Observation, Scan, Severity, Verdict
from clausecheck.report.page import Item, Line, Look, Page, Section, alarms, name_of
from clausecheck.report.visible import literal, trimmed

QUOTE = 400
"""Characters of a quote that are shown."""
LISTED = 12
"""Kinds of observations of low severity and below that are listed; `--verbose` lists all."""

_SAYS = {
    Verdict.CLEAN: "Nothing was found that is hidden from a reader or addresses a model.",
    Verdict.NOTABLE: "Nothing hostile was found, and something that you should look at.",
    Verdict.PARTIAL: "Nothing hostile was found in what could be read; not all of the file could.",
    Verdict.HOSTILE: "The file hides words from a human reader, or addresses whoever reviews it.",
}
_DO = {
    Verdict.NOTABLE: "Look at the places below before you rely on the file.",
    Verdict.PARTIAL: "Ask for a file that can be read in full.",
    Verdict.HOSTILE: "Do not sign this file. Ask the other side for a clean copy and why this was in it.",
}


def scan_page(document: Document, scan: Scan, *, whole: bool = False) -> Page:
    """What a file hides, in brief or as a `whole`."""
    loud = [one for one in scan.observations if one.severity.rank >= Severity.MEDIUM.rank]
    quiet = [one for one in scan.observations if one.severity.rank < Severity.MEDIUM.rank]
    sections = [Section(title="Look at these", items=tuple(map(_item, loud)))] if loud else []
    if quiet:
        sections.append(_listed(quiet, whole))
    summary = tuple(line for line in (_SAYS[scan.verdict], _DO.get(scan.verdict, "")) if line)
    return Page(
        title=f"Scan of {name_of(document)}",
        header=(Line(text=scan.verdict.value, label="Verdict"),),
        alarms=alarms(document),
        summary=summary,
        sections=tuple(sections),
        closing=(),
    )


def _listed(quiet: Sequence[Observation], whole: bool) -> Section:
    title = "Ordinary, and good to know"
    if whole:
        return Section(title=title, items=tuple(_item(one, tight=True) for one in quiet))
    kinds: dict[str, list[Observation]] = {}
    for one in quiet:
        kinds.setdefault(one.technique, []).append(one)
    shown = [_item(found[0], tight=True, more=len(found) - 1) for found in kinds.values()][:LISTED]
    left = sum(len(found) - 1 for found in kinds.values()) + len(kinds) - len(shown)
    lines = (Line(text=f"{left} more of these: --verbose lists all."),) if left else ()
    return Section(title=title, items=tuple(shown), lines=lines)


def _item(one: Observation, tight: bool = False, more: int = 0) -> Item:
    title, _, rest = one.explanation.partition(". ")
    quote = trimmed(literal(one.quote), QUOTE)
    lines = [Line(text=quote, look=Look.QUOTE)] if quote else []
    if not tight and rest:
        lines.append(Line(text=rest))
    place = f"{one.location} and {more} more place{'s' if more > 1 else ''}" if more else one.location
    return Item(severity=one.severity, title=title.rstrip("."), place=place, lines=tuple(lines), tight=tight)
