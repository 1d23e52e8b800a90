"""What the page shows before its script runs, and without it: totals, causes, and the files to look at first."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Outcome, Row
from clausecheck.report.batch.names import OUTCOMES, category_name, files, frequent_name
from clausecheck.report.batch.rows_json import link, top
from clausecheck.report.batch.summary import alarm_texts, header_lines
from clausecheck.report.batch.totals import Cause, SideTotals, Totals
from clausecheck.report.batch.weight import heaviest
from clausecheck.report.visible import exact, visible

_LESS: Final = frozenset({"scan", "category", "side", "low", "info", "words", "account"})
"""Columns that a narrow screen leaves out."""
_LEAST: Final = frozenset({"critical", "high", "medium", "top"})
"""Those that a telephone leaves out too."""
_GRAVE: Final = (Severity.CRITICAL, Severity.HIGH)
_HEADS: Final = {"top": "Gravest finding"}


def head_parts(totals: Totals) -> str:
    """The title, what must not be missed, and totals."""
    alarms = "".join(f'<p class="alarm">{escape(text)}</p>\n' for text in alarm_texts(totals))
    facts = "".join(f"<dt>{escape(line.label)}</dt><dd>{escape(line.text)}</dd>\n" for line in header_lines(totals))
    return (
        '<a class="skip" href="#files">Skip to the files</a>\n'
        f"<header>\n<h1>Batch of {escape(files(totals.files))}</h1>\n{alarms}<dl>\n{facts}</dl>\n</header>\n<main>\n"
        f"{_categories(totals)}{_causes(totals)}{''.join(map(_frequent, totals.whole.sides))}"
    )


def files_table(totals: Totals, sides: Sequence[Side]) -> str:
    """Filters, and the table with the files to look at first; the script draws all of them."""
    names = _columns(totals, sides)
    heads = "".join(
        f'<th scope="col" data-column="{name}" class="{_class(name)}">{_HEADS.get(name, name.capitalize())}</th>'
        for name in names
    )
    lines = "".join(_line(row, names) for row in totals.first)
    return (
        f'<section id="files" tabindex="-1">\n<h2>Files</h2>\n<form>\n{_fields(totals, sides)}</form>\n'
        f'<p id="count" role="status">{len(totals.first):,} of {files(totals.files)}, those to look at first</p>\n'
        "<noscript><p>This browser runs no script: results.csv and results.xlsx hold every file.</p></noscript>\n"
        '<div class="wide"><table class="files">\n'
        "<caption>Files by what they hide and what was found in them</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table></div>\n"
        '<button type="button" class="more" hidden>Show more</button>\n</section>\n</main>\n'
    )


def _columns(totals: Totals, sides: Sequence[Side]) -> list[str]:
    side = ["side"] if len(sides) > 1 else []
    account = ["account"] if totals.accounts else []
    return ["file", "worst", "outcome", "scan", "category", *side, *reversed(Severity), "top", "words", *account]


def _class(name: str) -> str:
    kinds = {"number": name in {*Severity, "words"}, "less": name in _LESS, "least": name in _LEAST}
    return " ".join(kind for kind, is_one in kinds.items() if is_one)


def _line(row: Row, names: Sequence[str]) -> str:
    """A file as the script draws it, with a link in place of its details."""
    found, result = heaviest(row), row.result
    told: dict[str, str] = {
        "worst": _mark(found.worst or "none") if found else "",
        "outcome": _mark(result.outcome),
        "scan": _mark(result.scan) if result.scan else "",
        "category": f"<bdi>{escape(visible(result.category).replace('_', ' '))}</bdi>",
        "side": found.side if found else "",
        "top": f"<bdi>{escape((top(found) if found else '') or visible(result.why))}</bdi>",
        "words": f"{result.words:,}" if result.words else "",
        "account": f"<bdi>{escape(visible(row.account))}</bdi>",
    }
    told |= {str(severity): f"{found.count(severity)}" for severity in Severity} if found else {}
    name = f"<bdi>{escape(exact(row.name))}</bdi>"
    address = link(row, found.side) if found else ""
    head = f'<a href="{escape(address)}">{name}</a>' if address else name
    cells = "".join(f'<td class="{_class(column)}">{told.get(column, "")}</td>' for column in names[1:])
    return f'<tr><th scope="row">{head}</th>{cells}</tr>\n'


def _mark(word: str) -> str:
    return f'<span class="mark {word}">{word}</span>'


def _fields(totals: Totals, sides: Sequence[Side]) -> str:
    outcomes = [(one, f"{one} ({count:,})") for one, count in totals.outcomes.items() if count]
    scans = [(one, f"{one} ({totals.scans[one]:,})") for one in reversed(Verdict) if totals.scans[one]]
    categories = [
        (visible(one.category) or "-", f"{category_name(one.category)} ({one.files:,})") for one in totals.categories
    ]
    worst = [(one, one if one is Severity.CRITICAL else f"{one} or graver") for one in reversed(Severity)]
    return "".join(
        (
            '<label class="text">Name, account, title or finding<input name="text" type="search"></label>\n',
            _select("outcome", "Outcome", outcomes),
            _select("scan", "Scan", scans),
            _select("category", "Category", categories),
            _select("worst", "Findings", worst),
            _select("side", "Side", [(one, f"for the {one}") for one in sides]) if len(sides) > 1 else "",
            '<button type="reset">Show all</button>\n',
        )
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    told = "".join(f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in options)
    return f'<label>{label}<select name="{name}"><option value="">all</option>{told}</select></label>\n'


def _categories(totals: Totals) -> str:
    sides = [side.side for side in totals.whole.sides]
    heads = ["Category", "Files", *(OUTCOMES[one].partition(";")[0] for one in _met(totals))]
    heads += [f"{side}: {severity}" for side in sides for severity in _GRAVE]
    lines = []
    for one in (*totals.categories, totals.whole):
        worst = {side.side: side.worst for side in one.sides}
        counts = [one.files, *(one.outcomes[outcome] for outcome in _met(totals))]
        counts += [worst[side][severity] if side in worst else 0 for side in sides for severity in _GRAVE]
        lines.append(("Total" if one is totals.whole else category_name(one.category), counts))
    return _totals("Totals by category", heads, lines, "Files by their gravest finding for each side.")


def _met(totals: Totals) -> list[Outcome]:
    return [outcome for outcome, count in totals.outcomes.items() if count]


def _causes(totals: Totals) -> str:
    lines = [(_cause(cause), [cause.files]) for cause in totals.causes]
    return _totals("Why files were not reviewed, or not whole", ["Cause", "Files"], lines) if lines else ""


def _cause(cause: Cause) -> str:
    names = ", ".join(cause.examples) + (", …" if cause.files > len(cause.examples) else "")
    return f"{cause.why}; {cause.hint}: {names}" if cause.hint else f"{cause.why}: {names}"


def _frequent(side: SideTotals) -> str:
    lines = [(frequent_name(one), [one.count, one.sampled]) for one in side.frequent]
    note = "Contracts with at least one such finding, of those that were reviewed; the same bytes count once."
    return _totals(f"Most often, for the {side.side}", ["Finding", "Contracts", "Of"], lines, note) if lines else ""


def _totals(title: str, heads: Sequence[str], lines: Iterable[tuple[str, Sequence[int]]], note: str = "") -> str:
    """A table of counts, folded away under its title."""
    first, *others = (escape(head) for head in heads)
    head = f'<th scope="col">{first}</th>' + "".join(f'<th scope="col" class="number">{one}</th>' for one in others)
    body = "".join(
        f'<tr><th scope="row"><bdi>{escape(name)}</bdi></th>'
        + "".join(f'<td class="number">{count:,}</td>' for count in counts)
        + "</tr>\n"
        for name, counts in lines
    )
    said = f'<p class="soft">{escape(note)}</p>' if note else ""
    return (
        f"<details><summary>{escape(title)}</summary>{said}"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div></details>\n'
    )
