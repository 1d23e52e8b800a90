"""`clausecheck stats show [NAME]`: how usual a clause or a value is, counted, with the way up."""

import argparse
import re
from typing import TYPE_CHECKING

from clausecheck.cli import options, output
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.report.figures.lookup import Figures

FORMATS = ("terminal", "json", "markdown")

_EPILOG = """\
examples:
  clausecheck stats show cap_on_liability --category consulting
  clausecheck stats show payment_days --category services --region US-NY
  clausecheck stats show governing_law --category license --format json
  clausecheck stats show --category nda               everything there is, a line each

exit codes: 0 done, also where nobody counted, 1 no result, 2 wrong usage
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "show",
        help="show how usual a clause or a value is",
        description="Show how many contracts have a clause of a type, or which values they state for a term.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        default="",
        help="a clause type (cap_on_liability), a term (payment_days) or rate; without it, all that there is",
    )
    group = parser.add_argument_group("which contracts")
    group.add_argument(
        "--category",
        type=options.category,
        default="all",
        metavar="ID",
        help="kind of service: consulting, saas, nda and others (default: contracts of all kinds)",
    )
    group.add_argument("--region", type=options.region, metavar="ID", help="whose law: GB, US-NY and so on")
    options.add_deal_size(group)
    options.add_statistics(parser.add_argument_group("which figures"))
    options.add_output(parser, FORMATS)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Look the figures up, write them and return the exit code."""
    form = output.chosen_format(args, FORMATS)
    figures = _looked_up(_name(args.name), args)
    if form == "json":
        from clausecheck.report.figures.json import figures_json
        from clausecheck.report.json import to_json

        output.write_text(to_json(figures_json(figures)), args)
        return 0
    from clausecheck.report.figures.page import figures_page

    page = figures_page(figures)
    output.write_page(page, form, args)
    return 0


def _looked_up(name: str, args: argparse.Namespace) -> "Figures":
    from clausecheck import stats
    from clausecheck.report.figures.lookup import look_up

    region = options.known_region(args)
    statistics, policy = stats.load_served(args.stats, args.policy)
    return look_up(statistics, policy, name, statistics.cell(args.category, region, args.deal_size))


def _name(value: str) -> str:
    """The clause type or term that is meant, by its id or its plain name. Raises UsageError for another word."""
    from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES
    from clausecheck.stats import TYPES
    from clausecheck.stats.terms import RATE

    ids = (*CLAUSE_TYPES, *TYPES, RATE)
    known = (
        {_word(title): kind for kind, title in CLAUSE_TYPES.items()} | {name: name for name in ids} | {"rates": RATE}
    )
    word = _word(value)
    if value and word not in known:
        hint = f"it is a category: --category {word}" if word in CATEGORY_PARENT else options.nearest(word, ids)
        raise UsageError(
            f"unknown clause type or term {value!r}",
            hint=hint or "clausecheck stats show --category all lists what there is",
        )
    return known[word] if value else ""


def _word(text: str) -> str:
    return re.sub(r"\W+", "_", text.lower()).strip("_")
