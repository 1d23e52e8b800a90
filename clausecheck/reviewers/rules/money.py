"""What quoted terms come to in money at the size of a deal, with the arithmetic shown and every assumption said."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from clausecheck.compare.values import comparable
from clausecheck.model import Contract, Finding, Span, Term
from clausecheck.reviewers.rules.placing import amount_in
from clausecheck.stats import TYPES, value_words
from clausecheck.stats.terms import UNITS

LONGEST: Final = 120
"""Months of an initial term beyond which its words are no plan of payments."""

_TYPES: Final = TYPES | {"liquidated_damages": "liquidated_damages", "minimum_amount": "minimum_commitment"}
"""The clause type that each term is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """What a deal is worth, and over which time."""

    size: float
    currency: str
    months: float
    """How long the fees are paid for."""
    spread: str
    """In words, over which time the size is spread, and how that is known."""

    @property
    def yearly(self) -> float:
        """What a year of it is worth."""
        return self.size * 12 / self.months

    @property
    def by_year(self) -> str:
        """How `yearly` comes about; the size alone where it is that of one year."""
        return _n(self.size) if self.months == 12 else f"{_n(self.size)} × 12 / {self.months:g}"


def deal(contract: Contract, size: float, currency: str) -> Deal:
    """The deal of a contract: over its initial term, where it states one in months, else over one year."""
    worth = f"{_n(size)} {currency}"
    for term in contract.terms:
        value, unit = comparable(term)
        if term.name == "initial_term" and unit == "months" and not isinstance(value, str) and 0 < value <= LONGEST:
            spread = f"{worth} spread evenly over the initial term of {value:g} months"
            return Deal(size=size, currency=currency, months=value, spread=spread)
    return Deal(size=size, currency=currency, months=12, spread=f"if {worth} is what one year is worth")


def in_money(finding: Finding, about: str, contract: Contract, made: Deal | None) -> Finding:
    """`finding` with what its quoted terms, and what is asked for in their place, come to in `made`.

    `about` is the position's `market`: the term that its ask states. Without a deal, and where nothing is asked for, it
    stays as it is.
    """
    if made is None or finding.negotiation is None:
        return finding
    stated = list(dict.fromkeys(_quoted(finding, about, contract, made)))
    asked = amount_in(finding.negotiation.ask, about) if about in UNITS else None
    if asked is not None and (told := _in_words(about, *asked, made)):
        stated.append(f"Your ask, {told}")
    return replace(finding, money=tuple(f"{line[0].upper()}{line[1:]}." for line in stated))


def _quoted(finding: Finding, about: str, contract: Contract, made: Deal) -> Iterator[str]:
    """What the quoted terms come to that the finding is about."""
    for term in contract.terms if finding.span else ():
        meant = term.name == about or _TYPES.get(term.name) == finding.clause_type
        if meant and finding.span and _within(term.span, finding.span) and (told := _of_term(term, made)):
            yield told


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _of_term(term: Term, made: Deal) -> str:
    value, unit = comparable(term)
    if isinstance(value, str) or value <= 0:
        return ""
    return _in_words(term.name, value, unit, made)


def _in_words(name: str, value: float, unit: str, made: Deal) -> str:
    """What a value of a term comes to; empty where the size of the deal tells nothing of it."""
    size, currency = _n(made.size), made.currency
    if unit == currency:
        return f"{_n(value)} {currency} is {_share(value / made.size)} the deal ({_n(value)} / {size})"
    what, part = value_words(value, unit), f"{size} × {value:.3g} % = {_n(made.size * value / 100)} {currency}"
    match name, unit.partition("percent_per_"):
        case "liability_cap", ("months_of_fees", _, _):
            return f"{what}: {_over(made, value)}"
        case "liability_cap", ("multiple_of_fees", _, _):
            return f"{what}: {size} × {value:g} = {_n(made.size * value)} {currency}, if the deal is all the fees"
        case "late_interest" | "liquidated_damages", (_, _, period) if period:
            return f"{value:.3g} % a {period}: {part} for each {period} of delay, if all of it is late"
        case "liquidated_damages", ("percent", _, _):
            return f"{value:.3g} %: {part} for each time that it is due"
        case "payment_days", ("days", _, _):
            owed = f"{made.by_year} × {value:g} / 365 = {_n(made.yearly * value / 365)} {currency}"
            return f"{what} to pay: {owed} owed at any time ({made.spread})"
        case "price_increase", (_, _, "year"):
            more = f"{made.by_year} × {value:g} % = {_n(made.yearly * value / 100)} {currency}"
            return f"{what}: {more} more in the next year ({made.spread})"
        case "convenience_notice", ("days", _, _):
            fees = f"{made.by_year} × {value:g} / 365 = {_n(made.yearly * value / 365)} {currency}"
            return f"{what} of notice: {fees} of fees ({made.spread})"
        case "renewal_period", ("months", _, _):
            return f"another {what}: {_over(made, value)}"
    return ""


def _share(times: float) -> str:
    return f"{times:.3g} times" if times >= 1 else f"{100 * times:.2g} % of"


def _over(made: Deal, months: float) -> str:
    total = f"{_n(made.size)} × {months:g} / {made.months:g} = {_n(made.size * months / made.months)} {made.currency}"
    return f"{total} ({made.spread})"


def _n(amount: float) -> str:
    return f"{amount:,.0f}"
