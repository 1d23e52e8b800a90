"""Figures in plain words, for readers who are no statisticians: counts first, then what they mean."""

from clausecheck.model import Cell, NameDistribution, Source, TermDistribution
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.report.figures.lookup import Row
from clausecheck.stats import Statistics, category_words, size_words, wilson
from clausecheck.stats.terms import RATE


def counted(statistics: Statistics, row: Row, count: int) -> str:
    """A count and its sample: "42 of 118", or "about 40 of 120" where figures are rounded for privacy."""
    about = "" if statistics.sources[row.source].public else "about "
    return f"{about}{count:,} of {row.sampled:,}"


def stating(statistics: Statistics, row: TermDistribution | NameDistribution) -> str:
    """How many contracts state a value: "30 state one"."""
    about = "" if statistics.sources[row.source].public else "about "
    return f"{about}{row.sampled:,} {'states' if row.sampled == 1 else 'state'} one"


def cited(statistics: Statistics, row: Row) -> str:
    """The source of a figure, and its date: "cuad-v1, 2021"."""
    return f"{row.source}, {statistics.sources[row.source].as_of}"


def number_words(value: float) -> str:
    """A number with at most two decimals: "1,200", "1.5"."""
    return f"{round(value, 2):,}".removesuffix(".0")


def interval_words(count: int, sampled: int) -> str:
    """The 95 % interval of a share: "27–44%"; empty for an empty sample."""
    low, high = wilson(count, sampled)
    return f"{100 * low:.0f}–{100 * high:.0f}%" if sampled else ""


def roughly(count: int, sampled: int) -> str:
    """A share as people say it: "roughly 4 in 10"."""
    share = count / sampled
    if count in {0, sampled}:
        return "all of them" if count else "none of them"
    if share < 0.05 or share > 0.95:
        return "fewer than 1 in 20" if share < 0.05 else "nearly all"
    tenths = round(share * 10)
    return "roughly half" if tenths == 5 else f"roughly {max(1, min(9, tenths))} in 10"


def cell_label(cell: Cell, currency: str) -> str:
    """A cell in a few words: "services, US-NY, 10,000–99,999 USD"."""
    category = "all kinds" if cell.category == "all" else cell.category.replace("_", " ")
    return ", ".join(filter(None, (category, cell.region, size_words(cell.size, currency))))


def asked_words(cell: Cell, currency: str) -> str:
    """What was asked for: "consulting contracts, US-NY, deals of 10,000–99,999 USD"."""
    size = f"deals of {size_words(cell.size, currency)}" if cell.size else ""
    return ", ".join(filter(None, (category_words(cell.category), cell.region, size)))


def years_words(years: str) -> str:
    """A window of years: "up to 2009", "from 2010"."""
    return f"up to {years[2:]}" if years.startswith("..") else f"from {years[:-2]}"


def title_of(name: str) -> str:
    """A clause type or a term as a heading."""
    if name in CLAUSE_TYPES:
        return CLAUSE_TYPES[name]
    return "Hourly rate" if name == RATE else name.replace("_", " ").capitalize()


def years_of(source: Source) -> str:
    """When the contracts of a source were made: "contracts of 1990-2020", "contracts to 2021"."""
    return f"contracts {'of ' if source.years[0].isdigit() else ''}{source.years}" if source.years else ""


def source_words(source: Source) -> str:
    """What a reader must know of a source, in one line."""
    second_hand = " Second-hand: read in a report on it." if source.second_hand else ""
    parts = (source.title, years_of(source), source.method, source.licence)
    told = ", ".join(filter(None, parts))
    return f"{source.id}: {told}; as of {source.as_of}.{second_hand} {source.note}".strip()


def privacy_words(statistics: Statistics) -> str:
    """What is said where figures are rounded so that no deal can be read from them."""
    least = int((statistics.disclosure or {}).get("least_accounts", 0))
    behind = f", and at least {least} accounts stand behind each on either side" if least else ""
    return (
        f"Figures of contracts that are not public are rounded for privacy: no account counts more than once{behind}. "
        "Intervals are those of the rounded counts."
    )
