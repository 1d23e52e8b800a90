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
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from statistics_corpus import category

from clausecheck.model import Asking, ReviewerAnswer, ReviewerInfo, ReviewRequest, Scope, Side
from clausecheck.review import read_contract, review
from clausecheck.reviewers.claude.counting import count
from clausecheck.reviewers.claude.grouping import Chunk, plan
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.message import message, system
from clausecheck.reviewers.claude.prices import Price, Spent
from clausecheck.reviewers.claude.schema import schema
from clausecheck.reviewers.claude.settings import load_settings
from clausecheck.reviewers.claude.shown import data
from clausecheck.reviewers.grounding import fold
from clausecheck.reviewers.prompting import PromptSet, load_prompts

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
LEAST_CACHED = 1024
"""Tokens that a prefix must have to be cached, of the models of the default's class, as the service documents it."""
TARGETS = {"tokens": 1 / 3, "cost": 1 / 8, "recall": 0.9}

_NEW = {
    "clause_id": "3",
    "quote": "without limitation and at no charge to the Customer, as the Supplier may from time to time decide",
    "kind": "one_sided",
    "severity": "medium",
    "favors": "buyer",
    "clause_type": "change_orders",
    "title": "The other side alone decides what is added",
    "explanation": "These words let one party add to the work whenever it likes. Nothing is paid for what is added.",
    "ask": "Pay for every addition at the agreed rates.",
    "fallback": "Additions up to ten hours are free.",
    "walk_away": "Unpaid additions without a limit.",
    "proposed_text": "as the parties agree in writing, at the rates set out in the schedule",
    "priority": "should",
    "reason": "A clear scope keeps the dates for both.",
}
_RATINGS = (
    {"finding_id": "f1", "severity": "low", "why": "The cap in the next clause limits this, and it can be ended."},
    {"finding_id": "f2", "severity": "high", "why": ""},
)
"""One that differs, with a reason, and one that does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Tokens of one way to ask about one contract."""

    requests: int
    instructions: int
    """Of all requests together, without the schema."""
    schema: int
    data: int
    answers: int

    @property
    def tokens(self) -> int:
        """Input and output."""
        return self.instructions + self.schema + self.data + self.answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The ways to ask about one contract."""

    ours: Way
    whole: Way
    bare: Way
    asked: int
    clauses: int


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


def measure(request: ReviewRequest, prompts: PromptSet) -> Measured:
    """Count every way to ask about one contract."""
    chunks, _ = plan(request, Limits(), Scope.FLAGGED)
    endless = replace(Limits(), chunk_characters=10**9, chunk_clauses=10**9, clause_characters=10**9)
    every, _ = plan(request, endless, Scope.ALL)
    parts = tuple(replace(part, alone=False) for chunk in every for part in chunk.parts)
    whole = Chunk(parts=parts)
    asked = sum(len(chunk.parts) for chunk in chunks)
    new = round(asked / 4)
    shares = [round(new * (at + 1) / len(chunks)) - round(new * at / len(chunks)) for at in range(len(chunks))]
    instructions = sum(count(block["text"]) for block in system(prompts, request))
    form = count(packed(schema()))
    bare = {
        "clauses": [
            {"id": name, "text": " ".join(request.contract.by_id[clause_id].text.split())}
            for clause_id, name in whole.local.items()
        ]
    }
    return Measured(
        ours=Way(
            requests=len(chunks),
            instructions=instructions * len(chunks),
            schema=form * len(chunks),
            data=sum(count(message(request, chunk, data(request, chunk))) for chunk in chunks),
            answers=sum(answer(len(c.parts), len(c.rated), share) for c, share in zip(chunks, shares, strict=True)),
        ),
        whole=Way(
            requests=1,
            instructions=instructions,
            schema=form,
            data=count(message(request, whole, data(request, whole))),
            answers=answer(len(parts), len(whole.rated), new),
        ),
        bare=Way(
            requests=1,
            instructions=instructions,
            schema=form,
            data=count(message(request, whole, bare)),
            answers=answer(len(parts), 0, new + len(whole.rated)),
        ),
        asked=asked,
        clauses=len(parts),
    )


def answer(clauses: int, rated: int, new: int) -> int:
    """Tokens of an answer."""
    verdicts = [{"clause_id": str(number), "verdict": "usual"} for number in range(1, clauses + 1)]
    return count(
        packed({"ratings": [_RATINGS[at % 2] for at in range(rated)], "findings": [_NEW] * new, "verdicts": verdicts})
    )


def packed(value: Any) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def cost(way: Way, price: Price, *, cached: bool, written: int) -> float:
    """US dollars for one way to ask; `written` of its requests write the instructions to the cache, the others read."""
    each = way.instructions // max(1, way.requests)
    kept = cached and each >= LEAST_CACHED
    spent = Spent(
        fresh=way.schema + way.data + (0 if kept else way.instructions),
        written=each * written if kept else 0,
        cached=each * (way.requests - written) if kept else 0,
        output=way.answers,
    )
    return price.cost(spent)


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
