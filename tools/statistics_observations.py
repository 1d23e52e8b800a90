"""What each reference contract says, as observations: the table that `clausecheck stats build` counts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from statistics_corpus import Contract, date, snake
from statistics_nda import NDA_TYPES, agreements, judged
from statistics_reading import READ_TERMS, Reading, read_contract
from statistics_tables import jsonl, table

from clausecheck.model import Binds
from clausecheck.model.taxonomy import CUAD_TYPES
from clausecheck.stats import TYPES, prepare, presence_rules

HERE: Final = Path(__file__).parent

COLUMNS: Final = (
    *("deal", "source", "category", "region", "date", "clause_type", "present"),
    *("term", "value", "unit", "name", "direction"),
)
Observation = dict[str, Any]

TERMS: Final[dict[str, tuple[str, str, str]]] = {
    "convenience_termination_notice_days": ("convenience_notice", "days", "cuad-v1-text"),
    "late_interest_pct_per_month": ("late_interest", "percent_per_month", "cuad-v1-text"),
    "liability_cap_lookback_months": ("liability_cap", "months_of_fees", "cuad-v1-text"),
    "payment_days": ("payment_days", "days", "cuad-v1-text"),
    "renewal_term_months": ("renewal_period", "months", "cuad-v1"),
    "renewal_termination_notice_days": ("renewal_notice", "days", "cuad-v1"),
    "warranty_duration_days": ("warranty_period", "months", "cuad-v1-text"),
}
"""Terms of term_values.csv: our term and unit, and whether lawyers gave the value or a text rule read it."""

_LIMIT = re.compile(
    r"exceed|in excess of|greater than|no more than|(?<!not )limited (?:in the aggregate )?to|maximum|capped"
    r"|not be more than|limits? (?:of|on) liability|limitation of liability|limited in amount|equal to the lesser of"
)
_LIABLE = re.compile(r"liab|damages|responsib|indemni|recover|claims|losses")
_AMOUNT = re.compile(
    r"amount|\bfees?\b|price|paid|payable|payment|\$|dollars|\bsum\b|\[ ?\*|\*\*\*|insurance|compensation|consideration"
    r"|royalt|proceeds|charges|cost|value|million"
)
_KINDS = re.compile(
    r"(?:consequential|indirect|incidental|punitive|exemplary)[^.]{0,120}(?:damage|loss|liabilit)"
    r"|damages[^.]{0,80}(?:consequential|indirect|punitive)|special,? (?:or |and )?(?:\w+,? ){0,3}damages"
    r"|(?:loss|lost) (?:of )?(?:\w+,? ){0,3}(?:profit|revenue|business|goodwill)"
)


def observations(corpora: Path, contracts: Iterable[Contract]) -> Iterator[Observation]:
    """Every observation, in a fixed order: of the contracts of CUAD, then of the agreements of ContractNLI."""
    cuad, nli = corpora / "cuad", corpora / "contractnli"
    spans = labelled_spans(cuad)
    by_id = {contract.id: contract for contract in contracts}
    rules = presence_rules()
    for contract in by_id.values():
        types = labelled_types(contract, spans[contract.id])
        yield from presence(contract, "cuad-v1", LABELLED - {LAW}, types)
        yield from governing_law(contract)
        counted = {kind for kind, rule in rules.items() if "cuad" in rule.counted}
        hits = {kind for kind in counted if rules[kind].find(contract.prepared)}
        yield from presence(contract, "cuad-v1-text", counted, hits)
        reading = read_contract(contract.text, types | hits, spans[contract.id])
        yield from read(contract, reading)
    for name, term, unit, value, source in corrected([*listed_values(cuad), *initial_terms(cuad)]):
        if name in by_id:
            yield about(by_id[name], source, TYPES[term], term=term, value=value, unit=unit)
    for agreement in agreements(nli):
        counted = {kind for kind, rule in rules.items() if "contractnli" in rule.counted} - set(NDA_TYPES.values())
        hits = {kind for kind in counted if rules[kind].find(agreement.prepared)}
        yield from presence(agreement, "contractnli-text", counted, hits)
    yield from judged(nli)


def presence(contract: Contract, source: str, counted: Iterable[str], found: AbstractSet[str]) -> Iterator[Observation]:
    """One observation for each type that is counted: whether the contract has it."""
    return (about(contract, source, kind, present=kind in found) for kind in sorted(counted))


def governing_law(contract: Contract) -> Iterator[Observation]:
    """Whether the contract says whose law governs, and whose: without a region, for the law itself tells the region."""
    nowhere = replace(contract, law="")
    yield from presence(nowhere, "cuad-v1-law", {LAW}, contract.labels)
    if contract.law:
        yield about(nowhere, "cuad-v1-law", LAW, term=LAW, name=contract.law)


def about(contract: Contract, source: str, kind: str, **said: Any) -> Observation:
    """An observation of a contract."""
    told = {"category": contract.category, "region": contract.region, "date": contract.date}
    return {"deal": contract.id, "source": source, **told, "clause_type": kind, **said}


LABELLED: Final = frozenset({*CUAD_TYPES, "limitation_of_liability", "exclusion_of_consequential_damages"})
"""The types that are counted by labels: CUAD's, its liability label split and its union kept."""

LAW: Final = "governing_law"
"""A clause type, and the term whose names are counted."""

Spans = Mapping[str, Iterable[str]]


def labelled_spans(cuad: Path) -> Mapping[str, Spans]:
    """The words of each annotation, parts joined by a line feed, by contract and clause type."""
    parts: dict[str, dict[tuple[str, int], list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in jsonl(cuad / "spans.jsonl.gz"):
        parts[row["id"]][snake(row["label"]), row["ann"]].append(row["text"])
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for contract, annotations in parts.items():
        for (kind, _), texts in annotations.items():
            found[contract].setdefault(kind, []).append("\n".join(texts))
    return found


def labelled_types(contract: Contract, spans: Spans) -> frozenset[str]:
    """The types that lawyers labelled; their "Cap On Liability" is kept as its union and split.

    An annotation is a ceiling on an amount where a word of limit, one of liability and one of money meet; it is an
    exclusion where it names kinds of damage. It can be both, and limits in time are neither.
    """
    found = set(contract.labels) - {"cap_on_liability"}
    if "cap_on_liability" in contract.labels:
        found.add("limitation_of_liability")
    for words in spans.get("cap_on_liability", ()):
        text = prepare(words)
        if all(pattern.search(text) for pattern in (_LIMIT, _LIABLE, _AMOUNT)):
            found.add("cap_on_liability")
        if _KINDS.search(text):
            found.add("exclusion_of_consequential_damages")
    return frozenset(found)


def read(contract: Contract, reading: Reading) -> Iterator[Observation]:
    """What the program read: values, and whom clauses bind."""
    source = "cuad-v1-read"
    for _, term, unit, value, _ in corrected(
        (contract.id, term, READ_TERMS[term], value, source) for term, value in reading.values
    ):
        yield about(contract, source, TYPES[term], term=term, value=value, unit=unit)
    for kind, bound in reading.directions:
        yield about(contract, source, kind, direction="mutual" if bound is Binds.BOTH else bound.value)


Value = tuple[str, str, str, float, str]


def corrected(values: Iterable[Value]) -> Iterator[Value]:
    """Contract id, term, unit, value and source, less what reading showed to be wrong."""
    fixes = {(row["id"], row["term"]): row["value"] for row in table(HERE / "statistics_corrections.csv")}
    for name, term, unit, value, source in values:
        if right := fixes.get((name, term), f"{value}"):
            yield name, term, unit, float(right), source


def listed_values(cuad: Path) -> Iterator[Value]:
    """The values of term_values.csv under our names and units; days of warranty become half months."""
    for row in table(cuad / "term_values.csv"):
        if row["term"] in TERMS:
            term, unit, source = TERMS[row["term"]]
            value = float(row["value"])
            yield row["id"], term, unit, round(value / 30.4375 * 2) / 2 if term == "warranty_period" else value, source


def initial_terms(cuad: Path) -> Iterator[Value]:
    """Months from the effective (or agreement) date to the expiration date, where that is close to whole months."""
    for row in table(cuad / "answers.csv"):
        start = date(row["Effective Date"]) or date(row["Agreement Date"])
        end = date(row["Expiration Date"])
        if start is None or end is None:
            continue
        years = (end[0] - start[0]) % 100
        months = years * 12 + end[1] - start[1] + (end[2] - start[2]) / 30.4375
        whole = round(months)
        if whole >= 1 and abs(months - whole) <= 0.1:
            yield row["id"], "initial_term", "months", float(whole), "cuad-v1"
