"""What asking Claude costs per contract, beside sending the whole contract in one prompt with the same questions.

    python tools/bench_tokens.py CORPORA [--planted PLANTED] [--check]

CORPORA is a folder with `cuad/contracts.jsonl.gz`; its contracts of service categories are reviewed for the seller and
for the buyer in turn. Everything is counted in one run with one counter, `clausecheck.reviewers.claude.counting`:

- ours: every request as it would be sent, with instructions and schema each time, and its answer;
- whole: one prompt with the same instructions, schema and questions, made by the same code, on every clause;
- bare: the same with nothing but the words of each clause and a number for it.

Nothing is sent. An answer is taken to be one verdict for each clause asked about, one rating for each finding given,
half of them with a reason, and the same new findings: one for every four clauses that we ask about, each as long as the
instructions ask for. Who sends the bare words is given no findings, so the model has to word those as well.

Costs are list prices of the default model. Ours are asked in batches; the instructions are written to the cache by the
first request of a contract, or with `warm` are in it already, as for the second contract of a category. The schema and
the data are never taken to be cached. With --planted it is also counted how many of the planted changes lie in clauses
that are asked about. With --check the exit code is 1 where a target is missed; of the cost that is the warm one.
"""

import argparse
import gzip
import json
import statistics
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from statistics_corpus import category
from token_ways import Measured, cost, measure

from clausecheck.model import Asking, ReviewerAnswer, ReviewerInfo, ReviewRequest, Side
from clausecheck.review import read_contract, review
from clausecheck.reviewers.claude.grouping import plan
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.settings import load_settings
from clausecheck.reviewers.grounding import fold
from clausecheck.reviewers.prompting import load_prompts

SERVICES = frozenset(
    (
        "services",
        "consulting",
        "development",
        "hosting",
        "maintenance",
        "marketing",
        "outsourcing",
        "license",
        "reseller",
        "supply",
    )
)
TARGETS = {"tokens": 1 / 3, "cost": 1 / 8, "recall": 0.9}


class Catching:
    """A reviewer that keeps what it is given."""

    name, version = "none", "1"
    request: ReviewRequest

    def review(self, request: ReviewRequest) -> ReviewerAnswer:
        """Keep it and say nothing."""
        self.request = request
        return ReviewerAnswer(reviewer=ReviewerInfo(name=self.name, version=self.version, maker="nobody"))


def requested(source: Path | bytes, name: str, side: Side, kind: str) -> ReviewRequest:
    """What a reviewer would be given of a contract."""
    catching = Catching()
    review(read_contract(source, name), side, category=kind, reviewer=catching)
    return catching.request


def contracts(corpora: Path) -> Iterator[tuple[str, str, str]]:
    """Name, category and text of each contract of a service category."""
    with gzip.open(corpora / "cuad" / "contracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            kind = category(row["contract_type"])
            if kind in SERVICES:
                yield f"{row['id']}.txt", kind, row["text"]


def show(rows: Sequence[Measured]) -> dict[str, float]:
    """Print what was measured, and return the shares that have a target."""
    settings = load_settings()
    plain = settings.prices[settings.default]
    batched = settings.price(settings.default, Asking(batches=True))
    assert batched is not None
    print(f"{len(rows)} contracts; {settings.default}; prices of {settings.as_of}, {settings.source}")
    print(
        f"clauses: {mean(row.clauses for row in rows):.1f} a contract, asked about {mean(r.asked for r in rows):.1f}\n"
    )
    heads = ("requests", "instr.", "schema", "data", "answers", "tokens")
    print(f"{'a contract':12}{''.join(f'{head:>9}' for head in heads)}{'dollars':>10}")
    ways = {"ours": [r.ours for r in rows], "whole": [r.whole for r in rows], "bare": [r.bare for r in rows]}
    dollars = {
        "ours": [cost(way, batched, cached=True, written=min(1, way.requests)) for way in ways["ours"]],
        "whole": [cost(way, plain, cached=False, written=0) for way in ways["whole"]],
        "bare": [cost(way, plain, cached=False, written=0) for way in ways["bare"]],
    }
    for name, every in ways.items():
        fields = ("requests", "instructions", "schema", "data", "answers", "tokens")
        figures = "".join(f"{mean(getattr(way, field) for way in every):9.1f}" for field in fields)
        print(f"{name:12}{figures}{mean(dollars[name]):10.5f}")
    warm = [cost(way, batched, cached=True, written=0) for way in ways["ours"]]
    print(f"{'ours, warm':12}{'':54}{mean(warm):10.5f}\n")
    shares = {}
    for name in ("whole", "bare"):
        tokens = [(one.tokens, other.tokens) for one, other in zip(ways["ours"], ways[name], strict=True)]
        shares[f"tokens/{name}"] = share(f"tokens, ours of {name}", tokens)
        share(f"cost, ours of {name}", list(zip(dollars["ours"], dollars[name], strict=True)))
        shares[f"cost/{name}"] = share(f"cost, warm, of {name}", list(zip(warm, dollars[name], strict=True)))
    return shares


def share(words: str, pairs: Sequence[tuple[float, float]]) -> float:
    """Print and return the share of the sums, with the middle one of the contracts."""
    whole = sum(one for one, _ in pairs) / sum(other for _, other in pairs)
    middle = statistics.median(one / other for one, other in pairs)
    print(f"{words:28}{whole:7.3f} in all, {middle:.3f} in the middle contract")
    return whole


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean."""
    return statistics.fmean(values)


def recall(planted: Path) -> float:
    """Print and return which share of the planted changes lies in clauses that are asked about."""
    rows = [json.loads(line) for line in (planted / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    found, missed = 0, []
    for row in (row for row in rows if row["change_kind"] == "planted"):
        changes = [one for one in (row["changes"] if row["operator"] == "multi" else [row]) if one.get("mutated_text")]
        for side in {one["harmed_side"] == "buyer": None for one in changes}:
            file = planted / "planted" / Path(row["file"]).name
            request = requested(file, file.name, Side.BUYER if side else Side.SELLER, row["category"])
            asked = {clause_id for chunk in plan(request, Limits())[0] for clause_id in chunk.ids}
            for change in (one for one in changes if (one["harmed_side"] == "buyer") is side):
                hit = bool(places(request, change) & asked)
                found += hit
                missed += [] if hit else [f"{row['id']} {change['operator']}"]
    total = found + len(missed)
    print(f"\nplanted changes in clauses that are asked about: {found} of {total}; not: {', '.join(missed) or 'none'}")
    return found / total


def places(request: ReviewRequest, change: dict[str, Any]) -> set[str]:
    """Ids of the clauses that the changed words stand in."""
    document = fold(request.contract.document.text)
    sentence, words = (
        fold(change["mutated_text"]).text.strip(),
        fold(str(change.get("changed_words") or "")).text.strip(),
    )
    start = document.text.find(sentence)
    within = sentence.find(words) if words else -1
    begin, length = (start + within, len(words)) if within > 0 else (start, len(sentence))
    if start == -1 or not length:
        return set()
    first, last = document.starts[begin], document.ends[begin + length - 1]
    clauses = (clause for clause in request.contract.clauses if clause.text.strip())
    return {clause.id for clause in clauses if clause.whole.start < last and first < clause.whole.end}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, metavar="CORPORA")
    parser.add_argument("--planted", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    prompts, sides = load_prompts(), (Side.SELLER, Side.BUYER)
    rows = [
        measure(requested(text.encode(), name, sides[at % 2], kind), prompts)
        for at, (name, kind, text) in enumerate(contracts(args.corpora))
    ]
    shares = show(rows)
    met = all(value <= TARGETS[name.partition("/")[0]] for name, value in shares.items())
    if args.planted:
        met &= recall(args.planted) >= TARGETS["recall"]
    return int(args.check and not met)


if __name__ == "__main__":
    sys.exit(main())
