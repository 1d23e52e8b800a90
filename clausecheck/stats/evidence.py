"""Figures as they are shown: a plain statement with its count and sample, never a bare percentage."""

from typing import Final

from clausecheck.model import (
    Cell,
    ClauseStatistic,
    DirectionStatistic,
    Evidence,
    NameDistribution,
    TermDistribution,
)
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.stats.figures import most_stated, rank_interval, split, wilson
from clausecheck.stats.library import Climb, Sampled, Statistics

_TERMS: Final[dict[str, str]] = {
    "acceptance_days": "a time for acceptance",
    "confidentiality_period": "how long confidentiality lasts",
    "convenience_notice": "a notice period for termination without cause",
    "cure_period": "a time to put a breach right",
    "governing_law": "whose law governs",
    "initial_term": "an initial term",
    "late_interest": "interest on late payment by the month",
    "liability_cap": "a cap on liability by fees",
    "non_compete_period": "how long a non-compete lasts",
    "payment_days": "days to pay",
    "price_increase": "a limit on price increases",
    "rate": "an hourly rate",
    "renewal_notice": "a notice period against renewal",
    "renewal_period": "a renewal term",
    "survival_period": "how long obligations survive",
    "venue": "a place for disputes",
    "warranty_period": "a warranty period",
}

_CLAUSES: Final[dict[str, str]] = {
    "anti_assignment": "a clause on assignment",
    "cap_on_liability": "a cap on liability",
    "covenant_not_to_sue": "a promise not to sue",
    "exclusion_of_consequential_damages": "an exclusion of consequential damages",
    "independent_contractor": "a clause on independent contractors",
    "most_favored_nation": "a best-price promise",
    "no_solicit_of_customers": "a ban on soliciting customers",
    "no_solicit_of_employees": "a ban on soliciting employees",
    "rofr_rofo_rofn": "a right of first refusal, offer or negotiation",
    "termination_for_cause": "a right to terminate for cause",
    "termination_for_convenience": "a right to terminate without cause",
    "unlimited_all_you_can_eat_license": "an unlimited licence",
}
"""Where "a clause on …" and the type's name would read badly."""

_UNITS: Final[dict[str, tuple[str, str]]] = {
    "days": ("day", "days"),
    "months": ("month", "months"),
    "months_of_fees": ("month of fees", "months of fees"),
    "multiple_of_fees": ("time the fees", "times the fees"),
    "percent_per_month": ("% a month", "% a month"),
    "percent_per_year": ("% a year", "% a year"),
}

_CATEGORIES: Final[dict[str, str]] = {
    "all": "contracts of all kinds",
    "co_branding": "co-branding contracts",
    "development": "development contracts",
    "joint_venture": "joint-venture contracts",
    "license": "licence contracts",
    "nda": "non-disclosure agreements",
    "saas": "software-as-a-service contracts",
    "strategic_alliance": "strategic-alliance contracts",
}


def category_words(category: str) -> str:
    """A category as a person reads it: "services contracts"."""
    return _CATEGORIES.get(category) or f"{category.replace('_', ' ')} contracts"


def value_words(value: float, unit: str) -> str:
    """A value with its unit as a person reads it: "30 days", "1.5 % a month", "85 USD an hour"."""
    hourly = unit.replace("_per_hour", " an hour")
    one, many = _UNITS.get(unit, (hourly, hourly))
    return f"{round(value, 2):,.15g} {one if value == 1 else many}"


def cell_words(cell: Cell, currency: str) -> str:
    """The contracts of a cell as a person reads it: "consulting contracts under US-NY law worth 1,000–9,999 USD"."""
    place = f" under {cell.region} law" if cell.region else ""
    return f"{category_words(cell.category)}{place}{f' worth {size_words(cell.size, currency)}' if cell.size else ''}"


def size_words(size: str, currency: str) -> str:
    """A band of deal sizes: "10,000–99,999 USD", "1,000,000 USD and more"; empty for none."""
    low, _, high = size.partition("-")
    if not size:
        return ""
    return f"{int(low):,}–{int(high):,} {currency}" if high else f"{int(low):,} {currency} and more"


def clause_words(clause_type: str) -> str:
    """A clause of a type as a person reads it: "a clause on notices", "a cap on liability"."""
    return _CLAUSES.get(clause_type) or f"a clause on {_lower(CLAUSE_TYPES[clause_type])}"


def term_words(term: str) -> str:
    """What is stated, as a person reads it: "days to pay"."""
    return _TERMS[term]


def presence_evidence(statistics: Statistics, usual: Climb[ClauseStatistic], *, absent: bool = False) -> Evidence:
    """How many contracts have a clause of a type, or with `absent` how many have none."""
    row = usual.found
    count = row.sampled - row.count if absent else row.count
    clause = clause_words(row.clause_type)
    if absent:
        clause = f"no {clause.split(maxsplit=1)[1]}"
    statement = f"{clause} in {_counted(statistics, usual, count)}{_passed(usual.skipped)}"
    return _evidence(statistics, usual, statement, count)


def value_evidence(statistics: Statistics, usual: Climb[TermDistribution], value: float, *, high: bool) -> Evidence:
    """How many contracts state `value` or a more extreme one: more where `high`, else less."""
    row = usual.found
    below, at, above = split(row.values, value, row.beyond)
    count = at + (above if high else below)
    often, times = most_stated(row.values)
    statement = (
        f"{value_words(value, row.unit)} or {'more' if high else 'less'} in {_counted(statistics, usual, count)} "
        f"that state {_TERMS[row.term]}; most often {value_words(often, row.unit)} "
        f"({times} of {row.sampled}){_passed(usual.skipped)}"
    )
    return _evidence(statistics, usual, statement, count, rank_interval(row.values, value, row.beyond))


def usual_value_evidence(statistics: Statistics, usual: Climb[TermDistribution]) -> Evidence:
    """The value that most contracts state: "12 months of fees in 15 of 17 …"."""
    row = usual.found
    value, count = most_stated(row.values)
    statement = (
        f"{value_words(value, row.unit)} in {_counted(statistics, usual, count)} "
        f"that state {_TERMS[row.term]}{_passed(usual.skipped)}"
    )
    return _evidence(statistics, usual, statement, count, rank_interval(row.values, value, row.beyond))


def name_evidence(
    statistics: Statistics, usual: Climb[NameDistribution], names: frozenset[str], shown: str
) -> Evidence:
    """How many contracts state one of `names` (in lower case); `shown` is how the contract writes it."""
    row = usual.found
    count = sum(times for name, times in row.names if name.lower() in names)
    often, times = row.names[0]
    statement = (
        f"{shown} in {_counted(statistics, usual, count)} that state {_TERMS[row.term]}; "
        f"most often {often} ({times} of {row.sampled}){_passed(usual.skipped)}"
    )
    return _evidence(statistics, usual, statement, count)


def mutual_evidence(statistics: Statistics, usual: Climb[DirectionStatistic]) -> Evidence:
    """In how many contracts the clause binds both sides alike, of those that say whom it binds."""
    row = usual.found
    statement = (
        f"both sides bound alike in {_counted(statistics, usual, row.mutual)} "
        f"where it is known whom {clause_words(row.clause_type)} binds{_passed(usual.skipped)}"
    )
    return _evidence(statistics, usual, statement, row.mutual)


def _counted(statistics: Statistics, usual: Climb[Sampled], count: int) -> str:
    """A count of its sample: "21 of 28 supply contracts"; "about 20 of 40 …" where figures are rounded for privacy."""
    row = usual.found
    about = "" if statistics.sources[row.source].public else "about "
    return f"{about}{count} of {row.sampled} {cell_words(row.cell, statistics.currency)}"


def _evidence(
    statistics: Statistics,
    usual: Climb[Sampled],
    statement: str,
    count: int,
    percentile: tuple[int, int] | None = None,
) -> Evidence:
    row = usual.found
    low, high = wilson(count, row.sampled)
    return Evidence(
        statement=statement,
        count=count,
        sampled=row.sampled,
        low=round(low, 4),
        high=round(high, 4),
        source=row.source,
        as_of=statistics.sources[row.source].as_of,
        percentile=percentile,
        cell=row.cell,
    )


def _passed(skipped: tuple[tuple[Cell, int], ...]) -> str:
    """Which samples were too small: " (consulting n=9 is too few)".

    Of the region and size that were asked for, the narrowest sample is told, and of each category the whole.
    """
    narrowed = [pair for pair in skipped[:1] if pair[0].region or pair[0].size]
    whole = [pair for pair in skipped if not (pair[0].region or pair[0].size)]
    none = [f"none for {_short(cell)}" for cell, sampled in narrowed if not sampled]
    few = [f"{_short(cell)} n={sampled}" for cell, sampled in (*narrowed, *whole) if sampled or (cell, 0) in whole]
    told = [f"{', '.join(few)} {'is' if len(few) == 1 else 'are'} too few"] if few else []
    return f" ({'; '.join(none + told)})" if none or told else ""


def _short(cell: Cell) -> str:
    parts = (cell.category.replace("_", " "), cell.region, cell.size)
    return " ".join(part for part in parts if part)


def _lower(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
