#!/usr/bin/env python3
"""What proposed wording does to a contract: check_wording.py SHARED [--sets planted documents cuad] [--most N].

Every proposal of the rules, for either side, is put in place of the words it quotes, and the contract is read and
reviewed again. Proposals on the same words are tried in turn. Counted are those that

- `still`: leave a finding of the same rule, at medium or above, in their place;
- `new`: bring one of another rule that was not there before, for either side;
- `parties`: change whom the contract is between;
- `missing`: take a protection out of the contract (counted by contract: what was tried together);
- `capital`, `ending`: begin or end unlike the words they replace;
- `twice`, `article`, `brackets`: hold a word twice, "a" for "an", or a bracket without its other half;
- `foreign`: use a word in capitals that the contract does not have;
- `unchanged`: say what stood there before.

`same_text` is the share of proposals whose words are also proposed for other words of the same contract or of another.
Contracts: the unmodified and every tenth planted one of planted, those of documents, and a sample of CUAD's.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from clausecheck.errors import UnreadableError
from clausecheck.model import Block, Contract, Document, Favors, Finding, FindingKind, Severity, Side, Span
from clausecheck.review import read_contract, review, understand

SUFFIXES: Final = {".txt", ".md", ".docx", ".pdf", ".html"}
_TWICE: Final = re.compile(r"\b(?!that\b|had\b)([a-z]{2,}) \1\b", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\b(?:a (?=[aeio][a-z])(?!one\b|once\b|eu)|an (?=[bcdfgjklmnpqrstvwxyz][a-z]))")
_CAPITALS: Final = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Proposal:
    """Words to put in the place of others."""

    finding: Finding
    span: Span
    text: str


def main() -> None:
    """Print the counts as JSON, and with --show each proposal that fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora, documents and planted")
    parser.add_argument("--sets", nargs="+", choices=("planted", "documents", "cuad"), default=["planted", "cuad"])
    parser.add_argument("--most", type=int, default=40, help="contracts of each set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print every proposal that fails, and why")
    args = parser.parse_args()
    counts = Counter[str]()
    texts = Counter[str]()
    for path in (path for name in args.sets for path in _sample(args.shared, name, args.most, args.seed)):
        try:
            contract = read_contract(*path)
        except UnreadableError:
            continue
        counts["contracts"] += 1
        for proposal, faults in _tried(contract, counts):
            counts["proposals"] += 1
            counts.update(faults)
            counts["faultless"] += not faults
            texts[proposal.text] += 1
            if faults and args.show:
                before = contract.document.slice(proposal.span)
                rule = proposal.finding.rule
                print(f"{contract.document.name} {rule}: {', '.join(faults)}\n  - {before}\n  + {proposal.text}")
    counts["same_text"] = sum(count for count in texts.values() if count > 1)
    print(json.dumps(dict(sorted(counts.items())), indent=1))


def _sample(shared: Path, name: str, most: int, seed: int) -> Iterator[tuple[Path | bytes, str]]:
    """Files, or the bytes of one with its name."""
    if name == "cuad":
        with gzip.open(shared / "corpora" / "cuad" / "contracts.jsonl.gz", "rt", encoding="utf-8") as lines:
            entries = [json.loads(line) for line in lines]
        for entry in random.Random(seed).sample(entries, most):
            yield entry["text"].encode(), f"{entry['id']}.txt"
        return
    if name == "planted":
        changed = sorted((shared / "planted" / "planted").iterdir())[::10]
        files = [*sorted((shared / "planted" / "bases").iterdir()), *changed]
    else:
        files = [file for file in sorted((shared / "documents").rglob("*")) if file.suffix in SUFFIXES]
    for file in random.Random(seed).sample(files, min(most, len(files))):
        yield file, file.name


def _tried(contract: Contract, counts: Counter[str]) -> Iterator[tuple[Proposal, list[str]]]:
    """Each proposal with what is wrong with it."""
    before = _findings(contract)
    waiting = sorted(_proposals(before), key=lambda proposal: (proposal.span.start, proposal.span.end))
    while waiting:
        chosen, waiting = _apart(waiting)
        changed = understand(_spliced(contract.document, chosen))
        after = _findings(changed)
        counts["missing"] += len(_missing(after) - _missing(before))
        same_parties = _parties(changed) == _parties(contract)
        moved = 0
        for proposal in chosen:
            place = Span(proposal.span.start + moved, proposal.span.start + moved + len(proposal.text))
            moved += len(proposal.text) - len(proposal.span)
            faults = [*_misfits(contract.document, proposal), *_left(proposal, place, before, after)]
            yield proposal, [*faults, *(() if same_parties else ("parties",))]


def _findings(contract: Contract) -> list[Finding]:
    reviews = (review(contract, side) for side in Side)
    return [finding for one in reviews for finding in one.findings]


def _proposals(findings: Sequence[Finding]) -> list[Proposal]:
    found = {}
    for finding in findings:
        if finding.span is not None and finding.negotiation is not None:
            text = finding.negotiation.proposed_text
            found[finding.span, finding.rule, text] = Proposal(finding, finding.span, text)
    return list(found.values())


def _apart(waiting: Sequence[Proposal]) -> tuple[list[Proposal], list[Proposal]]:
    """Those that can be tried together, as no two of them touch, and the others."""
    chosen: list[Proposal] = []
    later: list[Proposal] = []
    for proposal in waiting:
        free = not chosen or proposal.span.start > chosen[-1].span.end
        (chosen if free else later).append(proposal)
    return chosen, later


def _spliced(document: Document, proposals: Sequence[Proposal]) -> Document:
    """The document with the proposals, in reading order, in the place of the words they quote."""
    parts, at = [], 0
    for proposal in proposals:
        parts += [document.text[at : proposal.span.start], proposal.text]
        at = proposal.span.end

    def moved(offset: int) -> int:
        shift = 0
        for proposal in proposals:
            if offset <= proposal.span.start:
                break
            if offset < proposal.span.end:
                return proposal.span.start + shift + len(proposal.text)
            shift += len(proposal.text) - len(proposal.span)
        return offset + shift

    def placed(span: Span) -> Span:
        return Span(moved(span.start), moved(span.end))

    blocks: list[Block] = []
    for block in document.blocks:
        span = placed(block.span)
        if len(span):
            heading = moved(block.heading_end) if block.heading_end is not None else None
            cells = tuple(cell for cell in map(placed, block.cells) if len(cell))
            blocks.append(replace(block, span=span, heading_end=heading, cells=cells))
    return replace(document, text="".join([*parts, document.text[at:]]), blocks=tuple(blocks), changes=(), comments=())


def _left(proposal: Proposal, place: Span, before: Sequence[Finding], after: Sequence[Finding]) -> list[str]:
    """Whether the finding is still there, or another is."""
    known = {(f.rule, f.favors) for f in before if f.span and _touch(f.span, proposal.span)}
    here = {(f.rule, f.favors) for f in after if f.span and _touch(f.span, place) and _grave(f)}
    same = proposal.finding.rule
    still = (same, proposal.finding.favors) in here
    new = {(rule, favors) for rule, favors in here - known if rule != same or favors != proposal.finding.favors}
    return [*(("still",) if still else ()), *(("new",) if new else ())]


def _grave(finding: Finding) -> bool:
    return finding.severity.rank >= Severity.MEDIUM.rank


def _touch(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _missing(findings: Sequence[Finding]) -> set[tuple[str, Favors]]:
    return {(f.clause_type, f.favors) for f in findings if f.kind is FindingKind.MISSING_CLAUSE and _grave(f)}


def _parties(contract: Contract) -> list[tuple[str, str, Side | None]]:
    return [(party.name, party.alias, party.role) for party in contract.facts.parties]


def _misfits(document: Document, proposal: Proposal) -> Iterator[str]:
    """What a reader would trip over."""
    text, quote = proposal.text, document.slice(proposal.span)
    if text == quote:
        yield "unchanged"
    if not quote[0].isdigit() and _upper(text) is not _upper(quote):
        yield "capital"
    if (text[-1:] in ".;,:") is not (quote[-1:] in ".;,:") or (text[-1:] in ",;") is not (quote[-1:] in ",;"):
        yield "ending"
    if len(_TWICE.findall(text)) > len(_TWICE.findall(quote)):
        yield "twice"
    if len(_ARTICLE.findall(text)) > len(_ARTICLE.findall(quote)):
        yield "article"
    if any((text.count(a) != text.count(b)) and quote.count(a) == quote.count(b) for a, b in ("()", "[]", "“”")):
        yield "brackets"
    if any(word not in document.text for word in _CAPITALS.findall(text)):
        yield "foreign"


def _upper(text: str) -> bool:
    letter = _LETTER.search(text)
    return letter is None or letter[0].isupper()


if __name__ == "__main__":
    main()
