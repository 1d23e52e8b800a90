"""Count clause statistics from CUAD and ContractNLI and write them as text files.

    python tools/build_statistics.py CORPORA [--out clause_stats]

CORPORA holds `cuad/` and `contractnli/`. The same input gives the same bytes. What is counted, and how, stands in
docs/statistics.md.
"""

import argparse
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from left_out import titles
from statistics_reading import READ_TERMS, read_values
from statistics_tables import jsonl, table, write

from clausecheck.model.taxonomy import CATEGORY_PARENT, CUAD_TYPES, category_chain
from clausecheck.stats import prepare, presence_rules

HERE: Final = Path(__file__).parent

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

NDA_STATEMENTS: Final = {"nda-18": "no_solicit_of_employees", "nda-19": "survival"}
"""The statements of ContractNLI that say the same as a clause type."""

NEAR_DUPLICATE: Final = 0.8
"""Share of eight-word runs, of both together, from which two contracts of one filer have one vote."""

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


@dataclass(frozen=True, slots=True)
class Contract:
    """A reference contract: its id, categories from the closest to "all", and text as rules read it."""

    id: str
    categories: tuple[str, ...]
    labels: frozenset[str]
    text: str
    raw: str = ""


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description="Count clause statistics from CUAD and ContractNLI.")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=HERE.parent / "clause_stats")
    options = parser.parse_args()
    cuad, nli = options.corpora / "cuad", options.corpora / "contractnli"
    contracts = read_contracts(cuad)
    kept = {contract.id for contract in contracts}
    rules = presence_rules()
    counted = {kind: rule for kind, rule in rules.items() if "cuad" in rule.counted}
    counted_nda = {kind: rule for kind, rule in rules.items() if "contractnli" in rule.counted}

    presence = {**count_labels(contracts, liability_kinds(cuad, kept))}
    presence |= count_types(((c, text_types(c.text, counted)) for c in contracts), sorted(counted), "cuad-v1-text")
    agreements = [
        Contract(row["id"], ("nda",), frozenset(), prepare(row["text"])) for row in jsonl(nli / "documents.jsonl.gz")
    ]
    presence |= count_types(
        ((c, text_types(c.text, counted_nda)) for c in agreements), sorted(counted_nda), "contractnli-text"
    )
    presence |= nda_labels(nli)
    write(options.out / "presence.csv", ("clause_type", "category", "count", "sampled", "source"), rows_of(presence))

    by_id = {contract.id: contract for contract in contracts}
    columns = ("term", "unit", "category", "value", "count", "source")
    write(options.out / "values.csv", columns, count_values(cuad, by_id))
    write(options.out / "names.csv", ("term", "category", "name", "count", "source"), count_names(cuad, by_id))
    write_sources(options.out / "sources.toml", years(cuad, kept), len(contracts), len(agreements))


def read_contracts(cuad: Path) -> list[Contract]:
    """The contracts of CUAD, without those the measuring set is made from and without near-duplicates of one filer."""
    group = {row["id"]: row["group"] for row in table(cuad / "folds.csv")}
    found = sorted(jsonl(cuad / "contracts.jsonl.gz"), key=lambda row: str(row["id"]))
    left_out = titles(str(row["title"]) for row in found)
    kept: list[Contract] = []
    runs: dict[str, list[set[str]]] = defaultdict(list)
    for row in found:
        if row["title"] in left_out:
            continue
        text = prepare(row["text"])
        words = text.split()
        own = {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}
        others = runs[group[row["id"]]]
        if any(len(own & other) >= NEAR_DUPLICATE * max(1, len(own | other)) for other in others):
            continue
        others.append(own)
        labels = frozenset(snake(label) for label in row["labels"])
        kept.append(Contract(row["id"], categories(row["contract_type"]), labels, text, row["text"]))
    return kept


def categories(contract_type: str) -> tuple[str, ...]:
    """Our categories for a contract type of CUAD; types that we lack count only in `all`."""
    name = {"service": "services"}.get(snake(contract_type), snake(contract_type))
    return category_chain(name) if name in CATEGORY_PARENT else ("all",)


def liability_kinds(cuad: Path, kept: set[str]) -> Mapping[str, set[str]]:
    """Split CUAD's "Cap On Liability": contract id to `cap_on_liability`, `exclusion_of_consequential_damages`.

    An annotation is a ceiling on an amount where a word of limit, one of liability and one of money meet; it is an
    exclusion where it names kinds of damage. It can be both, and limits in time are neither.
    """
    parts: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in jsonl(cuad / "spans.jsonl.gz"):
        if row["label"] == "Cap On Liability" and row["id"] in kept:
            parts[row["id"], row["ann"]].append(row["text"])
    found: dict[str, set[str]] = defaultdict(set)
    for (contract, _), texts in parts.items():
        text = prepare(" ".join(texts))
        if all(pattern.search(text) for pattern in (_LIMIT, _LIABLE, _AMOUNT)):
            found[contract].add("cap_on_liability")
        if _KINDS.search(text):
            found[contract].add("exclusion_of_consequential_damages")
    return found


Presence = dict[tuple[str, str], tuple[int, int, str]]


def count_labels(contracts: Iterable[Contract], kinds: Mapping[str, set[str]]) -> Presence:
    """Contracts with each label, the liability label split, its union kept as `limitation_of_liability`."""
    types = sorted({*CUAD_TYPES, "limitation_of_liability", "exclusion_of_consequential_damages"})
    pairs = []
    for contract in contracts:
        found = contract.labels - {"cap_on_liability"} | kinds.get(contract.id, set())
        union = {"limitation_of_liability"} if "cap_on_liability" in contract.labels else set()
        pairs.append((contract, found | union))
    return count_types(pairs, types, "cuad-v1")


def count_types(pairs: Iterable[tuple[Contract, Iterable[str]]], types: Iterable[str], source: str) -> Presence:
    """Count, sample and source for each type in each category that has contracts."""
    sampled: Counter[str] = Counter()
    count: Counter[tuple[str, str]] = Counter()
    for contract, found in pairs:
        sampled.update(contract.categories)
        count.update((kind, category) for kind in set(found) for category in contract.categories)
    return {
        (kind, category): (count[kind, category], sampled[category], source) for kind in types for category in sampled
    }


def text_types(text: str, rules: Mapping[str, Any]) -> set[str]:
    """The types whose rule holds in a prepared text."""
    return {kind for kind, rule in rules.items() if rule.find(text)}


def nda_labels(nli: Path) -> Presence:
    """Non-disclosure agreements for which a statement holds; a contradicted statement is not such a clause."""
    rows = {row["hypothesis_id"]: row for row in table(nli / "nda_term_frequency.csv")}
    return {
        (kind, "nda"): (int(rows[key]["entailment"]), int(rows[key]["n_ndas"]), "contractnli")
        for key, kind in NDA_STATEMENTS.items()
    }


def count_values(cuad: Path, contracts: Mapping[str, Contract]) -> list[tuple[Any, ...]]:
    """The rows of values.csv: one vote a contract and term."""
    texts = ((contract.id, contract.raw) for contract in contracts.values())
    stated = [
        *corrected(listed_values(cuad)),
        *((name, "initial_term", "months", months, "cuad-v1") for name, months in initial_terms(cuad)),
        *corrected((name, term, READ_TERMS[term], value, "cuad-v1-read") for name, term, value in read_values(texts)),
    ]
    count = Counter(
        (term, unit, category, value, source)
        for name, term, unit, value, source in stated
        if name in contracts
        for category in contracts[name].categories
    )
    return [(term, unit, c, f"{value:g}", n, source) for (term, unit, c, value, source), n in sorted(count.items())]


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


def count_names(cuad: Path, contracts: Mapping[str, Contract]) -> list[tuple[Any, ...]]:
    """The rows of names.csv: whose law governs, by the first listed place that the answer names."""
    places = tomllib.loads((HERE.parent / "clause_stats" / "places.toml").read_text(encoding="utf-8"))["places"]
    count = Counter(
        (category, place)
        for row in table(cuad / "term_values.csv")
        if row["term"] == "governing_law" and row["id"] in contracts and (place := place_of(row["value"], places))
        for category in contracts[row["id"]].categories
    )
    return [("governing_law", category, place, n, "cuad-v1") for (category, place), n in sorted(count.items())]


def place_of(answer: str, places: Iterable[str]) -> str:
    """The listed place that an answer names first, the longest at that spot; empty for blanks and formulas."""
    found = [(answer.find(name), -len(name), name) for name in places if name in answer]
    return min(found)[2] if found else ""


def initial_terms(cuad: Path) -> Iterator[tuple[str, float]]:
    """Months from the effective (or agreement) date to the expiration date, where that is close to whole months."""
    for row in table(cuad / "answers.csv"):
        start = date(row["Effective Date"]) or date(row["Agreement Date"])
        end = date(row["Expiration Date"])
        if start is None or end is None:
            continue
        years_ = (end[0] - start[0]) % 100
        months = years_ * 12 + end[1] - start[1] + (end[2] - start[2]) / 30.4375
        whole = round(months)
        if whole >= 1 and abs(months - whole) <= 0.1:
            yield row["id"], float(whole)


def date(text: str) -> tuple[int, int, int] | None:
    """Year (two digits), month and day of "6/21/99"; None where a part is blank."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(?:\d\d)?(\d\d)", text.strip())
    return (int(match[3]), int(match[1]), int(match[2])) if match else None


def years(cuad: Path, kept: set[str]) -> tuple[int, int]:
    """The first and the last year in which a contract was made."""
    dates = [date(row["Agreement Date"]) for row in table(cuad / "answers.csv") if row["id"] in kept]
    full = [1900 + found[0] if found[0] > 50 else 2000 + found[0] for found in dates if found]
    return min(full), max(full)


def rows_of(presence: Presence) -> list[tuple[Any, ...]]:
    """The rows of presence.csv, sorted."""
    return [(kind, category, *rest) for (kind, category), rest in sorted(presence.items())]


def write_sources(path: Path, span: tuple[int, int], contracts: int, agreements: int) -> None:
    """Fill the counts and years into the list of sources."""
    template = (HERE / "statistics_sources.toml").read_text(encoding="utf-8")
    for key, value in (("YEARS", f"{span[0]}-{span[1]}"), ("CONTRACTS", contracts), ("AGREEMENTS", agreements)):
        template = template.replace(f"@{key}@", str(value))
    path.write_text(template, encoding="utf-8", newline="\n")


def snake(label: str) -> str:
    """A label as an id: "Rofr/Rofo/Rofn" is rofr_rofo_rofn."""
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")


if __name__ == "__main__":
    main()
