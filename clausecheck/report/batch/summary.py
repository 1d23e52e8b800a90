"""What a batch comes to, on about one screen."""

from collections.abc import Iterator, Sequence

from clausecheck.model import Severity, Verdict
from clausecheck.model.batch import Outcome, Row
from clausecheck.report.batch.names import OUTCOMES, category_name, files, frequent_name
from clausecheck.report.batch.totals import CategoryTotals, Cause, SideTotals, Totals
from clausecheck.report.batch.weight import heaviest
from clausecheck.report.page import Bar, Item, Line, Page, Section
from clausecheck.report.visible import exact, trimmed

CAUSES = 5
FIRST = 5
CATEGORIES = 8
FREQUENT = 4
"""How many of each are told; `summary.json` tells all."""
_WHY, _NAME = 90, 40
"""Characters of a reason and of a name."""
_AGAIN = (Outcome.FAILED, Outcome.PENDING)
_GRAVE = (Severity.CRITICAL, Severity.HIGH)


def summary_page(totals: Totals) -> Page:
    """What became of the files, what went wrong and why, what to look at first, and totals by category."""
    sections = (
        Section("Not reviewed, or not whole", lines=tuple(_causes(totals))),
        Section("Look at these first", items=tuple(map(_item, _worth(totals)))),
        Section("By category, with the files that have high or critical findings", bars=tuple(_bars(totals))),
        Section("Most often", lines=tuple(_frequent(totals.whole.sides))),
    )
    return Page(
        title=f"Batch of {files(totals.files)}",
        header=tuple(header_lines(totals)),
        alarms=tuple(alarm_texts(totals)),
        summary=(_done(totals),),
        sections=tuple(section for section in sections if section.items or section.bars or section.lines),
        closing=("Every file is a row of results.csv and results.xlsx; index.html sorts and filters them.",),
    )


def header_lines(totals: Totals) -> Iterator[Line]:
    """What became of the files, in a line for each question."""
    told = [f"{count:,} {OUTCOMES[outcome]}" for outcome, count in totals.outcomes.items() if count]
    yield Line("; ".join(told) or "none", "Files")
    if totals.duplicates:
        yield Line(f"{files(totals.duplicates)} with the same bytes as another, reviewed once", "Copies")
    scans = [f"{count:,} {verdict}" for verdict, count in totals.scans.items() if count]
    if scans:
        yield Line(", ".join(scans), "Scan")
    for side in totals.whole.sides:
        counts = [f"{one} in {side.worst[one]:,}" for one in reversed(Severity) if side.worst[one]]
        none = side.files - sum(side.worst.values())
        counts += [f"none in {none:,}"] if none else []
        yield Line(f"{files(side.files)}; the gravest finding is {', '.join(counts)}", str(side.side).capitalize())
    if totals.cost_usd:
        yield Line(f"{totals.cost_usd:.2f} USD", "Cost")


def alarm_texts(totals: Totals) -> Iterator[str]:
    """What a reader must not miss."""
    if totals.hostile:
        hide, word = ("hides", "addresses") if totals.hostile == 1 else ("hide", "address")
        yield f"{files(totals.hostile)} {hide} words from a human reader, or {word} whoever reviews."
    again = sum(totals.outcomes[outcome] for outcome in _AGAIN)
    if again:
        yield f"{files(again)} {'is' if again == 1 else 'are'} not done: run the same command again."
    if totals.unread:
        yield f"{totals.unread:,} clause{'s' * (totals.unread > 1)} got no usable answer from the reviewer."


def _done(totals: Totals) -> str:
    if totals.outcomes[Outcome.REVIEWED] == totals.files:
        return "Every file was reviewed whole."
    return f"{totals.outcomes[Outcome.REVIEWED]:,} of {files(totals.files)} were reviewed whole."


def _causes(totals: Totals) -> Iterator[Line]:
    for cause in totals.causes[:CAUSES]:
        yield Line(_cause(cause))
    rest = sum(cause.files for cause in totals.causes[CAUSES:]) + totals.causes_left_out
    if rest:
        yield Line(f"{files(rest)} for other causes: see results.csv")


def _cause(cause: Cause) -> str:
    name = cause.examples[0].rpartition("/")[2]
    more = " and others" if cause.files > 1 else ""
    told = f"{files(cause.files)}: {trimmed(cause.why, _WHY)} ({trimmed(name, _NAME)}{more})"
    return f"{told}; {trimmed(cause.hint, _WHY)}" if cause.hint else told


def _worth(totals: Totals) -> Iterator[Row]:
    """The first files among those with something grave in them."""
    grave = [row for row in totals.first if _hostile(row) or ((found := heaviest(row)) and found.worst in _GRAVE)]
    yield from grave[:FIRST]


def _item(row: Row) -> Item:
    found = heaviest(row)
    worst = found.worst if found and found.worst in _GRAVE else Severity.HIGH
    counts = ", ".join(f"{found.count(one)} {one}" for one in _GRAVE if found.count(one)) if found else ""
    about = ("hostile" if _hostile(row) else "", f"{found.side}: {counts}" if found and counts else "")
    return Item(worst, exact(row.name), ", ".join(filter(None, about)))


def _hostile(row: Row) -> bool:
    return row.result.scan is Verdict.HOSTILE


def _bars(totals: Totals) -> Iterator[Bar]:
    most = max((category.files for category in totals.categories), default=1)
    for category in totals.categories[:CATEGORIES]:
        done = category.outcomes[Outcome.REVIEWED] + category.outcomes[Outcome.PARTIAL]
        yield Bar(
            category_name(category.category),
            f"{done:,} of {category.files:,} reviewed",
            ", ".join(_grave(category)),
            length=category.files / most,
        )
    rest = totals.categories[CATEGORIES:]
    if rest:
        yield Bar(f"{len(rest)} more", files(sum(category.files for category in rest)), "see summary.json")


def _grave(category: CategoryTotals) -> Iterator[str]:
    """How many files have critical or high findings, for each side that has some: "seller 12"."""
    for side in category.sides:
        if count := sum(side.worst[severity] for severity in _GRAVE):
            yield f"{side.side} {count:,}"


def _frequent(sides: Sequence[SideTotals]) -> Iterator[Line]:
    for side in sides:
        for one in side.frequent[: FREQUENT // len(sides)]:
            yield Line(f"for the {side.side}, {frequent_name(one)}: {one.count:,} of {one.sampled:,} contracts")
