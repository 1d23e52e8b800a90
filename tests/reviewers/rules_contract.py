"""Small contracts for the tests of the rules, built without reading a file."""

import re

from clausecheck.model import (
    Block,
    BlockKind,
    CategoryGuess,
    Cell,
    ClassifiedType,
    Clause,
    Contract,
    Deviation,
    Document,
    Facts,
    Finding,
    Format,
    Part,
    Party,
    ReviewerAnswer,
    ReviewRequest,
    Sentence,
    SharedContext,
    Side,
    Span,
    Term,
)
from clausecheck.reviewers.rules import RulesReviewer

PROTECTED = (
    "Each party shall keep the other party's confidential information secret.",
    "Each party's total liability shall not exceed the fees paid in the twelve (12) months before the claim.",
    "Each party shall indemnify the other party against third-party claims caused by its negligence.",
    "Either party may terminate this Agreement if the other party breaches it and does not cure in thirty (30) days.",
    "This Agreement is governed by the laws of the State of New York.",
    "Each party shall protect personal data that it handles.",
)
"""Sentences that a contract needs so that nothing is missing."""

_ROLES = (
    (r"\bthe other party\b", "OTHER"),
    (r"\b(?:each|either) party\b", "PARTY"),
    (r"\b(?:both|the) parties\b", "PARTY"),
    (r"\bprovider\b", "SELLER"),
    (r"\bcustomer\b", "BUYER"),
)


def contract(
    *lines: str,
    headings: tuple[str, ...] = (),
    types: tuple[tuple[str, ...], ...] = (),
    paths: tuple[str, ...] = (),
    terms: tuple[Term, ...] = (),
    swapped: bool = False,
) -> Contract:
    """A contract with one clause for each line; `swapped` makes the Provider the buyer."""
    clauses, sentences, at = [], [], 0
    for index, line in enumerate(lines):
        span = Span(at, at + len(line))
        clause_id = f"c{index + 1}"
        clauses.append(
            Clause(
                id=clause_id,
                number=paths[index] if index < len(paths) else "",
                path=paths[index] if index < len(paths) else "",
                heading=headings[index] if index < len(headings) else "",
                level=1,
                parent=None,
                span=span,
                text=line,
                whole=span,
                part=Part.BODY,
                page=None,
                paragraph=index + 1,
            )
        )
        if line:
            sentences.append(Sentence(clause_id=clause_id, span=span, text=line, roles=_in_roles(line, swapped)))
        at += len(line) + 1
    sides = (Side.BUYER, Side.SELLER) if swapped else (Side.SELLER, Side.BUYER)
    return Contract(
        document=_document("\n".join(lines)),
        facts=Facts(
            title="Services Agreement",
            parties=(
                Party(name="Acme Inc.", alias="Provider", role=sides[0]),
                Party(name="Beta LLC", alias="Customer", role=sides[1]),
            ),
        ),
        category=CategoryGuess(id="services", probability=0.9),
        clauses=tuple(clauses),
        types={
            clause.id: tuple(ClassifiedType(id=kind, probability=0.9) for kind in (types[i] if i < len(types) else ()))
            for i, clause in enumerate(clauses)
        },
        terms=terms,
        sentences=tuple(sentences),
        by_id={clause.id: clause for clause in clauses},
    )


def answer(
    made: Contract, side: Side, *, deviations: tuple[Deviation, ...] = (), category: str = "services"
) -> ReviewerAnswer:
    """What the rules say of `made` for `side`."""
    shared = SharedContext(
        digest="sha256:0",
        canonical=b"{}",
        cell=Cell(category),
        statistics="test 1",
        statistics_digest="sha256:0",
        as_of="2020",
        policy="test 1",
        policy_digest="sha256:0",
        sources=("Test contracts: made up",),
    )
    return RulesReviewer().review(
        ReviewRequest(contract=made, side=side, category=category, region=None, deviations=deviations, shared=shared)
    )


def by_rule(given: ReviewerAnswer, rule: str) -> Finding:
    """The one finding of `rule`."""
    found = [finding for finding in given.findings if finding.rule == rule]
    assert len(found) == 1, [finding.rule for finding in given.findings]
    return found[0]


def _in_roles(line: str, swapped: bool) -> str:
    text = line.lower().replace("’", "'")
    for pattern, role in _ROLES:
        text = re.sub(pattern, role, text)
    return _mirror(text) if swapped else text


def _mirror(text: str) -> str:
    return text.replace("SELLER", "\x01").replace("BUYER", "SELLER").replace("\x01", "BUYER")


def _document(text: str) -> Document:
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line:
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(at, at + len(line)), paragraph=number))
        at += len(line) + 1
    return Document(name="c.txt", format=Format.TEXT, sha256="0" * 64, text=text, blocks=tuple(blocks))
